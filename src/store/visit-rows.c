#include "store/visit-rows.h"

#include "store/day-text.h"
#include "store/holder.h"
#include "store/result-rows.h"

#define COLUMNS                                                                                    \
  "id, day, number, arrived, completed, ended, step, method, reason, clock_doubt, credential, "    \
  "issued, expires, help, tries_left, place, holder"

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
  g_autofree char *day = uke_day_text_write (&record->day);
  g_autofree char *arrived = write_moment (record->arrived);
  g_autofree char *completed = write_moment (record->completed);
  g_autofree char *ended = write_moment (record->ended);
  g_autofree char *help = write_moment (record->help);
  g_autofree char *tries =
      record->tries_left >= 0 ? g_strdup_printf ("%d", record->tries_left) : NULL;
  g_autofree char *issued = uke_day_text_write (&record->issued);
  g_autofree char *expires = uke_day_text_write (&record->expires);
  g_autofree char *number = NULL;
  g_autofree char *holder = NULL;

  if (!find_number (database, record, day, error)
      || !uke_holder_find (database, record->certificate, &holder, error))
    return FALSE;
  number = g_strdup_printf ("%u", record->number);
  return UKE_DATABASE_RUN (
      database, error,
      "INSERT INTO visit (" COLUMNS ")"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
      " ON CONFLICT (id) DO UPDATE SET completed = coalesce (visit.completed, excluded.completed), "
      "ended = excluded.ended,"
      " step = excluded.step, method = excluded.method, reason = excluded.reason,"
      " credential = excluded.credential, issued = excluded.issued, expires = excluded.expires,"
      " help = excluded.help, tries_left = excluded.tries_left, holder = excluded.holder",
      record->id, day, number, arrived, completed, ended, record->step, record->method,
      record->reason, record->clock_doubt, record->credential, issued, expires, help, tries,
      record->place, holder);
}

/* Whoever came with the same card before is who comes now. */
static gboolean
recognize (UkeDatabase *database, const UkeVisitRecord *record, GError **error)
{
  if (record->certificate == NULL)
    return TRUE;
  return UKE_DATABASE_RUN (database, error,
                           "UPDATE visit SET patient ="
                           " (SELECT before.patient FROM visit before"
                           " WHERE before.holder = visit.holder AND before.patient IS NOT NULL"
                           " ORDER BY before.arrived DESC LIMIT 1)"
                           " WHERE id = $1 AND patient IS NULL",
                           record->id);
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

  for (guint i = 0; i < record->n_consents; i++) {
    g_autofree char *until = write_moment (record->consents[i].until);

    if (!UKE_DATABASE_RUN (database, error,
                           "INSERT INTO consent (visit, item, answer, answered, until)"
                           " VALUES ($1, $2, $3, $4, $5)",
                           record->id, record->consents[i].item, record->consents[i].answer,
                           answered, until))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_all (UkeDatabase *database, gpointer user_data, GError **error)
{
  UkeVisitRecord *record = user_data;

  return write_visit (database, record, error) && recognize (database, record, error)
         && write_consents (database, record, error)
         && uke_result_rows_write (database, record->id, record->result, error)
         && tell_others (database, record->id, error);
}

/**
 * uke_visit_rows_write:
 * @record: (inout): takes the number of the day that it was given
 *
 * Writes a visit, its consents and what the terminal said as a whole, over what was written of the
 * same visit before.
 *
 * Errors: UKE_STORE_ERROR_TAKEN where another visit has the same file of the terminal: nothing was
 * written.
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

typedef struct {
  const char *visit;
  const char *patient;
} Link;

static gboolean
link_patient (UkeDatabase *database, gpointer data, GError **error)
{
  const Link *link = data;

  return UKE_DATABASE_RUN (database, error,
                           "UPDATE visit SET patient = $2 WHERE id = $1 OR (patient IS NULL AND"
                           " holder = (SELECT holder FROM visit WHERE id = $1))",
                           link->visit, link->patient)
         && tell_others (database, link->visit, error);
}

/**
 * uke_visit_rows_link:
 * @id: a visit
 * @patient: whose it is
 *
 * Notes whose visit it is, and with it the earlier visits with the same card of which that was not
 * known.
 */
gboolean
uke_visit_rows_link (UkeDatabase *database, const char *id, const char *patient, GError **error)
{
  return uke_database_change (database, link_patient, &(Link) { id, patient }, error);
}
