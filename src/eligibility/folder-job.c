#include "eligibility/folder-job.h"

#include "eligibility/file-read.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
listed_free (gpointer data)
{
  UkeListedFile *self = data;

  g_free (self->name);
  g_free (self);
}

static void
wanted_free (gpointer data)
{
  UkeWantedFile *self = data;

  g_free (self->name);
  g_free (self->key);
  g_free (self->expected);
  g_free (self->fingerprint);
  g_clear_pointer (&self->file, uke_result_file_unref);
  g_clear_error (&self->error);
  g_free (self);
}

UkeFolderJob *
uke_folder_job_new (const char *path, const char *trash, gboolean is_listing)
{
  UkeFolderJob *self = g_new0 (UkeFolderJob, 1);

  self->path = g_strdup (path);
  self->trash = g_strdup (trash);
  self->is_listing = is_listing;
  self->wanted = g_ptr_array_new_with_free_func (wanted_free);
  return self;
}

void
uke_folder_job_add (UkeFolderJob *self, const char *name, const char *key, const char *expected)
{
  UkeWantedFile *wanted = g_new0 (UkeWantedFile, 1);

  wanted->name = g_strdup (name);
  wanted->key = g_strdup (key);
  wanted->expected = g_strdup (expected);
  g_ptr_array_add (self->wanted, wanted);
}

void
uke_folder_job_free (UkeFolderJob *self)
{
  g_free (self->path);
  g_free (self->trash);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_ptr_array_unref (self->wanted);
  g_clear_error (&self->error);
  g_free (self);
}

/* --- Listing --------------------------------------------------------------------------- */

static gboolean
set_failed (GError **error)
{
  int saved = errno;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (saved), g_strerror (saved));
  return FALSE;
}

/* One that is gone by now is not listed. */
static void
list_file (int folder, const char *name, GPtrArray *listed)
{
  UkeListedFile *file;
  struct stat facts;

  if (uke_file_name_get_kind (name) == UKE_FILE_OTHER || fstatat (folder, name, &facts, 0) < 0)
    return;

  file = g_new0 (UkeListedFile, 1);
  file->name = g_strdup (name);
  file->stamp.size = facts.st_size;
  file->stamp.modified =
      facts.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + facts.st_mtim.tv_nsec;
  file->stamp.inode = facts.st_ino;
  g_ptr_array_add (listed, file);
}

static gboolean
list_folder (const char *path, GPtrArray *listed, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct dirent *entry;
  gboolean good;
  DIR *dir;

  if (fd < 0)
    return set_failed (error);
  dir = fdopendir (fd);
  if (dir == NULL) {
    set_failed (error);
    close (fd);
    return FALSE;
  }

  /* A share that goes away halfway must not look like an empty folder. */
  while (errno = 0, (entry = readdir (dir)) != NULL)
    list_file (fd, entry->d_name, listed);
  good = errno == 0 || set_failed (error);
  closedir (dir);
  return good;
}

static void
run_listing (UkeFolderJob *self)
{
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func (listed_free);

  if (!list_folder (self->path, listed, &self->error))
    return;
  /* The trash is only a second place to look: that there is none is no trouble. */
  if (self->trash != NULL)
    list_folder (self->trash, listed, NULL);
  self->listed = g_steal_pointer (&listed);
}

/* --- Reading --------------------------------------------------------------------------- */

static GBytes *
read_from (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return uke_eligibility_read_file (path, error);
}

static GBytes *
read_either (UkeFolderJob *self, const char *name, GError **error)
{
  g_autoptr (GError) first = NULL;
  GBytes *bytes = read_from (self->path, name, &first);

  if (bytes == NULL && self->trash != NULL
      && g_error_matches (first, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    bytes = read_from (self->trash, name, NULL);
  if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  return bytes;
}

static void
read_wanted (UkeFolderJob *self, UkeWantedFile *wanted)
{
  g_autoptr (GBytes) bytes = read_either (self, wanted->name, &wanted->error);

  if (bytes == NULL)
    return;
  wanted->fingerprint = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (wanted->fingerprint, wanted->expected) == 0)
    wanted->file = uke_result_file_new (wanted->name, bytes, wanted->fingerprint, &wanted->error);
}

/* Is the folder out of reach, so that nothing can be said of a file in it? */
static gboolean
is_lost (UkeFolderJob *self, const GError *error)
{
  struct stat facts;

  if (error == NULL || error->domain != G_FILE_ERROR || stat (self->path, &facts) == 0)
    return FALSE;
  set_failed (&self->error);
  return TRUE;
}

static void
run_reading (UkeFolderJob *self)
{
  for (guint i = 0; i < self->wanted->len; i++) {
    UkeWantedFile *wanted = self->wanted->pdata[i];

    read_wanted (self, wanted);
    if (is_lost (self, wanted->error))
      return;
  }
}

/* Blocks for as long as the disk or the share does. */
void
uke_folder_job_run (UkeFolderJob *self)
{
  if (self->is_listing)
    run_listing (self);
  else
    run_reading (self);
}
