#include "eligibility/file-read.h"

#include "eligibility/eligibility.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
set_failed (GError **error)
{
  int saved = errno;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (saved), g_strerror (saved));
  return FALSE;
}

static gboolean
set_too_large (GError **error)
{
  g_set_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_TOO_LARGE,
               "the file has more than %d MiB", UKE_ELIGIBILITY_MAX_SIZE / 1024 / 1024);
  return FALSE;
}

/* Before a byte is read: what says that it is too large is believed. */
static gboolean
check_file (int fd, gsize *ret_size, GError **error)
{
  struct stat facts;

  if (fstat (fd, &facts) < 0)
    return set_failed (error);
  if (!S_ISREG (facts.st_mode)) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_FOREIGN,
                         "it is no ordinary file");
    return FALSE;
  }
  if (facts.st_size > UKE_ELIGIBILITY_MAX_SIZE)
    return set_too_large (error);
  *ret_size = facts.st_size;
  return TRUE;
}

/* It may grow while it is read. */
static gboolean
read_all (int fd, GByteArray *array, GError **error)
{
  gsize used = 0;

  for (;;) {
    ssize_t got;

    if (used == array->len)
      g_byte_array_set_size (array, array->len + 4096);
    got = read (fd, array->data + used, array->len - used);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return set_failed (error);
    if (got == 0)
      break;
    used += got;
    if (used > UKE_ELIGIBILITY_MAX_SIZE)
      return set_too_large (error);
  }
  g_byte_array_set_size (array, used);
  return TRUE;
}

/**
 * uke_eligibility_read_file:
 *
 * Reads a whole file of at most UKE_ELIGIBILITY_MAX_SIZE, without locking it and without hindering
 * whoever writes, renames or removes it. Blocks as long as the disk or the share does; waits for
 * no pipe.
 *
 * Errors: G_FILE_ERROR where it cannot be opened or read, UKE_ELIGIBILITY_ERROR_TOO_LARGE, FOREIGN
 * where it is a folder or a device.
 *
 * Returns: (transfer full): maybe nothing at all
 */
GBytes *
uke_eligibility_read_file (const char *path, GError **error)
{
  g_autoptr (GByteArray) array = NULL;
  gsize size = 0;
  gboolean good;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    set_failed (error);
    return NULL;
  }
  good = check_file (fd, &size, error);
  if (good) {
    array = g_byte_array_new ();
    g_byte_array_set_size (array, size + 1); /* the end is seen without growing */
    good = read_all (fd, array, error);
  }
  close (fd);
  return good ? g_byte_array_free_to_bytes (g_steal_pointer (&array)) : NULL;
}
