#include "kiosk/kiosk-frame.h"

#include "kiosk/choice-page.h"
#include "kiosk/consent-page.h"
#include "kiosk/even-box.h"
#include "kiosk/help-dialog.h"
#include "kiosk/language-dialog.h"
#include "kiosk/language.h"
#include "kiosk/languages.h"
#include "kiosk/message-page.h"
#include "kiosk/option-row.h"
#include "kiosk/pin-page.h"
#include "kiosk/step-bar.h"
#include "kiosk/welcome-page.h"
#include "kiosk/wrapping.h"

#include <glib/gi18n-lib.h>

struct _UkeKioskFrame {
  AdwBin parent_instance;

  UkeStepBar *step_bar;
  GtkWidget *language_button;
  GtkLabel *language_name;
  GtkWidget *text_size_button;
  GtkWidget *text_size_words;
  AdwBanner *banner;
  AdwBin *page_bin;
  GtkWidget *above;
  GtkToggleButton *reach_button;
  GtkWidget *stop_button;

  UkeReception *reception;
  UkePreferences *preferences;
  char *language; /* what this tree is written in */
};

G_DEFINE_FINAL_TYPE (UkeKioskFrame, uke_kiosk_frame, ADW_TYPE_BIN)

typedef enum {
  PROP_TRAINING = 1,
} Property;

static void
on_intention (UkeKioskFrame *self, UkeEvent intention)
{
  uke_reception_choose (self->reception, intention);
}

static void
on_method_chosen (UkeKioskFrame *self, int intention)
{
  uke_reception_choose (self->reception, (UkeEvent) intention);
}

static void
on_pin_entered (UkeKioskFrame *self, UkePinPage *page)
{
  uke_reception_enter_pin (self->reception, uke_pin_page_take_pin (page));
}

static void
on_consent_answered (UkeKioskFrame *self, UkeConsentPage *page)
{
  uke_reception_answer_consent (self->reception, uke_consent_page_get_consents (page));
}

static GtkWidget *
new_message_page (UkeKioskFrame *self, const UkeWords *words)
{
  GtkWidget *page = uke_message_page_new (words);

  g_signal_connect_object (page, "chosen", G_CALLBACK (on_intention), self, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
new_method_page (UkeKioskFrame *self, const UkeWords *words)
{
  UkeChoicePage *page = g_object_new (UKE_TYPE_CHOICE_PAGE, NULL);

  uke_choice_page_set_question (page, words->headline, words->detail);
  /* Translators: Way to prove who one is: the four digits; the ministry's leaflet: 暗証番号 */
  uke_choice_page_add (page, C_ ("identity", "With the PIN"), UKE_EVENT_CHOSE_PIN);
  /* Translators: Way to prove who one is: the staff compare the person with the photograph. */
  uke_choice_page_add (page, C_ ("identity", "With the staff"), UKE_EVENT_CHOSE_STAFF);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_method_chosen), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (page);
}

static GtkWidget *
new_pin_page (UkeKioskFrame *self, const UkeWords *words, gboolean offer_staff)
{
  int tries_left = uke_visit_get_tries_left (uke_reception_get_visit (self->reception));
  GtkWidget *page = uke_pin_page_new (words, tries_left, offer_staff);

  g_signal_connect_object (page, "entered", G_CALLBACK (on_pin_entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_intention), self, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
new_consent_page (UkeKioskFrame *self, const UkeWords *words)
{
  UkeVisit *visit = uke_reception_get_visit (self->reception);
  GtkWidget *page = uke_consent_page_new (words, &(UkeConsentQuestion) {
                                                     uke_reception_get_offers (self->reception),
                                                     uke_visit_get_carried (visit),
                                                     uke_visit_get_answered (visit) != NULL
                                                         ? uke_visit_get_consents (visit)
                                                         : NULL,
                                                 });

  g_signal_connect_object (page, "answered", G_CALLBACK (on_consent_answered), self,
                           G_CONNECT_SWAPPED);
  return page;
}

enum {
  ANSWER_YES,
  ANSWER_NO,
  ANSWER_BACK,
};

static void
on_subsidies_chosen (UkeKioskFrame *self, int answer)
{
  if (answer == ANSWER_BACK)
    uke_reception_choose (self->reception, UKE_EVENT_BACK);
  else
    uke_reception_answer_subsidies (self->reception, answer == ANSWER_YES);
}

static void
on_prescription_chosen (UkeKioskFrame *self, int answer)
{
  if (answer == ANSWER_BACK)
    uke_reception_choose (self->reception, UKE_EVENT_BACK);
  else
    uke_reception_answer_prescription (self->reception, answer == ANSWER_YES
                                                            ? UKE_PRESCRIPTION_ELECTRONIC
                                                            : UKE_PRESCRIPTION_PAPER);
}

/* Consents can be changed until the reception is complete. */
static void
add_way_back (UkeKioskFrame *self, UkeChoicePage *page)
{
  if (uke_visit_get_answered (uke_reception_get_visit (self->reception)) != NULL)
    /* Translators: Button: goes back to the questions about health records. */
    uke_choice_page_add_way_back (page, C_ ("consent", "Change my answers about records"),
                                  ANSWER_BACK);
}

static GtkWidget *
new_subsidies_page (UkeKioskFrame *self, const UkeWords *words)
{
  UkeChoicePage *page = g_object_new (UKE_TYPE_CHOICE_PAGE, NULL);

  uke_choice_page_set_question (page, words->headline, words->detail);
  /* Translators: Answer about subsidy certificates (受給者証); officially 利用する. */
  uke_choice_page_add (page, C_ ("subsidy", "Use them"), ANSWER_YES);
  /* Translators: Answer about subsidy certificates (受給者証): 利用しない. */
  uke_choice_page_add (page, C_ ("subsidy", "Do not use them"), ANSWER_NO);
  add_way_back (self, page);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_subsidies_chosen), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (page);
}

static GtkWidget *
new_prescription_page (UkeKioskFrame *self, const UkeWords *words)
{
  UkeChoicePage *page = g_object_new (UKE_TYPE_CHOICE_PAGE, NULL);

  uke_choice_page_set_question (page, words->headline, words->detail);
  /* Translators: Kind of prescription: 電子処方箋 */
  uke_choice_page_add (page, C_ ("prescription", "Electronic"), ANSWER_YES);
  /* Translators: Kind of prescription: 紙の処方箋 */
  uke_choice_page_add (page, C_ ("prescription", "On paper"), ANSWER_NO);
  add_way_back (self, page);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_prescription_chosen), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (page);
}

static GtkWidget *
new_page (UkeKioskFrame *self, UkeStep step, const UkeWords *words)
{
  if (step == UKE_STEP_IDLE)
    return uke_welcome_page_new (words, self->preferences);
  if (step == UKE_STEP_CHOOSE_IDENTITY)
    return new_method_page (self, words);
  if (step == UKE_STEP_PIN || step == UKE_STEP_PIN_WRONG)
    return new_pin_page (self, words, step == UKE_STEP_PIN_WRONG);
  if (step == UKE_STEP_CONSENT)
    return new_consent_page (self, words);
  if (step == UKE_STEP_SUBSIDY)
    return new_subsidies_page (self, words);
  if (step == UKE_STEP_PRESCRIPTION)
    return new_prescription_page (self, words);
  return new_message_page (self, words);
}

/* Only to a person who was identified: the banner follows the page that says it in full. */
static gboolean
shows_banner (UkeStep step)
{
  return step == UKE_STEP_CONSENT || step == UKE_STEP_SUBSIDY || step == UKE_STEP_PRESCRIPTION
         || step == UKE_STEP_RECORDING || step == UKE_STEP_COMPLETE
         || step == UKE_STEP_CARD_LEFT_BEHIND;
}

static void
show_banner (UkeKioskFrame *self, UkeStep step)
{
  UkeVisit *visit = uke_reception_get_visit (self->reception);
  g_autofree char *words = NULL;

  if (visit != NULL && shows_banner (step))
    words = uke_words_banner (visit);

  adw_banner_set_title (self->banner, words != NULL ? words : "");
  adw_banner_set_revealed (self->banner, words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->banner),
                              uke_stage_get_nick (uke_visit_get_standing (visit)->stage));
}

static void
show_step (UkeKioskFrame *self)
{
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (self->language);
  UkeStep step = uke_reception_get_step (self->reception);
  g_auto (UkeWords) words = { 0 };
  GtkWidget *page;

  uke_words_init (&words, step, uke_reception_get_reason (self->reception),
                  uke_reception_get_visit (self->reception));
  page = new_page (self, step, &words);
  uke_wrap_buttons (page);
  adw_bin_set_child (self->page_bin, page);
  uke_step_bar_set_step (self->step_bar, step);
  show_banner (self, step);
  gtk_widget_set_sensitive (self->stop_button, uke_reception_get_visit (self->reception) != NULL);

  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words.headline,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Midnight, or a clock that was set: the days are counted anew, the page stays where it is. */
static void
on_today_changed (UkeKioskFrame *self)
{
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (self->language);
  UkeStep step = uke_reception_get_step (self->reception);
  GtkWidget *page = adw_bin_get_child (self->page_bin);

  show_banner (self, step);
  if (UKE_IS_MESSAGE_PAGE (page)) {
    g_auto (UkeWords) words = { 0 };

    uke_words_init (&words, step, uke_reception_get_reason (self->reception),
                    uke_reception_get_visit (self->reception));
    uke_message_page_set_dates (UKE_MESSAGE_PAGE (page), words.dates, words.standing);
  }
}

static void
on_call_staff_clicked (UkeKioskFrame *self)
{
  uke_reception_choose (self->reception, UKE_EVENT_CALL_STAFF);
}

static void
on_help_clicked (UkeKioskFrame *self)
{
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (self->language);
  g_autoptr (GDateTime) now = uke_visit_book_get_now (uke_reception_get_book (self->reception));

  adw_dialog_present (uke_help_dialog_new (&(UkeHelpFacts) {
                          uke_reception_get_rules (self->reception),
                          now,
                          uke_reception_get_offers (self->reception),
                      }),
                      GTK_WIDGET (self));
}

static void
on_stop_clicked (UkeKioskFrame *self)
{
  uke_reception_choose (self->reception, UKE_EVENT_CANCEL);
}

static void
on_language_clicked (UkeKioskFrame *self)
{
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (self->language);

  adw_dialog_present (uke_language_dialog_new (self->preferences), GTK_WIDGET (self));
}

static void
on_text_size_clicked (UkeKioskFrame *self)
{
  uke_preferences_enlarge (self->preferences);
}

/* Larger words leave less room for those around the page. */
static void
on_text_size_changed (UkeKioskFrame *self)
{
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (self->language);
  UkeTextSize text_size = uke_preferences_get_text_size (self->preferences);
  g_autofree char *heard =
      g_strdup_printf (_ ("Text size: %s"), uke_text_size_get_words (text_size));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_size_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heard, -1);
  gtk_widget_set_visible (self->text_size_words, text_size == UKE_TEXT_SIZE_NORMAL);
  uke_step_bar_set_compact (self->step_bar, text_size != UKE_TEXT_SIZE_NORMAL);
}

static void
on_reach_toggled (UkeKioskFrame *self)
{
  uke_preferences_set_reach (self->preferences, gtk_toggle_button_get_active (self->reach_button));
}

/* The page takes no more room than it needs, and everything sinks to the lower edge. */
static void
on_reach_changed (UkeKioskFrame *self)
{
  gboolean reach = uke_preferences_get_reach (self->preferences);

  gtk_widget_set_visible (self->above, reach);
  gtk_widget_set_vexpand (GTK_WIDGET (self->page_bin), !reach);
  if (reach)
    gtk_widget_add_css_class (GTK_WIDGET (self), "reach");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "reach");
  gtk_toggle_button_set_active (self->reach_button, reach);
}

static void
show_language (UkeKioskFrame *self)
{
  const char *name = uke_languages_get_name (self->language);
  /* Translators: Heard, not seen: the button that opens the choice of languages. %s is the present
   * one. */
  g_autofree char *heard = g_strdup_printf (_ ("Language: %s"), name);

  gtk_label_set_label (self->language_name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->language_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heard, -1);
}

static void
uke_kiosk_frame_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeKioskFrame *self = UKE_KIOSK_FRAME (object);

  switch ((Property) id) {
  case PROP_TRAINING:
    g_value_set_boolean (value,
                         self->reception != NULL && uke_reception_is_training (self->reception));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_kiosk_frame_dispose (GObject *object)
{
  UkeKioskFrame *self = UKE_KIOSK_FRAME (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UKE_TYPE_KIOSK_FRAME);
  g_clear_object (&self->reception);
  g_clear_object (&self->preferences);

  G_OBJECT_CLASS (uke_kiosk_frame_parent_class)->dispose (object);
}

static void
uke_kiosk_frame_finalize (GObject *object)
{
  g_free (UKE_KIOSK_FRAME (object)->language);
  G_OBJECT_CLASS (uke_kiosk_frame_parent_class)->finalize (object);
}

static void
uke_kiosk_frame_class_init (UkeKioskFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = uke_kiosk_frame_get_property;
  object_class->dispose = uke_kiosk_frame_dispose;
  object_class->finalize = uke_kiosk_frame_finalize;

  g_object_class_install_property (object_class, PROP_TRAINING,
                                   g_param_spec_boolean ("training", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE
                                                             | G_PARAM_STATIC_STRINGS));

  g_type_ensure (UKE_TYPE_EVEN_BOX);
  g_type_ensure (UKE_TYPE_STEP_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/kiosk-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, step_bar);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, language_button);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, language_name);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, text_size_button);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, text_size_words);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, banner);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, page_bin);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, above);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, reach_button);
  gtk_widget_class_bind_template_child (widget_class, UkeKioskFrame, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, on_call_staff_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_help_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_language_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_text_size_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reach_toggled);
}

static void
uke_kiosk_frame_init (UkeKioskFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * uke_kiosk_frame_new:
 * @reception: the reception to follow
 * @preferences: how this person would like it
 *
 * Creates the screen of one patient. A change of its language needs a new one.
 *
 * Returns: (transfer floating): a frame
 */
GtkWidget *
uke_kiosk_frame_new (UkeReception *reception, UkePreferences *preferences)
{
  const char *language = uke_preferences_get_language (preferences);
  g_autoptr (UkeLanguageScope) scope = uke_language_begin (language);
  UkeKioskFrame *self = g_object_new (UKE_TYPE_KIOSK_FRAME, NULL);

  self->reception = g_object_ref (reception);
  self->preferences = g_object_ref (preferences);
  self->language = g_strdup (language);
  g_object_notify (G_OBJECT (self), "training");
  g_signal_connect_object (reception, "notify::step", G_CALLBACK (show_step), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reception, "notify::reason", G_CALLBACK (show_step), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (uke_reception_get_book (reception), "notify::today",
                           G_CALLBACK (on_today_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "notify::text-size", G_CALLBACK (on_text_size_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "notify::reach", G_CALLBACK (on_reach_changed), self,
                           G_CONNECT_SWAPPED);
  show_language (self);
  on_text_size_changed (self);
  on_reach_changed (self);
  show_step (self);
  return GTK_WIDGET (self);
}
