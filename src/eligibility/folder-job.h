#pragma once

#include "eligibility/result-file.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What UkeResultFolder lets another thread do: everything that may wait for a disk or a share.
 * Nothing here is shared with the thread that asked. */

typedef struct {
  gint64 size;
  gint64 modified; /* ns */
  guint64 inode;
} UkeFileStamp;

/* A name of ours in the folder, or in its trash and not in the folder. */
typedef struct {
  char *name;
  UkeFileStamp stamp;
} UkeListedFile;

/* A file to be read; the answers are filled in. */
typedef struct {
  char *name;
  char *key;
  char *expected; /* (nullable): with this fingerprint it is to be parsed */
  char *fingerprint; /* (nullable): of what was read; NULL on error */
  UkeResultFile *file; /* (nullable): it was as expected, and is good */
  GError *error;       /* (nullable): why it was not read, or is not good */
} UkeWantedFile;

typedef struct {
  char *path;
  char *trash;         /* nullable */
  gboolean is_listing;
  GPtrArray *listed;   /* of UkeListedFile; NULL on error */
  GPtrArray *wanted;   /* of UkeWantedFile */
  GError *error;       /* the folder itself is out of reach */
} UkeFolderJob;

UkeFolderJob *uke_folder_job_new (const char *path, const char *trash, gboolean is_listing);
void uke_folder_job_add (UkeFolderJob *self, const char *name, const char *key, const char *expected);
void uke_folder_job_run (UkeFolderJob *self);
void uke_folder_job_free (UkeFolderJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeFolderJob, uke_folder_job_free)

G_END_DECLS
