#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

/* Who certifies whom in training: the first seven digits of a key identifier. Real ones begin with
 * 5, those of the issuer's own tests with 6 (mynumber-card.md 2.3). */
#define UKE_TRAINING_ISSUER_CARD "9999020"
#define UKE_TRAINING_ISSUER_VISUAL "9999023"
#define UKE_TRAINING_ISSUER_TEXT "9999033"
#define UKE_TRAINING_SUBJECT_CARD "9999120"
#define UKE_TRAINING_SUBJECT_VISUAL "9999123"
#define UKE_TRAINING_SUBJECT_TEXT "9999133"
/* Where nobody lives. */
#define UKE_TRAINING_MUNICIPALITY "99999"

#define UKE_KEY_ID_SIZE 16

void uke_key_id_write (const char *digits, guint8 id[static UKE_KEY_ID_SIZE]);
GBytes *uke_card_verifiable_write_key (EVP_PKEY *key);
GBytes *uke_card_verifiable_certify (const char *issuer,
                                     EVP_PKEY *issuer_key,
                                     const char *subject,
                                     EVP_PKEY *subject_key);

GBytes *uke_sign_record (EVP_PKEY *key, const guint8 *record, gsize length);

G_END_DECLS
