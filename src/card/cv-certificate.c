#include "card/cv-certificate.h"

#include "card/mynumber-card.h"
#include "card/tlv.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <string.h>

enum {
  TAG_CERTIFICATE = 0x7f21,
  TAG_BODY = 0x5f4e,
  TAG_EXPONENT = 0x90,
  TAG_MODULUS = 0x91,
};

#define BODY_LENGTH 297
#define MODULUS_LENGTH 256
#define EXPONENT_LENGTH_MAX 4

/* DigestInfo of SHA-256 for one to three digests: only its lengths change (RFC 8017 9.2 note 1). */
#define DIGEST_INFO_HEAD 19
#define DIGESTS_MAX (3 * UKE_DIGEST_LENGTH)

static EVP_PKEY *
build_key (const BIGNUM *modulus, const BIGNUM *exponent)
{
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  OSSL_PARAM *params = NULL;
  EVP_PKEY *key = NULL;

  if (builder != NULL && context != NULL
      && OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, modulus) == 1
      && OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, exponent) == 1)
    params = OSSL_PARAM_BLD_to_param (builder);
  if (params != NULL && EVP_PKEY_fromdata_init (context) == 1
      && EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
    g_clear_pointer (&key, EVP_PKEY_free);

  OSSL_PARAM_free (params);
  OSSL_PARAM_BLD_free (builder);
  EVP_PKEY_CTX_free (context);
  ERR_clear_error ();
  return key;
}

/* Exponent and modulus, side by side. */
static EVP_PKEY *
read_key (const guint8 *data, gsize length)
{
  UkeTlv exponent_tlv, modulus_tlv;
  BIGNUM *exponent, *modulus;
  EVP_PKEY *key = NULL;

  if (!uke_tlv_find (data, length, TAG_EXPONENT, &exponent_tlv)
      || !uke_tlv_find (data, length, TAG_MODULUS, &modulus_tlv)
      || exponent_tlv.length > EXPONENT_LENGTH_MAX || modulus_tlv.length != MODULUS_LENGTH)
    return NULL;

  exponent = BN_bin2bn (exponent_tlv.value, (int) exponent_tlv.length, NULL);
  modulus = BN_bin2bn (modulus_tlv.value, (int) modulus_tlv.length, NULL);
  /* An exponent of 1 would let anybody sign. */
  if (exponent != NULL && modulus != NULL && BN_get_word (exponent) >= 3 && BN_is_odd (exponent)
      && BN_is_odd (modulus) && BN_num_bits (modulus) == 8 * MODULUS_LENGTH)
    key = build_key (modulus, exponent);

  BN_free (exponent);
  BN_free (modulus);
  return key;
}

/**
 * uke_cv_certificate_init:
 * @self: (out caller-allocates): cleared by the caller
 * @file: EF 0004 of a visible-side application, exactly its one object
 *
 * Reads a certificate: 7F21 { 5F4E the body, 5F37 the issuer's signature }.
 *
 * The body is the issuer's and the subject's key identifier, 16 bytes each,
 * and the subject's RSA-2048 key. The issuer's signature is not checked: that
 * key is not on the card and not published.
 *
 * Returns: FALSE when this is no such certificate
 */
gboolean
uke_cv_certificate_init (UkeCvCertificate *self, GBytes *file)
{
  gsize left;
  const guint8 *at = g_bytes_get_data (file, &left);
  UkeTlv outer, body;

  *self = (UkeCvCertificate) { 0 };
  if (!uke_tlv_next (&at, &left, &outer) || outer.tag != TAG_CERTIFICATE
      || !uke_tlv_find (outer.value, outer.length, TAG_BODY, &body) || body.length != BODY_LENGTH)
    return FALSE;

  memcpy (self->issuer, body.value, UKE_CV_KEY_ID_LENGTH);
  self->key =
      read_key (body.value + 2 * UKE_CV_KEY_ID_LENGTH, body.length - 2 * UKE_CV_KEY_ID_LENGTH);
  return self->key != NULL;
}

void
uke_cv_certificate_clear (UkeCvCertificate *self)
{
  g_clear_pointer (&self->key, EVP_PKEY_free);
}

static gsize
write_digest_info (const guint8 *digests, gsize n_digests, guint8 *info)
{
  static const guint8 algorithm[] = { 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00 };

  info[0] = 0x30;
  info[1] = (guint8) (sizeof algorithm + 2 + n_digests);
  memcpy (info + 2, algorithm, sizeof algorithm);
  info[2 + sizeof algorithm] = 0x04;
  info[3 + sizeof algorithm] = (guint8) n_digests;
  memcpy (info + DIGEST_INFO_HEAD, digests, n_digests);
  return DIGEST_INFO_HEAD + n_digests;
}

/**
 * uke_cv_certificate_verify:
 * @digests: one SHA-256, or up to three side by side, which the card's face
 *   has in one DigestInfo
 *
 * Verifies a signature of the certified key, PKCS #1 v1.5, to the last byte of its padding.
 *
 * Returns: TRUE when it fits
 */
gboolean
uke_cv_certificate_verify (const UkeCvCertificate *self,
                           const guint8 *digests,
                           gsize n_digests,
                           const guint8 *signature,
                           gsize n_signature)
{
  guint8 info[DIGEST_INFO_HEAD + DIGESTS_MAX];
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (self->key, NULL);
  gboolean fits;

  g_assert (n_digests > 0 && n_digests <= DIGESTS_MAX && n_digests % UKE_DIGEST_LENGTH == 0);

  /* Without a digest named, what was signed is compared as it stands. */
  fits = context != NULL && EVP_PKEY_verify_init (context) == 1
         && EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) == 1
         && EVP_PKEY_verify (context, signature, n_signature, info,
                             write_digest_info (digests, n_digests, info))
                == 1;

  EVP_PKEY_CTX_free (context);
  ERR_clear_error ();
  return fits;
}
