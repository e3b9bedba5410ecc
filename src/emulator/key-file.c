#include "emulator/key-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set_errno_error (GError **error, int code, const char *what, const char *path)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s: %s", path, what,
               g_strerror (code));
}

/* Never asks a person for a password, as libcrypto would on the terminal. */
static int
refuse_password (char *buffer, int size, int writing, void *user_data)
{
  return -1;
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

/**
 * uke_key_file_open:
 *
 * Reads a file into memory that is wiped when it is given back.
 *
 * Returns: (transfer full): errors are G_FILE_ERROR, among them G_FILE_ERROR_NOENT
 */
UkeBio *
uke_key_file_open (const char *path, GError **error)
{
  g_autofree char *pem = NULL;
  UkeBio *input;
  gsize length;

  if (!g_file_get_contents (path, &pem, &length, error))
    return NULL;

  input = uke_key_file_begin ();
  BIO_write (input, pem, MIN (length, G_MAXINT));
  OPENSSL_cleanse (pem, length);
  return input;
}

/* Returns: (transfer full) (nullable): the next object, when it is a key without a password */
EVP_PKEY *
uke_key_file_read_key (UkeBio *input)
{
  return PEM_read_bio_PrivateKey (input, NULL, refuse_password, NULL);
}

gboolean
uke_key_file_write_key (UkeBio *output, EVP_PKEY *key)
{
  return PEM_write_bio_PKCS8PrivateKey (output, key, NULL, NULL, 0, NULL, NULL) == 1;
}

UkeBio *
uke_key_file_begin (void)
{
  return BIO_new (BIO_s_secmem ());
}

/**
 * uke_key_file_save:
 *
 * Puts what @pem holds at @path, whole or not at all, unless somebody else's is there already.
 *
 * Errors: G_FILE_ERROR, among them G_FILE_ERROR_EXIST where somebody was faster.
 */
gboolean
uke_key_file_save (UkeBio *pem, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  gboolean linked;
  char *bytes = NULL;
  long length = BIO_get_mem_data (pem, &bytes);

  if (!write_temporary (temporary, bytes, length, error))
    return FALSE;

  /* Unlike rename(), link() leaves the winner of a race in place. */
  linked = link (temporary, path) == 0;
  if (!linked)
    set_errno_error (error, errno, "cannot be put in place", path);
  g_unlink (temporary);
  return linked;
}

gboolean
uke_key_is_rsa_2048 (EVP_PKEY *key)
{
  return key != NULL && EVP_PKEY_is_a (key, "RSA") && EVP_PKEY_get_bits (key) == 2048;
}
