#include "store/visit-rows.h"

#include <stdlib.h>

#define COLUMNS                                                                                    \
  "id, day, number, arrived, completed, ended, step, method, reason, clock_doubt, credential, "    \
  "issued, expires, help, tries_left, place"

/* As YYYY-MM-DD; NULL for no day. (transfer full) */
static char *
write_day (const GDate *day)
{
  if (!g_date_valid (day))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (day),
                          (guint) g_date_get_month (day), (guint) g_date_get_day (day));
}

static void
read_day (const char *text, GDate *ret_day)
{
  g_date_clear (ret_day, 1);
  if (text != NULL)
    g_date_set_dmy (ret_day, (GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5),
                    (GDateYear) atoi (text));
}

/* NULL for what has not happened. (transfer full) */
static char *
write_moment (gint64 moment)
{
  return moment != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, moment) : NULL;
}

/* A new visit keeps its number where nobody has it; programs that receive at the same moment are
 * told apart here. */
static gboolean
find_number (UkeDatabase *database, UkeVisitRecord *record, const char *day, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%u", record->number);
  g_autoptr (UkeRows) known = NULL;
  g_autoptr (UkeRows) taken = NULL;

  known = UKE_DATABASE_ASK (database, error, "SELECT number FROM visit WHERE id = $1", record->id);
  if (known == NULL)
    return FALSE;
  if (uke_rows_get_n_rows (known) > 0) {
    record->number = (guint) uke_rows_get_int (known, 0, 0);
    return TRUE;
  }

  if (!uke_database_exclude (database, error))
    return FALSE;
  taken = UKE_DATABASE_ASK (database, error,
                            "SELECT max(number) FROM visit WHERE day = $1"
                            " HAVING sum(CASE WHEN number = $2 THEN 1 ELSE 0 END) > 0",
                            day, number);
  if (taken == NULL)
    return FALSE;
  if (uke_rows_get_n_rows (taken) > 0)
    record->number = (guint) uke_rows_get_int (taken, 0, 0) + 1;
  return TRUE;
}

static gboolean
write_visit (UkeDatabase *database, UkeVisitRecord *record, GError **error)
{
  g_autofree char *day = write_day (&record->day);
  g_autofree char *arrived = write_moment (record->arrived);
  g_autofree char *completed = write_moment (record->completed);
  g_autofree char *ended = write_moment (record->ended);
  g_autofree char *help = write_moment (record->help);
  g_autofree char *tries =
      record->tries_left >= 0 ? g_strdup_printf ("%d", record->tries_left) : NULL;
  g_autofree char *issued = write_day (&record->issued);
  g_autofree char *expires = write_day (&record->expires);
  g_autofree char *number = NULL;

  if (!find_number (database, record, day, error))
    return FALSE;
  number = g_strdup_printf ("%u", record->number);
  return UKE_DATABASE_RUN (
      database, error,
      "INSERT INTO visit (" COLUMNS ")"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
      " ON CONFLICT (id) DO UPDATE SET completed = excluded.completed, ended = excluded.ended,"
      " step = excluded.step, method = excluded.method, reason = excluded.reason,"
      " credential = excluded.credential, issued = excluded.issued, expires = excluded.expires,"
      " help = excluded.help, tries_left = excluded.tries_left",
      record->id, day, number, arrived, completed, ended, record->step, record->method,
      record->reason, record->clock_doubt, record->credential, issued, expires, help, tries,
      record->place);
}

static gboolean
tell_others (UkeDatabase *database, const char *id, GError **error)
{
  g_autofree char *words = g_strconcat ("visit ", id, NULL);

  return uke_database_announce (database, words, error);
}

static gboolean
write_consents (UkeDatabase *database, const UkeVisitRecord *record, GError **error)
{
  g_autofree char *answered = write_moment (record->answered);

  if (!UKE_DATABASE_RUN (database, error, "DELETE FROM consent WHERE visit = $1", record->id))
    return FALSE;

  for (guint i = 0; i < record->n_consents; i++)
    if (!UKE_DATABASE_RUN (database, error,
                           "INSERT INTO consent (visit, item, answer, answered)"
                           " VALUES ($1, $2, $3, $4)",
                           record->id, record->consents[i].item, record->consents[i].answer,
                           answered))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (UkeDatabase *database, gpointer user_data, GError **error)
{
  UkeVisitRecord *record = user_data;

  return write_visit (database, record, error) && write_consents (database, record, error)
         && tell_others (database, record->id, error);
}

/**
 * uke_visit_rows_write:
 * @record: (inout): takes the number of the day that it was given
 *
 * Writes a visit and its consents as a whole, over what was written of the same visit before.
 */
gboolean
uke_visit_rows_write (UkeDatabase *database, UkeVisitRecord *record, GError **error)
{
  return uke_database_change (database, write_all, record, error);
}

static gboolean
clear_help (UkeDatabase *database, gpointer id, GError **error)
{
  return UKE_DATABASE_RUN (database, error, "UPDATE visit SET help = NULL WHERE id = $1", id)
         && tell_others (database, id, error);
}

gboolean
uke_visit_rows_clear_help (UkeDatabase *database, const char *id, GError **error)
{
  return uke_database_change (database, clear_help, (gpointer) id, error);
}

static UkeVisitRecord *
read_visit (const UkeRows *rows, guint row)
{
  UkeVisitRecord *record = uke_visit_record_new (uke_rows_get_text (rows, row, 0));

  read_day (uke_rows_get_text (rows, row, 1), &record->day);
  record->number = (guint) uke_rows_get_int (rows, row, 2);
  record->arrived = uke_rows_get_int (rows, row, 3);
  record->completed = uke_rows_get_int (rows, row, 4);
  record->ended = uke_rows_get_int (rows, row, 5);
  record->step = g_intern_string (uke_rows_get_text (rows, row, 6));
  record->method = g_intern_string (uke_rows_get_text (rows, row, 7));
  record->reason = g_intern_string (uke_rows_get_text (rows, row, 8));
  record->clock_doubt = g_intern_string (uke_rows_get_text (rows, row, 9));
  record->credential = g_intern_string (uke_rows_get_text (rows, row, 10));
  read_day (uke_rows_get_text (rows, row, 11), &record->issued);
  read_day (uke_rows_get_text (rows, row, 12), &record->expires);
  record->help = uke_rows_get_int (rows, row, 13);
  record->place = g_intern_string (uke_rows_get_text (rows, row, 15));
  if (uke_rows_get_text (rows, row, 14) != NULL)
    record->tries_left = (int) uke_rows_get_int (rows, row, 14);
  return record;
}

static void
read_consent (GHashTable *by_id, const UkeRows *rows, guint row)
{
  UkeVisitRecord *record = g_hash_table_lookup (by_id, uke_rows_get_text (rows, row, 0));

  if (record == NULL || record->n_consents == UKE_VISIT_RECORD_MAX_CONSENTS)
    return;
  record->consents[record->n_consents++] = (UkeConsentRecord) {
    g_intern_string (uke_rows_get_text (rows, row, 1)),
    g_intern_string (uke_rows_get_text (rows, row, 2)),
  };
  record->answered = uke_rows_get_int (rows, row, 3);
}

/* What two questions were answered with; either may be NULL for a failure. (transfer full) */
static GPtrArray *
join (const UkeRows *visits, const UkeRows *consents)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *records;

  if (visits == NULL || consents == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) uke_visit_record_free);
  for (guint i = 0; i < uke_rows_get_n_rows (visits); i++) {
    UkeVisitRecord *record = read_visit (visits, i);

    g_ptr_array_add (records, record);
    g_hash_table_insert (by_id, record->id, record);
  }
  for (guint i = 0; i < uke_rows_get_n_rows (consents); i++)
    read_consent (by_id, consents, i);
  return records;
}

/**
 * uke_visit_rows_read:
 *
 * Reads the visits of some days.
 */
GPtrArray *
uke_visit_rows_read (UkeDatabase *database, const GDate *from, const GDate *to, GError **error)
{
  g_autofree char *first = write_day (from);
  g_autofree char *last = write_day (to);
  g_autoptr (UkeRows) visits = NULL;
  g_autoptr (UkeRows) consents = NULL;

  visits = UKE_DATABASE_ASK (database, error,
                             "SELECT " COLUMNS " FROM visit WHERE day BETWEEN $1 AND $2"
                             " ORDER BY day, number, arrived",
                             first, last);
  if (visits != NULL)
    consents =
        UKE_DATABASE_ASK (database, error,
                          "SELECT visit, item, answer, answered FROM consent"
                          " WHERE visit IN (SELECT id FROM visit WHERE day BETWEEN $1 AND $2)"
                          " ORDER BY visit, item",
                          first, last);
  return join (visits, consents);
}

/**
 * uke_visit_rows_read_one:
 *
 * Reads one visit.
 */
UkeVisitRecord *
uke_visit_rows_read_one (UkeDatabase *database, const char *id, GError **error)
{
  g_autoptr (UkeRows) visits = NULL;
  g_autoptr (UkeRows) consents = NULL;
  g_autoptr (GPtrArray) records = NULL;

  visits = UKE_DATABASE_ASK (database, error, "SELECT " COLUMNS " FROM visit WHERE id = $1", id);
  if (visits != NULL)
    consents = UKE_DATABASE_ASK (database, error,
                                 "SELECT visit, item, answer, answered FROM consent"
                                 " WHERE visit = $1 ORDER BY item",
                                 id);
  records = join (visits, consents);
  return records != NULL && records->len > 0 ? g_ptr_array_steal_index (records, 0) : NULL;
}

gint64
uke_visit_rows_read_latest_arrival (UkeDatabase *database, const char *place, GError **error)
{
  g_autoptr (UkeRows) rows =
      UKE_DATABASE_ASK (database, error,
                        "SELECT arrived FROM visit WHERE CAST ($1 AS TEXT) IS NULL OR place = $1"
                        " ORDER BY arrived DESC LIMIT 1",
                        place);

  if (rows == NULL)
    return -1;
  return uke_rows_get_n_rows (rows) > 0 ? uke_rows_get_int (rows, 0, 0) : 0;
}
