#include "store/migrations.h"

#include <gio/gio.h>
#include <string.h>

GResource *
uke_store_get_resource (void);

static const char *const files[] = { "001-visits.sql", "002-several-desks.sql",
                                     "003-patients.sql",
                                     "004-audit.sql", "005-eligibility.sql" };

G_STATIC_ASSERT (G_N_ELEMENTS (files) == UKE_MIGRATIONS_NEWEST);

/* Statement by statement: each ends with a semicolon at the end of a line. */
static gboolean
run_statements (UkeDatabase *database, const char *sql, GError **error)
{
  g_auto (GStrv) statements = g_strsplit (sql, ";\n", -1);

  for (guint i = 0; statements[i] != NULL; i++)
    if (*g_strstrip (statements[i]) != '\0'
        && !uke_database_run (database, statements[i], NULL, 0, error))
      return FALSE;
  return TRUE;
}

/* The number of the newest file that was applied; -1 on failure. */
static int
read_number (UkeDatabase *database, GError **error)
{
  g_autoptr (UkeRows) rows = NULL;

  if (!uke_database_run (database, "CREATE TABLE IF NOT EXISTS shape (number BIGINT NOT NULL)",
                         NULL, 0, error))
    return -1;
  rows = uke_database_ask (database, "SELECT number FROM shape", NULL, 0, error);
  if (rows == NULL)
    return -1;
  if (uke_rows_get_n_rows (rows) > 0)
    return (int) uke_rows_get_int (rows, 0, 0);
  return uke_database_run (database, "INSERT INTO shape (number) VALUES (0)", NULL, 0, error) ? 0
                                                                                              : -1;
}

static gboolean
apply_file (UkeDatabase *database, guint number, GError **error)
{
  g_autofree char *path = g_strconcat (UKE_RESOURCE_PATH "/store/", files[number - 1], NULL);
  /* Asked of the resource itself: a static library's constructor may have been left out. */
  g_autoptr (GBytes) data =
      g_resource_lookup_data (uke_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *words = g_strdup_printf ("%u", number);
  g_autofree char *sql = NULL;

  g_assert (data != NULL); /* compiled in */
  sql = g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  return run_statements (database, sql, error)
         && UKE_DATABASE_RUN (database, error, "UPDATE shape SET number = $1", words);
}

static gboolean
apply (UkeDatabase *database, gpointer user_data, GError **error)
{
  guint newest = GPOINTER_TO_UINT (user_data);
  int number = -1;

  if (uke_database_exclude (database, error) && uke_database_prepare (database, error))
    number = read_number (database, error);
  if (number < 0)
    return FALSE;
  if (number > UKE_MIGRATIONS_NEWEST) {
    g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_NEWER,
                 "The store has shape %d, this program knows shapes up to %d", number,
                 UKE_MIGRATIONS_NEWEST);
    return FALSE;
  }

  while ((guint) number < newest)
    if (!apply_file (database, (guint) ++number, error))
      return FALSE;
  return TRUE;
}

/**
 * uke_migrations_apply_up_to:
 * @newest: the number of the last file to apply, as an earlier release would have
 *
 * Brings the tables to the shape of some release, one numbered file after the other, all of them
 * or none; other programs that start meanwhile wait.
 *
 * Errors: UKE_STORE_ERROR_NEWER for tables of a later release, which are left alone.
 */
gboolean
uke_migrations_apply_up_to (UkeDatabase *database, guint newest, GError **error)
{
  g_return_val_if_fail (newest <= UKE_MIGRATIONS_NEWEST, FALSE);

  return uke_database_change (database, apply, GUINT_TO_POINTER (newest), error);
}

/**
 * uke_migrations_apply:
 *
 * Brings the tables to the shape that this release works with; see uke_migrations_apply_up_to().
 */
gboolean
uke_migrations_apply (UkeDatabase *database, GError **error)
{
  return uke_migrations_apply_up_to (database, UKE_MIGRATIONS_NEWEST, error);
}
