#include "eligibility/request.h"

#include "eligibility/file-name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
set_failed (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", what,
               g_strerror (saved));
  return FALSE;
}

static gboolean
is_free (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat facts;

  if (lstat (path, &facts) < 0)
    return errno == ENOENT || set_failed (error, "looking for an older file of this name");
  errno = EEXIST;
  return set_failed (error, name);
}

/* What lies there of an older request of this name would be taken for the answer to this one. */
static gboolean
is_unused (const char *folder, const char *answers, const char *name, GError **error)
{
  g_autofree char *answer = uke_file_name_dup_answer (name);
  g_autofree char *archive = uke_file_name_dup_archive (name);
  g_autofree char *rejection = uke_file_name_dup_rejection (name);

  return is_free (folder, name, error) && is_free (answers, answer, error)
         && is_free (answers, archive, error) && is_free (answers, rejection, error);
}

static gboolean
write_all (int fd, GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (size > 0) {
    ssize_t written = write (fd, data, size);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return set_failed (error, "writing");
    data += written;
    size -= written;
  }
  return fsync (fd) == 0 || set_failed (error, "flushing");
}

static gboolean
write_temporary (const char *path, GBytes *bytes, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0660);
  gboolean good;

  if (fd < 0)
    return set_failed (error, "making a file");
  good = write_all (fd, bytes, error);
  if (close (fd) < 0 && good)
    good = set_failed (error, "closing");
  if (!good)
    unlink (path);
  return good;
}

/* A share need not know of renaming that replaces nothing; it was free just before. */
static int
move (const char *from, const char *to)
{
  int result = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

  if (result < 0 && (errno == EINVAL || errno == ENOSYS))
    result = rename (from, to);
  return result;
}

/* On a share, a move may have happened though it is said to have failed. */
static UkePublished
judge_failed_move (const char *from)
{
  struct stat facts;

  if (lstat (from, &facts) < 0)
    return UKE_PUBLISHED_MAYBE;
  return unlink (from) == 0 ? UKE_PUBLISHED_NOT : UKE_PUBLISHED_MAYBE;
}

/**
 * uke_request_publish:
 * @folder: where the terminal takes requests from (req)
 * @answers: where it puts answers (res)
 * @name: from uke_request_dup_name(), and written down already by the caller: whoever starts again
 *   must know what to wait for
 *
 * Puts a request before the terminal: whole, flushed, and under its name in one step. Blocks as
 * long as the share does. Nothing is ever sent twice: a name of which anything lies around is
 * refused.
 *
 * Errors: G_FILE_ERROR; EXIST where the name was used before.
 *
 * Returns: UKE_PUBLISHED, or how far it came
 */
UkePublished
uke_request_publish (
    const char *folder, const char *answers, const char *name, GBytes *request, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *temporary = g_strconcat (path, ".tmp", NULL);

  g_return_val_if_fail (uke_file_name_get_kind (name) == UKE_FILE_REQUEST, UKE_PUBLISHED_NOT);

  if (!is_unused (folder, answers, name, error) || !write_temporary (temporary, request, error))
    return UKE_PUBLISHED_NOT;
  if (move (temporary, path) == 0)
    return UKE_PUBLISHED;

  set_failed (error, "moving it into place");
  return judge_failed_move (temporary);
}
