#include "kiosk/idle-dialog.h"

#include "kiosk/even-box.h"
#include "kiosk/language.h"
#include "kiosk/wrapping.h"

#include <glib/gi18n-lib.h>

struct _UkeIdleDialog {
  AdwDialog parent_instance;

  GtkLabel *countdown;

  UkeIdleWatch *watch;
  char *language;
};

G_DEFINE_FINAL_TYPE (UkeIdleDialog, uke_idle_dialog, ADW_TYPE_DIALOG)

static void
on_counted (UkeIdleDialog *self, guint seconds)
{
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (self->language);
  g_autofree char *words = g_strdup_printf (
      /* Translators: Nobody has touched the screen for a while. %u counts down. */
      g_dngettext (GETTEXT_PACKAGE, "Otherwise this reception stops in %u second.",
                   "Otherwise this reception stops in %u seconds.", seconds),
      seconds);

  gtk_label_set_label (self->countdown, words);
  if (seconds == UKE_IDLE_COUNTDOWN)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
on_go_on_clicked (UkeIdleDialog *self)
{
  uke_idle_watch_touch (self->watch);
}

static void
on_more_time_clicked (UkeIdleDialog *self)
{
  uke_idle_watch_give_more_time (self->watch);
}

static void
on_answered (UkeIdleDialog *self)
{
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
uke_idle_dialog_finalize (GObject *object)
{
  UkeIdleDialog *self = UKE_IDLE_DIALOG (object);

  g_clear_object (&self->watch);
  g_free (self->language);
  G_OBJECT_CLASS (uke_idle_dialog_parent_class)->finalize (object);
}

static void
uke_idle_dialog_class_init (UkeIdleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = uke_idle_dialog_finalize;

  g_type_ensure (UKE_TYPE_EVEN_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/idle-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeIdleDialog, countdown);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_more_time_clicked);
}

static void
uke_idle_dialog_init (UkeIdleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * uke_idle_dialog_new:
 * @watch: what counts
 * @language: the patient's
 *
 * Creates the question.
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
uke_idle_dialog_new (UkeIdleWatch *watch, const char *language)
{
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (language);
  UkeIdleDialog *self = g_object_new (UKE_TYPE_IDLE_DIALOG, NULL);

  self->watch = g_object_ref (watch);
  self->language = g_strdup (language);
  g_signal_connect_object (watch, "counted", G_CALLBACK (on_counted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "resumed", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "expired", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "close-attempt", G_CALLBACK (on_go_on_clicked), self,
                           G_CONNECT_SWAPPED);
  uke_wrap_buttons (adw_dialog_get_child (ADW_DIALOG (self)));
  on_counted (self, UKE_IDLE_COUNTDOWN);
  return ADW_DIALOG (self);
}
