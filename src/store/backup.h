#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* Characters that a passphrase has at least. */
#define UKE_BACKUP_MIN_PASSPHRASE 12

/* What a backup holds. */
typedef struct {
  guint64 patients;
  guint64 visits;
} UkeBackupCounts;

/* Called now and then with the rows that were copied so far. */
typedef void (*UkeBackupProgressFunc) (guint64 n_rows, gpointer user_data);

gboolean uke_backup_write (UkeDatabase *from,
                           const char *path,
                           const char *passphrase,
                           UkeBackupProgressFunc progress,
                           gpointer user_data,
                           UkeBackupCounts *ret_counts,
                           GError **error);
gboolean uke_backup_restore (const char *path,
                             const char *passphrase,
                             UkeDatabase *to,
                             UkeBackupProgressFunc progress,
                             gpointer user_data,
                             UkeBackupCounts *ret_counts,
                             GError **error);

G_END_DECLS
