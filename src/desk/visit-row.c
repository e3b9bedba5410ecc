#include "desk/visit-row.h"

#include "desk/desk-words.h"

struct _UkeVisitRow {
  GtkBox parent_instance;

  GtkWidget *time;
  GtkWidget *icon;
  GtkWidget *number;
  GtkWidget *kana;
  GtkWidget *step;
  GtkWidget *stage;

  UkeVisit *visit;
};

G_DEFINE_FINAL_TYPE (UkeVisitRow, uke_visit_row, GTK_TYPE_BOX)

static const char *const stages[] = { "normal", "notice", "grace", "lapsed", "held" };

/* (transfer full) (nullable) */
static char *
choose_icon (UkeVisit *visit)
{
  const char *stage = uke_desk_words_stage_nick (visit);

  if (uke_visit_get_needs_help (visit))
    return g_strdup ("uke-call-staff-symbolic");
  return stage != NULL ? g_strdup_printf ("uke-stage-%s-symbolic", stage) : NULL;
}

/* In no stage's colour when @stage is NULL: a call for help has a shape of its own. */
static void
set_stage_class (GtkWidget *widget, const char *stage)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++) {
    g_autofree char *class = g_strconcat ("stage-", stages[i], NULL);

    if (g_strcmp0 (stages[i], stage) == 0)
      gtk_widget_add_css_class (widget, class);
    else
      gtk_widget_remove_css_class (widget, class);
  }
}

static void
show (UkeVisitRow *self)
{
  /* In Japan, as the clock tells it, whatever zone the machine stands in. */
  g_autofree char *time = g_date_time_format (uke_visit_get_arrived (self->visit), "%H:%M");
  g_autofree char *step = uke_desk_words_step (self->visit);
  g_autofree char *stage = uke_desk_words_stage (self->visit);
  g_autofree char *icon = choose_icon (self->visit);
  g_autofree char *number = uke_desk_words_number (self->visit);
  UkePatient *patient = uke_visit_get_patient (self->visit);
  const char *nick = uke_desk_words_stage_nick (self->visit);

  gtk_label_set_label (GTK_LABEL (self->time), time);
  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_label_set_label (GTK_LABEL (self->kana),
                       patient != NULL ? uke_patient_get_spoken (patient) : "");
  gtk_widget_set_visible (self->kana, patient != NULL);
  gtk_label_set_label (GTK_LABEL (self->step), step);
  gtk_label_set_label (GTK_LABEL (self->stage), stage != NULL ? stage : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  set_stage_class (self->icon, uke_visit_get_needs_help (self->visit) ? NULL : nick);
  set_stage_class (self->stage, nick);
}

static void
uke_visit_row_dispose (GObject *object)
{
  uke_visit_row_set_visit (UKE_VISIT_ROW (object), NULL);
  G_OBJECT_CLASS (uke_visit_row_parent_class)->dispose (object);
}

static void
uke_visit_row_class_init (UkeVisitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = uke_visit_row_dispose;
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
uke_visit_row_init (UkeVisitRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_widget_add_css_class (GTK_WIDGET (self), "visit-row");
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->time = add_label (GTK_WIDGET (self), "visit-time");
  self->icon = gtk_image_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "",
                                  -1);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (self), words);
  gtk_box_append (GTK_BOX (words), first);
  self->number = add_label (first, NULL);
  self->kana = add_label (first, "heading");
  self->step = add_label (first, NULL);
  gtk_widget_set_hexpand (self->step, TRUE);
  self->stage = add_label (words, "caption");
}

GtkWidget *
uke_visit_row_new (void)
{
  return g_object_new (UKE_TYPE_VISIT_ROW, NULL);
}

/**
 * uke_visit_row_set_visit:
 * @self: a row
 * @visit: (nullable): the visit to follow
 *
 * Shows a visit for as long as it is set, whatever becomes of it.
 */
void
uke_visit_row_set_visit (UkeVisitRow *self, UkeVisit *visit)
{
  if (self->visit != NULL)
    g_signal_handlers_disconnect_by_func (self->visit, show, self);
  if (!g_set_object (&self->visit, visit) || visit == NULL)
    return;

  g_signal_connect_swapped (visit, "notify", G_CALLBACK (show), self);
  show (self);
}
