/* What is asked of a store about patients. */

#include "store/store-private.h"

#include "store/patient-rows.h"
#include "store/visit-rows.h"

typedef struct {
  char *visit;
  UkePatientRecord *patient;
} Link;

static void
free_link (gpointer data)
{
  Link *link = data;

  g_free (link->visit);
  uke_patient_record_free (link->patient);
  g_free (link);
}

/* The chart's number decides who it is. */
static gboolean
take_known_id (UkeDatabase *database, UkePatientRecord *patient, GError **error)
{
  g_autoptr (UkePatientRecord) known = NULL;
  g_autoptr (GError) fault = NULL;

  if (patient->chart == NULL)
    return TRUE;
  known = uke_patient_rows_read_chart (database, patient->chart, &fault);
  if (fault != NULL) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return FALSE;
  }
  if (known != NULL) {
    g_free (patient->id);
    patient->id = g_strdup (known->id);
  }
  return TRUE;
}

static gpointer
link_patient (UkeDatabase *database, gpointer data, GError **error)
{
  Link *link = data;

  return GINT_TO_POINTER (take_known_id (database, link->patient, error)
                          && uke_patient_rows_write (database, link->patient, error)
                          && uke_visit_rows_link (database, link->visit, link->patient->id, error));
}

void
uke_store_link_patient_async (UkeStore *self,
                              const char *visit,
                              const UkePatientRecord *patient,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Link *link = g_new0 (Link, 1);

  *link = (Link) { g_strdup (visit), uke_patient_record_copy (patient) };
  uke_store_run_async (self, link_patient, link, free_link, NULL, callback, user_data);
}

gboolean
uke_store_link_patient_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error) != NULL;
}

typedef struct {
  UkePatientSearch *search;
  guint limit;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  uke_patient_search_free (search->search);
  g_free (search);
}

static gpointer
search_patients (UkeDatabase *database, gpointer data, GError **error)
{
  const Search *search = data;

  return uke_patient_rows_search (database, search->search, search->limit, error);
}

void
uke_store_search_patients_async (UkeStore *self,
                                 UkePatientSearch *search,
                                 guint limit,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Search *data = g_new0 (Search, 1);

  *data = (Search) { search, limit };
  uke_store_run_async (self, search_patients, data, free_search, (GDestroyNotify) g_ptr_array_unref,
                       callback, user_data);
}

GPtrArray *
uke_store_search_patients_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error);
}

typedef struct {
  char *patient;
  guint limit;
} History;

static void
free_history (gpointer data)
{
  History *history = data;

  g_free (history->patient);
  g_free (history);
}

static gpointer
read_history (UkeDatabase *database, gpointer data, GError **error)
{
  const History *history = data;

  return uke_visit_rows_read_history (database, history->patient, history->limit, error);
}

void
uke_store_read_history_async (UkeStore *self,
                              const char *patient,
                              guint limit,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  History *history = g_new0 (History, 1);

  *history = (History) { g_strdup (patient), limit };
  uke_store_run_async (self, read_history, history, free_history,
                       (GDestroyNotify) g_ptr_array_unref, callback, user_data);
}

GPtrArray *
uke_store_read_history_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error);
}
