#include "objects.h"

#include "emulator/training-authority-private.h"

#include "fixture.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

/* One object at @at; returns where the next one begins. */
static gsize
read_header (GBytes *bytes, gsize at, guint *ret_tag, gsize *ret_value, gsize *ret_length)
{
  gsize size, length;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint tag;

  g_assert_cmpuint (at, <, size);
  tag = data[at++];
  if ((tag & 0x1f) == 0x1f)
    tag = tag << 8 | data[at++];
  length = data[at++];
  if (length > 0x80) {
    gsize n = length & 0x7f;

    for (length = 0; n > 0; n--)
      length = length << 8 | data[at++];
  }
  g_assert_cmpuint (at + length, <=, size);
  *ret_tag = tag;
  *ret_value = at;
  *ret_length = length;
  return at + length;
}

GBytes *
test_open_object (GBytes *file, guint tag)
{
  guint found;
  gsize value, length;

  read_header (file, 0, &found, &value, &length);
  g_assert_cmphex (found, ==, tag);
  return g_bytes_new_from_bytes (file, value, length);
}

static gsize
find (GBytes *objects, guint tag, gsize *ret_value, gsize *ret_length)
{
  guint found;

  for (gsize at = 0; at < g_bytes_get_size (objects);) {
    gsize next = read_header (objects, at, &found, ret_value, ret_length);

    if (found == tag)
      return at;
    at = next;
  }
  g_error ("There is no object %04X", tag);
}

GBytes *
test_get_object (GBytes *objects, guint tag)
{
  gsize value, length;

  find (objects, tag, &value, &length);
  return g_bytes_new_from_bytes (objects, value, length);
}

GBytes *
test_get_objects_as_written (GBytes *objects, guint first_tag, guint last_tag)
{
  gsize value, length;
  gsize begin = find (objects, first_tag, &value, &length);

  find (objects, last_tag, &value, &length);
  return g_bytes_new_from_bytes (objects, begin, value + length - begin);
}

gsize
test_find_object (GBytes *file, GBytes *objects, guint tag)
{
  gsize value, length;
  const guint8 *begin = g_bytes_get_data (objects, NULL);

  return begin - (const guint8 *) g_bytes_get_data (file, NULL)
         + find (objects, tag, &value, &length);
}

EVP_PKEY *
test_read_public_key (GBytes *written)
{
  g_autoptr (GBytes) exponent = test_get_object (written, 0x90);
  g_autoptr (GBytes) modulus = test_get_object (written, 0x91);
  BIGNUM *e = BN_bin2bn (g_bytes_get_data (exponent, NULL), g_bytes_get_size (exponent), NULL);
  BIGNUM *n = BN_bin2bn (g_bytes_get_data (modulus, NULL), g_bytes_get_size (modulus), NULL);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  EVP_PKEY *key = NULL;
  OSSL_PARAM *params;

  g_assert_cmpuint (g_bytes_get_size (modulus), ==, 256);
  OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n);
  OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e);
  params = OSSL_PARAM_BLD_to_param (builder);
  EVP_PKEY_fromdata_init (context);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, params), ==, 1);

  OSSL_PARAM_free (params);
  OSSL_PARAM_BLD_free (builder);
  EVP_PKEY_CTX_free (context);
  BN_free (e);
  BN_free (n);
  return key;
}

EVP_PKEY *
test_get_certified_key (GBytes *certificate)
{
  g_autoptr (GBytes) inside = test_open_object (certificate, 0x7f21);
  g_autoptr (GBytes) body = test_get_object (inside, 0x5f4e);
  g_autoptr (GBytes) key = NULL;

  g_assert_cmpuint (g_bytes_get_size (body), ==, 297);
  key = g_bytes_new_from_bytes (body, 32, 297 - 32);
  return test_read_public_key (key);
}

gboolean
test_is_certified_by (GBytes *certificate, EVP_PKEY *issuer)
{
  g_autoptr (GBytes) inside = test_open_object (certificate, 0x7f21);
  g_autoptr (GBytes) body = test_get_object (inside, 0x5f4e);
  g_autoptr (GBytes) signature = test_get_object (inside, 0x5f37);

  return test_verify_message (issuer, body, signature);
}

gboolean
test_verify_message (EVP_PKEY *key, GBytes *message, GBytes *signature)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean verified;

  g_assert_cmpint (EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, key), ==, 1);
  verified =
      EVP_DigestVerify (context, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature),
                        g_bytes_get_data (message, NULL), g_bytes_get_size (message))
      == 1;
  EVP_MD_CTX_free (context);
  return verified;
}

gboolean
test_verify_bare (EVP_PKEY *key, GBytes *input, GBytes *signature)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  gboolean verified;

  EVP_PKEY_verify_init (context);
  EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING);
  verified =
      EVP_PKEY_verify (context, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature),
                       g_bytes_get_data (input, NULL), g_bytes_get_size (input))
      == 1;
  EVP_PKEY_CTX_free (context);
  return verified;
}

gboolean
test_is_signed_by_card (UkeEmulatedCard *certified,
                        UkeEmulatedCard *signer,
                        const char *command,
                        GBytes *input)
{
  g_autoptr (GBytes) file = uke_fixture_ask (certified, "00 B0 8A 00 00 00 00");
  g_autoptr (GBytes) signature = uke_fixture_ask (signer, command);
  const guint8 *der = g_bytes_get_data (file, NULL);
  X509 *certificate = d2i_X509 (NULL, &der, g_bytes_get_size (file));
  gboolean verified;

  g_assert_nonnull (certificate);
  verified = test_verify_bare (X509_get0_pubkey (certificate), input, signature);
  X509_free (certificate);
  return verified;
}

GBytes *
test_read_file (UkeEmulatedCard *card, guint id)
{
  g_autofree char *command = g_strdup_printf ("00 B0 8%X 00 00 00 00", id);

  return uke_fixture_ask (card, command);
}

/* The key that a face's records are signed by, out of its certificate on the card. */
EVP_PKEY *
test_read_record_key (UkeEmulatedCard *card)
{
  g_autoptr (GBytes) certificate = test_read_file (card, 4);

  return test_get_certified_key (certificate);
}

/* The record's last object signs all before it; another key or content would be noticed. */
void
test_check_record (
    UkeEmulatedCard *card, guint id, guint tag, guint first, guint last, guint signature)
{
  EVP_PKEY *key = test_read_record_key (card);
  EVP_PKEY *other = uke_training_authority_get_face_keys (uke_fixture_get_authority ())->chip_key;
  g_autoptr (GBytes) file = test_read_file (card, id);
  g_autoptr (GBytes) inside = test_open_object (file, tag);
  g_autoptr (GBytes) signed_objects = test_get_objects_as_written (inside, first, last);
  g_autoptr (GBytes) signed_by = test_get_object (inside, signature);

  g_assert_true (test_verify_message (key, signed_objects, signed_by));
  g_assert_false (test_verify_message (other, signed_objects, signed_by));
  g_assert_false (test_verify_message (key, inside, signed_by));
  EVP_PKEY_free (key);
}

GBytes *
test_hash_objects (GBytes *objects, guint first, guint last)
{
  g_autoptr (GBytes) bytes = test_get_objects_as_written (objects, first, last);
  guint8 hash[SHA256_DIGEST_LENGTH];

  SHA256 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), hash);
  return g_bytes_new (hash, sizeof hash);
}
