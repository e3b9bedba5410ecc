#include "kiosk/language-dialog.h"

#include "kiosk/option-row.h"
#include "kiosk/scroller.h"

struct _UkeLanguageDialog {
  AdwDialog parent_instance;

  AdwBin *languages;
};

G_DEFINE_FINAL_TYPE (UkeLanguageDialog, uke_language_dialog, ADW_TYPE_DIALOG)

static void
on_close_clicked (UkeLanguageDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
uke_language_dialog_class_init (UkeLanguageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UKE_TYPE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/language-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeLanguageDialog, languages);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
uke_language_dialog_init (UkeLanguageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * uke_language_dialog_new:
 * @preferences: what the choice goes to
 *
 * Creates the choice of languages. It closes when one is chosen.
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
uke_language_dialog_new (UkePreferences *preferences)
{
  UkeLanguageDialog *self = g_object_new (UKE_TYPE_LANGUAGE_DIALOG, NULL);

  adw_bin_set_child (self->languages, uke_option_row_new_languages (preferences));
  g_signal_connect_object (preferences, "notify::language", G_CALLBACK (on_close_clicked), self,
                           G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
