#include "fixture.h"

static void
test_quirk_short_length_only (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"extended_length\": false}");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            "00 B0 8A 00 00 01 00", "6700",
            "00 20 00 98 000004 31323334", "6700",
            "00 B0 8A 00 04", "30820628 9000",
            TRIES_LEFT, "63C3");
  /* clang-format on */
}

static void
test_quirk_blocked_as_iso_says (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"pin_tries_left\": 0, \"quirks\": {\"blocked_status\": \"6983\"}");

  CONVERSE (card, SELECT_JPKI, "9000", TRIES_LEFT, "63C0", VERIFY_RIGHT, "6983");
}

static void
test_quirk_verified_answers_done (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"verified_status\": \"9000\"}");

  CONVERSE (card, SELECT_JPKI, "9000", TRIES_LEFT, "63C3", VERIFY_RIGHT, "9000", TRIES_LEFT, "9000",
            VERIFY_WRONG, "63C2", TRIES_LEFT, "63C2");
}

static void
test_quirk_reselecting_keeps_verified (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"keeps_verified_on_select\": true}");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000", SELECT_JPKI, "9000", SIGN_ONE_BYTE,
            "*9000", SELECT_ISSUER_DOMAIN, "9000", SELECT_JPKI, "9000", SIGN_ONE_BYTE, "6982");
}

static void
test_quirk_reset_forgets (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"forgets_on_reset\": true}");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  uke_emulated_card_reset (card);
  CONVERSE (card, SIGN_ONE_BYTE, "6A88", SELECT_JPKI, "9000", SIGN_ONE_BYTE, "6982");
}

static void
test_quirk_first_command_fails (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"first_command_fails\": true}");

  CONVERSE (card, SELECT_JPKI, "6F00", SELECT_JPKI, "9000");
  uke_emulated_card_power_on (card);
  CONVERSE (card, SELECT_JPKI, "6F00", SELECT_JPKI, "9000");
}

static void
test_quirk_prefix_matching (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"prefix_matching\": true}");

  /* clang-format off */
  CONVERSE (card,
            "00 A4 04 00 05 D392F00026 00", "6F0C 840A D392F000260100000001 9000",
            TRIES_LEFT, "63C3",
            "00 A4 04 00 01 D3 00", "6F0C 840A D392F000260100000001 9000",
            "00 A4 04 00 08 D392100031000101 00", "6F0C 840A D3921000310001010408 9000",
            "00 A4 04 00 0A D3921000310001010100 00", "6F0C 840A D3921000310001010100 9000",
            "00 A4 04 0C 0B D392100031000101010000", "6A82",
            "00 A4 04 0C", "6A82");
  /* clang-format on */
}

static void
test_quirk_get_response (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"quirks\": {\"get_response\": true}");
  g_autoptr (GBytes) whole = NULL;

  /* clang-format off */
  CONVERSE (card,
            "00 C0 00 00 00", "6985", /* nothing was asked */
            SELECT_JPKI, "9000", /* no data, nothing to fetch */
            "00 B0 8A 00 00", "6100", /* 256 of them */
            "00 C0 00 00 04", "30820628 61FC",
            "00 C0 00 01 04", "6A86",
            "00 C0 00 00", "6700",
            "00 C0 00 00 00", "*9000",
            "00 C0 00 00 00", "6985",
            "00 B0 8A 00 04", "6104",
            TRIES_LEFT, "63C3",
            "00 C0 00 00 04", "6985", /* another command came in between */
            VERIFY_RIGHT, "9000",
            SIGN_ONE_BYTE, "6100",
            "00 C0 00 00 00", "*9000",
            "00 A4 04 00 07 A0000001510000 00", "610B",
            "00 C0 00 00 0B", "6F09 8407 A0000001510000 9000");
  /* clang-format on */
  uke_fixture_talk (card, SELECT_JPKI, "9000");
  whole = uke_fixture_ask (card, "00 B0 8A 00 00 00 00"); /* extended length does without */
  g_assert_cmpuint (g_bytes_get_size (whole), ==, 3808);
}

/* What was kept for the next command is gone with the power. */
static void
test_quirk_get_response_forgets (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"quirks\": {\"get_response\": true}");

  CONVERSE (card, SELECT_JPKI, "9000", "00 B0 8A 00 04", "6104");
  uke_emulated_card_power_off (card);
  uke_emulated_card_power_on (card);
  uke_fixture_talk (card, "00 C0 00 00 04", "6985");
}

static void
test_quirk_corrects_length (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"corrects_length\": true}");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            "00 B0 86 00 00", "6CA0",
            "00 B0 86 00 A0", "*9000",
            "00 B0 8A 00 00", "*9000", /* there are 256 */
            "00 B0 0E DE 00", "6C02",
            "00 B0 0E DE 02", "FFFF9000",
            "00 B0 0E E0 00", "6B00",
            "00 B0 0E DE 00 01 00", "FFFF9000", /* extended length does without */
            "00 C0 00 00 00", "6D00",
            VERIFY_RIGHT, "9000",
            SIGN_ONE_BYTE, "*9000");
  /* clang-format on */
}

static void
test_quirk_wrong_length_refused (gconstpointer status)
{
  g_autofree char *members =
      g_strdup_printf ("\"quirks\": {\"wrong_length_status\": \"%s\"}", (const char *) status);
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            VERIFY_RIGHT, "9000",
            "00 20 00 98 03 313233", status,
            "00 20 00 98 05 3132333435", status,
            "00 20 00 98 04 3132334A", status,
            TRIES_LEFT, "63C3", /* nothing of this cost a try, */
            SIGN_ONE_BYTE, "*9000", /* or took the verification back */
            VERIFY_WRONG, "63C2",
            "00 20 00 9B 05 4142434445", status,
            "00 20 00 9B 11 4142434445464748494A4B4C4D4E4F5051", status,
            "00 20 00 9B 06 616263646566", status, /* small letters */
            "00 20 00 9B", "63C5",
            "00 20 00 9B 06 414243444546", "63C4");
  /* clang-format on */
}

static void
test_quirk_question_on_blocked (void)
{
  static const char *const statuses[] = { "63C0", "6984", "6983" };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autofree char *members =
        g_strdup_printf ("\"pin_tries_left\": 0, \"quirks\": {\"blocked_query_status\": \"%s\"}",
                         statuses[i]);
    g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);

    CONVERSE (card, SELECT_JPKI, "9000", TRIES_LEFT, statuses[i], VERIFY_RIGHT, "6984",
              "00 20 00 9B", "63C5");
  }
}

int
main (int argc, char **argv)
{
  static const char *const refusals[] = { "6700", "6A80" };
  static const UkeFixtureTest tests[] = {
    { "short-length-only", test_quirk_short_length_only },
    { "blocked-as-iso-says", test_quirk_blocked_as_iso_says },
    { "verified-answers-done", test_quirk_verified_answers_done },
    { "reselecting-keeps-verified", test_quirk_reselecting_keeps_verified },
    { "reset-forgets", test_quirk_reset_forgets },
    { "first-command-fails", test_quirk_first_command_fails },
    { "prefix-matching", test_quirk_prefix_matching },
    { "get-response", test_quirk_get_response },
    { "get-response-forgets", test_quirk_get_response_forgets },
    { "corrects-length", test_quirk_corrects_length },
    { "question-on-blocked", test_quirk_question_on_blocked },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *path = g_strconcat ("/card/quirks/wrong-length-", refusals[i], NULL);

    g_test_add_data_func (path, refusals[i], test_quirk_wrong_length_refused);
  }
  return uke_fixture_run ("/card/quirks/", tests);
}
