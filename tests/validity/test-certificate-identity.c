#include "validity/certificate-identity.h"

#include "forge.h"

#include <glib/gstdio.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <string.h>

static UkeCertificate *
read_certificate (GBytes *data)
{
  g_autoptr (GError) error = NULL;
  UkeCertificate *certificate = uke_certificate_new_from_data (data, &error);

  g_assert_no_error (error);
  return certificate;
}

static UkeCertificate *
forge (ForgePlan plan)
{
  g_autoptr (GBytes) der = forge_certificate (&plan);

  return read_certificate (der);
}

static gboolean
is_self_signed (UkeCertificate *certificate)
{
  gboolean self_signed = uke_certificate_is_self_signed (certificate);

  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  return self_signed;
}

/* The key decides, and the names do not. */
static void
test_self_signed (void)
{
  g_autoptr (UkeCertificate) root = forge ((ForgePlan) {
      .key = FORGE_KEY_CA, .issuer_key = FORGE_KEY_CA, .organization = "JPKI" });
  g_autoptr (UkeCertificate) card = forge ((ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (UkeCertificate) pretender =
      forge ((ForgePlan) { .key = FORGE_KEY_HOLDER, .issuer_key = FORGE_KEY_HOLDER });
  g_autoptr (UkeCertificate) next_generation = forge ((ForgePlan) {
      .key = FORGE_KEY_CA, .issuer_key = FORGE_KEY_OTHER_CA, .organization = "JPKI" });
  g_autoptr (UkeCertificate) elliptic =
      forge ((ForgePlan) { .key = FORGE_KEY_P384_CA, .issuer_key = FORGE_KEY_P384_CA });

  g_assert_true (is_self_signed (root));
  g_assert_true (is_self_signed (pretender));
  g_assert_true (is_self_signed (elliptic));
  g_assert_false (is_self_signed (card));
  g_assert_false (is_self_signed (next_generation)); /* one name, another key */
}

static void
test_spoiled_signature_is_nobodys (void)
{
  g_autoptr (GBytes) der = forge_authority ("JPKI", FORGE_KEY_CA);
  gsize size = g_bytes_get_size (der);
  guint8 *bytes = g_memdup2 (g_bytes_get_data (der, NULL), size);
  g_autoptr (GBytes) spoiled = NULL;
  g_autoptr (UkeCertificate) certificate = NULL;

  bytes[size - 1] ^= 1;
  spoiled = g_bytes_new_take (bytes, size);
  certificate = read_certificate (spoiled);
  g_assert_false (is_self_signed (certificate));
}

static void
test_names (void)
{
  g_autoptr (UkeCertificate) card =
      forge ((ForgePlan) { .key = FORGE_KEY_HOLDER, .subject = "公的, +1" });
  g_autoptr (UkeCertificate) authority = forge ((ForgePlan) { .organization = "JPKI" });
  g_autofree char *of_card = uke_certificate_dup_subject (card);
  g_autofree char *of_authority = uke_certificate_dup_subject (authority);

  g_assert_cmpstr (of_card, ==, "CN=公的\\, \\+1,C=JP");
  g_assert_cmpstr (of_authority, ==, "OU=利用者証明用,O=JPKI,C=JP");
}

/* The encoding that was read is not what the fingerprint is of. */
static void
test_fingerprint_of_der_and_pem (void)
{
  g_autoptr (GBytes) der = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (GBytes) pem = forge_pem (der, NULL);
  g_autoptr (UkeCertificate) from_der = read_certificate (der);
  g_autoptr (UkeCertificate) from_pem = read_certificate (pem);
  g_autofree char *one = uke_certificate_dup_fingerprint (from_der);
  g_autofree char *other = uke_certificate_dup_fingerprint (from_pem);

  g_assert_cmpstr (one, ==, other);
  g_assert_cmpuint (strlen (one), ==, 64);
}

/* OpenSSL's word against ours. */
static void
test_fingerprint_as_a_witness_prints_it (void)
{
  g_autoptr (GBytes) der = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (UkeCertificate) certificate = read_certificate (der);
  g_autofree char *fingerprint = uke_certificate_dup_fingerprint (certificate);
  g_autofree char *program = g_find_program_in_path ("openssl");
  g_autofree char *path = NULL;
  g_autofree char *printed = NULL;
  g_auto (GStrv) pieces = NULL;
  g_autofree char *digits = NULL;
  g_autoptr (GError) error = NULL;
  int fd, status;

  g_assert_nonnull (program); /* "dev" installs it */
  fd = g_file_open_tmp ("uketsuke-XXXXXX.der", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (der, NULL), g_bytes_get_size (der), &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL,
                (char *[]) { program, "x509", "-inform", "DER", "-in", path, "-noout",
                             "-fingerprint", "-sha256", NULL },
                NULL, G_SPAWN_DEFAULT, NULL, NULL, &printed, NULL, &status, &error);
  g_remove (path);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  pieces = g_strsplit (g_strchomp (strchr (printed, '=') + 1), ":", -1);
  digits = g_strjoinv ("", pieces);
  g_assert_cmpstr (fingerprint, ==, digits);
}

static void
test_key_identifier (void)
{
  g_autoptr (UkeCertificate) with = forge ((ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (UkeCertificate) without =
      forge ((ForgePlan) { .key = FORGE_KEY_HOLDER, .without_subject_key = TRUE });
  g_autofree char *found = uke_certificate_dup_key_identifier (with);
  g_autofree char *nothing = uke_certificate_dup_key_identifier (without);
  g_autofree char *expected = NULL;
  X509 *carrier = X509_new ();
  guint8 digest[EVP_MAX_MD_SIZE];
  guint size;

  X509_set_pubkey (carrier, forge_get_key (FORGE_KEY_HOLDER));
  X509_pubkey_digest (carrier, EVP_sha1 (), digest, &size);
  X509_free (carrier);
  expected = g_strnfill (2 * size, '0');
  for (guint i = 0; i < size; i++)
    g_snprintf (expected + 2 * i, 3, "%02X", digest[i]);

  g_assert_cmpstr (found, ==, expected);
  g_assert_null (nothing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/certificate-identity/spoiled-signature-is-nobodys",
                   test_spoiled_signature_is_nobodys);
  g_test_add_func ("/certificate-identity/self-signed", test_self_signed);
  g_test_add_func ("/certificate-identity/names", test_names);
  g_test_add_func ("/certificate-identity/key-identifier", test_key_identifier);
  g_test_add_func ("/certificate-identity/fingerprint-of-der-and-pem",
                   test_fingerprint_of_der_and_pem);
  g_test_add_func ("/certificate-identity/fingerprint-as-a-witness-prints-it",
                   test_fingerprint_as_a_witness_prints_it);

  return g_test_run ();
}
