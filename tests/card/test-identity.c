#include "test-identity.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

/* Made once a program; never freed, so that no test pays for it twice. */
static EVP_PKEY *
get_key (void)
{
  static EVP_PKEY *key;

  if (key == NULL)
    key = EVP_RSA_gen (2048);
  g_assert_nonnull (key);
  return key;
}

static void
add_padding (X509 *x509, gsize length)
{
  g_autofree guint8 *bytes = g_malloc0 (length);
  ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new ();
  ASN1_OBJECT *object = OBJ_txt2obj ("2.25.1", 1);
  X509_EXTENSION *extension;

  ASN1_OCTET_STRING_set (value, bytes, (int) length);
  extension = X509_EXTENSION_create_by_OBJ (NULL, object, 0, value);
  g_assert_cmpint (X509_add_ext (x509, extension, -1), ==, 1);

  X509_EXTENSION_free (extension);
  ASN1_OBJECT_free (object);
  ASN1_OCTET_STRING_free (value);
}

static GBytes *
make_padded (gsize n_padding)
{
  X509 *x509 = X509_new ();
  X509_NAME *name = X509_NAME_new ();
  guint8 *der = NULL;
  GBytes *bytes;
  int length;

  X509_set_version (x509, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (x509), 0x01020304);
  X509_NAME_add_entry_by_txt (name, "C", MBSTRING_ASC, (const guint8 *) "JP", -1, -1, 0);
  X509_NAME_add_entry_by_txt (name, "O", MBSTRING_ASC, (const guint8 *) "TEST", -1, -1, 0);
  X509_set_issuer_name (x509, name);
  X509_set_subject_name (x509, name);
  ASN1_TIME_set_string (X509_getm_notBefore (x509), "250401000000Z");
  ASN1_TIME_set_string (X509_getm_notAfter (x509), "300401145959Z");
  X509_set_pubkey (x509, get_key ());
  add_padding (x509, n_padding);
  g_assert_cmpint (X509_sign (x509, get_key (), EVP_sha256 ()), >, 0);

  length = i2d_X509 (x509, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  X509_NAME_free (name);
  X509_free (x509);
  return bytes;
}

GBytes *
test_identity_make_certificate (gsize size)
{
  gsize n_padding = 300;

  /* The padding's own lengths take a byte more here and there, so one step is not always enough. */
  for (int i = 0; i < 4; i++) {
    GBytes *der = make_padded (n_padding);

    if (g_bytes_get_size (der) == size)
      return der;
    n_padding += size - g_bytes_get_size (der);
    g_bytes_unref (der);
  }
  g_error ("No certificate of %zu bytes", size);
}

GBytes *
test_identity_sign (const guint8 *digest_info, gsize length)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (get_key (), NULL);
  guint8 signature[256];
  gsize n_signature = sizeof signature;

  /* Without a digest set, OpenSSL pads the bytes as they are, as the card does. */
  g_assert_cmpint (EVP_PKEY_sign_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING), ==, 1);
  g_assert_cmpint (EVP_PKEY_sign (context, signature, &n_signature, digest_info, length), ==, 1);
  EVP_PKEY_CTX_free (context);
  return g_bytes_new (signature, n_signature);
}
