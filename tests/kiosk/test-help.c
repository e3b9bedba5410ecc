#include "kiosk/help-dialog.h"
#include "kiosk/qr-code.h"

#include <string.h>

/* Every question has an answer, and every address a code. */

static UkeRules *rules;
static GDateTime *now;
static UkeOffers offers;

static UkeHelpFacts
facts (void)
{
  return (UkeHelpFacts) { rules, now, &offers };
}

static char *
answer_to (UkeHelpTopic topic)
{
  UkeHelpFacts known = facts ();
  g_auto (UkeHelpWords) words = { 0 };

  uke_help_words_init (&words, topic, &known);
  return g_steal_pointer (&words.answer);
}

static void
assert_says (UkeHelpTopic topic, const char *words)
{
  g_autofree char *answer = answer_to (topic);

  if (strstr (answer, words) == NULL)
    g_error ("no “%s” in “%s”", words, answer);
}

static void
test_every_question_has_an_answer (void)
{
  UkeHelpFacts known = facts ();

  for (int i = 0; i < UKE_N_HELP_TOPICS; i++) {
    g_auto (UkeHelpWords) words = { 0 };

    uke_help_words_init (&words, (UkeHelpTopic) i, &known);
    g_assert_cmpuint (strlen (words.question), >, 0);
    g_assert_cmpuint (strlen (words.answer), >, 0);
  }
}

static void
test_what_the_leaflet_says_is_there (void)
{
  assert_says (UKE_HELP_UNTIL_WHEN, "5th birthday");
  assert_says (UKE_HELP_UNTIL_WHEN, "10th birthday");
  assert_says (UKE_HELP_RENEWING, "three months");
  assert_says (UKE_HELP_RENEWING, "online");
  assert_says (UKE_HELP_RENEWING, "資格確認書");
  assert_says (UKE_HELP_CHIP, "No medical data");
  assert_says (UKE_HELP_GOOD_FOR, "in advance");
}

static void
test_the_hotlines_come_from_the_rules (void)
{
  assert_says (UKE_HELP_HOTLINE, "0120-95-0178, choice 5");
  assert_says (UKE_HELP_HOTLINE, "Open now, until 20:00");
  assert_says (UKE_HELP_HOTLINE, "Weekdays 9:30–20:00");
  /* A loss is taken at any hour, by another choice. */
  assert_says (UKE_HELP_LOST, "0120-95-0178, choice 2");
}

static void
test_only_what_is_asked_is_explained (void)
{
  g_autofree char *answer = answer_to (UKE_HELP_CONSENTS);

  g_assert_nonnull (strstr (answer, "Check-ups"));
  g_assert_null (strstr (answer, "Operations"));
  g_assert_nonnull (strstr (answer, "24 hours"));
}

static guint
count_class (GtkWidget *widget, const char *css_class)
{
  guint n = gtk_widget_has_css_class (widget, css_class) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_class (child, css_class);
  return n;
}

static void
test_nothing_asked_leaves_no_question_about_it (void)
{
  UkeOffers none = { 0 };
  UkeHelpFacts known = facts ();
  AdwDialog *dialog = g_object_ref_sink (uke_help_dialog_new (&known));

  g_assert_cmpuint (count_class (adw_dialog_get_child (dialog), "kiosk-question"), ==, UKE_N_HELP_TOPICS);
  g_assert_finalize_object (dialog);
  known.offers = &none;
  dialog = g_object_ref_sink (uke_help_dialog_new (&known));
  g_assert_cmpuint (count_class (adw_dialog_get_child (dialog), "kiosk-question"), ==, UKE_N_HELP_TOPICS - 1);
  g_assert_finalize_object (dialog);
}

static void
test_codes (void)
{
  UkeQrCode *code = g_object_ref_sink (g_object_new (UKE_TYPE_QR_CODE, NULL));
  g_autofree char *too_long = g_strnfill (8000, 'x');
  int width;

  g_assert_cmpint (uke_qr_code_get_size (code), ==, 0);
  uke_qr_code_set_text (code, "https://myna.go.jp/");
  /* 19 bytes with correction M: version 2, of 25 modules; with its quiet zone 33. */
  g_assert_cmpint (uke_qr_code_get_size (code), ==, 25);
  gtk_widget_measure (GTK_WIDGET (code), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width % 33, ==, 0);
  uke_qr_code_set_text (code, too_long);
  g_assert_cmpint (uke_qr_code_get_size (code), ==, 0);
  uke_qr_code_set_text (code, NULL);
  g_assert_cmpint (uke_qr_code_get_size (code), ==, 0);
  g_assert_finalize_object (code);
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rules = uke_rules_new_built_in ();
  now = g_date_time_new_from_iso8601 ("2026-11-20T10:42:00+09:00", NULL); /* a Friday */
  uke_offers_init (&offers);

  g_test_add_func ("/help/every-question-has-an-answer", test_every_question_has_an_answer);
  g_test_add_func ("/help/what-the-leaflet-says-is-there", test_what_the_leaflet_says_is_there);
  g_test_add_func ("/help/the-hotlines-come-from-the-rules", test_the_hotlines_come_from_the_rules);
  g_test_add_func ("/help/only-what-is-asked-is-explained", test_only_what_is_asked_is_explained);
  g_test_add_func ("/help/nothing-asked-leaves-no-question-about-it",
                   test_nothing_asked_leaves_no_question_about_it);
  g_test_add_func ("/qr-code/codes", test_codes);

  status = g_test_run ();
  g_date_time_unref (now);
  g_object_unref (rules);
  return status;
}
