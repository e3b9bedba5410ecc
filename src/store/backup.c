#include "store/backup.h"

#include "store/migrations.h"
#include "store/sqlcipher.h"
#include "store/table-copy.h"

#include <errno.h>
#include <glib/gstdio.h>

typedef struct {
  UkeDatabase *from;
  UkeBackupProgressFunc progress;
  gpointer user_data;
} Copy;

static gboolean
copy_tables (UkeDatabase *to, gpointer data, GError **error)
{
  const Copy *copy = data;
  guint64 n_rows = 0;

  /* An empty store may have drawn its own already. */
  if (!uke_database_run (to, "DELETE FROM secret", NULL, 0, error))
    return FALSE;
  for (const UkeTable *table = uke_tables; table->name != NULL; table++)
    if (!uke_table_copy (copy->from, to, table, copy->progress, copy->user_data, &n_rows, error))
      return FALSE;
  return TRUE;
}

/* As they stand at one moment, whatever is written meanwhile. */
static gboolean
copy_at_one_moment (UkeDatabase *from, gpointer data, GError **error)
{
  UkeDatabase *to = ((gpointer *) data)[0];
  Copy *copy = ((gpointer *) data)[1];

  return uke_database_change (to, copy_tables, copy, error);
}

static guint64
count (UkeDatabase *database, const char *sql)
{
  g_autoptr (UkeRows) rows = uke_database_ask (database, sql, NULL, 0, NULL);

  return rows != NULL ? (guint64) uke_rows_get_int (rows, 0, 0) : 0;
}

static void
count_rows (UkeDatabase *database, UkeBackupCounts *ret_counts)
{
  ret_counts->patients = count (database, "SELECT count(*) FROM patient");
  ret_counts->visits = count (database, "SELECT count(*) FROM visit");
}

static gboolean
refuse (GError **error, UkeStoreError code, const char *path, const char *words)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, UKE_STORE_ERROR, (int) code, "%s: %s", shown, words);
  return FALSE;
}

static gboolean
write_file (UkeDatabase *from,
            const char *path,
            const char *passphrase,
            Copy *copy,
            UkeBackupCounts *ret_counts,
            GError **error)
{
  g_autoptr (UkeDatabase) to = uke_sqlcipher_open_backup (path, passphrase, error);
  gpointer both[] = { to, copy };

  if (to == NULL || !uke_migrations_apply (to, error)
      || !uke_database_look (from, copy_at_one_moment, both, error))
    return FALSE;
  count_rows (to, ret_counts);
  return TRUE;
}

/**
 * uke_backup_write:
 * @from: a store; may be in use
 * @path: a file that is not there yet
 * @passphrase: UKE_BACKUP_MIN_PASSPHRASE characters at least; the store's own key is not needed to
 *   restore it
 *
 * Writes everything that a store keeps, as it stands at one moment, into one encrypted file. What
 * is there under its name is whole.
 *
 * Errors: UKE_STORE_ERROR.
 */
gboolean
uke_backup_write (UkeDatabase *from,
                  const char *path,
                  const char *passphrase,
                  UkeBackupProgressFunc progress,
                  gpointer user_data,
                  UkeBackupCounts *ret_counts,
                  GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  Copy copy = { from, progress, user_data };

  if (g_utf8_strlen (passphrase, -1) < UKE_BACKUP_MIN_PASSPHRASE)
    return refuse (error, UKE_STORE_ERROR_WRONG_KEY, path,
                   "the passphrase is too short: 12 characters at least");
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse (error, UKE_STORE_ERROR_FAILED, path,
                   "there is such a file already; choose another name");

  g_unlink (part); /* of a backup that was cut off */
  if (!write_file (from, part, passphrase, &copy, ret_counts, error)) {
    g_unlink (part);
    return FALSE;
  }
  if (g_rename (part, path) < 0)
    return refuse (error, UKE_STORE_ERROR_UNREACHABLE, path, g_strerror (errno));
  return TRUE;
}

/**
 * uke_backup_restore:
 * @path: what uke_backup_write() wrote, in this release or an earlier one
 * @to: an empty store
 *
 * Fills a store from a backup, as a whole or not at all. The file is not changed.
 *
 * Errors: UKE_STORE_ERROR_WRONG_KEY for another passphrase or another file; UKE_STORE_ERROR_FAILED
 * for a store with something in it.
 */
gboolean
uke_backup_restore (const char *path,
                    const char *passphrase,
                    UkeDatabase *to,
                    UkeBackupProgressFunc progress,
                    gpointer user_data,
                    UkeBackupCounts *ret_counts,
                    GError **error)
{
  g_autoptr (UkeDatabase) from = NULL;
  Copy copy;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return refuse (error, UKE_STORE_ERROR_UNREACHABLE, path, "there is no such file");
  from = uke_sqlcipher_open_backup (path, passphrase, error);
  if (from == NULL || !uke_migrations_apply (from, error) || !uke_migrations_apply (to, error))
    return FALSE;
  count_rows (to, ret_counts);
  if (ret_counts->visits > 0 || ret_counts->patients > 0) {
    g_set_error_literal (error, UKE_STORE_ERROR, UKE_STORE_ERROR_FAILED,
                         "The store has visits in it already; restore into an empty one");
    return FALSE;
  }

  copy = (Copy) { from, progress, user_data };
  if (!uke_database_change (to, copy_tables, &copy, error))
    return FALSE;
  count_rows (to, ret_counts);
  return TRUE;
}
