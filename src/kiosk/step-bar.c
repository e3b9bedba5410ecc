#include "kiosk/step-bar.h"

#include <glib/gi18n-lib.h>

enum {
  MARK_PLACE,
  MARK_IDENTITY,
  MARK_CONSENT,
  MARK_COMPLETE,
  N_MARKS,
};

struct _UkeStepBar {
  GtkBox parent_instance;

  GtkWidget *marks[N_MARKS];
  char *words[N_MARKS]; /* each begins with its number */
  int current;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (UkeStepBar, uke_step_bar, GTK_TYPE_BOX)

static int
mark_of_step (UkeStep step)
{
  switch (step) {
  case UKE_STEP_IDLE:
  case UKE_STEP_READING:
  case UKE_STEP_UNREADABLE:
  case UKE_STEP_WRONG_CARD:
  case UKE_STEP_LAPSED:
  case UKE_STEP_HELD:
  case UKE_STEP_CANCELLED:
  case UKE_STEP_TROUBLE:
    return MARK_PLACE;
  case UKE_STEP_CHOOSE_IDENTITY:
  case UKE_STEP_PIN:
  case UKE_STEP_PIN_CHECKING:
  case UKE_STEP_PIN_WRONG:
  case UKE_STEP_PIN_BLOCKED:
  case UKE_STEP_FACE:
  case UKE_STEP_FACE_MISMATCH:
  case UKE_STEP_STAFF_CHECK:
  case UKE_STEP_ELIGIBILITY_PENDING:
  case UKE_STEP_NOT_REGISTERED:
    return MARK_IDENTITY;
  case UKE_STEP_EXPIRY_NOTICE:
  case UKE_STEP_GRACE_NOTICE:
  case UKE_STEP_CONSENT:
  case UKE_STEP_SUBSIDY:
  case UKE_STEP_PRESCRIPTION:
  case UKE_STEP_RECORDING:
    return MARK_CONSENT;
  case UKE_STEP_COMPLETE:
  case UKE_STEP_CARD_LEFT_BEHIND:
    return MARK_COMPLETE;
  case UKE_N_STEPS:
    break;
  }
  g_assert_not_reached ();
}

static void
show_marks (UkeStepBar *self)
{
  for (int i = 0; i < N_MARKS; i++) {
    gboolean short_word = self->compact && i != self->current;
    g_autofree char *word = short_word ? g_utf8_substring (self->words[i], 0, 1) : NULL;

    gtk_label_set_label (GTK_LABEL (self->marks[i]), short_word ? word : self->words[i]);
    /* Their numbers are enough where there is no room for the words. */
    gtk_label_set_ellipsize (GTK_LABEL (self->marks[i]),
                             i == self->current ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
    if (i == self->current)
      gtk_widget_add_css_class (self->marks[i], "current");
    else
      gtk_widget_remove_css_class (self->marks[i], "current");
  }
}

static void
uke_step_bar_finalize (GObject *object)
{
  for (int i = 0; i < N_MARKS; i++)
    g_free (UKE_STEP_BAR (object)->words[i]);
  G_OBJECT_CLASS (uke_step_bar_parent_class)->finalize (object);
}

static void
uke_step_bar_class_init (UkeStepBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_step_bar_finalize;
}

static void
uke_step_bar_init (UkeStepBar *self)
{
  const char *words[N_MARKS] = {
    /* Translators: First of the four steps of the ministry's leaflet: 受付 */
    [MARK_PLACE] = C_ ("step", "① Card"),
    /* Translators: Second of the four steps of the ministry's leaflet: 本人確認 */
    [MARK_IDENTITY] = C_ ("step", "② Identity"),
    /* Translators: Third of the four steps of the ministry's leaflet: 同意 */
    [MARK_CONSENT] = C_ ("step", "③ Consent"),
    /* Translators: Fourth of the four steps of the ministry's leaflet: 受付完了 */
    [MARK_COMPLETE] = C_ ("step", "④ Complete"),
  };

  gtk_widget_add_css_class (GTK_WIDGET (self), "step-bar");
  for (int i = 0; i < N_MARKS; i++) {
    self->words[i] = g_strdup (words[i]);
    self->marks[i] = gtk_label_new (words[i]);
    gtk_box_append (GTK_BOX (self), self->marks[i]);
  }
  show_marks (self);
}

/**
 * uke_step_bar_set_step:
 * @self: a step bar
 * @step: where the visit stands
 *
 * Marks the leaflet's step that @step belongs to.
 */
void
uke_step_bar_set_step (UkeStepBar *self, UkeStep step)
{
  self->current = mark_of_step (step);
  show_marks (self);
}

void
uke_step_bar_set_compact (UkeStepBar *self, gboolean compact)
{
  self->compact = compact;
  show_marks (self);
}
