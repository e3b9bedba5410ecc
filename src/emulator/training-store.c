#include "emulator/training-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef BIO UkeBio;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeBio, BIO_free)

static void
set_errno_error (GError **error, int code, const char *what, const char *path)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s: %s", path, what,
               g_strerror (code));
}

static gboolean
is_rsa_2048 (EVP_PKEY *key)
{
  return key != NULL && EVP_PKEY_is_a (key, "RSA") && EVP_PKEY_get_bits (key) == 2048;
}

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
  return is_rsa_2048 (keys->key) && is_rsa_2048 (keys->auth_key) && is_rsa_2048 (keys->sign_key)
         && keys->certificate != NULL && says_training (keys->certificate)
         && X509_check_private_key (keys->certificate, keys->key) == 1
         && X509_verify (keys->certificate, keys->key) == 1;
}

/* Never asks a person for a password, as libcrypto would on the terminal. */
static int
refuse_password (char *buffer, int size, int writing, void *user_data)
{
  return -1;
}

static void
read_pem (BIO *input, UkeTrainingKeys *keys)
{
  keys->key = PEM_read_bio_PrivateKey (input, NULL, refuse_password, NULL);
  keys->certificate = PEM_read_bio_X509 (input, NULL, refuse_password, NULL);
  keys->auth_key = PEM_read_bio_PrivateKey (input, NULL, refuse_password, NULL);
  keys->sign_key = PEM_read_bio_PrivateKey (input, NULL, refuse_password, NULL);
}

static gboolean
write_key (BIO *output, EVP_PKEY *key)
{
  return PEM_write_bio_PKCS8PrivateKey (output, key, NULL, NULL, 0, NULL, NULL) == 1;
}

static gboolean
write_pem (BIO *output, const UkeTrainingKeys *keys)
{
  return write_key (output, keys->key) && PEM_write_bio_X509 (output, keys->certificate) == 1
         && write_key (output, keys->auth_key) && write_key (output, keys->sign_key);
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0) {
    gssize written = write (fd, data, length);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    data += written;
    length -= written;
  }
  return fsync (fd) == 0;
}

/* Writes a whole new file that only its owner reads, and leaves it under no other name than
 * @temporary, a template of mkstemp(). */
static gboolean
write_temporary (char *temporary, const char *data, gsize length, GError **error)
{
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0) {
    set_errno_error (error, errno, "cannot be made", temporary);
    return FALSE;
  }

  written = write_all (fd, data, length);
  if (!written)
    set_errno_error (error, errno, "cannot be written", temporary);
  close (fd);
  if (!written)
    g_unlink (temporary);
  return written;
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
  g_autofree char *pem = NULL;
  gsize length;

  if (!g_file_get_contents (path, &pem, &length, error))
    return FALSE;

  input = BIO_new_mem_buf (pem, MIN (length, G_MAXINT));
  read_pem (input, &keys);
  OPENSSL_cleanse (pem, length);
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
  g_autoptr (UkeBio) output = BIO_new (BIO_s_secmem ());
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  gboolean linked;
  char *pem = NULL;
  long length;

  if (!write_pem (output, self)) {
    uke_set_crypto_error (error, "cannot write training keys");
    return FALSE;
  }

  length = BIO_get_mem_data (output, &pem);
  if (!write_temporary (temporary, pem, length, error))
    return FALSE;

  /* Unlike rename(), link() leaves the winner of a race in place. */
  linked = link (temporary, path) == 0;
  if (!linked)
    set_errno_error (error, errno, "cannot be put in place", path);
  g_unlink (temporary);
  return linked;
}
