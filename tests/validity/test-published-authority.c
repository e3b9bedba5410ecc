#include "validity/published-authority.h"

#include "forge.h"

#define OPERATOR "OU=Japan Agency for Local Authority Information Systems"
#define AUTHENTICATION OPERATOR ",OU=JPKI for user authentication,O=JPKI,C=JP"
#define SIGNATURE OPERATOR ",OU=JPKI for digital signature,O=JPKI,C=JP"

/* The fingerprints of the two CAs that are known in whole, and one that nobody has. */
#define FIRST "4DCFC4CA0AAF9FB2A3081B3F0C991C320B3ACC008667A341EEAEC5AF1D58CA7D"
#define THIRD "64114F29620C24ED2631D46476A040E7EE740D956089C00B036A6A8118C322B5"
#define OTHER "0000000000000000000000000000000000000000000000000000000000000000"
/* Known by its ends alone; what is between them is made up. */
#define SIGNING "D227F6CD00000000000000000000000000000000000000000000000000FA365F"
#define WRONG_END "D227F6CD00000000000000000000000000000000000000000000000000FA3650"

static const struct {
  const char *name;
  const char *subject;
  const char *serial;
  const char *fingerprint;
  UkePublished published;
} rows[] = {
  /* clang-format off */
  { "first-with-another-fingerprint", AUTHENTICATION, "01", OTHER, UKE_PUBLISHED_DIFFERS },
  { "third-with-another-fingerprint", AUTHENTICATION, "06D18006", OTHER, UKE_PUBLISHED_DIFFERS },
  { "third-with-the-first-one's-serial", AUTHENTICATION, "01", THIRD, UKE_PUBLISHED_MATCHES },
  { "name-in-other-letters", "ou=japan agency for local authority information systems,"
    "ou=jpki for user authentication,o=jpki,c=jp", "06D18006", OTHER, UKE_PUBLISHED_DIFFERS },
  { "signature-by-name", SIGNATURE, "067C6A21", OTHER, UKE_PUBLISHED_SIGNATURE },
  { "signature-of-a-later-generation", SIGNATURE, "0A000001", OTHER, UKE_PUBLISHED_SIGNATURE },
  { "signature-by-fingerprint", "O=JPKI,C=JP", "067C6A21", SIGNING, UKE_PUBLISHED_SIGNATURE },
  { "one-end-of-a-fingerprint", "O=JPKI,C=JP", "067C6A21", WRONG_END, UKE_PUBLISHED_UNKNOWN },
  { "first", AUTHENTICATION, "01", FIRST, UKE_PUBLISHED_MATCHES },
  { "second", AUTHENTICATION, "0133C349", OTHER, UKE_PUBLISHED_NO_VALUE },
  { "third", AUTHENTICATION, "06D18006", THIRD, UKE_PUBLISHED_MATCHES },
  { "a-later-generation", AUTHENTICATION, "0A000001", OTHER, UKE_PUBLISHED_UNKNOWN },
  { "serial-of-the-signature-ca", AUTHENTICATION, "067C6A21", OTHER, UKE_PUBLISHED_UNKNOWN },
  { "serial-alone", "O=SOMEONE,C=JP", "01", OTHER, UKE_PUBLISHED_UNKNOWN },
  /* clang-format on */
};

static void
test_row (const void *user_data)
{
  gsize row = GPOINTER_TO_SIZE (user_data);

  g_assert_cmpstr (uke_published_get_nick (uke_published_find (
                       rows[row].subject, rows[row].serial, rows[row].fingerprint)),
                   ==, uke_published_get_nick (rows[row].published));
}

static UkePublished
judge (GBytes *der)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCertificate) certificate = uke_certificate_new_from_data (der, &error);

  g_assert_no_error (error);
  return uke_published_judge (certificate);
}

/* The three words are taken from the certificate itself. */
static void
test_certificates (void)
{
  g_autoptr (GBytes) unknown = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (GBytes) pretender = forge_pretender ("JPKI for user authentication", "06D18006");
  g_autoptr (GBytes) second = forge_pretender ("JPKI for user authentication", "0133C349");
  g_autoptr (GBytes) signature = forge_pretender ("JPKI for digital signature", "067C6A21");

  g_assert_cmpint (judge (unknown), ==, UKE_PUBLISHED_UNKNOWN);
  g_assert_cmpint (judge (pretender), ==, UKE_PUBLISHED_DIFFERS);
  g_assert_cmpint (judge (second), ==, UKE_PUBLISHED_NO_VALUE);
  g_assert_cmpint (judge (signature), ==, UKE_PUBLISHED_SIGNATURE);
}

static void
test_nicks (void)
{
  g_assert_cmpstr (uke_published_get_nick (UKE_PUBLISHED_MATCHES), ==, "matches");
  g_assert_cmpstr (uke_published_get_nick (UKE_PUBLISHED_NO_VALUE), ==, "no-value");
  g_assert_cmpstr (uke_published_get_nick (UKE_PUBLISHED_UNKNOWN), ==, "unknown");
  g_assert_cmpstr (uke_published_get_nick (UKE_PUBLISHED_DIFFERS), ==, "differs");
  g_assert_cmpstr (uke_published_get_nick (UKE_PUBLISHED_SIGNATURE), ==, "signature");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/published-authority/", rows[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_row);
  }
  g_test_add_func ("/published-authority/certificates", test_certificates);
  g_test_add_func ("/published-authority/nicks", test_nicks);

  return g_test_run ();
}
