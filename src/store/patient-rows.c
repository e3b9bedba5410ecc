#include "store/patient-rows.h"

#include "store/day-text.h"
#include "store/search-key.h"

#include <string.h>

/* Sorts behind every text that begins as the one before it. */
#define END_OF_PREFIX "\xf4\x8f\xbf\xbf"

void
uke_patient_search_free (UkePatientSearch *self)
{
  g_free (self->words);
  g_free (self->chart);
  g_free (self->birth);
  g_free (self);
}

void
uke_patient_found_free (UkePatientFound *self)
{
  uke_patient_record_free (self->patient);
  g_free (self);
}

static char *
dup_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/**
 * uke_patient_rows_take:
 * @column: where UKE_PATIENT_COLUMNS begin
 *
 * Returns: (transfer full) (nullable): NULL where there is no patient in the row
 */
UkePatientRecord *
uke_patient_rows_take (const UkeRows *rows, guint row, guint column)
{
  UkePatientRecord *record;

  if (uke_rows_get_text (rows, row, column) == NULL)
    return NULL;

  record = g_new0 (UkePatientRecord, 1);
  record->id = g_strdup (uke_rows_get_text (rows, row, column));
  record->chart = g_strdup (uke_rows_get_text (rows, row, column + 1));
  record->name = dup_text (uke_rows_get_text (rows, row, column + 2));
  record->kana = dup_text (uke_rows_get_text (rows, row, column + 3));
  uke_day_text_read (uke_rows_get_text (rows, row, column + 4), &record->birth);
  return record;
}

static gboolean
write_patient (UkeDatabase *database, gpointer data, GError **error)
{
  const UkePatientRecord *record = data;
  g_autofree char *name_key = uke_search_key_fold (record->name);
  g_autofree char *kana_key = uke_search_key_fold (record->kana);
  g_autofree char *birth = uke_day_text_write (&record->birth);

  return UKE_DATABASE_RUN (database, error,
                           "INSERT INTO patient (id, chart, name, name_key, kana, kana_key, birth)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7)"
                           " ON CONFLICT (id) DO UPDATE SET chart = excluded.chart,"
                           " name = excluded.name, name_key = excluded.name_key,"
                           " kana = excluded.kana, kana_key = excluded.kana_key,"
                           " birth = excluded.birth",
                           record->id, record->chart, record->name, name_key, record->kana,
                           kana_key, birth);
}

/**
 * uke_patient_rows_write:
 *
 * Writes a patient, over what was written of the same one before.
 */
gboolean
uke_patient_rows_write (UkeDatabase *database, const UkePatientRecord *record, GError **error)
{
  return uke_database_change (database, write_patient, (gpointer) record, error);
}

/**
 * uke_patient_rows_read_chart:
 *
 * Returns: (transfer full) (nullable): NULL without an error where nobody has that number
 */
UkePatientRecord *
uke_patient_rows_read_chart (UkeDatabase *database, const char *chart, GError **error)
{
  g_autoptr (UkeRows) rows =
      UKE_DATABASE_ASK (database, error,
                        "SELECT " UKE_PATIENT_COLUMNS " FROM patient p WHERE p.chart = $1", chart);

  if (rows == NULL || uke_rows_get_n_rows (rows) == 0)
    return NULL;
  return uke_patient_rows_take (rows, 0, 0);
}

#define LAST_VISIT                                                                                 \
  ", (SELECT v.day FROM visit v WHERE v.patient = p.id ORDER BY v.arrived DESC LIMIT 1)"

/* One question for each index that can answer: an OR would have a database read them all. */
static gboolean
add_found (GPtrArray *found,
           GHashTable *ids,
           UkeDatabase *database,
           const char *sql,
           const char *from,
           guint limit,
           GError **error)
{
  g_autofree char *to = g_strconcat (from, END_OF_PREFIX, NULL);
  g_autofree char *limited = g_strdup_printf ("%s LIMIT %u", sql, limit);
  g_autoptr (UkeRows) rows = UKE_DATABASE_ASK (database, error, limited, from, to);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < uke_rows_get_n_rows (rows) && found->len < limit; i++) {
    UkePatientFound *one;

    if (g_hash_table_contains (ids, uke_rows_get_text (rows, i, 0)))
      continue;
    one = g_new0 (UkePatientFound, 1);
    one->patient = uke_patient_rows_take (rows, i, 0);
    uke_day_text_read (uke_rows_get_text (rows, i, 5), &one->last_visit);
    g_ptr_array_add (found, one);
    g_hash_table_add (ids, one->patient->id);
  }
  return TRUE;
}

#define QUESTION(column)                                                                           \
  "SELECT " UKE_PATIENT_COLUMNS LAST_VISIT " FROM patient p"                                       \
  " WHERE p." column " >= $1 AND p." column " < $2 ORDER BY p." column

/**
 * uke_patient_rows_search:
 * @limit: patients at most
 *
 * Looks for patients.
 *
 * Returns: (element-type UkePatientFound) (transfer full): in the order of what was looked for
 */
GPtrArray *
uke_patient_rows_search (UkeDatabase *database,
                         const UkePatientSearch *search,
                         guint limit,
                         GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) uke_patient_found_free);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const struct {
    const char *sql;
    const char *from;
  } questions[] = {
    { QUESTION ("chart"), search->chart },
    { QUESTION ("birth"), search->birth },
    { QUESTION ("kana_key"), search->words },
    { QUESTION ("name_key"), search->words },
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (questions[i].from != NULL && *questions[i].from != '\0' && found->len < limit
        && !add_found (found, ids, database, questions[i].sql, questions[i].from, limit, error))
      return NULL;
  return g_steal_pointer (&found);
}
