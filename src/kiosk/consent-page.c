#include "kiosk/consent-page.h"
#include "kiosk/choice-page.h"
#include "kiosk/even-box.h"
#include "kiosk/scroller.h"

#include <glib/gi18n-lib.h>

enum {
  CHOICE_ALL,
  CHOICE_ITEMS,
  CHOICE_NOTHING,
};

struct _UkeConsentPage {
  AdwBin parent_instance;

  GtkStack *stack;
  UkeChoicePage *all_page;
  GtkBox *items;
  GtkWidget *confirm_button;

  GtkToggleButton *agree[UKE_N_CONSENT_ITEMS];
  GtkToggleButton *refuse[UKE_N_CONSENT_ITEMS];
  UkeConsents consents;
};

G_DEFINE_FINAL_TYPE (UkeConsentPage, uke_consent_page, ADW_TYPE_BIN)

static guint signal_answered;

static UkeConsent
answer_of (UkeConsentPage *self, int item)
{
  if (gtk_toggle_button_get_active (self->agree[item]))
    return UKE_CONSENT_AGREED;
  if (gtk_toggle_button_get_active (self->refuse[item]))
    return UKE_CONSENT_REFUSED;
  return UKE_CONSENT_NOT_ASKED;
}

static void
on_answer_toggled (UkeConsentPage *self)
{
  gboolean complete = TRUE;

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    complete = complete && answer_of (self, i) != UKE_CONSENT_NOT_ASKED;
  gtk_widget_set_sensitive (self->confirm_button, complete);
}

static void
on_confirm_clicked (UkeConsentPage *self)
{
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    self->consents.items[i] = answer_of (self, i);
  g_signal_emit (self, signal_answered, 0);
}

static void
answer_all (UkeConsentPage *self, UkeConsent answer)
{
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    self->consents.items[i] = answer;
  g_signal_emit (self, signal_answered, 0);
}

static void
on_chosen (UkeConsentPage *self, int choice)
{
  switch (choice) {
  case CHOICE_ALL:
    answer_all (self, UKE_CONSENT_AGREED);
    break;
  case CHOICE_NOTHING:
    answer_all (self, UKE_CONSENT_REFUSED);
    break;
  case CHOICE_ITEMS:
    gtk_stack_set_visible_child_name (self->stack, "items");
    gtk_widget_grab_focus (GTK_WIDGET (self->agree[0]));
    break;
  default:
    g_assert_not_reached ();
  }
}

static GtkToggleButton *
add_answer (UkeConsentPage *self, GtkWidget *answers, const char *item, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *heard = g_strdup_printf ("%s: %s", item, label);

  /* A child, not the label property: that would be heard in place of the whole answer. */
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, heard,
                                  -1);
  gtk_widget_add_css_class (button, "consent-answer");
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_answer_toggled), self,
                           G_CONNECT_SWAPPED);
  uke_even_box_append (UKE_EVEN_BOX (answers), button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
add_items (UkeConsentPage *self)
{
  const char *words[UKE_N_CONSENT_ITEMS] = {
    /* Translators: A kind of health record: 薬剤情報 */
    [UKE_CONSENT_ITEM_MEDICINES] = C_ ("health record", "Medicines"),
    /* Translators: A kind of health record: 診療情報 */
    [UKE_CONSENT_ITEM_VISITS] = C_ ("health record", "Past visits"),
    /* Translators: A kind of health record: 特定健診情報 */
    [UKE_CONSENT_ITEM_CHECKUPS] = C_ ("health record", "Check-ups"),
  };

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++) {
    GtkWidget *row = g_object_new (UKE_TYPE_EVEN_BOX, "spacing", 12, "rows-differ", TRUE, NULL);
    GtkWidget *answers = g_object_new (UKE_TYPE_EVEN_BOX, "spacing", 12, NULL);
    GtkWidget *name = gtk_label_new (words[i]);

    gtk_label_set_xalign (GTK_LABEL (name), 0);
    gtk_widget_add_css_class (name, "consent-item");
    gtk_label_set_wrap (GTK_LABEL (name), TRUE);
    uke_even_box_append (UKE_EVEN_BOX (row), name);
    uke_even_box_append (UKE_EVEN_BOX (row), answers);
    gtk_box_append (self->items, row);
    /* Translators: Answer for one kind of health record. */
    self->agree[i] = add_answer (self, answers, words[i], C_ ("consent", "Provide"));
    /* Translators: Answer for one kind of health record. */
    self->refuse[i] = add_answer (self, answers, words[i], C_ ("consent", "Do not provide"));
    gtk_toggle_button_set_group (self->refuse[i], self->agree[i]);
  }
}

static void
uke_consent_page_class_init (UkeConsentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signal_answered = g_signal_new ("answered", UKE_TYPE_CONSENT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (UKE_TYPE_CHOICE_PAGE);
  g_type_ensure (UKE_TYPE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/consent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, all_page);
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, items);
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked);
}

static void
uke_consent_page_init (UkeConsentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: Answer: medicines, past visits and check-ups may all be seen. */
  uke_choice_page_add (self->all_page, C_ ("consent", "Provide all"), CHOICE_ALL);
  /* Translators: Answer: each kind of health record is answered by itself. */
  uke_choice_page_add (self->all_page, C_ ("consent", "Choose one by one"), CHOICE_ITEMS);
  /* Translators: Answer: no health record may be seen. */
  uke_choice_page_add (self->all_page, C_ ("consent", "Provide nothing"), CHOICE_NOTHING);
  g_signal_connect_object (self->all_page, "chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  add_items (self);
}

/**
 * uke_consent_page_new:
 * @words: what to say
 *
 * Creates a page on which nothing is answered, in the language of the moment.
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
uke_consent_page_new (const UkeWords *words)
{
  UkeConsentPage *self = g_object_new (UKE_TYPE_CONSENT_PAGE, NULL);

  uke_choice_page_set_question (self->all_page, words->headline, words->detail);
  return GTK_WIDGET (self);
}

const UkeConsents *
uke_consent_page_get_consents (UkeConsentPage *self)
{
  return &self->consents;
}
