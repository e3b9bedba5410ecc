#include "store/forgetting.h"

#include "store/day-text.h"

typedef struct {
  const char *day;
  gint64 n_visits;
} Forgetting;

static gboolean
forget (UkeDatabase *database, gpointer data, GError **error)
{
  Forgetting *forgetting = data;
  g_autoptr (UkeRows) rows =
      UKE_DATABASE_ASK (database, error, "SELECT count(*) FROM visit WHERE day < $1",
                        forgetting->day);

  if (rows == NULL)
    return FALSE;
  forgetting->n_visits = uke_rows_get_int (rows, 0, 0);
  if (forgetting->n_visits == 0)
    return TRUE;

  /* Answers go with their visit. Of a person who has not been here since, nothing is left. */
  return UKE_DATABASE_RUN (database, error, "DELETE FROM visit WHERE day < $1", forgetting->day)
         && uke_database_run (database,
                              "DELETE FROM patient WHERE NOT EXISTS"
                              " (SELECT 1 FROM visit WHERE visit.patient = patient.id)",
                              NULL, 0, error);
}

/**
 * uke_forgetting_visits_before:
 * @day: the first day, in Japan, of which something is kept
 *
 * Deletes earlier visits with their answers, and patients who have no visit left. The file's pages
 * are overwritten (SQLCipher's secure_delete); a server's own files are its administrator's.
 *
 * Returns: how many visits it were; -1 on failure
 */
gint64
uke_forgetting_visits_before (UkeDatabase *database, const GDate *day, GError **error)
{
  g_autofree char *text = uke_day_text_write (day);
  Forgetting forgetting = { text, 0 };

  return uke_database_change (database, forget, &forgetting, error) ? forgetting.n_visits : -1;
}
