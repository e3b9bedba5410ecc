#include "kiosk/help-dialog.h"

#include "kiosk/even-box.h"
#include "kiosk/qr-code.h"
#include "kiosk/scroller.h"
#include "kiosk/wrapping.h"

struct _UkeHelpDialog {
  AdwDialog parent_instance;

  GtkStack *stack;
  UkeEvenBox *questions;
  GtkWidget *back_button;
  UkeScroller *answer_scroller;
  GtkImage *picture;
  GtkLabel *question;
  GtkLabel *answer;
  GtkWidget *address_box;
  UkeQrCode *code;
  GtkLabel *address;

  /* In the language in which it was opened; nothing is asked again later. */
  UkeHelpWords words[UKE_N_HELP_TOPICS];
};

G_DEFINE_FINAL_TYPE (UkeHelpDialog, uke_help_dialog, ADW_TYPE_DIALOG)

static void
on_close_clicked (UkeHelpDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_page (UkeHelpDialog *self, const char *name)
{
  gboolean answer = g_str_equal (name, "answer");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, answer);
}

static void
on_back_clicked (UkeHelpDialog *self)
{
  show_page (self, "questions");
  gtk_widget_child_focus (GTK_WIDGET (self->questions), GTK_DIR_TAB_FORWARD);
}

static void
on_question_clicked (UkeHelpDialog *self, GtkButton *button)
{
  int topic = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "uke-topic"));
  const UkeHelpWords *words = &self->words[topic];

  gtk_label_set_label (self->question, words->question);
  gtk_label_set_label (self->answer, words->answer);
  gtk_image_set_from_icon_name (self->picture, words->picture);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), words->picture != NULL);
  uke_qr_code_set_text (self->code, words->address);
  gtk_label_set_label (self->address, words->address != NULL ? words->address : "");
  gtk_widget_set_visible (self->address_box, words->address != NULL);
  show_page (self, "answer");
  uke_scroller_go_to_top (self->answer_scroller);
  gtk_widget_grab_focus (self->back_button);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words->answer,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
add_question (UkeHelpDialog *self, UkeHelpTopic topic)
{
  GtkWidget *button = gtk_button_new_with_label (self->words[topic].question);

  gtk_widget_add_css_class (button, "kiosk-question");
  g_object_set_data (G_OBJECT (button), "uke-topic", GINT_TO_POINTER ((int) topic));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_question_clicked), self,
                           G_CONNECT_SWAPPED);
  uke_even_box_append (self->questions, button);
}

static void
uke_help_dialog_finalize (GObject *object)
{
  for (int i = 0; i < UKE_N_HELP_TOPICS; i++)
    uke_help_words_clear (&UKE_HELP_DIALOG (object)->words[i]);
  G_OBJECT_CLASS (uke_help_dialog_parent_class)->finalize (object);
}

static void
uke_help_dialog_class_init (UkeHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = uke_help_dialog_finalize;

  g_type_ensure (UKE_TYPE_EVEN_BOX);
  g_type_ensure (UKE_TYPE_QR_CODE);
  g_type_ensure (UKE_TYPE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, questions);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, answer_scroller);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, question);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, answer);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, address_box);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, code);
  gtk_widget_class_bind_template_child (widget_class, UkeHelpDialog, address);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
uke_help_dialog_init (UkeHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * uke_help_dialog_new:
 * @facts: what is known at the moment at which it is opened
 *
 * Creates the help, in the language of the moment.
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
uke_help_dialog_new (const UkeHelpFacts *facts)
{
  UkeHelpDialog *self = g_object_new (UKE_TYPE_HELP_DIALOG, NULL);

  for (int i = 0; i < UKE_N_HELP_TOPICS; i++) {
    if (i == UKE_HELP_CONSENTS && !uke_offers_any_consent (facts->offers))
      continue;
    uke_help_words_init (&self->words[i], (UkeHelpTopic) i, facts);
    add_question (self, (UkeHelpTopic) i);
  }
  uke_wrap_buttons (adw_dialog_get_child (ADW_DIALOG (self)));
  return ADW_DIALOG (self);
}
