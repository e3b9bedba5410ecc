#include "desk/history-group.h"

#include "desk/desk-words.h"
#include "reception/date-words.h"
#include "validity/date.h"

#include <glib/gi18n-lib.h>

struct _UkeHistoryGroup {
  AdwPreferencesGroup parent_instance;

  UkePatient *patient; /* whose it is */
  char *except;
  GPtrArray *rows;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (UkeHistoryGroup, uke_history_group, ADW_TYPE_PREFERENCES_GROUP)

static void
clear (UkeHistoryGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
uke_history_group_dispose (GObject *object)
{
  UkeHistoryGroup *self = UKE_HISTORY_GROUP (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->patient);

  G_OBJECT_CLASS (uke_history_group_parent_class)->dispose (object);
}

static void
uke_history_group_finalize (GObject *object)
{
  UkeHistoryGroup *self = UKE_HISTORY_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_free (self->except);

  G_OBJECT_CLASS (uke_history_group_parent_class)->finalize (object);
}

static void
uke_history_group_class_init (UkeHistoryGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = uke_history_group_dispose;
  object_class->finalize = uke_history_group_finalize;
}

static void
uke_history_group_init (UkeHistoryGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->reading = g_cancellable_new ();
  /* Translators: Heading above the visits of one patient before today's. */
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), C_ ("desk", "Earlier Visits"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_part (GString *words, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  /* Translators: Between what is known of an earlier visit. */
  g_string_append_printf (words, "%s%s", words->len > 0 ? C_ ("desk", " · ") : "", part);
}

static void
add_visit (UkeHistoryGroup *self, UkeVisit *visit)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *step = uke_desk_words_step (visit);
  g_autofree char *method = uke_desk_words_method (visit);
  g_autofree char *consents = uke_desk_words_consents (visit);
  g_autofree char *day = NULL;
  GString *words = g_string_new (NULL);
  GDate arrived;

  uke_date_from_instant (uke_visit_get_arrived (visit), &arrived);
  day = uke_date_words (&arrived);
  add_part (words, step);
  add_part (words, method);
  add_part (words, consents);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words->str);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  g_string_free (words, TRUE);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UkeHistoryGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits =
      uke_patient_directory_read_history_finish (UKE_PATIENT_DIRECTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (visits == NULL) {
    g_debug ("history not read: %s", error->message);
    return;
  }
  clear (self);
  for (guint i = 0; i < visits->len; i++)
    if (g_strcmp0 (uke_visit_get_id (visits->pdata[i]), self->except) != 0)
      add_visit (self, visits->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

void
uke_history_group_set_patient (UkeHistoryGroup *self,
                               UkePatientDirectory *directory,
                               UkePatient *patient,
                               const char *except)
{
  gboolean same = self->patient == patient && g_strcmp0 (self->except, except) == 0;

  if (same)
    return;
  g_set_object (&self->patient, patient);
  g_set_str (&self->except, except);
  clear (self);
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  if (patient != NULL && directory != NULL)
    uke_patient_directory_read_history_async (directory, patient, self->reading, on_read,
                                              g_object_ref (self));
}
