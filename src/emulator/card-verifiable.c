#include "emulator/card-verifiable.h"

#include "emulator/card-signer.h"
#include "emulator/card-status.h"
#include "emulator/tlv.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <string.h>

#define MODULUS_SIZE 256

/* P1 of COMPUTE DIGITAL SIGNATURE: PKCS#1 v1.5 over the SHA-256 of the input. */
#define SIGN_MESSAGE 3

/**
 * uke_key_id_write:
 * @digits: seven
 *
 * Writes a key identifier in the shape of real ones: the digits, two bytes, "001", four zeros.
 */
void
uke_key_id_write (const char *digits, guint8 id[static UKE_KEY_ID_SIZE])
{
  g_return_if_fail (strlen (digits) == 7);

  memcpy (id, digits, 7);
  memcpy (id + 7,
          "\x08\x05"
          "001\0\0\0",
          9);
}

/**
 * uke_card_verifiable_write_key:
 * @key: RSA-2048 with the exponent 65537
 *
 * Writes the public half: exponent 90, modulus 91 (265 bytes).
 *
 * Returns: (transfer full):
 */
GBytes *
uke_card_verifiable_write_key (EVP_PKEY *key)
{
  static const guint8 exponent[] = { 0x01, 0x00, 0x01 };
  GByteArray *bytes = g_byte_array_new ();
  guint8 modulus[MODULUS_SIZE] = { 0 };
  BIGNUM *number = NULL;

  EVP_PKEY_get_bn_param (key, OSSL_PKEY_PARAM_RSA_N, &number);
  BN_bn2binpad (number, modulus, sizeof modulus);
  BN_free (number);

  uke_tlv_append (bytes, 0x90, exponent, sizeof exponent);
  uke_tlv_append (bytes, 0x91, modulus, sizeof modulus);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * uke_sign_record:
 *
 * Signs as the card's records are signed: PKCS#1 v1.5, SHA-256.
 *
 * Returns: (transfer full): 256 bytes
 */
GBytes *
uke_sign_record (EVP_PKEY *key, const guint8 *record, gsize length)
{
  GByteArray *signature = g_byte_array_new ();
  guint16 status = uke_card_sign (key, SIGN_MESSAGE, record, length, signature);

  g_assert (status == UKE_SW_DONE); /* an RSA key signs a hash */
  return g_byte_array_free_to_bytes (signature);
}

/**
 * uke_card_verifiable_certify:
 * @issuer: seven digits, as UKE_TRAINING_ISSUER_VISUAL
 * @subject: seven digits
 *
 * Makes a card-verifiable certificate (mynumber-card.md 2.3): 7F21 around 5F4E, the body of 297
 * bytes, and 5F37, the issuer's signature over that body.
 *
 * Returns: (transfer full): 568 bytes
 */
GBytes *
uke_card_verifiable_certify (const char *issuer,
                             EVP_PKEY *issuer_key,
                             const char *subject,
                             EVP_PKEY *subject_key)
{
  g_autoptr (GBytes) key = uke_card_verifiable_write_key (subject_key);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GByteArray) inside = g_byte_array_new ();
  g_autoptr (GBytes) signature = NULL;
  guint8 id[UKE_KEY_ID_SIZE];

  uke_key_id_write (issuer, id);
  g_byte_array_append (body, id, sizeof id);
  uke_key_id_write (subject, id);
  g_byte_array_append (body, id, sizeof id);
  g_byte_array_append (body, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  signature = uke_sign_record (issuer_key, body->data, body->len);

  uke_tlv_append (inside, 0x5f4e, body->data, body->len);
  uke_tlv_append_bytes (inside, 0x5f37, signature);
  return uke_tlv_wrap (0x7f21, inside);
}
