#include "emulator/face-keys.h"

#include "emulator/key-file.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

static gboolean
are_sound (const UkeFaceKeys *keys)
{
  return uke_key_is_rsa_2048 (keys->authority_key) && uke_key_is_rsa_2048 (keys->record_key)
         && uke_key_is_rsa_2048 (keys->chip_key);
}

void
uke_face_keys_clear (UkeFaceKeys *self)
{
  g_clear_pointer (&self->authority_key, EVP_PKEY_free);
  g_clear_pointer (&self->record_key, EVP_PKEY_free);
  g_clear_pointer (&self->chip_key, EVP_PKEY_free);
}

/**
 * uke_face_keys_make:
 *
 * Makes keys that never were. Takes a good part of a second.
 *
 * Errors: G_IO_ERROR_FAILED.
 */
gboolean
uke_face_keys_make (UkeFaceKeys *ret_keys, GError **error)
{
  g_auto (UkeFaceKeys) keys = {
    .authority_key = EVP_RSA_gen (2048),
    .record_key = EVP_RSA_gen (2048),
    .chip_key = EVP_RSA_gen (2048),
  };

  if (!are_sound (&keys)) {
    uke_set_crypto_error (error, "cannot make training keys for a card's face");
    return FALSE;
  }

  *ret_keys = keys;
  keys = (UkeFaceKeys) { 0 };
  return TRUE;
}

/**
 * uke_face_keys_load:
 *
 * Reads the keys back.
 *
 * Errors: G_FILE_ERROR, among them G_FILE_ERROR_NOENT where nothing was saved yet;
 * G_IO_ERROR_INVALID_DATA, with the file's name, where it holds anything else.
 */
gboolean
uke_face_keys_load (const char *path, UkeFaceKeys *ret_keys, GError **error)
{
  g_autoptr (UkeBio) input = uke_key_file_open (path, error);
  g_auto (UkeFaceKeys) keys = { 0 };

  if (input == NULL)
    return FALSE;

  keys.authority_key = uke_key_file_read_key (input);
  keys.record_key = uke_key_file_read_key (input);
  keys.chip_key = uke_key_file_read_key (input);
  ERR_clear_error ();

  if (!are_sound (&keys)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s does not hold the training keys of a card's face; remove it, and new ones are "
                 "made",
                 path);
    return FALSE;
  }

  *ret_keys = keys;
  keys = (UkeFaceKeys) { 0 };
  return TRUE;
}

/* Errors: G_FILE_ERROR, among them G_FILE_ERROR_EXIST where somebody was faster. */
gboolean
uke_face_keys_save (const UkeFaceKeys *self, const char *path, GError **error)
{
  g_autoptr (UkeBio) output = uke_key_file_begin ();

  if (!uke_key_file_write_key (output, self->authority_key)
      || !uke_key_file_write_key (output, self->record_key)
      || !uke_key_file_write_key (output, self->chip_key)) {
    uke_set_crypto_error (error, "cannot write training keys");
    return FALSE;
  }
  return uke_key_file_save (output, path, error);
}
