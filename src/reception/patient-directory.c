#include "reception/patient-directory.h"

#include "reception/audit.h"
#include "reception/birth-words.h"
#include "reception/my-number.h"
#include "reception/patient-private.h"
#include "reception/visit-book.h"
#include "reception/visit-keeping.h"
#include "reception/visit-private.h"
#include "store/search-key.h"
#include "store/store.h"

#include <string.h>

/* Visits of one person that a desk looks back on. */
#define MAX_HISTORY 20

struct _UkePatientDirectory {
  GObject parent_instance;

  UkeVisitKeeper *keeper;
  UkeVisitBook *book;
};

G_DEFINE_FINAL_TYPE (UkePatientDirectory, uke_patient_directory, G_TYPE_OBJECT)
G_DEFINE_QUARK (uke - patient - error - quark, uke_patient_error)

static void
uke_patient_directory_dispose (GObject *object)
{
  UkePatientDirectory *self = UKE_PATIENT_DIRECTORY (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (uke_patient_directory_parent_class)->dispose (object);
}

static void
uke_patient_directory_class_init (UkePatientDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = uke_patient_directory_dispose;
}

static void
uke_patient_directory_init (UkePatientDirectory *self)
{
}

static UkeStore *
get_store (UkePatientDirectory *self)
{
  return uke_visit_keeper_get_store (self->keeper);
}

static void
note (UkePatientDirectory *self, UkeAuditAction action, const char *subject)
{
  g_autoptr (GDateTime) now = uke_visit_book_get_now (self->book);

  uke_audit_note (self->keeper, now, action, subject);
}

/* @keeper: with a store */
UkePatientDirectory *
uke_patient_directory_new (UkeVisitKeeper *keeper, UkeVisitBook *book)
{
  UkePatientDirectory *self = g_object_new (UKE_TYPE_PATIENT_DIRECTORY, NULL);

  self->keeper = g_object_ref (keeper);
  self->book = g_object_ref (book);
  return self;
}

static char *
write_birth (const GDate *birth)
{
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (birth),
                          (guint) g_date_get_month (birth), (guint) g_date_get_day (birth));
}

/* A date is one, digits are the beginning of a number, and anything else that of a name. */
static UkePatientSearch *
understand (const char *text)
{
  UkePatientSearch *search = g_new0 (UkePatientSearch, 1);
  g_autofree char *key = uke_search_key_fold (text);
  GDate birth;

  if (uke_birth_words_parse (text, &birth))
    search->birth = write_birth (&birth);
  if (*key != '\0' && strspn (key, "0123456789") == strlen (key))
    search->chart = g_steal_pointer (&key);
  else
    search->words = g_steal_pointer (&key);
  return search;
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found =
      uke_store_search_patients_finish (UKE_STORE (source), result, &error);
  GPtrArray *patients;

  if (found == NULL) {
    g_task_return_error (task, error);
    return;
  }
  patients = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < found->len; i++) {
    const UkePatientFound *one = found->pdata[i];

    g_ptr_array_add (patients, uke_patient_from_record (one->patient, &one->last_visit));
  }
  g_task_return_pointer (task, patients, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * uke_patient_directory_search_async:
 * @text: the beginning of a name, of its kana, of a number in the charts, or a birth date
 *
 * Looks for patients.
 */
void
uke_patient_directory_search_async (UkePatientDirectory *self,
                                    const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  uke_store_search_patients_async (get_store (self), understand (text),
                                   UKE_PATIENT_DIRECTORY_MAX_FOUND, on_searched, task);
}

GPtrArray *
uke_patient_directory_search_finish (UkePatientDirectory *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_history_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  UkePatientDirectory *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records =
      uke_store_read_history_finish (UKE_STORE (source), result, &error);
  GPtrArray *visits;

  if (records == NULL) {
    g_task_return_error (task, error);
    return;
  }
  visits = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++) {
    UkeVisit *visit =
        uke_visit_from_record (records->pdata[i], uke_visit_book_get_today (self->book));

    if (visit != NULL)
      g_ptr_array_add (visits, visit);
  }
  g_task_return_pointer (task, visits, (GDestroyNotify) g_ptr_array_unref);
}

void
uke_patient_directory_read_history_async (UkePatientDirectory *self,
                                          UkePatient *patient,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *id = uke_patient_peek_record (patient)->id;

  note (self, UKE_AUDIT_HISTORY_READ, id);
  uke_store_read_history_async (get_store (self), id, MAX_HISTORY, on_history_read, task);
}

GPtrArray *
uke_patient_directory_read_history_finish (UkePatientDirectory *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
check (const UkePatientRecord *record, GError **error)
{
  if (record->chart == NULL && *record->name == '\0' && *record->kana == '\0') {
    g_set_error_literal (error, UKE_PATIENT_ERROR, UKE_PATIENT_ERROR_NOTHING,
                         "Nothing was entered");
    return FALSE;
  }
  if ((record->chart != NULL && uke_text_has_my_number (record->chart))
      || uke_text_has_my_number (record->name) || uke_text_has_my_number (record->kana)) {
    g_set_error_literal (error, UKE_PATIENT_ERROR, UKE_PATIENT_ERROR_MY_NUMBER,
                         "It has an individual number in it");
    return FALSE;
  }
  return TRUE;
}

static void
on_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  UkeVisit *visit = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (UkeVisitRecord) record =
      uke_store_read_visit_finish (UKE_STORE (source), result, &error);

  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (record != NULL)
    uke_visit_take_patient (visit, record);
  g_task_return_boolean (task, TRUE);
}

/* Read again: the number in the charts may have made it somebody who was known. */
static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  UkeVisit *visit = g_task_get_task_data (task);
  GError *error = NULL;

  if (uke_store_link_patient_finish (UKE_STORE (source), result, &error)) {
    uke_store_read_visit_async (UKE_STORE (source), uke_visit_get_id (visit), on_read_again, task);
    return;
  }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* The same person under other words, unless the number in the charts says that it is another. */
static void
keep_id (UkePatientRecord *record, UkePatient *before)
{
  const UkePatientRecord *known = before != NULL ? uke_patient_peek_record (before) : NULL;

  if (known != NULL && (known->chart == NULL || g_strcmp0 (known->chart, record->chart) == 0))
    g_set_str (&record->id, known->id);
}

/**
 * uke_patient_directory_enter_async:
 *
 * Writes down who a patient is and that a visit is theirs, and with it earlier visits with the same
 * card. A number in the charts that is known already makes them that patient, under the new words.
 *
 * Errors: UKE_PATIENT_ERROR, UKE_STORE_ERROR.
 */
void
uke_patient_directory_enter_async (UkePatientDirectory *self,
                                   UkeVisit *visit,
                                   UkePatient *patient,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (UkePatientRecord) record = uke_patient_record_copy (uke_patient_peek_record (patient));
  GError *error = NULL;

  if (!check (record, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }

  keep_id (record, uke_visit_get_patient (visit));
  note (self, UKE_AUDIT_PATIENT_ENTERED, uke_visit_get_id (visit));
  g_task_set_task_data (task, g_object_ref (visit), g_object_unref);
  uke_store_link_patient_async (get_store (self), uke_visit_get_id (visit), record, on_entered,
                                task);
}

gboolean
uke_patient_directory_enter_finish (UkePatientDirectory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
begins_with (const char *text, const char *folded_prefix)
{
  g_autofree char *key = text != NULL ? uke_search_key_fold (text) : NULL;

  return key != NULL && g_str_has_prefix (key, folded_prefix);
}

static gboolean
is_number (UkeVisit *visit, const char *key)
{
  g_autofree char *number = g_strdup_printf ("%u", uke_visit_get_number (visit));

  return g_str_equal (number, key);
}

gboolean
uke_patient_directory_matches (UkeVisit *visit, const char *text)
{
  UkePatient *patient = uke_visit_get_patient (visit);
  g_autofree char *key = uke_search_key_fold (text);
  GDate birth;

  if (*key == '\0' || is_number (visit, key))
    return TRUE;
  if (patient == NULL)
    return FALSE;
  if (uke_birth_words_parse (text, &birth) && uke_patient_get_birth (patient) != NULL
      && g_date_compare (&birth, uke_patient_get_birth (patient)) == 0)
    return TRUE;
  return begins_with (uke_patient_get_kana (patient), key)
         || begins_with (uke_patient_get_name (patient), key)
         || begins_with (uke_patient_get_chart (patient), key);
}
