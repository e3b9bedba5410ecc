#pragma once

#include "emulator/certificate-maker.h"

G_BEGIN_DECLS

/* The keys behind a card's face, which the training authority keeps in a file of their own. */
typedef struct {
  EVP_PKEY *authority_key; /* signs card-verifiable certificates */
  EVP_PKEY *record_key;    /* certified by those; signs what stands on a face */
  EVP_PKEY *chip_key;      /* of every emulated card; signs without a PIN */
} UkeFaceKeys;

void uke_face_keys_clear (UkeFaceKeys *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeFaceKeys, uke_face_keys_clear)

gboolean uke_face_keys_make (UkeFaceKeys *ret_keys, GError **error);
gboolean uke_face_keys_load (const char *path, UkeFaceKeys *ret_keys, GError **error);
gboolean uke_face_keys_save (const UkeFaceKeys *self, const char *path, GError **error);

G_END_DECLS
