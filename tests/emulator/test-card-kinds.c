#include "fixture.h"
#include "objects.h"

static void
test_certificate_cut_short (void)
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
test_other_filler (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"quirks\": {\"filler\": \"00\"}");

  CONVERSE (card, SELECT_JPKI, "9000", "00 B0 8A 00 01", "309000", "00 B0 06 2C 02", "00009000");
}

static void
test_stray_bytes (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"quirks\": {\"stray_bytes\": true}");

  CONVERSE (card, SELECT_TEXT, "9000", "00 20 00 91 04 31323334", "9000", "00 B0 82 00 04",
            "0000FF20 9000");
}

/* Something signs, after the right PIN, but the certificate does not know what. */
static void
test_wrong_key (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"quirks\": {\"wrong_key\": true}");
  g_autoptr (UkeEmulatedCard) right = uke_fixture_make_card ("");
  g_autoptr (GBytes) input = g_bytes_new_static ("\xab", 1);

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  uke_fixture_talk (card, SIGN_ONE_BYTE, "6982");
  uke_fixture_talk (card, VERIFY_RIGHT, "9000");
  CONVERSE (right, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  g_assert_true (test_is_signed_by_card (right, right, SIGN_ONE_BYTE, input));
  g_assert_false (test_is_signed_by_card (right, card, SIGN_ONE_BYTE, input));
}

/* A card for face authentication only, with whatever else its file says (mynumber-card.md 7.1). */
static void
test_face_authentication (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"pin_tries_left\": 3, \"quirks\": {\"face_authentication\": true}");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            TRIES_LEFT, "63C0",
            VERIFY_RIGHT, "6984",
            SIGN_ONE_BYTE, "6982",
            "00 B0 88 00 00", "008F009000",
            "00 B0 81 00 01", "6A82",
            "00 B0 8A 00 02", "3082 9000",
            SELECT_VISUAL, "9000",
            "00 20 00 92", "63CA");
  /* clang-format on */
}

static void
test_absent_status (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (
      "\"sign_certificate\": false, \"quirks\": {\"absent_status\": \"6982\"}");

  CONVERSE (card, SELECT_JPKI, "9000", "00 B0 81 00 01", "6982", "00 20 00 9B 08 545241494E494E47",
            "9000", "00 B0 81 00 01", "6982");
}

static void
test_lifted_after (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"quirks\": {\"lifted_after\": 3}");

  CONVERSE (card, SELECT_JPKI, "9000", TRIES_LEFT, "63C3", "00 B0 8A 00 01", "309000");
  g_assert_false (uke_emulated_card_is_lifted (card));
  uke_fixture_talk (card, VERIFY_WRONG, "");
  g_assert_true (uke_emulated_card_is_lifted (card));
  uke_emulated_card_power_on (card);
  uke_fixture_talk (card, SELECT_JPKI, "");
  g_assert_cmpuint (uke_emulated_card_get_tries_left (card), ==, 3); /* it never saw the PIN */
}

/* At least as long as it says; more is the machine's affair. */
static void
test_delays (void)
{
  g_autoptr (UkeEmulatedCard) card =
      uke_fixture_make_card ("\"quirks\": {\"sign_delay_ms\": 40, \"byte_delay_us\": 50}");
  gint64 begin;

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  begin = g_get_monotonic_time ();
  uke_fixture_talk (card, "00 B0 8A 00 00", "*9000"); /* 5 bytes there, 258 back */
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 263 * 50);
  begin = g_get_monotonic_time ();
  uke_fixture_talk (card, SIGN_ONE_BYTE, "*9000");
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 40000 + 265 * 50);
}

/* Bytes whose exclusive sum from the second on is nothing (ISO/IEC 7816-3 8.2.5), as real ones. */
static void
test_atr (gconstpointer data)
{
  const char *const *word_and_atr = data;
  g_autofree char *members = g_strdup_printf ("\"quirks\": {\"atr\": \"%s\"}", word_and_atr[0]);
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);
  g_autoptr (GBytes) atr = uke_emulated_card_get_atr (card);
  g_autoptr (GBytes) expected = uke_fixture_from_hex (word_and_atr[1]);
  const guint8 *bytes = g_bytes_get_data (atr, NULL);
  gboolean has_contacts = g_str_has_prefix (word_and_atr[0], "contact-");
  g_autofree char *of_contacts =
      g_strconcat (has_contacts ? word_and_atr[1] + 3 : "E000FF8131FE4514", " 9000", NULL);
  guint8 sum = 0;

  g_assert_true (g_bytes_equal (atr, expected));
  for (gsize i = 1; i < g_bytes_get_size (atr); i++)
    sum ^= bytes[i];
  g_assert_cmphex (sum, ==, 0);
  /* what the contacts say is no reader's invention */
  uke_fixture_talk (card, "00 CA 5F 51 00", of_contacts);
}

int
main (int argc, char **argv)
{
  static const char *const atrs[][2] = {
    { "usual", "3BE000FF8131FE4514" },
    { "contact", "3BE000FF8131FE4514" },
    { "contact-chaining", "3B DA13FF8131FB468012392F31C173C601C03B" },
    { "contact-capabilities", "3B C5FF8131FB458073C6010000" },
    { "synthesized-d1", "3B F59100FF918171FE400042000100D1D6" },
    { "synthesized-a1", "3B F59100FF918171FE4000420001B3A115" },
    { "contactless-05", "3B 888001000005E0B381A1007F" },
    { "contactless-41", "3B 888001000041E0B381A1003B" },
    { "contactless-4b", "3B 888001004B51FFB381D1000F" },
    { "contactless-4b-106", "3B 888001004B51FF0081D100BC" },
    { "resident-register", "3B 888001000014E0B38191005E" },
    { "plain", "3B 80800101" },
  };
  static const UkeFixtureTest tests[] = {
    { "certificate-cut-short", test_certificate_cut_short },
    { "other-filler", test_other_filler },
    { "stray-bytes", test_stray_bytes },
    { "wrong-key", test_wrong_key },
    { "face-authentication", test_face_authentication },
    { "absent-status", test_absent_status },
    { "lifted-after", test_lifted_after },
    { "delays", test_delays },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (atrs); i++) {
    g_autofree char *path = g_strconcat ("/card/kinds/atr/", atrs[i][0], NULL);

    g_test_add_data_func (path, atrs[i], test_atr);
  }
  return uke_fixture_run ("/card/kinds/", tests);
}
