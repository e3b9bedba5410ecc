#include "kiosk/choice-page.h"
#include "kiosk/consent-page.h"
#include "kiosk/message-page.h"
#include "kiosk/pin-page.h"

#include <string.h>

/* The pages by themselves: buttons pressed, signals heard, nothing kept. */

static UkeWords words = {
  .illustration = "uke-pin-symbolic",
  .headline = (char *) "Headline",
  .detail = (char *) "Detail",
};

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
press (GtkWidget *page, const char *label)
{
  GtkWidget *button = find_button (page, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
find_class (GtkWidget *widget, const char *css_class)
{
  if (gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_class (child, css_class);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
nth_child (GtkWidget *widget, int n)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  while (n-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* A row an item: its name, and beside it yes and no. */
static void
answer (GtkWidget *page, int item, gboolean yes)
{
  GtkWidget *answers = gtk_widget_get_parent (find_class (page, "consent-answer"));
  GtkWidget *rows = gtk_widget_get_parent (gtk_widget_get_parent (answers));
  GtkWidget *row = nth_child (rows, item);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth_child (nth_child (row, 1), yes ? 0 : 1)),
                                TRUE);
}

static void
count (guint *calls)
{
  ++*calls;
}

static void
keep (int *value, int chosen)
{
  *value = chosen;
}

static GtkWidget *
own (GtkWidget *page)
{
  return g_object_ref_sink (page);
}

static guint
filled_dots (GtkWidget *widget)
{
  guint n =
      gtk_widget_has_css_class (widget, "pin-dot") && gtk_widget_has_css_class (widget, "filled");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += filled_dots (child);
  return n;
}

static void
test_four_digits_are_handed_over (void)
{
  GtkWidget *page = own (uke_pin_page_new (&words, 3, FALSE));
  g_autoptr (UkePin) pin = NULL;
  guint entered = 0;

  g_signal_connect_swapped (page, "entered", G_CALLBACK (count), &entered);
  press (page, "1");
  press (page, "2");
  press (page, "3");
  g_assert_cmpuint (filled_dots (page), ==, 3);
  g_assert_cmpuint (entered, ==, 0);
  press (page, "4");
  g_assert_cmpuint (entered, ==, 1);

  pin = uke_pin_page_take_pin (UKE_PIN_PAGE (page));
  g_assert_cmpmem (uke_pin_peek (pin), UKE_PIN_LENGTH, "1234", 4);
  g_assert_cmpuint (filled_dots (page), ==, 0);
  g_assert_finalize_object (page);
}

static void
test_clear_and_cancel_leave_nothing (void)
{
  GtkWidget *page = own (uke_pin_page_new (&words, 3, FALSE));
  int chosen = -1;

  g_signal_connect_swapped (page, "chosen", G_CALLBACK (keep), &chosen);
  press (page, "7");
  press (page, "Clear");
  g_assert_cmpuint (filled_dots (page), ==, 0);
  press (page, "7");
  press (page, "Cancel");
  g_assert_cmpuint (filled_dots (page), ==, 0);
  g_assert_cmpint (chosen, ==, UKE_EVENT_BACK);
  g_assert_finalize_object (page);
}

static void
test_left_page_is_gone_with_its_digits (void)
{
  GtkWidget *page = own (uke_pin_page_new (&words, 3, FALSE));

  press (page, "1");
  press (page, "2");
  g_assert_finalize_object (page);
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static void
test_tries_are_told_before_the_first_digit (void)
{
  GtkWidget *full = own (uke_pin_page_new (&words, 3, FALSE));
  GtkWidget *two = own (uke_pin_page_new (&words, 2, FALSE));
  GtkWidget *last = own (uke_pin_page_new (&words, 1, FALSE));
  GtkWidget *unknown = own (uke_pin_page_new (&words, -1, FALSE));

  g_assert_false (shows (full, "left"));
  g_assert_true (shows (two, "2 tries left"));
  g_assert_true (shows (last, "1 try left"));
  g_assert_false (shows (unknown, "left"));
  g_assert_true (gtk_widget_get_visible (find_button (last, "Have the staff check")));
  g_assert_false (gtk_widget_get_visible (find_button (two, "Have the staff check")));

  g_assert_finalize_object (full);
  g_assert_finalize_object (two);
  g_assert_finalize_object (last);
  g_assert_finalize_object (unknown);
}

static void
test_message_has_one_way_on (void)
{
  UkeWords with_button = words;
  GtkWidget *page;
  int chosen = -1;

  with_button.button = (char *) "Continue";
  with_button.on_button = UKE_EVENT_NEXT;
  page = own (uke_message_page_new (&with_button));
  g_signal_connect_swapped (page, "chosen", G_CALLBACK (keep), &chosen);
  press (page, "Continue");
  g_assert_cmpint (chosen, ==, UKE_EVENT_NEXT);
  g_assert_finalize_object (page);
}

/* An institution that asks three things. */
static GtkWidget *
new_consent_page (const UkeCarriedConsents *carried, const UkeConsents *given)
{
  UkeOffers offers;

  uke_offers_init (&offers);
  return uke_consent_page_new (&words, &(UkeConsentQuestion) { &offers, carried, given });
}

static void
test_nothing_is_agreed_beforehand (void)
{
  GtkWidget *page = own (new_consent_page (NULL, NULL));
  const UkeConsents *consents = uke_consent_page_get_consents (UKE_CONSENT_PAGE (page));
  GtkWidget *confirm;

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    g_assert_cmpint (consents->items[i], ==, UKE_CONSENT_NOT_ASKED);

  press (page, "Choose one by one");
  confirm = find_button (page, "Confirm");
  g_assert_false (gtk_widget_get_sensitive (confirm));
  answer (page, 0, TRUE);
  answer (page, 1, FALSE);
  g_assert_false (gtk_widget_get_sensitive (confirm));
  answer (page, 2, TRUE);
  press (page, "Confirm");
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_MEDICINES], ==, UKE_CONSENT_AGREED);
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_VISITS], ==, UKE_CONSENT_REFUSED);
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_CHECKUPS], ==, UKE_CONSENT_AGREED);
  g_assert_finalize_object (page);
}

/* What is not asked stays not asked, whatever was answered. */
static void
assert_answers (const UkeConsents *consents, UkeConsent asked)
{
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    g_assert_cmpint (consents->items[i], ==,
                     i <= UKE_CONSENT_ITEM_CHECKUPS ? asked : UKE_CONSENT_NOT_ASKED);
}

static void
test_consent_all_or_nothing (void)
{
  GtkWidget *page = own (new_consent_page (NULL, NULL));
  const UkeConsents *consents = uke_consent_page_get_consents (UKE_CONSENT_PAGE (page));
  guint answered = 0;

  g_signal_connect_swapped (page, "answered", G_CALLBACK (count), &answered);
  press (page, "Provide nothing");
  g_assert_cmpuint (answered, ==, 1);
  assert_answers (consents, UKE_CONSENT_REFUSED);
  press (page, "Provide all");
  assert_answers (consents, UKE_CONSENT_AGREED);
  g_assert_finalize_object (page);
}

static const char *
shown_page (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (page))));
}

static UkeCarriedConsents
carry (UkeConsent medicines, UkeConsent visits, UkeConsent checkups)
{
  UkeCarriedConsents carried = { { { medicines, visits, checkups } },
                                 g_date_time_new_utc (2026, 11, 1, 1, 0, 0) };

  return carried;
}

static void
test_last_answers_are_shown_with_their_day (void)
{
  UkeCarriedConsents carried = carry (UKE_CONSENT_AGREED, UKE_CONSENT_REFUSED, UKE_CONSENT_AGREED);
  GtkWidget *page = own (new_consent_page (&carried, NULL));
  const UkeConsents *consents = uke_consent_page_get_consents (UKE_CONSENT_PAGE (page));
  guint answered = 0;

  g_signal_connect_swapped (page, "answered", G_CALLBACK (count), &answered);
  g_assert_cmpstr (shown_page (page), ==, "same");
  g_assert_true (shows (page, "1 November 2026"));
  press (page, "Go on");
  g_assert_cmpuint (answered, ==, 1);
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_MEDICINES], ==, UKE_CONSENT_AGREED);
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_VISITS], ==, UKE_CONSENT_REFUSED);
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_OPERATIONS], ==, UKE_CONSENT_NOT_ASKED);
  g_assert_finalize_object (page);
  uke_carried_consents_clear (&carried);
}

static void
test_last_answers_can_be_changed (void)
{
  UkeCarriedConsents carried = carry (UKE_CONSENT_AGREED, UKE_CONSENT_REFUSED, UKE_CONSENT_AGREED);
  GtkWidget *page = own (new_consent_page (&carried, NULL));
  const UkeConsents *consents = uke_consent_page_get_consents (UKE_CONSENT_PAGE (page));

  press (page, "Change");
  g_assert_cmpstr (shown_page (page), ==, "items");
  answer (page, 0, FALSE);
  press (page, "Confirm");
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_MEDICINES], ==, UKE_CONSENT_REFUSED);
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_CHECKUPS], ==, UKE_CONSENT_AGREED);
  g_assert_finalize_object (page);
  uke_carried_consents_clear (&carried);
}

static void
test_what_is_new_stands_unanswered (void)
{
  UkeCarriedConsents carried =
      carry (UKE_CONSENT_AGREED, UKE_CONSENT_NOT_ASKED, UKE_CONSENT_REFUSED);
  GtkWidget *page = own (new_consent_page (&carried, NULL));
  const UkeConsents *consents = uke_consent_page_get_consents (UKE_CONSENT_PAGE (page));

  g_assert_cmpstr (shown_page (page), ==, "items");
  g_assert_true (shows (page, "New"));
  g_assert_false (gtk_widget_get_sensitive (find_button (page, "Confirm")));
  answer (page, 1, FALSE);
  press (page, "Confirm");
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_MEDICINES], ==, UKE_CONSENT_AGREED);
  g_assert_cmpint (consents->items[UKE_CONSENT_ITEM_VISITS], ==, UKE_CONSENT_REFUSED);
  g_assert_finalize_object (page);
  uke_carried_consents_clear (&carried);
}

/* Other things were asked last time: that is as if nothing had been. */
static void
test_nothing_to_carry (void)
{
  UkeCarriedConsents carried =
      carry (UKE_CONSENT_NOT_ASKED, UKE_CONSENT_NOT_ASKED, UKE_CONSENT_NOT_ASKED);
  GtkWidget *page;

  carried.consents.items[UKE_CONSENT_ITEM_OPERATIONS] = UKE_CONSENT_AGREED;
  page = own (new_consent_page (&carried, NULL));
  g_assert_cmpstr (shown_page (page), ==, "all");
  press (page, "Provide all");
  g_assert_cmpint (
      uke_consent_page_get_consents (UKE_CONSENT_PAGE (page))->items[UKE_CONSENT_ITEM_OPERATIONS],
      ==, UKE_CONSENT_NOT_ASKED);
  g_assert_finalize_object (page);
  uke_carried_consents_clear (&carried);
}

static void
test_answers_of_this_visit_can_be_changed (void)
{
  UkeConsents given = { { UKE_CONSENT_REFUSED, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED } };
  GtkWidget *page = own (new_consent_page (NULL, &given));

  g_assert_cmpstr (shown_page (page), ==, "items");
  g_assert_false (shows (page, "New"));
  press (page, "Confirm");
  g_assert_cmpmem (uke_consent_page_get_consents (UKE_CONSENT_PAGE (page)), sizeof given, &given,
                   sizeof given);
  g_assert_finalize_object (page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/pin-page/four-digits-are-handed-over", test_four_digits_are_handed_over);
  g_test_add_func ("/pin-page/clear-and-cancel-leave-nothing", test_clear_and_cancel_leave_nothing);
  g_test_add_func ("/pin-page/left-page-is-gone-with-its-digits",
                   test_left_page_is_gone_with_its_digits);
  g_test_add_func ("/pin-page/tries-are-told-before-the-first-digit",
                   test_tries_are_told_before_the_first_digit);
  g_test_add_func ("/message-page/one-way-on", test_message_has_one_way_on);
  g_test_add_func ("/consent-page/nothing-is-agreed-beforehand", test_nothing_is_agreed_beforehand);
  g_test_add_func ("/consent-page/all-or-nothing", test_consent_all_or_nothing);
  g_test_add_func ("/consent-page/last-answers-are-shown-with-their-day",
                   test_last_answers_are_shown_with_their_day);
  g_test_add_func ("/consent-page/last-answers-can-be-changed", test_last_answers_can_be_changed);
  g_test_add_func ("/consent-page/what-is-new-stands-unanswered",
                   test_what_is_new_stands_unanswered);
  g_test_add_func ("/consent-page/nothing-to-carry", test_nothing_to_carry);
  g_test_add_func ("/consent-page/answers-of-this-visit-can-be-changed",
                   test_answers_of_this_visit_can_be_changed);

  return g_test_run ();
}
