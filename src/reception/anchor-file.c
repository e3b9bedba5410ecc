#include "reception/anchor-file.h"

#include "validity/certificate.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void
set_errno_error (GError **error, int code, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", shown,
               g_strerror (code));
}

/* One byte more than is allowed shows that a file is too large; a disk or /dev/zero never ends. */
static gssize
read_all (int fd, guint8 *buffer, gsize size)
{
  gsize total = 0;

  while (total < size) {
    gssize got = read (fd, buffer + total, size - total);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return -1;
    if (got == 0)
      break;
    total += (gsize) got;
  }
  return (gssize) total;
}

/**
 * uke_anchor_file_read:
 * @path: a file, or a link to one; a pipe is not waited for
 *
 * Reads a file of CA certificates, of at most UKE_ANCHOR_FILE_MAX_SIZE bytes, without looking into
 * it.
 *
 * Errors: G_FILE_ERROR where it cannot be read, UKE_CERTIFICATE_ERROR_MALFORMED where it is larger;
 * the message names the file.
 *
 * Returns: (transfer full):
 */
GBytes *
uke_anchor_file_read (const char *path, GError **error)
{
  g_autofree guint8 *buffer = NULL;
  g_autofree char *shown = NULL;
  gssize size;
  int fd, code;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    set_errno_error (error, errno, path);
    return NULL;
  }

  buffer = g_malloc (UKE_ANCHOR_FILE_MAX_SIZE + 1);
  size = read_all (fd, buffer, UKE_ANCHOR_FILE_MAX_SIZE + 1);
  code = errno;
  close (fd);

  if (size < 0) {
    set_errno_error (error, code, path);
    return NULL;
  }
  if (size > UKE_ANCHOR_FILE_MAX_SIZE) {
    shown = g_filename_display_name (path);
    g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                 "%s: Larger than the %d bytes that a file of CA certificates may take", shown,
                 UKE_ANCHOR_FILE_MAX_SIZE);
    return NULL;
  }
  return g_bytes_new (buffer, (gsize) size);
}
