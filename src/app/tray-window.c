#include "tray-window.h"

#include "emulator/emulated-card.h"
#include "validity/date.h"

#include <glib/gi18n.h>

struct _UkeTrayWindow {
  AdwApplicationWindow parent_instance;

  GtkLabel *lying;
  GtkWidget *lift_button;
  GtkBox *cards;

  UkeTrainingSlot *slot;
  UkeTrainingAuthority *authority;
  UkeClock *clock;
};

G_DEFINE_FINAL_TYPE (UkeTrayWindow, uke_tray_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_lying (UkeTrayWindow *self, UkePersona *persona)
{
  g_autofree char *words = NULL;

  gtk_widget_set_sensitive (self->lift_button, persona != NULL);
  if (persona == NULL) {
    gtk_label_set_label (self->lying, _ ("No card lies on the reader."));
    return;
  }

  /* Translators: %1$s is what the emulated card is like, %2$s its invented PIN. */
  words = g_strdup_printf (_ ("On the reader: %1$s. Its PIN is %2$s."),
                           _ (uke_persona_get_title (persona)), uke_persona_get_pin (persona));
  gtk_label_set_label (self->lying, words);
}

static void
on_lift_clicked (UkeTrayWindow *self)
{
  uke_training_slot_lift (self->slot);
  show_lying (self, NULL);
}

static void
on_card_clicked (UkeTrayWindow *self, GtkButton *button)
{
  UkePersona *persona = g_object_get_data (G_OBJECT (button), "uke-persona");
  g_autoptr (GDateTime) now = uke_clock_now (self->clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeEmulatedCard) card = NULL;
  GDate today;

  uke_date_from_instant (now, &today);
  card = uke_emulated_card_new (persona, self->authority, &today, NULL, &error);
  if (card == NULL) {
    gtk_label_set_label (self->lying, error->message);
    return;
  }
  uke_training_slot_place (self->slot, card);
  show_lying (self, persona);
}

static void
add_card (UkeTrayWindow *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  UkePersona *persona = uke_persona_find (name, &error);
  GtkWidget *button;

  g_assert_no_error (error); /* built in */
  button = gtk_button_new_with_label (_ (uke_persona_get_title (persona)));
  g_object_set_data_full (G_OBJECT (button), "uke-persona", persona, g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_card_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->cards, button);
}

static void
uke_tray_window_dispose (GObject *object)
{
  UkeTrayWindow *self = UKE_TRAY_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UKE_TYPE_TRAY_WINDOW);
  g_clear_object (&self->slot);
  g_clear_object (&self->authority);

  G_OBJECT_CLASS (uke_tray_window_parent_class)->dispose (object);
}

static void
uke_tray_window_class_init (UkeTrayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_tray_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/tray-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeTrayWindow, lying);
  gtk_widget_class_bind_template_child (widget_class, UkeTrayWindow, lift_button);
  gtk_widget_class_bind_template_child (widget_class, UkeTrayWindow, cards);
  gtk_widget_class_bind_template_callback (widget_class, on_lift_clicked);
}

static void
uke_tray_window_init (UkeTrayWindow *self)
{
  g_auto (GStrv) names = uke_persona_list_names ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (char **name = names; *name != NULL; name++)
    add_card (self, *name);
  show_lying (self, NULL);
}

/**
 * uke_tray_window_new:
 * @application: the application
 * @slot: where cards are placed
 * @authority: who issues them
 * @clock: what day it is; must outlive the window
 *
 * Creates a tray with the built-in personas.
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
uke_tray_window_new (GtkApplication *application,
                     UkeTrainingSlot *slot,
                     UkeTrainingAuthority *authority,
                     UkeClock *clock)
{
  UkeTrayWindow *self = g_object_new (UKE_TYPE_TRAY_WINDOW, "application", application, NULL);

  self->slot = g_object_ref (slot);
  self->authority = g_object_ref (authority);
  self->clock = clock;
  return GTK_WIDGET (self);
}
