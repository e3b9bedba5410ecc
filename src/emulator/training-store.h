#pragma once

#include "emulator/certificate-maker.h"

G_BEGIN_DECLS

/* What the training authority keeps in its one file. */
typedef struct {
  EVP_PKEY *key;
  X509 *certificate;
  EVP_PKEY *auth_key; /* of every emulated card */
  EVP_PKEY *sign_key; /* of every emulated card */
} UkeTrainingKeys;

void uke_training_keys_clear (UkeTrainingKeys *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeTrainingKeys, uke_training_keys_clear)

gboolean uke_training_keys_make (UkeTrainingKeys *ret_keys, GError **error);
gboolean uke_training_keys_load (const char *path, UkeTrainingKeys *ret_keys, GError **error);
gboolean uke_training_keys_save (const UkeTrainingKeys *self, const char *path, GError **error);

G_END_DECLS
