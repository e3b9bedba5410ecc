#include "fixture.h"

static void
test_challenge (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) once = uke_fixture_ask (card, "00 84 00 00 20");
  g_autoptr (GBytes) twice = uke_fixture_ask (card, "00 84 00 00 20");
  g_autoptr (GBytes) all = uke_fixture_ask (card, "00 84 00 00 00");

  g_assert_cmpuint (g_bytes_get_size (once), ==, 32);
  g_assert_false (g_bytes_equal (once, twice));
  g_assert_cmpuint (g_bytes_get_size (all), ==, 256);
  /* clang-format off */
  CONVERSE (card,
            "00 84 00 00", "6700",
            "00 84 00 01 08", "6A86",
            "00 84 00 00 01 FF", "6700",
            "00 84 00 00 00 00 20", "6985"); /* seen on a card */
  /* clang-format on */
}

static void
test_nonsense (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            "", "6700",
            "00", "6700",
            "00 A4 04", "6700",
            "00 A4 04 0C 0A D392F0", "6700",
            "00 B0 00 00 00 00", "6700",
            "00 C0 00 00 00", "6D00",
            "00 00 00 00", "6D00",
            "00 FF 00 00", "6D00",
            "80 B0 00 00 00", "6D00",
            "01 A4 04 0C", "6881", /* another channel */
            "40 A4 04 0C", "6881",
            "83 2A 00 97", "6881",
            "04 A4 04 0C", "6882", /* secure messaging */
            "0C A4 04 0C", "6882",
            "84 2A 00 97", "6882",
            "08 B0 00 00 00", "6882",
            "10 A4 04 0C", "6E00", /* chaining */
            "20 A4 04 0C", "6E00",
            "90 5A 00 00", "6E00",
            "C0 A4 04 0C", "6E00",
            "FF CA 00 00 00", "6E00", /* meant for the reader */
            "00 CA 5F 52 00", "6A88",
            "80 A2 00 C1", "6700", /* a terminal's certificate is never taken */
            "80 A2 00 C1 01 FF", "6A86",
            "80 FC 00 00", "6700", /* cards refuse it, phones do not */
            SELECT_JPKI, "9000",
            "08 B0 00 00 00", "69FC"); /* seen on a card */
  /* clang-format on */
}

static void
test_every_header_is_answered (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  for (guint header = 0; header <= 0xffff; header++) {
    const guint8 command[] = { header >> 8, header & 0xff, 0x00, 0x98, 0x00 };
    g_autoptr (GBytes) answer = uke_emulated_card_transmit (card, command, sizeof command);

    g_assert_cmpuint (g_bytes_get_size (answer), >=, 2);
  }
}

static void
test_without_power (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  uke_emulated_card_power_off (card);
  CONVERSE (card, SELECT_JPKI, "6F00", VERIFY_WRONG, "6F00");
  uke_emulated_card_power_on (card);
  CONVERSE (card, SELECT_JPKI, "9000", TRIES_LEFT, "63C3");
}

static void
test_atr (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (UkeEmulatedCard) other = uke_fixture_make_card ("\"card\": \"other\"");
  g_autoptr (GBytes) atr = uke_emulated_card_get_atr (card);
  g_autoptr (GBytes) other_atr = uke_emulated_card_get_atr (other);
  g_autoptr (GBytes) expected = uke_fixture_from_hex ("3BE000FF8131FE4514");
  g_autoptr (GBytes) plain = uke_fixture_from_hex ("3B80800101");

  g_assert_true (g_bytes_equal (atr, expected));
  g_assert_true (g_bytes_equal (other_atr, plain));
}

static void
test_nothing_leaks (void)
{
  UkeEmulatedCard *card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", "00 B0 8A 00 00", "*9000");
  g_assert_finalize_object (card);
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "challenge", test_challenge },
    { "nonsense", test_nonsense },
    { "every-header-is-answered", test_every_header_is_answered },
    { "without-power", test_without_power },
    { "atr", test_atr },
    { "nothing-leaks", test_nothing_leaks },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/commands/", tests);
}
