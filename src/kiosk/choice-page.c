#include "kiosk/choice-page.h"

#include "kiosk/even-box.h"
#include "kiosk/scroller.h"

struct _UkeChoicePage {
  AdwBin parent_instance;

  GtkLabel *headline;
  GtkLabel *detail;
  GtkLabel *subject;
  AdwBin *extra;
  UkeEvenBox *choices;
  GtkLabel *note;
  GtkButton *way_back;
};

G_DEFINE_FINAL_TYPE (UkeChoicePage, uke_choice_page, ADW_TYPE_BIN)

static guint signal_chosen;

static void
on_choice_clicked (UkeChoicePage *self, GtkButton *choice)
{
  int value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (choice), "uke-value"));

  g_signal_emit (self, signal_chosen, 0, value);
}

static void
uke_choice_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UKE_TYPE_CHOICE_PAGE);
  G_OBJECT_CLASS (uke_choice_page_parent_class)->dispose (object);
}

static void
uke_choice_page_class_init (UkeChoicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_choice_page_dispose;

  signal_chosen = g_signal_new ("chosen", UKE_TYPE_CHOICE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (UKE_TYPE_EVEN_BOX);
  g_type_ensure (UKE_TYPE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/choice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeChoicePage, headline);
  gtk_widget_class_bind_template_child (widget_class, UkeChoicePage, detail);
  gtk_widget_class_bind_template_child (widget_class, UkeChoicePage, subject);
  gtk_widget_class_bind_template_child (widget_class, UkeChoicePage, extra);
  gtk_widget_class_bind_template_child (widget_class, UkeChoicePage, choices);
  gtk_widget_class_bind_template_child (widget_class, UkeChoicePage, note);
  gtk_widget_class_bind_template_child (widget_class, UkeChoicePage, way_back);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_clicked);
}

static void
uke_choice_page_init (UkeChoicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * uke_choice_page_set_question:
 * @self: a page
 * @headline: the question, one sentence
 * @detail: what helps to answer it
 *
 * Sets what is asked.
 */
void
uke_choice_page_set_question (UkeChoicePage *self, const char *headline, const char *detail)
{
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->detail, detail);
}

static void
set_line (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

void
uke_choice_page_set_note (UkeChoicePage *self, const char *subject, const char *note)
{
  set_line (self->subject, subject);
  set_line (self->note, note);
}

void
uke_choice_page_set_extra (UkeChoicePage *self, GtkWidget *extra)
{
  adw_bin_set_child (self->extra, extra);
  gtk_widget_set_visible (GTK_WIDGET (self->extra), TRUE);
}

/**
 * uke_choice_page_add:
 * @self: a page
 * @label: the words on the card
 * @value: what "chosen" brings when it is pressed
 *
 * Adds an answer after the others, of the same size and colour.
 */
void
uke_choice_page_add (UkeChoicePage *self, const char *label, int value)
{
  GtkWidget *choice = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (choice, "card");
  gtk_widget_add_css_class (choice, "kiosk-choice");
  g_object_set_data (G_OBJECT (choice), "uke-value", GINT_TO_POINTER (value));
  g_signal_connect_object (choice, "clicked", G_CALLBACK (on_choice_clicked), self,
                           G_CONNECT_SWAPPED);
  uke_even_box_append (self->choices, choice);
}

void
uke_choice_page_add_way_back (UkeChoicePage *self, const char *label, int value)
{
  gtk_button_set_label (self->way_back, label);
  g_object_set_data (G_OBJECT (self->way_back), "uke-value", GINT_TO_POINTER (value));
  gtk_widget_set_visible (GTK_WIDGET (self->way_back), TRUE);
}
