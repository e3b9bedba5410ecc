/* What is asked of a store about visits. */

#include "store/store-private.h"

#include "store/forgetting.h"
#include "store/visit-rows.h"

static gpointer
write_visit (UkeDatabase *database, gpointer data, GError **error)
{
  UkeVisitRecord *record = data;

  return uke_visit_rows_write (database, record, error) ? GUINT_TO_POINTER (record->number) : NULL;
}

/**
 * uke_store_write_visit_async:
 * @record: copied
 *
 * Writes a visit, over what was written of it before. It is on the disk when the answer comes.
 */
void
uke_store_write_visit_async (UkeStore *self,
                             const UkeVisitRecord *record,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  uke_store_run_async (self, write_visit, uke_visit_record_copy (record),
                       (GDestroyNotify) uke_visit_record_free, NULL, callback, user_data);
}

gboolean
uke_store_write_visit_finish (UkeStore *self,
                              GAsyncResult *result,
                              guint *ret_number,
                              GError **error)
{
  guint number = GPOINTER_TO_UINT (uke_store_run_finish (self, result, error));

  if (ret_number != NULL && number != 0)
    *ret_number = number;
  return number != 0;
}

static gpointer
read_visit (UkeDatabase *database, gpointer data, GError **error)
{
  return uke_visit_rows_read_one (database, data, error);
}

void
uke_store_read_visit_async (UkeStore *self,
                            const char *id,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  uke_store_run_async (self, read_visit, g_strdup (id), g_free,
                       (GDestroyNotify) uke_visit_record_free, callback, user_data);
}

UkeVisitRecord *
uke_store_read_visit_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error);
}

static gpointer
read_answers (UkeDatabase *database, gpointer data, GError **error)
{
  return uke_visit_rows_read_answers (database, data, error);
}

void
uke_store_read_answers_async (UkeStore *self,
                              const char *id,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  uke_store_run_async (self, read_answers, g_strdup (id), g_free,
                       (GDestroyNotify) uke_visit_record_free, callback, user_data);
}

UkeVisitRecord *
uke_store_read_answers_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error);
}

typedef struct {
  GDate from, to;
} Days;

static gpointer
read_visits (UkeDatabase *database, gpointer data, GError **error)
{
  const Days *days = data;

  return uke_visit_rows_read (database, &days->from, &days->to, error);
}

void
uke_store_read_visits_async (UkeStore *self,
                             const GDate *from,
                             const GDate *to,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Days *days = g_new0 (Days, 1);

  *days = (Days) { *from, *to };
  uke_store_run_async (self, read_visits, days, g_free, (GDestroyNotify) g_ptr_array_unref,
                       callback, user_data);
}

GPtrArray *
uke_store_read_visits_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error);
}

/**
 * uke_store_read_visits:
 * @from: the first day, in Japan
 * @to: the last day, included
 *
 * Reads the visits of some days, by day and number.
 *
 * Returns: (element-type UkeVisitRecord) (transfer full):
 */
GPtrArray *
uke_store_read_visits (UkeStore *self, const GDate *from, const GDate *to, GError **error)
{
  return uke_store_run (self, read_visits, &(Days) { *from, *to },
                        (GDestroyNotify) g_ptr_array_unref, error);
}

typedef struct {
  const char *place;
  gint64 arrival;
} Latest;

static gpointer
read_latest_arrival (UkeDatabase *database, gpointer data, GError **error)
{
  Latest *latest = data;

  latest->arrival = uke_visit_rows_read_latest_arrival (database, latest->place, error);
  return latest->arrival >= 0 ? latest : NULL;
}

/**
 * uke_store_read_latest_arrival:
 * @place: (nullable): whose clock it was: those of other places may go a little wrong; NULL: all of
 *   them are one
 *
 * Tells when the latest visit arrived, on whatever day.
 *
 * Returns: µs since 1970 in UTC; 0 before the first one, -1 on failure
 */
gint64
uke_store_read_latest_arrival (UkeStore *self, const char *place, GError **error)
{
  Latest latest = { place, -1 };

  return uke_store_run (self, read_latest_arrival, &latest, NULL, error) != NULL ? latest.arrival
                                                                                 : -1;
}

static gpointer
clear_help (UkeDatabase *database, gpointer data, GError **error)
{
  return GINT_TO_POINTER (uke_visit_rows_clear_help (database, data, error));
}

/**
 * uke_store_clear_help_async:
 * @visit: its id
 *
 * Writes that the desk came, whichever desk it is.
 */
void
uke_store_clear_help_async (UkeStore *self,
                            const char *visit,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  uke_store_run_async (self, clear_help, g_strdup (visit), g_free, NULL, callback, user_data);
}

gboolean
uke_store_clear_help_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error) != NULL;
}

static gpointer
forget_before (UkeDatabase *database, gpointer data, GError **error)
{
  gint64 n_visits = uke_forgetting_visits_before (database, data, error);

  return n_visits >= 0 ? GSIZE_TO_POINTER ((gsize) n_visits + 1) : NULL;
}

void
uke_store_forget_before_async (UkeStore *self,
                               const GDate *day,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  uke_store_run_async (self, forget_before, g_memdup2 (day, sizeof *day), g_free, NULL, callback,
                       user_data);
}

gint64
uke_store_forget_before_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return (gint64) GPOINTER_TO_SIZE (uke_store_run_finish (self, result, error)) - 1;
}

static gpointer
announce (UkeDatabase *database, gpointer data, GError **error)
{
  return GINT_TO_POINTER (uke_database_announce (database, data, error));
}

/**
 * uke_store_ask_elsewhere_async:
 * @visit: its id
 * @word: what to do
 *
 * Asks the program at which somebody stands to do something, now: nothing of it is kept.
 */
void
uke_store_ask_elsewhere_async (UkeStore *self,
                               const char *visit,
                               const char *word,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  uke_store_run_async (self, announce, g_strdup_printf ("ask %s %s", visit, word), g_free, NULL,
                       callback, user_data);
}

gboolean
uke_store_ask_elsewhere_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error) != NULL;
}
