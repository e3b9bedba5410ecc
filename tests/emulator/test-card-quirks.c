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
test_quirk_certificate_cut_short (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"quirks\": {\"physical_size\": 700}");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            "00 B0 8A 00 04", "30820628 9000", /* so it says, */
            "00 B0 02 BB 00", "??9000",
            "00 B0 02 BC 00", "6B00"); /* but there is no more */
  /* clang-format on */
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
            "00 A4 04 00 08 D392100031000101 00", "6F0C 840A D3921000310001010401 9000",
            "00 A4 04 00 0A D3921000310001010100 00", "6F0C 840A D3921000310001010100 9000",
            "00 A4 04 0C 0B D392100031000101010000", "6A82",
            "00 A4 04 0C", "6A82");
  /* clang-format on */
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "short-length-only", test_quirk_short_length_only },
    { "blocked-as-iso-says", test_quirk_blocked_as_iso_says },
    { "verified-answers-done", test_quirk_verified_answers_done },
    { "reselecting-keeps-verified", test_quirk_reselecting_keeps_verified },
    { "reset-forgets", test_quirk_reset_forgets },
    { "first-command-fails", test_quirk_first_command_fails },
    { "certificate-cut-short", test_quirk_certificate_cut_short },
    { "prefix-matching", test_quirk_prefix_matching },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/quirks/", tests);
}
