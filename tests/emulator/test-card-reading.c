#include "fixture.h"

static void
test_read (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            "00 B0 8A 00 04", "30820628 9000", /* and the file is current now */
            "00 B0 00 02 02", "0628 9000",
            "00 B0 8A 02 02", "0628 9000",
            "00 B0 06 2B 03", "??????9000", /* the last byte of the certificate, then filler */
            "00 B0 06 2C 02", "FFFF9000",
            "00 B0 0E DE 00", "FFFF9000", /* the last two of 3,808 */
            "00 B0 0E E0 00", "6B00",
            "00 B0 7F FF 00", "6B00",
            "00 B0 00 00", "6700",
            "00 B0 00 00 01 FF", "6700",
            "00 B0 00 00 01 FF 00", "6700",
            "00 B0 80 00 01", "6A86",
            "00 B0 CA 00 01", "6A86",
            "00 B0 85 00 01", "6A82",
            "00 B0 98 00 01", "6981", /* a PIN */
            "00 B0 97 00 01", "6981", /* a key */
            "00 B0 81 00 01", "6982", /* opened by the password for signatures only */
            "00 B0 89 00 01", "6982",
            "00 B0 82 00 02", "3082 9000",
            "00 B0 8B 00 02", "3082 9000",
            "00 B0 88 00 00", "8F8F009000");
  /* clang-format on */
}

static void
test_read_whole_file_at_once (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) part = NULL;

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  whole = uke_fixture_ask (card, "00 B0 8A 00 00 00 00");
  g_assert_cmpuint (g_bytes_get_size (whole), ==, 3808);
  part = uke_fixture_ask (card, "00 B0 01 00 00 05 2C");
  g_assert_cmpmem (g_bytes_get_data (part, NULL), g_bytes_get_size (part),
                   (const guint8 *) g_bytes_get_data (whole, NULL) + 256, 1324);
}

static void
test_sealed_for_everybody (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            VERIFY_RIGHT, "9000",
            "00 20 00 9B 08 545241494E494E47", "9000",
            "00 B0 89 00 01", "6982",
            "00 B0 81 00 02", "3082 9000");
  /* clang-format on */
}

static void
test_token (gconstpointer data)
{
  const char *const *card_and_label = data;
  g_autofree char *members = g_strdup_printf ("\"card\": \"%s\"", card_and_label[0]);
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);
  g_autoptr (GBytes) token = NULL;
  g_autofree char *label = NULL;

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  token = uke_fixture_ask (card, "00 B0 86 00 00");
  g_assert_cmpuint (g_bytes_get_size (token), ==, 160);
  label = g_strndup (g_bytes_get_data (token, NULL), 32);
  g_assert_cmpstr (g_strchomp (label), ==, card_and_label[1]);
  g_assert_cmpmem ((const char *) g_bytes_get_data (token, NULL) + 144, 16, "9999999999999999", 16);
}

static void
test_android_shows_certificate_after_pin (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"card\": \"phone-android\"");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            "00 B0 8A 00 04", "6982",
            VERIFY_RIGHT, "9000",
            "00 B0 8A 00 04", "30820628 9000");
  /* clang-format on */
}

static void
test_record (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  /* "99999", and the card's own expiry: the last day, 2027-12-27, and five years */
  static const char record[] =
      "011C 393939393939393939393939393939 3939393939 3230333231323237 9000";

  /* clang-format off */
  CONVERSE (card,
            "00 B2 01 0C 00", "6986",
            SELECT_COMMON, "9000",
            "00 B2 01 04 00", "6986",
            "00 B2 01 0C 00", record,
            "00 B2 01 04 00", record, /* and it is current now */
            "00 B2 01 04 02", "011C 9000",
            "00 B2 02 04 00", "6A83",
            "00 B2 00 04 00", "6A83",
            "00 B2 01 05 00", "6A86",
            "00 B2 01 00 00", "6A86",
            "00 B2 01 14 00", "6A82",
            "00 B2 01 E4 00", "6981", /* a PIN */
            "00 B2 01 04", "6700",
            "00 B2 01 04 01 FF 00", "6700",
            "00 B0 81 00 00", "6981", /* records are no bytes */
            SELECT_JPKI, "9000",
            "00 B2 01 54 00", "6981"); /* and bytes no record */
  /* clang-format on */
}

static void
test_data_objects (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) certificate = NULL;

  /* clang-format off */
  CONVERSE (card,
            "00 CA 00 F0 00", "3939393939 9000",
            "00 CA 00 F2 08", "3230333231323237 9000",
            "00 CA 00 42 10", "39393939303230 0805 303031 00000000 9000",
            "00 CA 00 F7 10", "39393939313230 0805 303031 00000000 9000",
            "00 CA 00 45 00", "545241494E494E47 9000",
            "00 CA 00 66 00", "7309 0607 2A864886FC6B01 9000",
            "00 CA 5F 51 00", "E000FF8131FE4514 9000",
            "00 CA 00 F8 00", "6700", /* longer than short Le can say */
            "00 CA 00 F0 04", "6700",
            "00 CA 00 F0", "6700",
            "00 CA 00 F1 00", "6A88");
  /* clang-format on */
  certificate = uke_fixture_ask (card, "00 CA 7F 21 00 00 00");
  g_assert_cmpuint (g_bytes_get_size (certificate), ==, 568);
  CONVERSE (card, SELECT_JPKI, "9000", "00 CA 00 F0 00", "6A88", SELECT_ISSUER_DOMAIN, "9000",
            "00 CA 00 F0 00", "3939393939 9000");
}

/* A certificate from its first byte on, then filler up to one size for all. */
static void
test_filler (void)
{
  static const char files[] = "12AB";
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", "00 20 00 9B 08 545241494E494E47", "9000");
  for (const char *id = files; *id != '\0'; id++) {
    g_autofree char *command = g_strdup_printf ("00 B0 8%c 00 00 00 00", *id);
    g_autoptr (GBytes) file = uke_fixture_ask (card, command);
    const guint8 *bytes = g_bytes_get_data (file, NULL);
    gsize length = (bytes[2] << 8 | bytes[3]) + 4;

    g_assert_cmpuint (g_bytes_get_size (file), ==, 3808);
    g_assert_cmpmem (bytes, 2, "\x30\x82", 2);
    g_assert_cmpuint (length, >, 800);
    g_assert_cmpuint (length, <, 2000);
    for (gsize i = length; i < 3808; i++)
      g_assert_cmphex (bytes[i], ==, 0xff);
  }
}

/* Of exactly these sizes, in chunks as a reader without extended length asks for them. */
static void
test_certificate_in_chunks (gconstpointer data)
{
  gsize size = GPOINTER_TO_UINT (data);
  g_autofree char *members =
      g_strdup_printf ("\"quirks\": {\"certificate_size\": %" G_GSIZE_FORMAT "}", size);
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);
  g_autoptr (GByteArray) read = g_byte_array_new ();
  g_autoptr (GBytes) whole = NULL;

  CONVERSE (card, SELECT_JPKI, "9000", "00 A4 02 0C 02 000A", "9000");
  while (read->len < size) {
    g_autofree char *command =
        g_strdup_printf ("00 B0 %04X %02X", read->len, (guint) MIN (size - read->len, 256) & 0xff);
    g_autoptr (GBytes) chunk = uke_fixture_ask (card, command);

    g_byte_array_append (read, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  }
  g_assert_cmpuint (read->len, ==, size);
  g_assert_cmpuint ((read->data[2] << 8 | read->data[3]) + 4, ==, size);
  whole = uke_fixture_ask (card, "00 B0 8A 00 00 00 00");
  g_assert_cmpmem (g_bytes_get_data (whole, NULL), size, read->data, read->len);
}

int
main (int argc, char **argv)
{
  static const char *const tokens[][2] = {
    { "mynumber", "JPKIAPICCTOKEN2" },
    { "phone-android", "JPKIAPGPSETOKEN" },
    { "phone-iphone", "JPKIAPIOSTOKEN" },
    { "juki", "JPKIAPICCTOKEN" },
  };
  static const guint sizes[] = { 1536, 1792, 1793, 2000 };
  static const UkeFixtureTest tests[] = {
    { "read", test_read },
    { "read-whole-file-at-once", test_read_whole_file_at_once },
    { "sealed-for-everybody", test_sealed_for_everybody },
    { "android-shows-certificate-after-pin", test_android_shows_certificate_after_pin },
    { "record", test_record },
    { "data-objects", test_data_objects },
    { "filler", test_filler },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autofree char *path = g_strconcat ("/card/reading/token/", tokens[i][0], NULL);

    g_test_add_data_func (path, tokens[i], test_token);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *path = g_strdup_printf ("/card/reading/certificate-of-%u", sizes[i]);

    g_test_add_data_func (path, GUINT_TO_POINTER (sizes[i]), test_certificate_in_chunks);
  }
  return uke_fixture_run ("/card/reading/", tests);
}
