#include "target.h"

#include "forge.h"
#include "validity/certificate-identity.h"
#include "validity/trust.h"

#include <openssl/x509.h>
#include <string.h>

/* The certificate intake, DER or PEM, and the judgement upon what was taken in. A changed
 * certificate is not signed any more and would be judged by that alone, so it is judged once more
 * with the training authority's signature. */

static UkeAnchors *nobody;
static UkeAnchors *training;
static GBytes *message;

void
fuzz_set_up (void)
{
  static const ForgeKey keys[] = { FORGE_KEY_CA, FORGE_KEY_P384_CA };

  nobody = uke_anchors_new ();
  training = uke_anchors_new ();
  message = g_bytes_new_static ("message", 7);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GBytes) anchor = forge_authority (UKE_TRAINING_ORGANIZATION, keys[i]);
    g_autoptr (GError) error = NULL;

    uke_anchors_add (training, anchor, &error);
    g_assert_no_error (error);
  }
}

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == UKE_CERTIFICATE_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_contents (UkeCertificate *certificate)
{
  const char *serial = uke_certificate_get_serial (certificate);
  const char *issuer = uke_certificate_get_issuer (certificate);
  GDateTime *not_before = uke_certificate_get_not_before (certificate);
  GDateTime *not_after = uke_certificate_get_not_after (certificate);
  const GDate *expires = uke_certificate_get_expires (certificate);
  g_autofree char *subject = uke_certificate_dup_subject (certificate);
  g_autofree char *key = uke_certificate_dup_key_identifier (certificate);

  g_assert_true (g_regex_match_simple ("^-?([0-9A-F]{2})+\\z", serial, 0, 0));
  g_assert_true (g_utf8_validate (issuer, -1, NULL));
  g_assert_true (g_utf8_validate (subject, -1, NULL));
  g_assert_true (key == NULL || strspn (key, "0123456789ABCDEF") == strlen (key));
  g_assert_cmpint (g_date_time_compare (not_before, not_after), <=, 0);
  g_assert_true (g_date_valid (expires));
  g_assert_cmpint (ABS ((int) g_date_get_year (expires) - g_date_time_get_year (not_after)), <=, 1);
}

/* Where only training authorities are believed, nothing is trusted in earnest. */
static void
check_trust (UkeCertificate *certificate)
{
  UkeTrust trust = uke_anchors_judge (nobody, certificate);

  g_assert_true (trust == UKE_TRUST_UNKNOWN_ISSUER || trust == UKE_TRUST_TRAINING);
  g_assert_cmpint (uke_anchors_judge (training, certificate), !=, UKE_TRUST_TRUSTED);
  if (uke_anchors_may_train (training, certificate))
    g_assert_cmpint (uke_anchors_judge (training, certificate), ==, UKE_TRUST_TRAINING);
  uke_certificate_is_self_signed (certificate);
}

static void
check_signature (UkeCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  gboolean verified =
      uke_certificate_verify (certificate, message, uke_certificate_get_der (certificate), &error);

  g_assert_false (verified);
  g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_BAD_SIGNATURE);
}

static GBytes *
sign_again (GBytes *der)
{
  gsize size;
  const guint8 *start = g_bytes_get_data (der, &size);
  X509 *x509 = d2i_X509 (NULL, &start, (long) size);
  gboolean elliptic = size % 2 == 1; /* as good as drawn */
  unsigned char *bytes = NULL;
  GBytes *again = NULL;
  int length;

  g_assert_nonnull (x509);
  if (X509_sign (x509, forge_get_key (elliptic ? FORGE_KEY_P384_CA : FORGE_KEY_CA),
                 elliptic ? EVP_sha384 () : EVP_sha256 ())
      > 0) {
    length = i2d_X509 (x509, &bytes);
    again = length > 0 ? g_bytes_new (bytes, (gsize) length) : NULL;
  }

  OPENSSL_free (bytes);
  X509_free (x509);
  return again;
}

static UkeCertificate *
take_in (GBytes *data)
{
  g_autoptr (GError) error = NULL;
  UkeCertificate *certificate = uke_certificate_new_from_data (data, &error);

  if (certificate == NULL) {
    check_error (error);
    return NULL;
  }
  g_assert_no_error (error);
  check_contents (certificate);
  check_trust (certificate);
  return certificate;
}

/* As if somebody believed this CA. */
static void
believe (GBytes *data, UkeCertificate *certificate)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GError) error = NULL;

  if (uke_anchors_add (anchors, data, &error)) {
    g_assert_cmpuint (uke_anchors_get_size (anchors), >, 0);
  } else {
    check_error (error);
    g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 0);
  }
  if (certificate != NULL)
    g_assert_cmpint (uke_anchors_judge (anchors, certificate), !=, UKE_TRUST_TRUSTED);
}

void
fuzz_try (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (UkeCertificate) certificate = take_in (bytes);
  g_autoptr (UkeCertificate) signed_one = NULL;
  g_autoptr (GBytes) again = NULL;

  believe (bytes, certificate);
  if (certificate == NULL)
    return;

  check_signature (certificate);
  again = sign_again (uke_certificate_get_der (certificate));
  if (again != NULL)
    signed_one = take_in (again);
}
