#include "kiosk/kiosk-window.h"

#include "kiosk/idle-dialog.h"
#include "kiosk/kiosk-frame.h"
#include "kiosk/target-size.h"

struct _UkeKioskWindow {
  AdwApplicationWindow parent_instance;

  AdwBin *place;

  UkeReception *reception;
  UkePreferences *preferences;
  UkeIdleWatch *idle_watch;
  guint idle_seconds;
  GtkCssProvider *targets;
  guint bells; /* still to ring */
  guint bell;
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (UkeKioskWindow, uke_kiosk_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum {
  PROP_IDLE_SECONDS = 1,
  PROP_LOCKED,
} Property;

static guint signal_leave_asked;

/* A fresh tree: nothing to reset, nothing left behind. */
static void
show_frame (UkeKioskWindow *self)
{
  adw_bin_set_child (self->place, uke_kiosk_frame_new (self->reception, self->preferences));
}

/* All sizes of the style sheet follow the class. */
static void
on_text_size_changed (UkeKioskWindow *self)
{
  UkeTextSize text_size = uke_preferences_get_text_size (self->preferences);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "text-large");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "text-largest");
  if (text_size == UKE_TEXT_SIZE_LARGE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "text-large");
  if (text_size == UKE_TEXT_SIZE_LARGEST)
    gtk_widget_add_css_class (GTK_WIDGET (self), "text-largest");
}

static void
close_dialogs (UkeKioskWindow *self)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  if (dialog != NULL)
    adw_dialog_force_close (dialog);
}

/* The next person finds nothing of the one before. */
static void
begin_anew (UkeKioskWindow *self)
{
  close_dialogs (self);
  uke_preferences_reset (self->preferences);
  uke_idle_watch_forget (self->idle_watch);
  show_frame (self);
}

static void
on_visit_changed (UkeKioskWindow *self)
{
  if (uke_reception_get_visit (self->reception) == NULL)
    begin_anew (self);
}

static void
watch_step (UkeKioskWindow *self)
{
  uke_idle_watch_set_limit (self->idle_watch,
                            uke_idle_limit_of_step (uke_reception_get_step (self->reception),
                                                    self->idle_seconds));
}

/* At the welcome there is nobody to ask: what somebody has chosen and left is put back. */
static void
on_idle_warned (UkeKioskWindow *self)
{
  if (uke_reception_get_visit (self->reception) == NULL) {
    begin_anew (self);
    return;
  }
  close_dialogs (self);
  adw_dialog_present (uke_idle_dialog_new (self->idle_watch,
                                           uke_preferences_get_language (self->preferences)),
                      GTK_WIDGET (self));
}

static void
on_idle_expired (UkeKioskWindow *self)
{
  uke_reception_choose (self->reception, UKE_EVENT_CANCEL);
}

/* A finger, a key or a pointer: somebody is there. The warning itself waits for an answer. */
static gboolean
on_input (UkeKioskWindow *self, GdkEvent *event)
{
  if (gdk_event_triggers_context_menu (event))
    return GDK_EVENT_STOP;
  if (!uke_idle_watch_is_warning (self->idle_watch))
    uke_idle_watch_touch (self->idle_watch);
  return GDK_EVENT_PROPAGATE;
}

static void
on_tall (UkeKioskWindow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "tall");
}

static void
on_low (UkeKioskWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "tall");
}

static void
on_wide (UkeKioskWindow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "wide");
}

static void
on_narrow (UkeKioskWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "wide");
}

/* How large things are that a finger is to hit, on the display on which the window stands. */
static void
measure_targets (UkeKioskWindow *self, GdkMonitor *monitor)
{
  GdkRectangle geometry;
  g_autofree char *css = NULL;
  int millimetres = gdk_monitor_get_width_mm (monitor);

  gdk_monitor_get_geometry (monitor, &geometry);
  css = g_strdup_printf (":root { --target: %dpx; --pin-key: %dpx; }",
                         uke_target_size (geometry.width, millimetres, UKE_TARGET_MM),
                         uke_target_size (geometry.width, millimetres, UKE_PIN_KEY_MM));
  gtk_css_provider_load_from_string (self->targets, css);
}

static void
uke_kiosk_window_realize (GtkWidget *widget)
{
  UkeKioskWindow *self = UKE_KIOSK_WINDOW (widget);
  GdkSurface *surface;

  GTK_WIDGET_CLASS (uke_kiosk_window_parent_class)->realize (widget);
  surface = gtk_native_get_surface (GTK_NATIVE (widget));
  g_signal_connect_object (surface, "enter-monitor", G_CALLBACK (measure_targets), self,
                           G_CONNECT_SWAPPED);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (widget),
                                              GTK_STYLE_PROVIDER (self->targets),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

static void
uke_kiosk_window_unrealize (GtkWidget *widget)
{
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (widget),
                                                 GTK_STYLE_PROVIDER (
                                                     UKE_KIOSK_WINDOW (widget)->targets));
  GTK_WIDGET_CLASS (uke_kiosk_window_parent_class)->unrealize (widget);
}

/* A numeric keypad has no Tab: plus goes on, minus goes back, Enter presses. Shortcuts and menus
 * lead away from the screen (GTK's inspector, for one), so none is taken. */
static gboolean
on_keypad (UkeKioskWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)
      || keyval == GDK_KEY_Menu || keyval == GDK_KEY_F10)
    return GDK_EVENT_STOP;
  if (keyval != GDK_KEY_KP_Add && keyval != GDK_KEY_KP_Subtract)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (GTK_WIDGET (self),
                          keyval == GDK_KEY_KP_Add ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
  return GDK_EVENT_STOP;
}

#define BELL_MS 450

static gboolean
on_bell (gpointer user_data)
{
  UkeKioskWindow *self = user_data;

  gtk_widget_error_bell (GTK_WIDGET (self));
  if (--self->bells > 0)
    return G_SOURCE_CONTINUE;
  self->bell = 0;
  return G_SOURCE_REMOVE;
}

/* One bell to remind, five for the alarm; its visible twin is the page. */
static void
on_card_left (UkeKioskWindow *self, guint level)
{
  self->bells = level > 1 ? 5 : 1;
  if (self->bell == 0 && on_bell (self) == G_SOURCE_CONTINUE)
    self->bell = g_timeout_add (BELL_MS, on_bell, self);
}

/* A locked screen is left with the credential of the staff, which whoever owns the accounts asks
 * for; until then it stays. */
static gboolean
uke_kiosk_window_close_request (GtkWindow *window)
{
  UkeKioskWindow *self = UKE_KIOSK_WINDOW (window);

  if (self->locked) {
    g_signal_emit (self, signal_leave_asked, 0);
    return GDK_EVENT_STOP;
  }
  return GTK_WINDOW_CLASS (uke_kiosk_window_parent_class)->close_request (window);
}

static void
uke_kiosk_window_dispose (GObject *object)
{
  UkeKioskWindow *self = UKE_KIOSK_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UKE_TYPE_KIOSK_WINDOW);
  g_clear_object (&self->reception);
  g_clear_object (&self->preferences);
  g_clear_object (&self->idle_watch);
  g_clear_object (&self->targets);
  g_clear_handle_id (&self->bell, g_source_remove);

  G_OBJECT_CLASS (uke_kiosk_window_parent_class)->dispose (object);
}

static void
uke_kiosk_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_IDLE_SECONDS:
    g_value_set_uint (value, UKE_KIOSK_WINDOW (object)->idle_seconds);
    break;
  case PROP_LOCKED:
    g_value_set_boolean (value, UKE_KIOSK_WINDOW (object)->locked);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_kiosk_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_IDLE_SECONDS:
    UKE_KIOSK_WINDOW (object)->idle_seconds = g_value_get_uint (value);
    watch_step (UKE_KIOSK_WINDOW (object));
    break;
  case PROP_LOCKED:
    UKE_KIOSK_WINDOW (object)->locked = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_kiosk_window_class_init (UkeKioskWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = uke_kiosk_window_get_property;
  object_class->set_property = uke_kiosk_window_set_property;
  object_class->dispose = uke_kiosk_window_dispose;

  g_object_class_install_property (object_class, PROP_IDLE_SECONDS,
                                   g_param_spec_uint ("idle-seconds", NULL, NULL, 0, 600, 0,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  g_object_class_install_property (object_class, PROP_LOCKED,
                                   g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE
                                                             | G_PARAM_STATIC_STRINGS));
  signal_leave_asked = g_signal_new ("leave-asked", UKE_TYPE_KIOSK_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  GTK_WINDOW_CLASS (klass)->close_request = uke_kiosk_window_close_request;
  widget_class->realize = uke_kiosk_window_realize;
  widget_class->unrealize = uke_kiosk_window_unrealize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/kiosk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeKioskWindow, place);
  gtk_widget_class_bind_template_callback (widget_class, on_tall);
  gtk_widget_class_bind_template_callback (widget_class, on_low);
  gtk_widget_class_bind_template_callback (widget_class, on_wide);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
}

static void
uke_kiosk_window_init (UkeKioskWindow *self)
{
  GtkEventController *input = gtk_event_controller_legacy_new ();
  GtkEventController *keypad = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->targets = gtk_css_provider_new ();
  gtk_event_controller_set_propagation_phase (keypad, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keypad, "key-pressed", G_CALLBACK (on_keypad), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keypad);
  gtk_event_controller_set_propagation_phase (input, GTK_PHASE_CAPTURE);
  g_signal_connect_object (input, "event", G_CALLBACK (on_input), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), input);
}

/**
 * uke_kiosk_window_new:
 * @application: the application
 * @reception: the reception to show
 * @language: the language with which each visit begins
 *
 * Creates the patient's screen.
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
uke_kiosk_window_new (GtkApplication *application, UkeReception *reception, const char *language)
{
  UkeKioskWindow *self = g_object_new (UKE_TYPE_KIOSK_WINDOW, "application", application, NULL);

  self->reception = g_object_ref (reception);
  self->preferences = uke_preferences_new (language);
  g_signal_connect_object (self->preferences, "notify::language", G_CALLBACK (show_frame), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preferences, "notify::text-size",
                           G_CALLBACK (on_text_size_changed), self, G_CONNECT_SWAPPED);
  self->idle_watch = uke_idle_watch_new (1000);
  g_signal_connect_object (self->idle_watch, "warned", G_CALLBACK (on_idle_warned), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle_watch, "expired", G_CALLBACK (on_idle_expired), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reception, "notify::step", G_CALLBACK (watch_step), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reception, "notify::visit", G_CALLBACK (on_visit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reception, "card-left", G_CALLBACK (on_card_left), self,
                           G_CONNECT_SWAPPED);
  show_frame (self);
  return GTK_WIDGET (self);
}
