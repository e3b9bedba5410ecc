#include "desk/patient-row.h"

#include "desk/patient-words.h"

struct _UkePatientRow {
  GtkBox parent_instance;

  GtkLabel *kana;
  GtkLabel *name;
  GtkLabel *particulars;
};

G_DEFINE_FINAL_TYPE (UkePatientRow, uke_patient_row, GTK_TYPE_BOX)

static void
uke_patient_row_class_init (UkePatientRowClass *klass)
{
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
uke_patient_row_init (UkePatientRow *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "visit-row");
  gtk_box_append (GTK_BOX (self), first);
  self->kana = add_label (first, NULL);
  self->name = add_label (first, "dimmed");
  self->particulars = add_label (GTK_WIDGET (self), "caption");
}

GtkWidget *
uke_patient_row_new (void)
{
  return g_object_new (UKE_TYPE_PATIENT_ROW, NULL);
}

void
uke_patient_row_set_patient (UkePatientRow *self, UkePatient *patient)
{
  g_autofree char *particulars = uke_patient_words_particulars (patient);
  const char *kana = uke_patient_get_kana (patient);

  gtk_label_set_label (self->kana, uke_patient_get_spoken (patient));
  gtk_label_set_label (self->name, *kana != '\0' ? uke_patient_get_name (patient) : "");
  gtk_label_set_label (self->particulars, particulars);
}
