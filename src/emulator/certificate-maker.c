#include "emulator/certificate-maker.h"

#include <openssl/conf.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

/* A CA of ten years would end in the middle of somebody's exercise, and this room has no clock to
 * count from. 2049 is where UTCTime ends (RFC 5280 4.1.2.5). */
#define AUTHORITY_NOT_BEFORE "20000101000000Z"
#define AUTHORITY_NOT_AFTER "20491231145959Z"

typedef CONF UkeConf;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeConf, NCONF_free)

/**
 * uke_set_crypto_error:
 * @what: what was being done, as "cannot sign"
 *
 * Turns libcrypto's last error into G_IO_ERROR_FAILED, and forgets the others.
 */
void
uke_set_crypto_error (GError **error, const char *what)
{
  unsigned long code = ERR_peek_last_error ();
  char reason[256];

  ERR_error_string_n (code, reason, sizeof reason);
  ERR_clear_error ();
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what,
               code != 0 ? reason : "libcrypto gave no reason");
}

static gboolean
add_name_part (X509_NAME *name, const char *kind, int encoding, const char *text)
{
  return text == NULL
         || X509_NAME_add_entry_by_txt (name, kind, encoding, (const guint8 *) text, -1, -1, 0)
                == 1;
}

/* The country is a PrintableString and all else UTF8String, as on the real card. */
static gboolean
set_subject (X509 *certificate, const UkeCertificateOrder *order)
{
  X509_NAME *name = X509_get_subject_name (certificate);

  return add_name_part (name, "C", V_ASN1_PRINTABLESTRING, "JP")
         && add_name_part (name, "O", V_ASN1_UTF8STRING, order->organization)
         && add_name_part (name, "OU", V_ASN1_UTF8STRING, order->unit)
         && add_name_part (name, "CN", V_ASN1_UTF8STRING, order->common_name);
}

static gboolean
set_times (X509 *certificate, const UkeCertificateOrder *order)
{
  return ASN1_TIME_set_string_X509 (X509_getm_notBefore (certificate), order->not_before) == 1
         && ASN1_TIME_set_string_X509 (X509_getm_notAfter (certificate), order->not_after) == 1;
}

static gboolean
add_extensions (X509 *certificate, X509 *issuer, const char *text)
{
  g_autoptr (UkeConf) conf = NCONF_new (NULL);
  BIO *input = BIO_new_mem_buf (text, -1);
  gboolean loaded = NCONF_load_bio (conf, input, NULL) == 1;
  X509V3_CTX context;

  BIO_free (input);
  if (!loaded)
    return FALSE;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  X509V3_set_nconf (&context, conf);
  return X509V3_EXT_add_nconf (conf, &context, "extensions", certificate) == 1;
}

/**
 * uke_certificate_make:
 *
 * Makes an X.509 version 3 certificate, signed with SHA-256.
 *
 * Returns: (transfer full): errors are G_IO_ERROR_FAILED
 */
X509 *
uke_certificate_make (const UkeCertificateOrder *order, GError **error)
{
  g_autoptr (X509) certificate = X509_new ();
  X509 *issuer = order->issuer != NULL ? order->issuer : certificate;

  if (X509_set_version (certificate, X509_VERSION_3) != 1
      || ASN1_INTEGER_set_uint64 (X509_get_serialNumber (certificate), order->serial) != 1
      || !set_subject (certificate, order)
      || X509_set_issuer_name (certificate, X509_get_subject_name (issuer)) != 1
      || !set_times (certificate, order) || X509_set_pubkey (certificate, order->key) != 1
      || !add_extensions (certificate, issuer, order->extensions)
      || X509_sign (certificate, order->signing_key, EVP_sha256 ()) <= 0) {
    uke_set_crypto_error (error, "cannot make a training certificate");
    return NULL;
  }
  return g_steal_pointer (&certificate);
}

/* The key itself gives the number: two CAs of one name must not share it (RFC 5280 4.1.2.2). */
static guint32
get_serial_of_key (EVP_PKEY *key)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  guint8 *der = NULL;
  int length = i2d_PUBKEY (key, &der);
  guint32 serial;

  EVP_Digest (der, MAX (length, 0), digest, NULL, EVP_sha256 (), NULL);
  OPENSSL_free (der);

  memcpy (&serial, digest, sizeof serial);
  return (GUINT32_FROM_BE (serial) & 0x00ffffff) | 0x01000000;
}

/**
 * uke_certificate_make_authority:
 *
 * Makes a CA certificate that signs itself, in the profile of the card's own CA as far as it
 * carries meaning.
 *
 * Returns: (transfer full): errors are G_IO_ERROR_FAILED
 */
X509 *
uke_certificate_make_authority (EVP_PKEY *key, const char *organization, GError **error)
{
  const UkeCertificateOrder order = {
    .serial = get_serial_of_key (key),
    .organization = organization,
    .unit = "For user authentication in training",
    .common_name = "Nobody is certified here",
    .not_before = AUTHORITY_NOT_BEFORE,
    .not_after = AUTHORITY_NOT_AFTER,
    .key = key,
    .signing_key = key,
    .extensions = "[extensions]\n"
                  "keyUsage=critical,keyCertSign,cRLSign\n"
                  "basicConstraints=critical,CA:TRUE\n"
                  "subjectKeyIdentifier=hash\n",
  };

  return uke_certificate_make (&order, error);
}

GBytes *
uke_certificate_to_der (X509 *certificate)
{
  guint8 *der = NULL;
  int length = i2d_X509 (certificate, &der);
  GBytes *bytes = g_bytes_new (der, MAX (length, 0));

  OPENSSL_free (der);
  return bytes;
}
