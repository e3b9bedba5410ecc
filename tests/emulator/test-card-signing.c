#include "fixture.h"
#include "objects.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

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

/* The other key, by its certificate, which its password opens as well. */
static void
test_signature_of_the_other_key (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) input = g_bytes_new_static ("\xab", 1);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) by_short_id = NULL;
  g_autoptr (GBytes) by_current = NULL;
  const guint8 *der;
  X509 *certificate;

  CONVERSE (card, SELECT_JPKI, "9000", "00 20 00 9B 08 545241494E494E47", "9000");
  file = uke_fixture_ask (card, "00 B0 81 00 00 00 00");
  der = g_bytes_get_data (file, NULL);
  certificate = d2i_X509 (NULL, &der, g_bytes_get_size (file));
  by_short_id = uke_fixture_ask (card, "80 2A 00 9A 01 AB 00");
  uke_fixture_talk (card, "00 A4 02 0C 02 001A", "9000");
  by_current = uke_fixture_ask (card, "80 2A 00 80 01 AB 00");

  g_assert_true (g_bytes_equal (by_short_id, by_current));
  g_assert_true (test_verify_bare (X509_get0_pubkey (certificate), input, by_short_id));
  X509_free (certificate);
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "sign-needs-its-pin", test_sign_needs_its_pin },
    { "signatures-verify", test_signatures_verify },
    { "signatures-repeat-but-salted-ones", test_signatures_repeat_but_salted_ones },
    { "sign-one-byte-too-many", test_sign_one_byte_too_many },
    { "signature-of-the-other-key", test_signature_of_the_other_key },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/signing/", tests);
}
