#include "store/result-rows.h"

UkeResultRecord *
uke_result_rows_take (const UkeRows *rows, guint row, guint column)
{
  UkeResultRecord *record = uke_result_record_new (uke_rows_get_text (rows, row, column),
                                                   uke_rows_get_text (rows, row, column + 1));
  char **const texts[] = {
    &record->insurer,     &record->insurer_name, &record->symbol,      &record->number,
    &record->branch,      &record->share,        &record->limit_class, &record->valid_from,
    &record->valid_until, &record->notice_code,  &record->notice,
  };

  record->taken = uke_rows_get_int (rows, row, column + 2);
  record->outcome = g_intern_string (uke_rows_get_text (rows, row, column + 3));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (uke_rows_get_text (rows, row, column + 4 + i));
  return record;
}

/* Two programs that watch one folder at one store take the same file at the same moment: the first
 * one has it. */
static gboolean
is_free (UkeDatabase *database, const char *visit, const UkeResultRecord *result, GError **error)
{
  g_autoptr (UkeRows) rows = NULL;

  if (!uke_database_exclude (database, error))
    return FALSE;
  rows = UKE_DATABASE_ASK (database, error,
                           "SELECT visit FROM result WHERE file = $1 AND visit <> $2", result->file,
                           visit);
  if (rows == NULL)
    return FALSE;
  if (uke_rows_get_n_rows (rows) == 0)
    return TRUE;
  g_set_error_literal (error, UKE_STORE_ERROR, UKE_STORE_ERROR_TAKEN,
                       "Another visit has this result already");
  return FALSE;
}

/**
 * uke_result_rows_write:
 * @visit: the id of one that was written
 *
 * Writes what the terminal said, once; what was written of the same file for the same visit stays.
 *
 * Errors: UKE_STORE_ERROR_TAKEN where another visit has it.
 */
gboolean
uke_result_rows_write (UkeDatabase *database,
                       const char *visit,
                       const UkeResultRecord *result,
                       GError **error)
{
  g_autofree char *taken = NULL;

  if (result == NULL)
    return TRUE;
  if (!is_free (database, visit, result, error))
    return FALSE;

  taken = g_strdup_printf ("%" G_GINT64_FORMAT, result->taken);
  return UKE_DATABASE_RUN (
      database, error,
      "INSERT INTO result (visit, file, fingerprint, taken, outcome, insurer, insurer_name, symbol,"
      " number, branch, share, limit_class, valid_from, valid_until, notice_code, notice)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
      " ON CONFLICT (file) DO NOTHING",
      visit, result->file, result->fingerprint, taken, result->outcome, result->insurer,
      result->insurer_name, result->symbol, result->number, result->branch, result->share,
      result->limit_class, result->valid_from, result->valid_until, result->notice_code,
      result->notice);
}

GHashTable *
uke_result_rows_read_taken (UkeDatabase *database, GError **error)
{
  g_autoptr (UkeRows) rows =
      uke_database_ask (database, "SELECT file, fingerprint FROM result", NULL, 0, error);
  GHashTable *taken;

  if (rows == NULL)
    return NULL;
  taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < uke_rows_get_n_rows (rows); i++)
    g_hash_table_insert (taken, g_strdup (uke_rows_get_text (rows, i, 0)),
                         g_strdup (uke_rows_get_text (rows, i, 1)));
  return taken;
}
