#include "kiosk/consent-page.h"

#include "kiosk/choice-page.h"
#include "kiosk/consent-list.h"
#include "kiosk/scroller.h"
#include "reception/consent-words.h"
#include "reception/date-words.h"
#include "validity/date.h"

#include <glib/gi18n-lib.h>

enum {
  CHOICE_ALL,
  CHOICE_ITEMS,
  CHOICE_NOTHING,
  CHOICE_SAME,
};

struct _UkeConsentPage {
  AdwBin parent_instance;

  GtkStack *stack;
  UkeChoicePage *all_page;
  UkeChoicePage *same_page;
  GtkLabel *items_detail;
  GtkLabel *items_window;
  AdwBin *items_place;
  GtkWidget *confirm_button;

  UkeOffers offers;
  UkeConsentList *list;
  UkeConsents last; /* as of last time, among what is asked now */
  UkeConsents consents;
};

G_DEFINE_FINAL_TYPE (UkeConsentPage, uke_consent_page, ADW_TYPE_BIN)

static guint signal_answered;

static void
answer (UkeConsentPage *self, const UkeConsents *consents)
{
  self->consents = *consents;
  g_signal_emit (self, signal_answered, 0);
}

static void
on_confirm_clicked (UkeConsentPage *self)
{
  UkeConsents consents;

  uke_consent_list_get_consents (self->list, &consents);
  answer (self, &consents);
}

static void
answer_all (UkeConsentPage *self, UkeConsent word)
{
  UkeConsents consents = { 0 };

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    if (self->offers.consents[i])
      consents.items[i] = word;
  answer (self, &consents);
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
  case CHOICE_SAME:
    answer (self, &self->last);
    break;
  case CHOICE_ITEMS:
    gtk_stack_set_visible_child_name (self->stack, "items");
    if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
      gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
    break;
  default:
    g_assert_not_reached ();
  }
}

/* Of last time's answers those that are asked now; whether that is every one, and whether any. */
static void
take_last (UkeConsentPage *self, const UkeCarriedConsents *carried, gboolean *all, gboolean *any)
{
  *all = TRUE;
  *any = FALSE;
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++) {
    if (!self->offers.consents[i])
      continue;
    self->last.items[i] = carried->consents.items[i];
    *any = *any || self->last.items[i] != UKE_CONSENT_NOT_ASKED;
    *all = *all && self->last.items[i] != UKE_CONSENT_NOT_ASKED;
  }
}

static char *
describe_last_time (const UkeCarriedConsents *carried)
{
  g_autofree char *day = NULL;
  GDate date;

  uke_date_from_instant (carried->answered, &date);
  day = uke_date_words (&date);
  /* Translators: Above the answers about health records of the last visit here. %s is its day. */
  return g_strdup_printf (_ ("These are your answers here of %s."), day);
}

/* One line an item: what it is, and what was answered. */
static GtkWidget *
new_last_answers (UkeConsentPage *self)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  GtkWidget *label;

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++) {
    if (!self->offers.consents[i])
      continue;
    if (lines->len > 0)
      g_string_append_c (lines, '\n');
    /* Translators: One line of the last answers. %1$s is a kind of health record, %2$s the answer.
     */
    g_string_append_printf (lines, _ ("%1$s: %2$s"), uke_consent_words_item ((UkeConsentItem) i),
                            self->last.items[i] == UKE_CONSENT_AGREED
                                ? C_ ("consent", "Provide")
                                : C_ ("consent", "Do not provide"));
  }
  label = gtk_label_new (lines->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "kiosk-dates");
  return label;
}

static void
ask_all (UkeConsentPage *self, const UkeWords *words)
{
  g_autofree char *asked = uke_consent_words_asked (&self->offers);

  uke_choice_page_set_question (self->all_page, words->headline, words->detail);
  uke_choice_page_set_note (self->all_page, asked, uke_consent_words_window ());
  /* Translators: Answer: medicines, past visits and check-ups may all be seen. */
  uke_choice_page_add (self->all_page, C_ ("consent", "Provide all"), CHOICE_ALL);
  /* Translators: Answer: each kind of health record is answered by itself. */
  uke_choice_page_add (self->all_page, C_ ("consent", "Choose one by one"), CHOICE_ITEMS);
  /* Translators: Answer: no health record may be seen. */
  uke_choice_page_add (self->all_page, C_ ("consent", "Provide nothing"), CHOICE_NOTHING);
}

static void
ask_same (UkeConsentPage *self, const char *last_time)
{
  /* Translators: Question to a patient who has answered about health records here before. */
  uke_choice_page_set_question (self->same_page, _ ("Go on with the same answers as last time?"),
                                last_time);
  uke_choice_page_set_extra (self->same_page, new_last_answers (self));
  uke_choice_page_set_note (self->same_page, NULL, uke_consent_words_window ());
  /* Translators: Answer: as last time. */
  uke_choice_page_add (self->same_page, C_ ("consent", "Go on"), CHOICE_SAME);
  /* Translators: Answer: not as last time. */
  uke_choice_page_add (self->same_page, C_ ("consent", "Change"), CHOICE_ITEMS);
}

static void
ask_items (UkeConsentPage *self,
           const UkeConsents *before,
           const char *last_time,
           gboolean mark_new)
{
  self->list = UKE_CONSENT_LIST (uke_consent_list_new (&self->offers, before, mark_new));
  adw_bin_set_child (self->items_place, GTK_WIDGET (self->list));
  g_object_bind_property (self->list, "complete", self->confirm_button, "sensitive",
                          G_BINDING_SYNC_CREATE);
  gtk_label_set_label (self->items_detail, last_time != NULL ? last_time : "");
  gtk_widget_set_visible (GTK_WIDGET (self->items_detail), last_time != NULL);
  gtk_label_set_label (self->items_window, uke_consent_words_window ());
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
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, same_page);
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, items_detail);
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, items_window);
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, items_place);
  gtk_widget_class_bind_template_child (widget_class, UkeConsentPage, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked);
}

static void
uke_consent_page_init (UkeConsentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->all_page, "chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->same_page, "chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
}

/**
 * uke_consent_page_new:
 * @words: what to say
 * @question: what is asked, and what was answered before
 *
 * Creates a page, in the language of the moment. Without earlier answers all, nothing or item by
 * item is asked; where last time's answers are complete they are shown and may be kept; where
 * something new is asked, it stands unanswered among them. The ministry's leaflet:
 * 医療機関ごとに前回の同意状況を引き継ぎます.
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
uke_consent_page_new (const UkeWords *words, const UkeConsentQuestion *question)
{
  UkeConsentPage *self = g_object_new (UKE_TYPE_CONSENT_PAGE, NULL);
  g_autofree char *last_time = NULL;
  gboolean all = FALSE;
  gboolean any = FALSE;

  self->offers = *question->offers;
  if (question->carried != NULL)
    take_last (self, question->carried, &all, &any);
  if (any)
    last_time = describe_last_time (question->carried);

  ask_all (self, words);
  if (all && any)
    ask_same (self, last_time);
  if (question->given != NULL)
    ask_items (self, question->given, NULL, FALSE);
  else
    ask_items (self, &self->last, last_time, any);

  gtk_stack_set_visible_child_name (self->stack, question->given != NULL || (any && !all) ? "items"
                                                 : any                                    ? "same"
                                                                                          : "all");
  return GTK_WIDGET (self);
}

const UkeConsents *
uke_consent_page_get_consents (UkeConsentPage *self)
{
  return &self->consents;
}
