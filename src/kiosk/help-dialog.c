#include "kiosk/help-dialog.h"

#include "kiosk/scroller.h"
#include "reception/hotline-words.h"
#include "validity/date.h"

struct _UkeHelpDialog {
  AdwDialog parent_instance;

  GtkLabel *hotline_number;
  GtkLabel *hotline_state;
  GtkLabel *hotline_hours;
};

G_DEFINE_FINAL_TYPE (UkeHelpDialog, uke_help_dialog, ADW_TYPE_DIALOG)

static void
on_close_clicked (UkeHelpDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
uke_help_dialog_class_init (UkeHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UKE_TYPE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, hotline_number);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, hotline_state);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, hotline_hours);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
uke_help_dialog_init (UkeHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* An institution's own rules may have no hotline for the day. */
static void
show_hotline (UkeHelpDialog *self, UkeRules *rules, GDateTime *now)
{
  const UkeHotline *hotline;
  g_autofree char *number = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *state = NULL;
  GDate today;

  uke_date_from_instant (now, &today);
  hotline = uke_rules_get_hotline (rules, UKE_HOTLINE_INSURANCE, &today);
  gtk_widget_set_visible (GTK_WIDGET (self->hotline_number), hotline != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->hotline_hours), hotline != NULL);
  if (hotline != NULL) {
    number = uke_hotline_words_number (hotline);
    hours = uke_hotline_words_hours (hotline);
    state = uke_hotline_words_state (rules, hotline, now);
    gtk_label_set_label (self->hotline_number, number);
    gtk_label_set_label (self->hotline_hours, hours);
  }
  gtk_label_set_label (self->hotline_state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hotline_state), state != NULL);
}

/**
 * uke_help_dialog_new:
 * @rules: what is known of the hotline
 * @now: the moment at which it is opened
 *
 * Creates the help, in the language of the moment.
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
uke_help_dialog_new (UkeRules *rules, GDateTime *now)
{
  UkeHelpDialog *self = g_object_new (UKE_TYPE_HELP_DIALOG, NULL);

  show_hotline (self, rules, now);
  return ADW_DIALOG (self);
}
