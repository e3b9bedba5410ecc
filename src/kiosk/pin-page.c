#include "kiosk/pin-page.h"
#include "kiosk/pin-keys.h"
#include "kiosk/scroller.h"

#include <glib/gi18n-lib.h>

struct _UkePinPage {
  AdwBreakpointBin parent_instance;

  GtkLabel *headline;
  GtkLabel *detail;
  GtkLabel *tries;
  GtkBox *dots;
  GtkGrid *keys;
  GtkWidget *staff_button;

  UkePin *pin;
  char *dot_words[UKE_PIN_LENGTH + 1]; /* in the patient's language, whenever they are heard */
};

G_DEFINE_FINAL_TYPE (UkePinPage, uke_pin_page, ADW_TYPE_BREAKPOINT_BIN)

enum {
  SIGNAL_ENTERED,
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How many, never which. */
static void
show_dots (UkePinPage *self)
{
  guint length = uke_pin_get_length (self->pin);
  GtkWidget *dot = gtk_widget_get_first_child (GTK_WIDGET (self->dots));

  for (guint i = 0; i < UKE_PIN_LENGTH; i++, dot = gtk_widget_get_next_sibling (dot)) {
    if (i < length)
      gtk_widget_add_css_class (dot, "filled");
    else
      gtk_widget_remove_css_class (dot, "filled");
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->dot_words[length], -1);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), self->dot_words[length],
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
press_digit (UkePinPage *self, char digit)
{
  if (!uke_pin_append (self->pin, digit))
    return;

  show_dots (self);
  if (uke_pin_is_complete (self->pin))
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
clear (UkePinPage *self)
{
  uke_pin_clear (self->pin);
  show_dots (self);
}

static void
go_back (UkePinPage *self)
{
  clear (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, UKE_EVENT_BACK);
}

static void
on_key_clicked (UkePinPage *self, GtkButton *key)
{
  press_digit (self, gtk_button_get_label (key)[0]);
}

static void
on_staff_clicked (UkePinPage *self)
{
  clear (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, UKE_EVENT_CHOSE_STAFF);
}

/* A keypad beside the screen keeps its order: fingers that cannot see know it. */
static gboolean
on_key_pressed (UkePinPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;

  if (character >= '0' && character <= '9') {
    press_digit (self, (char) character);
    return GDK_EVENT_STOP;
  }
  if (keyval == GDK_KEY_BackSpace) {
    uke_pin_remove_last (self->pin);
    show_dots (self);
    return GDK_EVENT_STOP;
  }
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete || keyval == GDK_KEY_KP_Decimal) {
    clear (self);
    return GDK_EVENT_STOP;
  }
  if (keyval == GDK_KEY_Escape) {
    go_back (self);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
add_key (UkePinPage *self, const char *label, int column, int row)
{
  GtkWidget *key = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (key, "pin-key");
  gtk_grid_attach (self->keys, key, column, row, 1, 1);
  return key;
}

/* Three keys a row as in the leaflet: the tenth digit stands between Cancel and Clear. */
static void
add_keys (UkePinPage *self)
{
  char digits[UKE_N_PIN_KEYS];
  GtkWidget *cancel;
  GtkWidget *erase;

  uke_pin_keys_shuffle (digits);
  for (int i = 0; i < UKE_N_PIN_KEYS; i++) {
    char label[] = { digits[i], '\0' };
    int place = i < 9 ? i : 10;
    GtkWidget *key = add_key (self, label, place % 3, place / 3);

    gtk_widget_add_css_class (key, "digit");
    g_signal_connect_object (key, "clicked", G_CALLBACK (on_key_clicked), self, G_CONNECT_SWAPPED);
  }

  /* Translators: Key of the PIN pad that goes back; the ministry's leaflet: 取消 */
  cancel = add_key (self, C_ ("PIN pad", "Cancel"), 0, 3);
  /* Translators: Key of the PIN pad that erases the digits; the ministry's leaflet: クリア */
  erase = add_key (self, C_ ("PIN pad", "Clear"), 2, 3);
  gtk_widget_add_css_class (cancel, "word");
  gtk_widget_add_css_class (erase, "word");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (go_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (erase, "clicked", G_CALLBACK (clear), self, G_CONNECT_SWAPPED);
}

static void
uke_pin_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UKE_TYPE_PIN_PAGE);
  G_OBJECT_CLASS (uke_pin_page_parent_class)->dispose (object);
}

static void
uke_pin_page_finalize (GObject *object)
{
  UkePinPage *self = UKE_PIN_PAGE (object);

  uke_pin_free (self->pin);
  for (guint i = 0; i <= UKE_PIN_LENGTH; i++)
    g_free (self->dot_words[i]);

  G_OBJECT_CLASS (uke_pin_page_parent_class)->finalize (object);
}

static void
uke_pin_page_class_init (UkePinPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = uke_pin_page_dispose;
  object_class->finalize = uke_pin_page_finalize;

  signals[SIGNAL_ENTERED] = g_signal_new ("entered", UKE_TYPE_PIN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", UKE_TYPE_PIN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, UKE_TYPE_EVENT);

  g_type_ensure (UKE_TYPE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class, UKE_RESOURCE_PATH "/ui/pin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UkePinPage, headline);
  gtk_widget_class_bind_template_child (widget_class, UkePinPage, detail);
  gtk_widget_class_bind_template_child (widget_class, UkePinPage, tries);
  gtk_widget_class_bind_template_child (widget_class, UkePinPage, dots);
  gtk_widget_class_bind_template_child (widget_class, UkePinPage, keys);
  gtk_widget_class_bind_template_child (widget_class, UkePinPage, staff_button);
  gtk_widget_class_bind_template_callback (widget_class, on_staff_clicked);
}

static void
uke_pin_page_init (UkePinPage *self)
{
  GtkEventController *typing = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->pin = uke_pin_new ();
  for (guint i = 0; i <= UKE_PIN_LENGTH; i++)
    self->dot_words[i] =
        /* Translators: Heard, not seen: how many of the PIN's four digits are there. */
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of 4 digits entered",
                                      "%u of 4 digits entered", i),
                         i);
  for (guint i = 0; i < UKE_PIN_LENGTH; i++) {
    GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

    gtk_widget_add_css_class (dot, "pin-dot");
    gtk_box_append (self->dots, dot);
  }
  show_dots (self);
  add_keys (self);

  g_signal_connect_object (typing, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (typing, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), typing);
}

/* A full counter needs no words; fewer tries are said before the first digit. */
#define FULL_TRIES 3

/**
 * uke_pin_page_new:
 * @words: what to say
 * @tries_left: tries that the card has left, or -1 when it does not tell
 * @offer_staff: whether to show the way to the staff
 *
 * Creates a page with newly shuffled keys, in the language of the moment.
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
uke_pin_page_new (const UkeWords *words, int tries_left, gboolean offer_staff)
{
  UkePinPage *self = g_object_new (UKE_TYPE_PIN_PAGE, NULL);

  gtk_label_set_label (self->headline, words->headline);
  gtk_label_set_label (self->detail, words->detail);
  if (tries_left >= 0 && tries_left < FULL_TRIES) {
    g_autofree char *left = uke_words_tries_left (tries_left);

    gtk_label_set_label (self->tries, left);
    gtk_widget_set_visible (GTK_WIDGET (self->tries), TRUE);
    if (tries_left == 1)
      gtk_widget_add_css_class (GTK_WIDGET (self->tries), "last");
  }
  gtk_widget_set_visible (self->staff_button, offer_staff || tries_left == 1);
  return GTK_WIDGET (self);
}

/**
 * uke_pin_page_take_pin:
 * @self: a page
 *
 * Takes the digits away from the page, which starts an empty PIN.
 *
 * Returns: (transfer full): the PIN
 */
UkePin *
uke_pin_page_take_pin (UkePinPage *self)
{
  UkePin *pin = g_steal_pointer (&self->pin);

  self->pin = uke_pin_new ();
  show_dots (self);
  return pin;
}
