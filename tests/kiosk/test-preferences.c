#include "kiosk/languages.h"
#include "kiosk/preferences.h"

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
  uke_preferences_reset (preferences);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preferences/nothing-is-kept", test_nothing_is_kept);
  g_test_add_func ("/preferences/only-changes-are-told", test_only_changes_are_told);
  g_test_add_func ("/preferences/after-the-largest-comes-the-first",
                   test_after_the_largest_comes_the_first);
  g_test_add_func ("/languages/have-names", test_languages_have_names);

  return g_test_run ();
}
