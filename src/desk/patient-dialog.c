#include "desk/patient-dialog.h"

#include "reception/birth-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct {
  AdwAlertDialog *dialog; /* owns this */
  UkePatientDirectory *directory;
  UkeVisit *visit;
  GtkEditable *chart, *name, *kana, *birth;
  GtkLabel *trouble;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->directory);
  g_object_unref (entry->visit);
  g_free (entry);
}

static void
complain (Entry *entry, const char *words)
{
  gtk_label_set_label (entry->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (entry->trouble), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (entry->trouble), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static const char *
explain (const GError *error)
{
  if (g_error_matches (error, UKE_PATIENT_ERROR, UKE_PATIENT_ERROR_NOTHING))
    /* Translators: Where a patient is entered. */
    return _ ("Enter the number in your charts, or a name.");
  if (g_error_matches (error, UKE_PATIENT_ERROR, UKE_PATIENT_ERROR_MY_NUMBER))
    /* Translators: Where a patient is entered. The individual number is the 12-digit My Number
     * (個人番号), which may not be written down. */
    return _ ("This looks like a 12-digit individual number (My Number). It must not be written "
              "down here: use the number in your charts.");
  /* Translators: Where a patient is entered, and the disk or the server failed. */
  return _ ("This could not be written down. Check the disk or the server, and try again.");
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Entry *entry = g_object_get_data (G_OBJECT (dialog), "uke-entry");
  g_autoptr (GError) error = NULL;

  if (uke_patient_directory_enter_finish (UKE_PATIENT_DIRECTORY (source), result, &error))
    adw_dialog_force_close (dialog);
  else
    complain (entry, explain (error));
}

static char *
dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

/* The dialog stays until it was written down. */
static void
enter (Entry *entry)
{
  g_autofree char *chart = dup_text (entry->chart);
  g_autofree char *name = dup_text (entry->name);
  g_autofree char *kana = dup_text (entry->kana);
  g_autofree char *words = dup_text (entry->birth);
  g_autoptr (UkePatient) patient = NULL;
  GDate birth;
  gboolean has_birth = uke_birth_words_parse (words, &birth);

  if (*words != '\0' && !has_birth) {
    /* Translators: Where a patient is entered; both calendars are understood. */
    complain (entry, _ ("The birth date cannot be read. Write it as S25.1.2 or 1950-01-02."));
    return;
  }
  patient = uke_patient_new (*chart != '\0' ? chart : NULL, name, kana, has_birth ? &birth : NULL);
  uke_patient_directory_enter_async (entry->directory, entry->visit, patient, on_entered,
                                     g_object_ref (entry->dialog));
}

static GtkEditable *
add_row (GtkWidget *list, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}

static void
add_rows (Entry *entry, GtkWidget *list)
{
  UkePatient *known = uke_visit_get_patient (entry->visit);
  const GDate *birth = known != NULL ? uke_patient_get_birth (known) : NULL;
  char day[16] = "";

  if (birth != NULL)
    g_date_strftime (day, sizeof day, "%Y-%m-%d", birth);
  /* Translators: The number of a patient in the institution's own charts (診察券番号). */
  entry->chart = add_row (list, C_ ("patient", "Chart Number"),
                          known != NULL ? uke_patient_get_chart (known) : NULL);
  /* Translators: How a name is pronounced, in kana (フリガナ). */
  entry->kana =
      add_row (list, C_ ("patient", "Kana"), known != NULL ? uke_patient_get_kana (known) : NULL);
  entry->name =
      add_row (list, C_ ("patient", "Name"), known != NULL ? uke_patient_get_name (known) : NULL);
  entry->birth = add_row (list, C_ ("patient", "Birth Date"), day);
}

/**
 * uke_patient_dialog_present:
 * @visit: whose patient is entered, or corrected
 *
 * Asks who somebody is.
 */
void
uke_patient_dialog_present (GtkWidget *parent, UkePatientDirectory *directory, UkeVisit *visit)
{
  Entry *entry = g_new0 (Entry, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *trouble = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (
      /* Translators: Button: writes down who a patient is. */
      C_ ("patient", "Enter"));

  entry->directory = g_object_ref (directory);
  entry->visit = g_object_ref (visit);
  entry->trouble = GTK_LABEL (trouble);
  entry->dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      /* Translators: Heading of the dialog in which the desk enters who somebody is. */
      C_ ("desk", "Who Is It?"),
      /* Translators: Explains why one enters a patient. */
      _ ("The next time this card is placed, the desk will know. A number from your charts also "
         "finds somebody whose card was renewed.")));

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  add_rows (entry, list);
  gtk_label_set_wrap (entry->trouble, TRUE);
  gtk_label_set_xalign (entry->trouble, 0);
  gtk_widget_add_css_class (trouble, "error");
  gtk_widget_set_visible (trouble, FALSE);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (enter), entry);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), trouble);
  gtk_box_append (GTK_BOX (box), button);

  adw_alert_dialog_set_extra_child (entry->dialog, box);
  adw_alert_dialog_add_response (entry->dialog, "cancel",
                                 /* Translators: Closes the dialog; nothing is written down. */
                                 C_ ("patient", "Cancel"));
  g_object_set_data_full (G_OBJECT (entry->dialog), "uke-entry", entry, entry_free);
  adw_dialog_set_focus (ADW_DIALOG (entry->dialog), GTK_WIDGET (entry->chart));
  adw_dialog_set_default_widget (ADW_DIALOG (entry->dialog), button);
  adw_dialog_present (ADW_DIALOG (entry->dialog), parent);
}
