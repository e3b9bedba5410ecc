#include "kiosk/language.h"
#include "kiosk/languages.h"
#include "kiosk/preferences.h"

#include <libintl.h>
#include <locale.h>

/* What one person chose is gone with them. */

static void
count (guint *calls)
{
  ++*calls;
}

static void
test_nothing_is_kept (void)
{
  g_autoptr (UkePreferences) preferences = uke_preferences_new ("ja");

  uke_preferences_set_language (preferences, "en");
  uke_preferences_set_text_size (preferences, UKE_TEXT_SIZE_LARGEST);
  uke_preferences_set_reach (preferences, TRUE);
  uke_preferences_reset (preferences);
  g_assert_false (uke_preferences_get_reach (preferences));
  g_assert_cmpstr (uke_preferences_get_language (preferences), ==, "ja");
  g_assert_cmpint (uke_preferences_get_text_size (preferences), ==, UKE_TEXT_SIZE_NORMAL);
}

static void
test_only_changes_are_told (void)
{
  g_autoptr (UkePreferences) preferences = uke_preferences_new ("ja");
  guint calls = 0;

  g_signal_connect_swapped (preferences, "notify", G_CALLBACK (count), &calls);
  uke_preferences_reset (preferences);
  uke_preferences_set_language (preferences, "ja");
  uke_preferences_set_text_size (preferences, UKE_TEXT_SIZE_NORMAL);
  g_assert_cmpuint (calls, ==, 0);
  uke_preferences_set_language (preferences, "en");
  uke_preferences_set_text_size (preferences, UKE_TEXT_SIZE_LARGE);
  g_assert_cmpuint (calls, ==, 2);
}

static void
test_after_the_largest_comes_the_first (void)
{
  g_autoptr (UkePreferences) preferences = uke_preferences_new ("ja");

  for (int i = 1; i < UKE_N_TEXT_SIZES; i++) {
    uke_preferences_enlarge (preferences);
    g_assert_cmpint (uke_preferences_get_text_size (preferences), ==, i);
  }
  uke_preferences_enlarge (preferences);
  g_assert_cmpint (uke_preferences_get_text_size (preferences), ==, UKE_TEXT_SIZE_NORMAL);
}

static void
test_languages_have_names (void)
{
  g_assert_cmpstr (uke_languages_get_name ("en"), ==, "English");
  g_assert_cmpstr (uke_languages_get_name ("xx"), ==, "xx");
  for (const UkeLanguage *language = uke_languages_get (); language->code != NULL; language++)
    g_assert_cmpstr (language->name, !=, language->code);
}

static void
test_a_language_is_there_with_its_catalogue (void)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEXTDOMAINDIR"));
  g_assert_true (uke_languages_is_there ("en"));
  g_assert_true (uke_languages_is_there ("ja"));
  g_assert_true (uke_languages_is_there ("ja@easy"));
  g_assert_false (uke_languages_is_there ("mn"));
  bindtextdomain (GETTEXT_PACKAGE, "/nonexistent");
  g_assert_true (uke_languages_is_there ("en"));
  g_assert_false (uke_languages_is_there ("ja"));
}

/* What is not said in easy Japanese is said in Japanese. */
static void
test_easy_japanese_falls_back_to_japanese (void)
{
  if (setlocale (LC_ALL, "ja_JP.UTF-8") == NULL)
    g_error ("there is no locale ja_JP.UTF-8 here; “./dev test” makes one");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEXTDOMAINDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  uke_language_use ("ja@easy");
  g_assert_cmpstr (dgettext (GETTEXT_PACKAGE, "You are received"), ==, "受付が 終わりました");
  g_assert_cmpstr (dgettext (GETTEXT_PACKAGE, "YYYY-MM-DD"), ==, "YYYY-MM-DD");
  g_assert_cmpstr (dgettext (GETTEXT_PACKAGE, "Reception"), ==, "受付");
  uke_language_use ("ja");
  g_assert_cmpstr (dgettext (GETTEXT_PACKAGE, "You are received"), ==, "受付が完了しました");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preferences/nothing-is-kept", test_nothing_is_kept);
  g_test_add_func ("/preferences/only-changes-are-told", test_only_changes_are_told);
  g_test_add_func ("/preferences/after-the-largest-comes-the-first",
                   test_after_the_largest_comes_the_first);
  g_test_add_func ("/languages/have-names", test_languages_have_names);
  g_test_add_func ("/languages/is-there-with-its-catalogue",
                   test_a_language_is_there_with_its_catalogue);
  g_test_add_func ("/languages/easy-japanese-falls-back-to-japanese",
                   test_easy_japanese_falls_back_to_japanese);

  return g_test_run ();
}
