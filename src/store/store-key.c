#include "store/store-key.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

struct _UkeStoreKey {
  guint8 bytes[UKE_SQLCIPHER_KEY_SIZE];
};

static UkeStoreKey *
new_key (void)
{
  UkeStoreKey *self = g_new0 (UkeStoreKey, 1);

  mlock (self, sizeof *self); /* where it is allowed: not into swap */
  return self;
}

static void
set_error (GError **error, const char *path, const char *what, int code)
{
  g_set_error (error, UKE_STORE_ERROR,
               code == ENOSPC ? UKE_STORE_ERROR_FULL : UKE_STORE_ERROR_UNREACHABLE, "%s: %s: %s",
               path, what, g_strerror (code));
}

/* Whole and on the disk before it is used: a store whose key is lost is lost. */
static gboolean
write_key (const UkeStoreKey *self, const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_file_set_contents_full (path, (const char *) self->bytes, sizeof self->bytes,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return TRUE;

  g_set_error (error, UKE_STORE_ERROR,
               g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                   ? UKE_STORE_ERROR_FULL
                   : UKE_STORE_ERROR_UNREACHABLE,
               "%s", failure->message);
  return FALSE;
}

static gboolean
draw_key (UkeStoreKey *self, const char *path, GError **error)
{
  if (getrandom (self->bytes, sizeof self->bytes, 0) != sizeof self->bytes) {
    set_error (error, path, "no random bytes", errno);
    return FALSE;
  }
  return write_key (self, path, error);
}

/* Read by hand rather than with GLib, whose buffer nobody would wipe. */
static gboolean
read_key (UkeStoreKey *self, int fd, const char *path, GError **error)
{
  struct stat status;
  gssize size = read (fd, self->bytes, sizeof self->bytes);

  if (size == sizeof self->bytes && fstat (fd, &status) == 0 && status.st_size == size)
    return TRUE;

  g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_WRONG_KEY,
               "%s: not a key of %d bytes; restore it from the backup", path,
               UKE_SQLCIPHER_KEY_SIZE);
  return FALSE;
}

/**
 * uke_store_key_open_file:
 * @path: a file that its owner alone may read
 *
 * Reads the key from a file, or draws one and writes it there if there is none.
 *
 * Errors: UKE_STORE_ERROR; a file of another length is not taken and not touched.
 *
 * Returns: (transfer full):
 */
UkeStoreKey *
uke_store_key_open_file (const char *path, GError **error)
{
  g_autoptr (UkeStoreKey) self = new_key ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean good;

  if (fd < 0 && errno == ENOENT)
    return draw_key (self, path, error) ? g_steal_pointer (&self) : NULL;
  if (fd < 0) {
    set_error (error, path, "cannot be read", errno);
    return NULL;
  }

  good = read_key (self, fd, path, error);
  close (fd);
  return good ? g_steal_pointer (&self) : NULL;
}

void
uke_store_key_free (UkeStoreKey *self)
{
  explicit_bzero (self->bytes, sizeof self->bytes);
  munlock (self, sizeof *self);
  g_free (self);
}

const guint8 *
uke_store_key_peek (const UkeStoreKey *self)
{
  return self->bytes;
}
