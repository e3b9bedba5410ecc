#include "store/visit-rows.h"

#include "store/day-text.h"
#include "store/patient-rows.h"
#include "store/result-rows.h"

/* From visit v, which may be of patient p. */
#define COLUMNS                                                                                    \
  "v.id, v.day, v.number, v.arrived, v.completed, v.ended, v.step, v.method, v.reason, "           \
  "v.clock_doubt, v.credential, v.issued, v.expires, v.help, v.tries_left, "                       \
  "v.place, " UKE_PATIENT_COLUMNS
#define TABLES "visit v LEFT JOIN patient p ON p.id = v.patient"
#define FIRST_PATIENT_COLUMN 16

static UkeVisitRecord *
read_visit (const UkeRows *rows, guint row)
{
  UkeVisitRecord *record = uke_visit_record_new (uke_rows_get_text (rows, row, 0));

  uke_day_text_read (uke_rows_get_text (rows, row, 1), &record->day);
  record->number = (guint) uke_rows_get_int (rows, row, 2);
  record->arrived = uke_rows_get_int (rows, row, 3);
  record->completed = uke_rows_get_int (rows, row, 4);
  record->ended = uke_rows_get_int (rows, row, 5);
  record->step = g_intern_string (uke_rows_get_text (rows, row, 6));
  record->method = g_intern_string (uke_rows_get_text (rows, row, 7));
  record->reason = g_intern_string (uke_rows_get_text (rows, row, 8));
  record->clock_doubt = g_intern_string (uke_rows_get_text (rows, row, 9));
  record->credential = g_intern_string (uke_rows_get_text (rows, row, 10));
  uke_day_text_read (uke_rows_get_text (rows, row, 11), &record->issued);
  uke_day_text_read (uke_rows_get_text (rows, row, 12), &record->expires);
  record->help = uke_rows_get_int (rows, row, 13);
  record->place = g_intern_string (uke_rows_get_text (rows, row, 15));
  if (uke_rows_get_text (rows, row, 14) != NULL)
    record->tries_left = (int) uke_rows_get_int (rows, row, 14);
  record->patient = uke_patient_rows_take (rows, row, FIRST_PATIENT_COLUMN);
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
    uke_rows_get_int (rows, row, 4),
  };
  record->answered = uke_rows_get_int (rows, row, 3);
}

/* In the order in which they were taken: the latest one stays. */
static void
read_result (GHashTable *by_id, const UkeRows *rows, guint row)
{
  UkeVisitRecord *record = g_hash_table_lookup (by_id, uke_rows_get_text (rows, row, 0));

  if (record == NULL)
    return;
  g_clear_pointer (&record->result, uke_result_record_free);
  record->result = uke_result_rows_take (rows, row, 1);
}

/* What three questions were answered with; each may be NULL for a failure. (transfer full) */
static GPtrArray *
join (const UkeRows *visits, const UkeRows *consents, const UkeRows *results)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *records;

  if (visits == NULL || consents == NULL || results == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) uke_visit_record_free);
  for (guint i = 0; i < uke_rows_get_n_rows (visits); i++) {
    UkeVisitRecord *record = read_visit (visits, i);

    g_ptr_array_add (records, record);
    g_hash_table_insert (by_id, record->id, record);
  }
  for (guint i = 0; i < uke_rows_get_n_rows (consents); i++)
    read_consent (by_id, consents, i);
  for (guint i = 0; i < uke_rows_get_n_rows (results); i++)
    read_result (by_id, results, i);
  return records;
}

/* @which: what follows WHERE, of visit v and two parameters */
static GPtrArray *
read_which (UkeDatabase *database,
            const char *which,
            const char *order,
            const char *first,
            const char *second,
            GError **error)
{
  g_autofree char *of_visits =
      g_strconcat ("SELECT " COLUMNS " FROM " TABLES " WHERE ", which, order, NULL);
  /* From the visits to their answers, whatever the planner thinks: there are far more of these. */
  g_autofree char *of_consents =
      g_strconcat ("SELECT c.visit, c.item, c.answer, c.answered, c.until"
                   " FROM (SELECT v.id FROM visit v WHERE ",
                   which, order, ") w CROSS JOIN consent c WHERE c.visit = w.id"
                   " ORDER BY c.visit, c.item", NULL);
  g_autofree char *of_results =
      g_strconcat ("SELECT r.visit, " UKE_RESULT_COLUMNS " FROM (SELECT v.id FROM visit v WHERE ",
                   which, order, ") w CROSS JOIN result r WHERE r.visit = w.id"
                   " ORDER BY r.visit, r.taken", NULL);
  g_autoptr (UkeRows) visits = NULL;
  g_autoptr (UkeRows) consents = NULL;
  g_autoptr (UkeRows) results = NULL;

  visits = UKE_DATABASE_ASK (database, error, of_visits, first, second);
  if (visits != NULL)
    consents = UKE_DATABASE_ASK (database, error, of_consents, first, second);
  if (consents != NULL)
    results = UKE_DATABASE_ASK (database, error, of_results, first, second);
  return join (visits, consents, results);
}

/**
 * uke_visit_rows_read:
 *
 * Reads the visits of some days.
 */
GPtrArray *
uke_visit_rows_read (UkeDatabase *database, const GDate *from, const GDate *to, GError **error)
{
  g_autofree char *first = uke_day_text_write (from);
  g_autofree char *last = uke_day_text_write (to);

  return read_which (database, "v.day BETWEEN $1 AND $2", " ORDER BY v.day, v.number, v.arrived",
                     first, last, error);
}

/**
 * uke_visit_rows_read_one:
 *
 * Reads one visit.
 */
UkeVisitRecord *
uke_visit_rows_read_one (UkeDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) records = read_which (database, "v.id IN ($1, $2)", "", id, id, error);

  return records != NULL && records->len > 0 ? g_ptr_array_steal_index (records, 0) : NULL;
}

static void
take_answer (UkeVisitRecord *record, const char *item, const char *answer, gint64 answered)
{
  guint i = 0;

  while (i < record->n_consents && record->consents[i].item != item)
    i++;
  if (i == UKE_VISIT_RECORD_MAX_CONSENTS)
    return;
  record->consents[i] = (UkeConsentRecord) { .item = item, .answer = g_intern_string (answer) };
  record->n_consents = MAX (record->n_consents, i + 1);
  record->answered = answered;
}

/**
 * uke_visit_rows_read_answers:
 * @id: a visit that was written
 *
 * Reads what somebody answered here the last time. The card tells who it is, or the desk: a renewed
 * card has other answers before it only once somebody has entered whose it is.
 */
UkeVisitRecord *
uke_visit_rows_read_answers (UkeDatabase *database, const char *id, GError **error)
{
  g_autoptr (UkeVisitRecord) record = uke_visit_record_new (id);
  g_autoptr (UkeRows) rows =
      UKE_DATABASE_ASK (database, error,
                        "SELECT c.item, c.answer, c.answered FROM consent c WHERE c.visit IN"
                        " (SELECT v.id FROM visit v WHERE v.id <> $1"
                        " AND v.holder = (SELECT w.holder FROM visit w WHERE w.id = $1)"
                        " UNION SELECT v.id FROM visit v WHERE v.id <> $1"
                        " AND v.patient = (SELECT w.patient FROM visit w WHERE w.id = $1))"
                        " ORDER BY c.answered",
                        id);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < uke_rows_get_n_rows (rows); i++)
    take_answer (record, g_intern_string (uke_rows_get_text (rows, i, 0)),
                 uke_rows_get_text (rows, i, 1), uke_rows_get_int (rows, i, 2));
  return record->n_consents > 0 ? g_steal_pointer (&record) : NULL;
}

/**
 * uke_visit_rows_read_history:
 * @patient: an id
 * @limit: visits at most
 *
 * Reads the visits of one person.
 *
 * Returns: (element-type UkeVisitRecord) (transfer full): newest first
 */
GPtrArray *
uke_visit_rows_read_history (UkeDatabase *database,
                             const char *patient,
                             guint limit,
                             GError **error)
{
  g_autofree char *order = g_strdup_printf (" ORDER BY v.arrived DESC LIMIT %u", limit);

  return read_which (database, "v.patient IN ($1, $2)", order, patient, patient, error);
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
