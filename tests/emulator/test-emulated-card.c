#include "fixture.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#define SELECT_AUTH_PIN "00 A4 02 0C 02 0018"
#define SELECT_AUTH_KEY "00 A4 02 0C 02 0017"
#define VERIFY_RIGHT "00 20 00 98 04 31323334"
#define VERIFY_WRONG "00 20 00 98 04 39393939"
#define TRIES_LEFT "00 20 00 98"
#define SIGN_ONE_BYTE "80 2A 00 97 01 AB 00"

/* A conversation: commands and answers by turns, then NULL. */
static void
converse (UkeEmulatedCard *card, const char *const *lines)
{
  for (; lines[0] != NULL; lines += 2)
    uke_fixture_talk (card, lines[0], lines[1]);
}

#define CONVERSE(card, ...) converse (card, (const char *const[]) { __VA_ARGS__, NULL })

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
            "00 A4 04 0C 0A D3921000310001010408", "6A82", /* the printed face is not emulated */
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
            "00 A4 04 0C 0A D3921000310001010402", "6A82",
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

static void
test_sign_needs_its_pin (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SIGN_ONE_BYTE, "6A88",
            "80 2A 00 80 01 AB 00", "6986",
            SELECT_JPKI, "9000",
            SIGN_ONE_BYTE, "6982",
            "80 2A 00 9A 01 AB 00", "6982",
            VERIFY_RIGHT, "9000",
            SIGN_ONE_BYTE, "*9000",
            SIGN_ONE_BYTE, "*9000", /* one PIN, several signatures */
            "80 2A 00 9A 01 AB 00", "6982", /* the other key has its own PIN */
            "80 2A 00 96 01 AB 00", "6981", /* that key signs nothing */
            "80 2A 00 98 01 AB 00", "6981",
            "80 2A 00 8A 01 AB 00", "6981",
            "80 2A 00 9E 01 AB 00", "6A88",
            "80 2A 00 00 01 AB 00", "6A86",
            "80 2A 06 97 01 AB 00", "6A86",
            "80 2A FF 97 01 AB 00", "6A86",
            "80 2A 00 97 01 AB", "6700",
            "80 2A 00 97 01 AB FF", "6700", /* no half signatures */
            "80 2A 00 97 00", "6700",
            "80 2A 02 97 01 AB 00", "6985", /* a hash has 32 bytes */
            "80 2A 04 97 01 AB 00", "6985",
            SELECT_AUTH_KEY, "9000",
            "80 2A 00 80 01 AB 00", "*9000",
            "00 2A 00 80 01 AB 00", "6D00");
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

static X509 *
read_certificate (UkeEmulatedCard *card)
{
  g_autoptr (GBytes) file = uke_fixture_ask (card, "00 B0 8A 00 00 00 00");
  const guint8 *der = g_bytes_get_data (file, NULL);
  X509 *certificate = d2i_X509 (NULL, &der, g_bytes_get_size (file));

  g_assert_nonnull (certificate);
  return certificate;
}

/* Asks for a signature over @input by P1 @kind; FALSE when the key of the certificate does not
 * confirm it over @signed_bytes. */
static gboolean
signs (UkeEmulatedCard *card,
       guint kind,
       GBytes *input,
       GBytes *signed_bytes,
       int padding,
       gboolean bare)
{
  g_autofree char *command = NULL;
  g_autoptr (GBytes) signature = NULL;
  GString *hex = g_string_new (NULL);
  X509 *certificate = read_certificate (card);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (X509_get0_pubkey (certificate), NULL);
  gboolean verified;

  g_string_append_printf (hex, "802A%02X97%02X", kind, (guint) g_bytes_get_size (input));
  for (gsize i = 0; i < g_bytes_get_size (input); i++)
    g_string_append_printf (hex, "%02X", ((const guint8 *) g_bytes_get_data (input, NULL))[i]);
  g_string_append (hex, "00");
  command = g_string_free_and_steal (hex);
  signature = uke_fixture_ask (card, command);
  g_assert_cmpuint (g_bytes_get_size (signature), ==, 256);

  EVP_PKEY_verify_init (context);
  EVP_PKEY_CTX_set_rsa_padding (context, padding);
  if (!bare)
    EVP_PKEY_CTX_set_signature_md (context, EVP_sha256 ());
  verified =
      EVP_PKEY_verify (context, g_bytes_get_data (signature, NULL), 256,
                       g_bytes_get_data (signed_bytes, NULL), g_bytes_get_size (signed_bytes))
      == 1;
  EVP_PKEY_CTX_free (context);
  X509_free (certificate);
  return verified;
}

static void
test_signatures_verify (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) message = g_bytes_new_static ("reception", 9);
  g_autoptr (GBytes) hash =
      uke_fixture_from_hex ("6D75AFF5ED77AF5D7A2CF6A8C5F0D65A1FC7C4A7C0A0B2B2F2A7F2E5E5F2C6D7");
  g_autoptr (GBytes) longest = g_bytes_new_take (g_malloc0 (245), 245);
  guint8 digest[32];
  g_autoptr (GBytes) digest_bytes = NULL;

  EVP_Digest ("reception", 9, digest, NULL, EVP_sha256 (), NULL);
  digest_bytes = g_bytes_new (digest, sizeof digest);
  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");

  g_assert_true (signs (card, 0, message, message, RSA_PKCS1_PADDING, TRUE));
  g_assert_true (signs (card, 0, longest, longest, RSA_PKCS1_PADDING, TRUE));
  g_assert_true (signs (card, 1, message, digest_bytes, RSA_PKCS1_PADDING, TRUE));
  g_assert_true (signs (card, 2, hash, hash, RSA_PKCS1_PADDING, FALSE));
  g_assert_true (signs (card, 3, message, digest_bytes, RSA_PKCS1_PADDING, FALSE));
  g_assert_true (signs (card, 4, hash, hash, RSA_PKCS1_PSS_PADDING, FALSE));
  g_assert_true (signs (card, 5, message, digest_bytes, RSA_PKCS1_PSS_PADDING, FALSE));
  /* and the check itself can say no */
  g_assert_false (signs (card, 0, message, hash, RSA_PKCS1_PADDING, TRUE));
}

static void
test_signatures_repeat_but_salted_ones (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) salted_once = NULL;
  g_autoptr (GBytes) salted_twice = NULL;

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  once = uke_fixture_ask (card, SIGN_ONE_BYTE);
  twice = uke_fixture_ask (card, SIGN_ONE_BYTE);
  salted_once = uke_fixture_ask (card, "80 2A 05 97 01 AB 00");
  salted_twice = uke_fixture_ask (card, "80 2A 05 97 01 AB 00");
  g_assert_true (g_bytes_equal (once, twice));
  g_assert_false (g_bytes_equal (salted_once, salted_twice));
}

static void
test_sign_one_byte_too_many (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autofree guint8 *command = g_malloc0 (5 + 246 + 1);
  g_autoptr (GBytes) answer = NULL;

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  memcpy (command, "\x80\x2a\x00\x97\xf6", 5);
  answer = uke_emulated_card_transmit (card, command, 5 + 246 + 1);
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), "\x69\x85", 2);
}

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
            "00 CA 5F 51 00", "6A88",
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
  static const char *const tokens[][2] = {
    { "mynumber", "JPKIAPICCTOKEN2" },
    { "phone-android", "JPKIAPGPSETOKEN" },
    { "phone-iphone", "JPKIAPIOSTOKEN" },
    { "juki", "JPKIAPICCTOKEN" },
  };
  static const char *const odd_pins[][2] = {
    { "three-digits", "00 20 00 98 03 313233" },
    { "five-digits", "00 20 00 98 05 3132333430" },
    { "right-with-nul", "00 20 00 98 05 3132333400" },
    { "binary", "00 20 00 98 04 01020304" },
    { "one-byte", "00 20 00 98 01 31" },
    { "letters", "00 20 00 98 04 41424344" },
  };
  static const struct {
    const char *path;
    void (*run) (void);
  } tests[] = {
    { "nonsense", test_nonsense },
    { "every-header-is-answered", test_every_header_is_answered },
    { "without-power", test_without_power },
    { "other-card-knows-nothing", test_other_card_knows_nothing },
    { "sealed-for-everybody", test_sealed_for_everybody },
    { "verify-counts-down-and-blocks", test_verify_counts_down_and_blocks },
    { "counter-survives-power", test_counter_survives_power },
    { "wrong-pin-takes-verification-back", test_wrong_pin_takes_verification_back },
    { "longest-pin-counts-as-wrong", test_longest_pin_counts_as_wrong },
    { "verify-forms", test_verify_forms },
    { "sign-needs-its-pin", test_sign_needs_its_pin },
    { "sign-one-byte-too-many", test_sign_one_byte_too_many },
    { "what-clears-verification", test_what_clears_verification },
    { "what-keeps-verification", test_what_keeps_verification },
    { "failed-select-keeps-application", test_failed_select_keeps_application },
    { "select-application", test_select_application },
    { "select-file", test_select_file },
    { "read", test_read },
    { "read-whole-file-at-once", test_read_whole_file_at_once },
    { "android-shows-certificate-after-pin", test_android_shows_certificate_after_pin },
    { "signatures-verify", test_signatures_verify },
    { "signatures-repeat-but-salted-ones", test_signatures_repeat_but_salted_ones },
    { "challenge", test_challenge },
    { "quirk/short-length-only", test_quirk_short_length_only },
    { "quirk/blocked-as-iso-says", test_quirk_blocked_as_iso_says },
    { "quirk/verified-answers-done", test_quirk_verified_answers_done },
    { "quirk/reselecting-keeps-verified", test_quirk_reselecting_keeps_verified },
    { "quirk/reset-forgets", test_quirk_reset_forgets },
    { "quirk/first-command-fails", test_quirk_first_command_fails },
    { "quirk/certificate-cut-short", test_quirk_certificate_cut_short },
    { "atr", test_atr },
    { "nothing-leaks", test_nothing_leaks },
  };
  int status;

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/emulated-card/", tests[i].path, NULL);

    g_test_add_func (path, tests[i].run);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (odd_pins); i++) {
    g_autofree char *path = g_strconcat ("/emulated-card/odd-pin/", odd_pins[i][0], NULL);

    g_test_add_data_func (path, odd_pins[i][1], test_odd_pins_count_as_wrong);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autofree char *path = g_strconcat ("/emulated-card/token/", tokens[i][0], NULL);

    g_test_add_data_func (path, tokens[i], test_token);
  }

  status = g_test_run ();
  uke_fixture_remove_authority ();
  return status;
}
