#include "validity/certificate-private.h"

#include "validity/date.h"
#include "validity/encoding-private.h"
#include "validity/name-private.h"
#include "validity/time-private.h"

#include <openssl/asn1err.h>
#include <openssl/err.h>
#include <openssl/evp.h>

/* From a card, an e-mail or a shell: never trusted, always whole. */
struct _UkeCertificate {
  GObject parent_instance;

  X509 *x509;
  GBytes *der;
  char *serial;
  char *issuer;
  GDateTime *not_before;
  GDateTime *not_after;
  GDate expires;
};

G_DEFINE_QUARK (uke-certificate-error-quark, uke_certificate_error)
G_DEFINE_FINAL_TYPE (UkeCertificate, uke_certificate, G_TYPE_OBJECT)

static gboolean
read_validity (UkeCertificate *self, GError **error)
{
  self->not_before = uke_time_read (X509_get0_notBefore (self->x509), "notBefore", error);
  if (self->not_before == NULL)
    return FALSE;

  self->not_after = uke_time_read (X509_get0_notAfter (self->x509), "notAfter", error);
  if (self->not_after == NULL)
    return FALSE;

  if (g_date_time_compare (self->not_after, self->not_before) < 0) {
    g_set_error_literal (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                         "The certificate ends before it begins");
    return FALSE;
  }

  uke_date_from_instant (self->not_after, &self->expires);
  return TRUE;
}

static char *
read_serial (X509 *x509)
{
  g_autofree char *serial = NULL;
  BIGNUM *number = ASN1_INTEGER_to_BN (X509_get0_serialNumber (x509), NULL);
  char *hex = number != NULL ? BN_bn2hex (number) : NULL;

  serial = g_strdup (g_strcmp0 (hex, "0") == 0 ? "00" : hex); /* zero alone comes as one digit */
  OPENSSL_free (hex);
  BN_free (number);
  return g_steal_pointer (&serial);
}

/* OpenSSL refuses a time of too few characters itself, and says so only in its queue. */
static gboolean
refused_short_time (void)
{
  gboolean found = FALSE;
  gulong code;

  while ((code = ERR_get_error ()) != 0)
    found |= ERR_GET_REASON (code) == ASN1_R_UTCTIME_IS_TOO_SHORT
             || ERR_GET_REASON (code) == ASN1_R_GENERALIZEDTIME_IS_TOO_SHORT;
  return found;
}

static gboolean
read_der (UkeCertificate *self, GError **error)
{
  gsize size;
  const unsigned char *start = g_bytes_get_data (self->der, &size);
  const unsigned char *end = start;

  self->x509 = d2i_X509 (NULL, &end, size);
  if (self->x509 == NULL) {
    if (refused_short_time ())
      g_set_error_literal (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_BAD_TIME,
                           "A time lacks digits that RFC 5280 demands");
    else
      g_set_error_literal (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                           "Not a whole X.509 certificate");
    return FALSE;
  }
  if (end != start + size) {
    g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                 "%" G_GSIZE_FORMAT " bytes follow the certificate", (gsize) (start + size - end));
    return FALSE;
  }

  self->serial = read_serial (self->x509);
  self->issuer = uke_name_read (X509_get_issuer_name (self->x509));
  if (self->serial == NULL || self->issuer == NULL) {
    g_set_error_literal (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                         "Serial number or issuer cannot be read");
    return FALSE;
  }

  return read_validity (self, error);
}

static GBytes *
unwrap (GBytes *data, GError **error)
{
  g_autoptr (GPtrArray) certificates = NULL;

  if (g_bytes_get_size (data) > UKE_CERTIFICATE_MAX_SIZE) {
    g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                 "Larger than the %d bytes that a certificate may take", UKE_CERTIFICATE_MAX_SIZE);
    return NULL;
  }

  certificates = uke_encoding_split (data, error);
  if (certificates == NULL)
    return NULL;

  if (certificates->len != 1) {
    g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                 "%u certificates where one was expected", certificates->len);
    return NULL;
  }
  return g_bytes_ref (certificates->pdata[0]);
}

static void
uke_certificate_finalize (GObject *object)
{
  UkeCertificate *self = UKE_CERTIFICATE (object);

  X509_free (self->x509);
  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->issuer, g_free);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);

  G_OBJECT_CLASS (uke_certificate_parent_class)->finalize (object);
}

static void
uke_certificate_class_init (UkeCertificateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_certificate_finalize;
}

static void
uke_certificate_init (UkeCertificate *self)
{
  g_date_clear (&self->expires, 1);
}

/**
 * uke_certificate_new_from_data:
 * @data: exactly one certificate, in DER without a byte after it, or in PEM; at most
 *   UKE_CERTIFICATE_MAX_SIZE bytes
 *
 * Reads an X.509 certificate whole (RFC 5280 4.1), and believes nothing of it.
 *
 * Errors: UKE_CERTIFICATE_ERROR_MALFORMED, also where the end comes before the beginning;
 * UKE_CERTIFICATE_ERROR_BAD_TIME for a time in a form other than RFC 5280 4.1.2.5.
 *
 * Returns: (transfer full):
 */
UkeCertificate *
uke_certificate_new_from_data (GBytes *data, GError **error)
{
  g_autoptr (UkeCertificate) self = NULL;
  gboolean readable;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (UKE_TYPE_CERTIFICATE, NULL);

  ERR_clear_error ();
  self->der = unwrap (data, error);
  readable = self->der != NULL && read_der (self, error);
  ERR_clear_error ();

  return readable ? g_steal_pointer (&self) : NULL;
}

/**
 * uke_certificate_get_der:
 *
 * The certificate's bytes, DER, as they were given.
 *
 * Returns: (transfer none):
 */
GBytes *
uke_certificate_get_der (UkeCertificate *self)
{
  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  return self->der;
}

/**
 * uke_certificate_get_serial:
 *
 * The serial number (発行番号) in upper-case hexadecimal, two digits a byte.
 *
 * RFC 5280 4.1.2.2 demands a positive one of every CA, and of every reader to bear zero and
 * negative ones: those are told with a minus before them.
 */
const char *
uke_certificate_get_serial (UkeCertificate *self)
{
  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  return self->serial;
}

/**
 * uke_certificate_get_issuer:
 *
 * The issuer's name as RFC 2253 writes it, last part first, in valid UTF-8.
 */
const char *
uke_certificate_get_issuer (UkeCertificate *self)
{
  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  return self->issuer;
}

/**
 * uke_certificate_get_not_before:
 *
 * The first valid second, in UTC.
 *
 * Returns: (transfer none):
 */
GDateTime *
uke_certificate_get_not_before (UkeCertificate *self)
{
  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  return self->not_before;
}

/**
 * uke_certificate_get_not_after:
 *
 * The last valid second, in UTC.
 *
 * Returns: (transfer none):
 */
GDateTime *
uke_certificate_get_not_after (UkeCertificate *self)
{
  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  return self->not_after;
}

/**
 * uke_certificate_get_expires:
 *
 * The last valid day: the day in Japan on which the last valid second falls.
 */
const GDate *
uke_certificate_get_expires (UkeCertificate *self)
{
  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  return &self->expires;
}

static gboolean
is_signed (EVP_PKEY *key, const EVP_MD *digest, GBytes *message, GBytes *signature)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gsize message_size, signature_size;
  const void *message_data = g_bytes_get_data (message, &message_size);
  const void *signature_data = g_bytes_get_data (signature, &signature_size);
  gboolean valid;

  valid = EVP_DigestVerifyInit (context, NULL, digest, NULL, key) == 1
          && EVP_DigestVerify (context, signature_data, signature_size, message_data, message_size)
                 == 1;

  EVP_MD_CTX_free (context);
  return valid;
}

/**
 * uke_certificate_verify:
 * @message: what was signed, not its digest
 * @signature: RSA: PKCS #1 v1.5 with SHA-256, as long as the modulus; P-384: ECDSA with SHA-384,
 *   a DER SEQUENCE of r and s
 *
 * Checks that a message was signed with this certificate's key.
 *
 * Errors: UKE_CERTIFICATE_ERROR_BAD_SIGNATURE, also for a key that is neither RSA of 2048 bits or
 * more nor P-384.
 */
gboolean
uke_certificate_verify (UkeCertificate *self, GBytes *message, GBytes *signature, GError **error)
{
  const EVP_MD *digest;
  gboolean valid;

  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);
  g_return_val_if_fail (signature != NULL, FALSE);

  digest = uke_certificate_get_digest (self);
  valid = digest != NULL && is_signed (X509_get0_pubkey (self->x509), digest, message, signature);
  ERR_clear_error ();

  if (!valid)
    g_set_error_literal (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_BAD_SIGNATURE,
                         digest == NULL ? "The key is neither RSA-2048 nor P-384"
                                        : "The signature was not made with this certificate's key");
  return valid;
}

/**
 * uke_certificate_get_x509:
 *
 * Returns: (transfer none): OpenSSL's view of the certificate
 */
X509 *
uke_certificate_get_x509 (UkeCertificate *self)
{
  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), NULL);

  return self->x509;
}

/**
 * uke_certificate_get_digest:
 *
 * Tells which digest goes with the key: SHA-256 for RSA of 2048 bits or more (today's card),
 * SHA-384 for P-384 (the next card). May leave errors in OpenSSL's queue.
 *
 * Returns: (nullable): NULL for every other key
 */
const EVP_MD *
uke_certificate_get_digest (UkeCertificate *self)
{
  EVP_PKEY *key = X509_get0_pubkey (self->x509);
  char group[32] = "";

  if (key == NULL)
    return NULL;
  if (EVP_PKEY_is_a (key, "RSA"))
    return EVP_PKEY_get_bits (key) >= 2048 ? EVP_sha256 () : NULL;
  if (EVP_PKEY_is_a (key, "EC") && EVP_PKEY_get_group_name (key, group, sizeof group, NULL)
      && OBJ_sn2nid (group) == NID_secp384r1)
    return EVP_sha384 ();
  return NULL;
}
