#include "kiosk/help-dialog.h"

struct _UkeHelpDialog {
  AdwDialog parent_instance;
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/help-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
uke_help_dialog_init (UkeHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
uke_help_dialog_new (void)
{
  return g_object_new (UKE_TYPE_HELP_DIALOG, NULL);
}
