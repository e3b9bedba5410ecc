#include "desk/identity-check.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct {
  AdwAlertDialog *dialog; /* owns this */
  UkeReception *reception;
  UkeVisit *visit;
  GtkCheckButton *photo;
  GtkCheckButton *words;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_object_unref (check->reception);
  g_object_unref (check->visit);
  g_free (check);
}

static void
on_toggled (Check *check)
{
  adw_alert_dialog_set_response_enabled (check->dialog, "confirm",
                                         gtk_check_button_get_active (check->photo)
                                             && gtk_check_button_get_active (check->words));
}

static void
on_response (Check *check, const char *response)
{
  if (g_str_equal (response, "confirm"))
    uke_reception_confirm_identity (check->reception, check->visit, TRUE);
  else if (g_str_equal (response, "refuse"))
    uke_reception_confirm_identity (check->reception, check->visit, FALSE);
}

/* The patient left, or went another way: there is nobody to confirm any more. */
static void
on_visit_changed (AdwDialog *dialog)
{
  Check *check = g_object_get_data (G_OBJECT (dialog), "uke-check");

  if (uke_visit_get_step (check->visit) != UKE_STEP_STAFF_CHECK
      || uke_visit_get_ended (check->visit))
    adw_dialog_force_close (dialog);
}

static GtkCheckButton *
add_question (Check *check, GtkWidget *box, const char *words)
{
  GtkWidget *question = gtk_check_button_new_with_label (words);

  g_signal_connect_swapped (question, "toggled", G_CALLBACK (on_toggled), check);
  gtk_box_append (GTK_BOX (box), question);
  return GTK_CHECK_BUTTON (question);
}

/**
 * uke_identity_check_present:
 * @parent: a widget of the desk
 * @reception: the reception
 * @visit: the visit whose patient is looked at
 *
 * Asks the two questions of the check by sight. It holds for @visit alone and ends by itself when
 * the patient leaves.
 */
void
uke_identity_check_present (GtkWidget *parent, UkeReception *reception, UkeVisit *visit)
{
  Check *check = g_new0 (Check, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  check->dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      /* Translators: Heading of the check by sight (目視確認). */
      _ ("Check Identity"),
      /* Translators: Above the two questions of the check by sight. */
      _ ("For this patient only. Compare the person with the photograph on the card, and have the "
         "person say name and birth date.")));
  check->reception = g_object_ref (reception);
  check->visit = g_object_ref (visit);
  /* Translators: First question of the check by sight, to be ticked. */
  check->photo = add_question (check, box, _ ("The photograph shows this person"));
  /* Translators: Second question of the check by sight, to be ticked. */
  check->words = add_question (check, box, _ ("Name and birth date as said are those on the card"));
  adw_alert_dialog_set_extra_child (check->dialog, box);

  adw_alert_dialog_add_responses (check->dialog,
                                  /* Translators: Leave the check by sight for later. */
                                  "later", C_ ("identity check", "Later"),
                                  /* Translators: The person is not the card's holder. */
                                  "refuse", C_ ("identity check", "Not Confirmed"),
                                  /* Translators: The person is the card's holder. */
                                  "confirm", C_ ("identity check", "Confirmed"), NULL);
  adw_alert_dialog_set_response_appearance (check->dialog, "confirm", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (check->dialog, "later");
  on_toggled (check);

  g_object_set_data_full (G_OBJECT (check->dialog), "uke-check", check, check_free);
  g_signal_connect_swapped (check->dialog, "response", G_CALLBACK (on_response), check);
  g_signal_connect_object (visit, "notify", G_CALLBACK (on_visit_changed), check->dialog,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (check->dialog), parent);
}
