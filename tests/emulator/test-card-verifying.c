#include "fixture.h"

#include <stdlib.h>
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

/* Each secret of the card: how often it may be wrong, and that being right gives all tries back. */
static void
test_tries_of_each (gconstpointer data)
{
  const char *const *secret = data;
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autofree char *right = g_strdup_printf ("%s %s", secret[2], secret[3]);
  g_autofree char *wrong = g_strdup_printf ("%s 01 00", secret[2]);
  guint most = atoi (secret[4]);

  for (guint i = 0; i < 2; i++) {
    g_autofree char *full = g_strdup_printf ("63C%X", most);
    g_autofree char *less = g_strdup_printf ("63C%X", most - 1);

    CONVERSE (card, secret[1], "9000", secret[2], full, wrong, less, secret[2], less, right, "9000",
              secret[2], full);
  }
  for (guint left = most; left > 0; left--) {
    g_autofree char *answer = g_strdup_printf ("63C%X", left - 1);

    uke_fixture_talk (card, wrong, answer);
  }
  CONVERSE (card, wrong, "6984", right, "6984", secret[2], "63C0");
}

/* A warm reset takes nothing from the card unless a quirk says so: its file is still current. */
static void
test_reset_keeps_all (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", "00 A4 02 0C 02 000A", "9000", VERIFY_RIGHT, "9000");
  uke_emulated_card_reset (card);
  CONVERSE (card, "00 B0 00 00 01", "30 9000", SIGN_ONE_BYTE, "*9000", TRIES_LEFT, "63C3");
}

/* Without power it forgets all but the tries, and stands at the issuer's domain again. */
static void
test_power_forgets_all (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", "00 A4 02 0C 02 000A", "9000", VERIFY_WRONG, "63C2",
            "00 20 00 9B 08 545241494E494E47", "9000");
  uke_emulated_card_power_off (card);
  uke_emulated_card_power_on (card);
  CONVERSE (card, "00 B0 00 00 01", "6986", "00 A4 00 00", "6A86", "00 CA 00 F0 00",
            "3939393939 9000", SELECT_JPKI, "9000", "00 B0 00 00 01", "6986", "00 B0 81 00 01",
            "6982", TRIES_LEFT, "63C2");
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
  static const char *const secrets[][5] = {
    { "authentication", SELECT_JPKI, "00 20 00 98", "04 31323334", "3" },
    { "signature", SELECT_JPKI, "00 20 00 9B", "08 545241494E494E47", "5" },
    { "text", SELECT_TEXT, "00 20 00 91", "04 31323334", "3" },
    { "text-number-a", SELECT_TEXT, "00 20 00 94", "0C 393939393939393939393939", "10" },
    { "text-number-b", SELECT_TEXT, "00 20 00 95", "0E 3535303231373230333233313431", "10" },
    { "birth-code", SELECT_VISUAL, "00 20 00 91", "06 353530323137", "10" },
    { "visual-number-b", SELECT_VISUAL, "00 20 00 92", "0E 3535303231373230333233313431", "10" },
    { "visual-number-a", SELECT_VISUAL, "00 20 00 93", "0C 393939393939393939393939", "10" },
    { "register", SELECT_REGISTER, "00 20 00 9C", "04 31323334", "3" },
    { "common", SELECT_COMMON, "00 20 00 9C", "04 31323334", "3" },
  };
  static const UkeFixtureTest tests[] = {
    { "verify-counts-down-and-blocks", test_verify_counts_down_and_blocks },
    { "counter-survives-power", test_counter_survives_power },
    { "wrong-pin-takes-verification-back", test_wrong_pin_takes_verification_back },
    { "longest-pin-counts-as-wrong", test_longest_pin_counts_as_wrong },
    { "verify-forms", test_verify_forms },
    { "what-clears-verification", test_what_clears_verification },
    { "what-keeps-verification", test_what_keeps_verification },
    { "reset-keeps-all", test_reset_keeps_all },
    { "power-forgets-all", test_power_forgets_all },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (odd_pins); i++) {
    g_autofree char *path = g_strconcat ("/card/verifying/odd-pin/", odd_pins[i][0], NULL);

    g_test_add_data_func (path, odd_pins[i][1], test_odd_pins_count_as_wrong);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++) {
    g_autofree char *path = g_strconcat ("/card/verifying/tries-of/", secrets[i][0], NULL);

    g_test_add_data_func (path, secrets[i], test_tries_of_each);
  }
  return uke_fixture_run ("/card/verifying/", tests);
}
