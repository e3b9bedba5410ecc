#include "fixture.h"

#include <string.h>

static void
test_verify_counts_down_and_blocks (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            TRIES_LEFT, "63C3",
            TRIES_LEFT, "63C3", /* asking costs nothing */
            VERIFY_WRONG, "63C2",
            TRIES_LEFT, "63C2",
            VERIFY_RIGHT, "9000", /* and the counter is full again */
            TRIES_LEFT, "63C3",
            VERIFY_WRONG, "63C2",
            VERIFY_WRONG, "63C1",
            VERIFY_WRONG, "63C0",
            VERIFY_WRONG, "6984",
            VERIFY_RIGHT, "6984", /* too late */
            TRIES_LEFT, "63C0",
            SIGN_ONE_BYTE, "6982");
  /* clang-format on */
}

static void
test_counter_survives_power (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_WRONG, "63C2");
  uke_emulated_card_power_off (card);
  uke_emulated_card_power_on (card);
  CONVERSE (card, SELECT_JPKI, "9000", TRIES_LEFT, "63C2");
}

static void
test_wrong_pin_takes_verification_back (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            VERIFY_RIGHT, "9000",
            SIGN_ONE_BYTE, "*9000",
            VERIFY_WRONG, "63C2",
            SIGN_ONE_BYTE, "6982");
  /* clang-format on */
}

static void
test_odd_pins_count_as_wrong (gconstpointer command)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", command, "63C2", TRIES_LEFT, "63C2");
}

static void
test_longest_pin_counts_as_wrong (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autofree guint8 *command = g_malloc0 (7 + 65535);
  g_autoptr (GBytes) answer = NULL;

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  memcpy (command, "\x00\x20\x00\x98\x00\xff\xff\x31\x32\x33\x34", 11);
  answer = uke_emulated_card_transmit (card, command, 7 + 65535);
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), "\x63\xc2", 2);
}

static void
test_verify_forms (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            TRIES_LEFT, "6A88", /* nothing selected */
            SELECT_JPKI, "9000",
            "00 20 00 98 00", "6700", /* only four bytes are the question */
            "00 20 00 98 00 00 00", "6700",
            "00 20 00 98 04 31323334 00", "6700",
            "00 20 00 98 05 31323334", "6700",
            "00 20 01 98 04 31323334", "6A86",
            "00 20 00 18 04 31323334", "6A86",
            "00 20 00 B8 04 31323334", "6A86",
            "00 20 00 9F 04 31323334", "6A86",
            "00 20 00 9E 04 31323334", "6A88",
            "00 20 00 97 04 31323334", "6981", /* a key is no PIN */
            TRIES_LEFT, "63C3", /* nothing of this cost a try */
            "00 A4 02 0C 02 000A", "9000",
            "00 20 00 80", "6981",
            SELECT_AUTH_PIN, "9000",
            "00 20 00 80", "63C3",
            "00 20 00 80 04 31323334", "9000",
            "00 20 00 80 000004 31323334", "9000", /* in extended form */
            "00 20 00 9B", "63C5",
            "00 20 00 9B 08 545241494E494E48", "63C4",
            TRIES_LEFT, "63C3"); /* each counts for itself */
  /* clang-format on */
}

/* Whatever gets the PIN verified must have to be repeated after each of these. */
static void
test_what_clears_verification (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000", SELECT_ISSUER_DOMAIN, "9000",
            SELECT_JPKI, "9000", SIGN_ONE_BYTE, "6982");
  CONVERSE (card, VERIFY_RIGHT, "9000", SELECT_JPKI, "9000", SIGN_ONE_BYTE, "6982");

  uke_fixture_talk (card, VERIFY_RIGHT, "9000");
  uke_emulated_card_power_off (card);
  uke_fixture_talk (card, SIGN_ONE_BYTE, "6F00");
  uke_emulated_card_power_on (card);
  CONVERSE (card, SIGN_ONE_BYTE, "6A88", SELECT_JPKI, "9000", SIGN_ONE_BYTE, "6982");
}

static void
test_what_keeps_verification (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            VERIFY_RIGHT, "9000",
            "00 A4 02 0C 02 000A", "9000",
            "00 B0 00 00 00", "*9000",
            "00 A4 00 00", "9000",
            "00 20 00 9B 01 41", "63C4", /* another PIN's failure */
            TRIES_LEFT, "63C3",
            SIGN_ONE_BYTE, "*9000");
  /* clang-format on */
  uke_emulated_card_reset (card);
  uke_fixture_talk (card, SIGN_ONE_BYTE, "*9000");
}

int
main (int argc, char **argv)
{
  static const char *const odd_pins[][2] = {
    { "three-digits", "00 20 00 98 03 313233" },
    { "five-digits", "00 20 00 98 05 3132333430" },
    { "right-with-nul", "00 20 00 98 05 3132333400" },
    { "binary", "00 20 00 98 04 01020304" },
    { "one-byte", "00 20 00 98 01 31" },
    { "letters", "00 20 00 98 04 41424344" },
  };
  static const UkeFixtureTest tests[] = {
    { "verify-counts-down-and-blocks", test_verify_counts_down_and_blocks },
    { "counter-survives-power", test_counter_survives_power },
    { "wrong-pin-takes-verification-back", test_wrong_pin_takes_verification_back },
    { "longest-pin-counts-as-wrong", test_longest_pin_counts_as_wrong },
    { "verify-forms", test_verify_forms },
    { "what-clears-verification", test_what_clears_verification },
    { "what-keeps-verification", test_what_keeps_verification },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (odd_pins); i++) {
    g_autofree char *path = g_strconcat ("/card/verifying/odd-pin/", odd_pins[i][0], NULL);

    g_test_add_data_func (path, odd_pins[i][1], test_odd_pins_count_as_wrong);
  }
  return uke_fixture_run ("/card/verifying/", tests);
}
