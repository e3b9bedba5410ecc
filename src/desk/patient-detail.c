#include "desk/patient-detail.h"

#include "desk/history-group.h"
#include "desk/patient-words.h"

struct _UkePatientDetail {
  AdwBin parent_instance;

  AdwActionRow *name_row;
  UkeHistoryGroup *history;
};

G_DEFINE_FINAL_TYPE (UkePatientDetail, uke_patient_detail, ADW_TYPE_BIN)

static void
uke_patient_detail_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UKE_TYPE_PATIENT_DETAIL);

  G_OBJECT_CLASS (uke_patient_detail_parent_class)->dispose (object);
}

static void
uke_patient_detail_class_init (UkePatientDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_patient_detail_dispose;

  g_type_ensure (UKE_TYPE_HISTORY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/patient-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, UkePatientDetail, name_row);
  gtk_widget_class_bind_template_child (widget_class, UkePatientDetail, history);
}

static void
uke_patient_detail_init (UkePatientDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
uke_patient_detail_set_patient (UkePatientDetail *self,
                                UkePatientDirectory *directory,
                                UkePatient *patient)
{
  g_autofree char *particulars = NULL;

  uke_history_group_set_patient (self->history, directory, patient, NULL);
  if (patient == NULL)
    return;
  particulars = uke_patient_words_particulars (patient);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row),
                                 uke_patient_get_spoken (patient));
  adw_action_row_set_subtitle (self->name_row, particulars);
}
