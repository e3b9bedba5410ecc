#include "validity/certificate-identity.h"

#include "validity/certificate-private.h"
#include "validity/name-private.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

/**
 * uke_certificate_dup_fingerprint:
 *
 * SHA-256 of the certificate's DER, in 64 upper-case hexadecimal digits without colons: as CAs
 * publish it, give or take their colons and spaces.
 *
 * Returns: (transfer full):
 */
char *
uke_certificate_dup_fingerprint (UkeCertificate *self)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  digits = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, uke_certificate_get_der (self));
  return g_ascii_strup (digits, -1);
}

/**
 * uke_certificate_dup_subject:
 *
 * The subject's name as RFC 2253 writes it, last part first, in valid UTF-8.
 *
 * Returns: (transfer full): "" where there is none, or none that can be read
 */
char *
uke_certificate_dup_subject (UkeCertificate *self)
{
  char *name;

  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  name = uke_name_read (X509_get_subject_name (uke_certificate_get_x509 (self)));
  ERR_clear_error ();
  return name != NULL ? name : g_strdup ("");
}

static char *
to_hexadecimal (const ASN1_OCTET_STRING *bytes)
{
  GString *digits = g_string_new (NULL);
  const unsigned char *data = ASN1_STRING_get0_data (bytes);

  for (int i = 0; i < ASN1_STRING_length (bytes); i++)
    g_string_append_printf (digits, "%02X", data[i]);
  return g_string_free_and_steal (digits);
}

/**
 * uke_certificate_dup_key_identifier:
 *
 * The subject key identifier (RFC 5280 4.2.1.2) in upper-case hexadecimal: what the cards that a CA
 * issued point to, where several generations of it share one name.
 *
 * Returns: (transfer full) (nullable): NULL where the certificate has none
 */
char *
uke_certificate_dup_key_identifier (UkeCertificate *self)
{
  const ASN1_OCTET_STRING *identifier;

  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  identifier = X509_get0_subject_key_id (uke_certificate_get_x509 (self));
  ERR_clear_error ();
  return identifier != NULL ? to_hexadecimal (identifier) : NULL;
}

/**
 * uke_certificate_is_self_signed:
 *
 * Tells whether a certificate was signed by its own key, whatever its names say: a CA at the root,
 * or what somebody made who has no CA. Verifies the signature each time, about as long as a
 * judgement takes.
 */
gboolean
uke_certificate_is_self_signed (UkeCertificate *self)
{
  X509 *x509;
  gboolean is_signed;

  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), FALSE);

  x509 = uke_certificate_get_x509 (self);
  is_signed = X509_verify (x509, X509_get0_pubkey (x509)) == 1;
  ERR_clear_error ();
  return is_signed;
}
