#include "emulator/card-signer.h"

#include "emulator/card-status.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

/* An RSA-2048 block less the eleven bytes that PKCS#1 v1.5 needs at least (RFC 8017 9.2). */
#define LONGEST_INPUT 245

/* P1 of COMPUTE DIGITAL SIGNATURE. */
typedef struct {
  gboolean hashes; /* the card hashes the input; else it is given ready */
  gsize n_hash;    /* the length that a ready input must have, 0 for any */
  gboolean bare;   /* signed as it stands, without a DigestInfo around it */
  int padding;
} Kind;

/* clang-format off */
static const Kind kinds[] = {
  [0] = { FALSE, 0, TRUE, RSA_PKCS1_PADDING },
  [1] = { TRUE, 0, TRUE, RSA_PKCS1_PADDING },
  [2] = { FALSE, 32, FALSE, RSA_PKCS1_PADDING },
  [3] = { TRUE, 0, FALSE, RSA_PKCS1_PADDING },
  [4] = { FALSE, 32, FALSE, RSA_PKCS1_PSS_PADDING },
  [5] = { TRUE, 0, FALSE, RSA_PKCS1_PSS_PADDING },
};
/* clang-format on */

static gboolean
sign (EVP_PKEY *key, const Kind *kind, const guint8 *input, gsize n_input, GByteArray *answer)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  guint8 signature[256];
  size_t n_signature = sizeof signature;
  gboolean done = EVP_PKEY_sign_init (context) == 1
                  && EVP_PKEY_CTX_set_rsa_padding (context, kind->padding) == 1
                  && (kind->bare || EVP_PKEY_CTX_set_signature_md (context, EVP_sha256 ()) == 1)
                  && (kind->padding != RSA_PKCS1_PSS_PADDING
                      || EVP_PKEY_CTX_set_rsa_pss_saltlen (context, RSA_PSS_SALTLEN_DIGEST) == 1)
                  && EVP_PKEY_sign (context, signature, &n_signature, input, n_input) == 1;

  EVP_PKEY_CTX_free (context);
  ERR_clear_error ();
  if (done)
    g_byte_array_append (answer, signature, n_signature);
  return done;
}

/**
 * uke_card_sign:
 * @kind: P1 of COMPUTE DIGITAL SIGNATURE, 0 to 5; what each signs is in mynumber-card.md 4.3
 * @answer: gets 256 bytes behind what it holds
 *
 * Signs as the card's RSA-2048 key does: PKCS#1 v1.5, or PSS with a random salt of 32 bytes.
 *
 * Returns: the status word
 */
guint16
uke_card_sign (EVP_PKEY *key, guint8 kind, const guint8 *input, gsize n_input, GByteArray *answer)
{
  guint8 hash[SHA256_DIGEST_LENGTH];
  gboolean fits;

  if (kind >= G_N_ELEMENTS (kinds))
    return UKE_SW_WRONG_P1_P2;

  if (kinds[kind].hashes) {
    SHA256 (input, n_input, hash);
    input = hash;
    n_input = sizeof hash;
  }

  fits = kinds[kind].n_hash == 0 ? n_input <= LONGEST_INPUT : n_input == kinds[kind].n_hash;
  if (!fits)
    return UKE_SW_CONDITION_OF_USE;
  return sign (key, &kinds[kind], input, n_input, answer) ? UKE_SW_DONE : UKE_SW_FAILED;
}
