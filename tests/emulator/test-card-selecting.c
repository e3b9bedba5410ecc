#include "fixture.h"

static void
test_select_application (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            "00 A4 00 00", "6A86", /* no master file at power-on */
            "00 A4 04 0C 0A D392F000260100000002", "6A82",
            "00 A4 04 0C 09 D392F0002601000000", "6A82", /* half a name is none */
            "00 A4 04 0C 0B D392F00026010000000100", "6A82",
            "00 A4 04 0C 0A D3921000310001010403", "6A82",
            "00 A4 04 0C 10 A0000002310600000000000000000000", "6A82", /* no driving licence */
            "00 A4 04 0C", "6A82",
            "00 A4 04 04 0A D392F000260100000001", "6A86",
            "00 A4 03 0C 0A D392F000260100000001", "6A86",
            "00 B0 00 00 00", "6986",
            SELECT_JPKI, "9000",
            "00 A4 00 00", "9000", /* without effect now */
            "00 A4 00 00 02 3F00", "6A82",
            "00 A4 04 00 0A D392F000260100000001 00", "6F0C 840A D392F000260100000001 9000",
            "00 A4 04 00 0A D392F000260100000001", "9000",
            "00 A4 04 0C 0A D392F000260100000001 00", "9000",
            "00 B0 86 00 01", "4A9000",
            SELECT_ISSUER_DOMAIN, "9000",
            "00 B0 86 00 01", "6986",
            "00 A4 04 00 07 A0000001510000 00", "6F09 8407 A0000001510000 9000");
  /* clang-format on */
}

static void
test_failed_select_keeps_application (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            VERIFY_RIGHT, "9000",
            "00 A4 02 0C 02 0006", "9000",
            "00 A4 04 0C 0A D3921000310001010403", "6A82",
            "00 B0 00 00 01", "4A9000",
            SIGN_ONE_BYTE, "*9000");
  /* clang-format on */
}

static void
test_select_file (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            "00 A4 02 0C 02 000A", "6A82",
            SELECT_JPKI, "9000",
            "00 B0 00 00 01", "6986", /* an application has no file of its own */
            "00 20 00 80", "6986",
            "00 A4 02 0C 02 0005", "6A82",
            "00 A4 02 0C 02 010A", "6A82",
            "00 A4 02 0C 01 0A", "6700",
            "00 A4 02 0C 03 000A00", "6700",
            "00 A4 02 00 02 000A", "6A86",
            "00 A4 02 0C 02 000A", "9000",
            "00 B0 00 00 02", "3082 9000",
            "00 A4 02 0C 02 0005", "6A82",
            "00 B0 00 00 02", "3082 9000"); /* the last one that was there */
  /* clang-format on */
}

static void
test_other_card_knows_nothing (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"card\": \"other\"");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "6A82",
            "00 B0 8A 00 04", "6986",
            TRIES_LEFT, "6A88",
            SIGN_ONE_BYTE, "6A88",
            "00 84 00 00 08", "????????????????9000");
  /* clang-format on */
}

static void
test_other_applications (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_REGISTER, "9000",
            "00 20 00 9C", "63C3",
            "00 20 00 9C 04 39393939", "63C2",
            "00 A4 02 0C 02 0001", "6A82",
            SELECT_COMMON, "9000",
            "00 20 00 9C", "63C3", /* each counts for itself */
            "00 A4 02 0C 02 0019", "6A82",
            "00 A4 04 00 0A D3921000310001010100 00", "6F0C 840A D3921000310001010100 9000",
            "80 2A 00 00 01 AB 00", "6A86"); /* no key of its own */
  /* clang-format on */
}

/* Which applications there are tells the kinds of cards apart. */
static void
test_applications_of_other_cards (void)
{
  static const char *const cards[] = { "phone-android", "phone-iphone", "juki" };

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++) {
    g_autofree char *members = g_strdup_printf ("\"card\": \"%s\"", cards[i]);
    g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);

    CONVERSE (card, SELECT_JPKI, "9000", SELECT_TEXT, "6A82", SELECT_VISUAL, "6A82", SELECT_COMMON,
              "6A82", SELECT_REGISTER, i == 2 ? "9000" : "6A82", SELECT_ISSUER_DOMAIN, "9000",
              "00 CA 00 F0 00", "6A88");
  }
}

static void
test_another_application_forgets (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000", SELECT_REGISTER, "9000", SIGN_ONE_BYTE,
            "6A88", SELECT_JPKI, "9000", SIGN_ONE_BYTE, "6982");
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "select-application", test_select_application },
    { "failed-select-keeps-application", test_failed_select_keeps_application },
    { "select-file", test_select_file },
    { "other-card-knows-nothing", test_other_card_knows_nothing },
    { "other-applications", test_other_applications },
    { "applications-of-other-cards", test_applications_of_other_cards },
    { "another-application-forgets", test_another_application_forgets },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/selecting/", tests);
}
