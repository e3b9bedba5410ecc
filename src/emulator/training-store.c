#include "emulator/training-store.h"

#include "emulator/key-file.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <string.h>

static gboolean
says_training (X509 *certificate)
{
  char text[sizeof UKE_ISSUER_ORGANIZATION + 1];
  int length = X509_NAME_get_text_by_NID (X509_get_subject_name (certificate), NID_organizationName,
                                          text, sizeof text);

  return length > 0 && strcmp (text, UKE_ISSUER_ORGANIZATION) == 0;
}

/* Never somebody's real CA: cards are issued in this one's name. */
static gboolean
are_sound (const UkeTrainingKeys *keys)
{
  return uke_key_is_rsa_2048 (keys->key) && uke_key_is_rsa_2048 (keys->auth_key)
         && uke_key_is_rsa_2048 (keys->sign_key) && keys->certificate != NULL
         && says_training (keys->certificate)
         && X509_check_private_key (keys->certificate, keys->key) == 1
         && X509_verify (keys->certificate, keys->key) == 1;
}

static void
read_pem (BIO *input, UkeTrainingKeys *keys)
{
  keys->key = uke_key_file_read_key (input);
  /* Nothing here has a password, and nobody shall be asked for one on the terminal. */
  keys->certificate = PEM_read_bio_X509 (input, NULL, NULL, (void *) "");
  keys->auth_key = uke_key_file_read_key (input);
  keys->sign_key = uke_key_file_read_key (input);
}

static gboolean
write_pem (BIO *output, const UkeTrainingKeys *keys)
{
  return uke_key_file_write_key (output, keys->key)
         && PEM_write_bio_X509 (output, keys->certificate) == 1
         && uke_key_file_write_key (output, keys->auth_key)
         && uke_key_file_write_key (output, keys->sign_key);
}

void
uke_training_keys_clear (UkeTrainingKeys *self)
{
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_clear_pointer (&self->certificate, X509_free);
  g_clear_pointer (&self->auth_key, EVP_PKEY_free);
  g_clear_pointer (&self->sign_key, EVP_PKEY_free);
}

/**
 * uke_training_keys_make:
 *
 * Makes an authority that never was. Takes a good part of a second.
 *
 * Errors: G_IO_ERROR_FAILED.
 */
gboolean
uke_training_keys_make (UkeTrainingKeys *ret_keys, GError **error)
{
  g_auto (UkeTrainingKeys) keys = { 0 };

  keys.key = EVP_RSA_gen (2048);
  keys.auth_key = EVP_RSA_gen (2048);
  keys.sign_key = EVP_RSA_gen (2048);
  if (keys.key == NULL || keys.auth_key == NULL || keys.sign_key == NULL) {
    uke_set_crypto_error (error, "cannot make training keys");
    return FALSE;
  }

  keys.certificate = uke_certificate_make_authority (keys.key, UKE_ISSUER_ORGANIZATION, error);
  if (keys.certificate == NULL)
    return FALSE;

  *ret_keys = keys;
  keys = (UkeTrainingKeys) { 0 };
  return TRUE;
}

/**
 * uke_training_keys_load:
 *
 * Reads the keys back.
 *
 * Errors: G_FILE_ERROR, among them G_FILE_ERROR_NOENT where nothing was saved yet;
 * G_IO_ERROR_INVALID_DATA, with the file's name, where it holds anything else than a whole training
 * authority.
 */
gboolean
uke_training_keys_load (const char *path, UkeTrainingKeys *ret_keys, GError **error)
{
  g_auto (UkeTrainingKeys) keys = { 0 };
  g_autoptr (UkeBio) input = NULL;

  input = uke_key_file_open (path, error);
  if (input == NULL)
    return FALSE;

  read_pem (input, &keys);
  ERR_clear_error ();

  if (!are_sound (&keys)) {
    ERR_clear_error ();
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s does not hold a whole training authority; remove it, and a new one is made",
                 path);
    return FALSE;
  }

  *ret_keys = keys;
  keys = (UkeTrainingKeys) { 0 };
  return TRUE;
}

/**
 * uke_training_keys_save:
 *
 * Puts the keys at @path, whole or not at all, unless somebody else's are there already.
 *
 * Errors: G_FILE_ERROR, among them G_FILE_ERROR_EXIST where somebody was faster.
 */
gboolean
uke_training_keys_save (const UkeTrainingKeys *self, const char *path, GError **error)
{
  g_autoptr (UkeBio) output = uke_key_file_begin ();

  if (!write_pem (output, self)) {
    uke_set_crypto_error (error, "cannot write training keys");
    return FALSE;
  }
  return uke_key_file_save (output, path, error);
}
