#include "desk/visit-detail.h"

#include "desk/desk-words.h"
#include "desk/history-group.h"
#include "desk/identity-check.h"
#include "desk/patient-dialog.h"
#include "desk/patient-words.h"
#include "reception/message.h"
#include "reception/words.h"
#include "widget/timeline.h"

#include <glib/gi18n-lib.h>

struct _UkeVisitDetail {
  AdwBin parent_instance;

  AdwBanner *banner;
  AdwActionRow *next_row;
  AdwActionRow *step_row;
  AdwActionRow *code_row;
  AdwActionRow *stage_row;
  AdwActionRow *clock_row;
  GtkWidget *timeline_row;
  UkeTimeline *timeline;
  AdwActionRow *method_row;
  AdwActionRow *consents_row;
  GtkWidget *check_button;
  GtkWidget *seen_button;
  AdwActionRow *patient_row;
  GtkButton *patient_button;
  UkeHistoryGroup *history;

  UkeReception *reception;
  UkeVisit *visit;
};

G_DEFINE_FINAL_TYPE (UkeVisitDetail, uke_visit_detail, ADW_TYPE_BIN)

static void
show_row (AdwActionRow *row, const char *words)
{
  gtk_widget_set_visible (GTK_WIDGET (row), words != NULL);
  adw_action_row_set_subtitle (row, words != NULL ? words : "");
}

static char *
describe_certificate (UkeVisit *visit)
{
  g_autofree char *stage = uke_desk_words_stage (visit);
  g_autofree char *dates = uke_desk_words_expiry (visit);

  return stage != NULL ? g_strdup_printf ("%s\n%s", stage, dates) : NULL;
}

/* The same words as on the patient's screen. */
static void
show_banner (UkeVisitDetail *self)
{
  g_autofree char *words = uke_words_banner (self->visit);
  const char *stage = uke_desk_words_stage_nick (self->visit);

  gtk_widget_remove_css_class (GTK_WIDGET (self->banner), "notice");
  gtk_widget_remove_css_class (GTK_WIDGET (self->banner), "grace");
  adw_banner_set_title (self->banner, words != NULL ? words : "");
  adw_banner_set_revealed (self->banner, words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->banner), stage);
}

static void
show_certificate (UkeVisitDetail *self)
{
  const UkeStanding *today = uke_visit_get_standing_today (self->visit);
  UkeReason clock_doubt = uke_visit_get_clock_doubt (self->visit);
  g_autofree char *certificate = describe_certificate (self->visit);
  g_autofree char *doubt = uke_message_for_staff (clock_doubt);

  show_row (self->stage_row, certificate);
  /* Said once: above, when it is what stopped the visit. */
  show_row (self->clock_row, clock_doubt != uke_visit_get_reason (self->visit) ? doubt : NULL);
  uke_timeline_set_standing (self->timeline, today);
  gtk_widget_set_visible (self->timeline_row, today != NULL);
}

static void
show_patient (UkeVisitDetail *self)
{
  UkePatient *patient = uke_visit_get_patient (self->visit);
  UkePatientDirectory *directory = uke_reception_get_directory (self->reception);
  g_autofree char *particulars = patient != NULL ? uke_patient_words_particulars (patient) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->patient_row),
                                 /* Translators: The desk does not know whose card it is. */
                                 patient != NULL ? uke_patient_get_spoken (patient)
                                                 : C_ ("desk", "Not known yet"));
  adw_action_row_set_subtitle (self->patient_row, particulars != NULL ? particulars : "");
  gtk_button_set_label (self->patient_button,
                        /* Translators: Button: changes what is known of a patient. */
                        patient != NULL ? C_ ("patient", "Change…")
                                        /* Translators: Button: opens a dialog to say who it is. */
                                        : C_ ("patient", "Enter…"));
  gtk_widget_set_visible (GTK_WIDGET (self->patient_button), directory != NULL);
  uke_history_group_set_patient (self->history, directory, patient, uke_visit_get_id (self->visit));
}

static void
show (UkeVisitDetail *self)
{
  gboolean waits_for_check = uke_visit_get_step (self->visit) == UKE_STEP_STAFF_CHECK
                             && !uke_visit_get_ended (self->visit);
  g_autofree char *next = uke_desk_words_next (self->visit);
  g_autofree char *step = uke_desk_words_step (self->visit);
  g_autofree char *code = uke_desk_words_code (self->visit);
  g_autofree char *method = uke_desk_words_method (self->visit);
  g_autofree char *consents = uke_desk_words_consents (self->visit);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->next_row), next);
  show_row (self->step_row, step);
  show_row (self->code_row, code);
  show_banner (self);
  show_patient (self);
  show_certificate (self);
  show_row (self->method_row, method);
  show_row (self->consents_row, consents);
  gtk_widget_set_visible (self->check_button, waits_for_check);
  gtk_widget_set_visible (self->seen_button,
                          uke_visit_get_needs_help (self->visit) && !waits_for_check);
}

static void
on_check_clicked (UkeVisitDetail *self)
{
  uke_identity_check_present (GTK_WIDGET (self), self->reception, self->visit);
}

static void
on_patient_clicked (UkeVisitDetail *self)
{
  uke_patient_dialog_present (GTK_WIDGET (self), uke_reception_get_directory (self->reception),
                              self->visit);
}

static void
on_seen_clicked (UkeVisitDetail *self)
{
  uke_reception_acknowledge (self->reception, self->visit);
}

static void
uke_visit_detail_dispose (GObject *object)
{
  UkeVisitDetail *self = UKE_VISIT_DETAIL (object);

  uke_visit_detail_set_visit (self, NULL);
  g_clear_object (&self->reception);
  gtk_widget_dispose_template (GTK_WIDGET (self), UKE_TYPE_VISIT_DETAIL);

  G_OBJECT_CLASS (uke_visit_detail_parent_class)->dispose (object);
}

static void
uke_visit_detail_class_init (UkeVisitDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_visit_detail_dispose;

  g_type_ensure (UKE_TYPE_TIMELINE);
  g_type_ensure (UKE_TYPE_HISTORY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/visit-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, banner);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, next_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, step_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, code_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, stage_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, clock_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, timeline_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, timeline);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, method_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, consents_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, check_button);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, seen_button);
  gtk_widget_class_bind_template_callback (widget_class, on_check_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_seen_clicked);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, patient_row);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, patient_button);
  gtk_widget_class_bind_template_child (widget_class, UkeVisitDetail, history);
  gtk_widget_class_bind_template_callback (widget_class, on_patient_clicked);
}

static void
uke_visit_detail_init (UkeVisitDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
uke_visit_detail_set_reception (UkeVisitDetail *self, UkeReception *reception)
{
  g_set_object (&self->reception, reception);
}

/**
 * uke_visit_detail_set_visit:
 * @self: a detail
 * @visit: (nullable): the visit to follow
 *
 * Shows a visit for as long as it is set, whatever becomes of it.
 */
void
uke_visit_detail_set_visit (UkeVisitDetail *self, UkeVisit *visit)
{
  if (self->visit != NULL)
    g_signal_handlers_disconnect_by_func (self->visit, show, self);
  if (!g_set_object (&self->visit, visit) && visit == NULL)
    return;
  if (visit == NULL)
    return;

  g_signal_connect_swapped (visit, "notify", G_CALLBACK (show), self);
  show (self);
}
