#include "card/cv-certificate.h"

#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <string.h>

#define DIGEST 32
#define BODY 297
#define MODULUS_AT                                                                                 \
  (5 + 5 + 32 + 5 + 4) /* 7F21 82 llll, 5F4E 82 llll, two names, exponent, 91 82 llll */

static EVP_PKEY *key;

/* EF 0004 as the card has it: the issuer's signature is not looked at. */
static GByteArray *
write_certificate (const guint8 *exponent, guint8 n_exponent)
{
  GByteArray *file = g_byte_array_new ();
  BIGNUM *modulus = NULL;
  guint8 bytes[256];
  static const guint8 zeros[256];

  EVP_PKEY_get_bn_param (key, OSSL_PKEY_PARAM_RSA_N, &modulus);
  BN_bn2binpad (modulus, bytes, sizeof bytes);
  BN_free (modulus);

  g_byte_array_append (file, (const guint8[]) { 0x7f, 0x21, 0x82, 0x02, 0x33 }, 5);
  g_byte_array_append (file, (const guint8[]) { 0x5f, 0x4e, 0x82, 0x01, 0x29 }, 5);
  g_byte_array_append (file,
                       (const guint8 *) "9999023\x08\x05"
                                        "001\0\0\0\0",
                       16);
  g_byte_array_append (file,
                       (const guint8 *) "9999024\x08\x05"
                                        "001\0\0\0\0",
                       16);
  g_byte_array_append (file, (const guint8[]) { 0x90, n_exponent }, 2);
  g_byte_array_append (file, exponent, n_exponent);
  g_byte_array_append (file, (const guint8[]) { 0x91, 0x82, 0x01, 0x00 }, 4);
  g_byte_array_append (file, bytes, sizeof bytes);
  g_byte_array_append (file, (const guint8[]) { 0x5f, 0x37, 0x82, 0x01, 0x00 }, 5);
  g_byte_array_append (file, zeros, sizeof zeros);
  return file;
}

static GByteArray *
write_usual (void)
{
  return write_certificate ((const guint8[]) { 0x01, 0x00, 0x01 }, 3);
}

static gboolean
can_read (GByteArray *file)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (file);
  g_auto (UkeCvCertificate) certificate = { 0 };

  return uke_cv_certificate_init (&certificate, bytes);
}

/* As the card's maker does: PKCS #1 v1.5 over a DigestInfo that may hold three digests. */
static void
sign (const guint8 *digests, gsize n_digests, guint8 signature[static 256])
{
  static const guint8 head[] = { 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00 };
  g_autoptr (GByteArray) info = g_byte_array_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  size_t length = 256;

  g_byte_array_append (info, (const guint8[]) { 0x30, (guint8) (17 + n_digests) }, 2);
  g_byte_array_append (info, head, sizeof head);
  g_byte_array_append (info, (const guint8[]) { 0x04, (guint8) n_digests }, 2);
  g_byte_array_append (info, digests, (guint) n_digests);

  g_assert_cmpint (EVP_PKEY_sign_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING), ==, 1);
  g_assert_cmpint (EVP_PKEY_sign (context, signature, &length, info->data, info->len), ==, 1);
  EVP_PKEY_CTX_free (context);
}

static void
test_reads (void)
{
  g_autoptr (GBytes) file = g_byte_array_free_to_bytes (write_usual ());
  g_auto (UkeCvCertificate) certificate = { 0 };

  g_assert_true (uke_cv_certificate_init (&certificate, file));
  g_assert_cmpmem (certificate.issuer, 7, "9999023", 7);
  g_assert_cmpint (EVP_PKEY_eq (certificate.key, key), ==, 1);
}

static void
test_verifies (void)
{
  g_autoptr (GBytes) file = g_byte_array_free_to_bytes (write_usual ());
  g_auto (UkeCvCertificate) certificate = { 0 };
  guint8 digests[3 * DIGEST], signature[256];

  for (gsize i = 0; i < sizeof digests; i++)
    digests[i] = (guint8) i;
  g_assert_true (uke_cv_certificate_init (&certificate, file));

  for (gsize n = DIGEST; n <= sizeof digests; n += DIGEST) {
    sign (digests, n, signature);
    g_assert_true (uke_cv_certificate_verify (&certificate, digests, n, signature, 256));

    /* Another digest, another signature, a shorter one, and one of fewer digests. */
    digests[n - 1] ^= 1;
    g_assert_false (uke_cv_certificate_verify (&certificate, digests, n, signature, 256));
    digests[n - 1] ^= 1;
    signature[255] ^= 1;
    g_assert_false (uke_cv_certificate_verify (&certificate, digests, n, signature, 256));
    signature[255] ^= 1;
    g_assert_false (uke_cv_certificate_verify (&certificate, digests, n, signature, 255));
    g_assert_false (uke_cv_certificate_verify (&certificate, digests, n, signature, 0));
    if (n > DIGEST)
      g_assert_false (
          uke_cv_certificate_verify (&certificate, digests, n - DIGEST, signature, 256));
  }
}

/* With an exponent of 1, whatever one writes is its own signature. */
static void
test_refuses_weak_exponents (void)
{
  g_assert_false (can_read (write_certificate ((const guint8[]) { 0x01 }, 1)));
  g_assert_false (can_read (write_certificate ((const guint8[]) { 0x00 }, 1)));
  g_assert_false (can_read (write_certificate ((const guint8[]) { 0x00, 0x00, 0x01 }, 3)));
  g_assert_false (can_read (write_certificate ((const guint8[]) { 0x01, 0x00, 0x00 }, 3)));
  g_assert_true (can_read (write_certificate ((const guint8[]) { 0x00, 0x00, 0x03 }, 3)));
}

static void
test_refuses_weak_moduli (void)
{
  GByteArray *file = write_usual ();

  file->data[MODULUS_AT] = 0; /* 2,040 bits */
  g_assert_false (can_read (file));

  file = write_usual ();
  file->data[MODULUS_AT + 255] &= 0xfe;
  g_assert_false (can_read (file));
}

static void
test_refuses_other_shapes (void)
{
  GByteArray *file;

  /* Cut off at each byte of its headers, and at its end. */
  for (guint length = 0; length < 12; length++) {
    file = write_usual ();
    g_byte_array_set_size (file, length);
    g_assert_false (can_read (file));
  }
  file = write_usual ();
  g_byte_array_set_size (file, file->len - 1);
  g_assert_false (can_read (file));

  for (guint at = 0; at < 10; at++) { /* another tag, another length */
    file = write_usual ();
    file->data[at] ^= 0x04;
    g_assert_false (can_read (file));
  }
  file = write_usual ();
  file->data[MODULUS_AT - 4] = 0x92; /* no modulus */
  g_assert_false (can_read (file));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  key = EVP_RSA_gen (2048);

  g_test_add_func ("/cv-certificate/reads", test_reads);
  g_test_add_func ("/cv-certificate/verifies", test_verifies);
  g_test_add_func ("/cv-certificate/refuses-weak-exponents", test_refuses_weak_exponents);
  g_test_add_func ("/cv-certificate/refuses-weak-moduli", test_refuses_weak_moduli);
  g_test_add_func ("/cv-certificate/refuses-other-shapes", test_refuses_other_shapes);

  status = g_test_run ();
  EVP_PKEY_free (key);
  return status;
}
