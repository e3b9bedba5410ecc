#include "store/table-copy.h"

/* Rows at a time: neither all of them in memory, nor a question for each. */
#define CHUNK 2000
#define MAX_COLUMNS 32

const UkeTable uke_tables[] = {
  { "secret", "purpose", "purpose, value" },
  { "patient", "id", "id, chart, name, name_key, kana, kana_key, birth" },
  { "visit", "id",
    "id, day, number, arrived, completed, ended, step, method, reason, clock_doubt, credential, "
    "issued, expires, help, tries_left, place, holder, patient" },
  { "consent", "visit, item", "visit, item, answer, answered, until" },
  { "result", "file",
    "file, fingerprint, visit, taken, outcome, insurer, insurer_name, symbol, number, branch, share, "
    "limit_class, valid_from, valid_until, notice_code, notice" },
  { "audit", "number", "number, moment, place, who, action, subject, previous, seal" },
  { NULL },
};

static guint
count (const char *list)
{
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);

  return g_strv_length (parts);
}

/* "$1, $2, …" (transfer full) */
static char *
write_places (guint from, guint n)
{
  GString *places = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (places, "%s$%u", i > 0 ? ", " : "", from + i);
  return g_string_free_and_steal (places);
}

static UkeRows *
read_chunk (UkeDatabase *from, const UkeTable *table, const char *const *last, GError **error)
{
  guint n_keys = count (table->key);
  g_autofree char *places = write_places (1, n_keys);
  g_autofree char *after =
      last != NULL ? g_strdup_printf (" WHERE (%s) > (%s)", table->key, places) : g_strdup ("");
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s%s ORDER BY %s LIMIT %u",
                                          table->columns, table->name, after, table->key, CHUNK);

  return uke_database_ask (from, sql, last, last != NULL ? n_keys : 0, error);
}

static void
take_row (const UkeRows *rows, guint row, const char **texts, guint n)
{
  for (guint i = 0; i < n; i++)
    texts[i] = uke_rows_get_text (rows, row, i);
}

/**
 * uke_table_copy:
 * @n_rows: (inout): counts on
 *
 * Inside of a change at @to: copies the rows of one table into an empty one.
 */
gboolean
uke_table_copy (UkeDatabase *from,
                UkeDatabase *to,
                const UkeTable *table,
                UkeBackupProgressFunc progress,
                gpointer user_data,
                guint64 *n_rows,
                GError **error)
{
  guint n_columns = count (table->columns);
  g_autofree char *places = write_places (1, n_columns);
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table->name, table->columns, places);
  g_autoptr (UkeRows) rows = read_chunk (from, table, NULL, error);

  g_return_val_if_fail (n_columns <= MAX_COLUMNS, FALSE);

  while (rows != NULL && uke_rows_get_n_rows (rows) > 0) {
    const char *texts[MAX_COLUMNS];
    g_autoptr (UkeRows) next = NULL;

    for (guint i = 0; i < uke_rows_get_n_rows (rows); i++) {
      take_row (rows, i, texts, n_columns);
      if (!uke_database_run (to, sql, texts, n_columns, error))
        return FALSE;
    }
    *n_rows += uke_rows_get_n_rows (rows);
    if (progress != NULL)
      progress (*n_rows, user_data);
    take_row (rows, uke_rows_get_n_rows (rows) - 1, texts, n_columns);
    next = read_chunk (from, table, texts, error);
    uke_rows_free (rows);
    rows = g_steal_pointer (&next);
  }
  return rows != NULL;
}
