#include "reception/hotline-words.h"
#include "reception/rules.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static GDate
day (GDateDay d, GDateMonth m, GDateYear y)
{
  GDate date;

  g_date_set_dmy (&date, d, m, y);
  return date;
}

/* The day on which each rule begins and the one on which it is over, as the reference has them. */
static void
test_built_in_days (void)
{
  const struct {
    UkeRule rule;
    GDate first;
    GDate last; /* year 2200: until further notice */
  } rows[] = {
    { UKE_RULE_LIMIT_AMOUNT_WITHOUT_CONSENT, day (7, 10, 2024), day (1, 1, 2200) },
    { UKE_RULE_GRACE, day (2, 12, 2024), day (1, 1, 2200) },
    { UKE_RULE_CONSENT_CARRIED_OVER, day (1, 2, 2025), day (1, 1, 2200) },
    { UKE_RULE_PHONE, day (19, 9, 2025), day (1, 1, 2200) },
    { UKE_RULE_OLD_INSURANCE_CARD, day (2, 12, 2025), day (31, 7, 2026) },
    { UKE_RULE_CERTIFICATE_FOR_ALL_AGED_75, day (2, 12, 2024), day (31, 7, 2026) },
  };
  g_autoptr (UkeRules) rules = uke_rules_new_built_in ();

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, UKE_N_RULES);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    GDate before = rows[i].first, after = rows[i].last;

    g_date_subtract_days (&before, 1);
    g_date_add_days (&after, 1);
    g_assert_false (uke_rules_hold (rules, rows[i].rule, &before));
    g_assert_true (uke_rules_hold (rules, rows[i].rule, &rows[i].first));
    g_assert_true (uke_rules_hold (rules, rows[i].rule, &rows[i].last));
    g_assert_cmpint (uke_rules_hold (rules, rows[i].rule, &after), ==,
                     g_date_get_year (&after) == 2200);
  }
}

/* The acceptance of old cards was prolonged: no day between the two notices is left out. */
static void
test_prolonged_without_a_gap (void)
{
  g_autoptr (UkeRules) rules = uke_rules_new_built_in ();
  GDate last = day (31, 3, 2026), next = day (1, 4, 2026);

  g_assert_true (uke_rules_hold (rules, UKE_RULE_OLD_INSURANCE_CARD, &last));
  g_assert_true (uke_rules_hold (rules, UKE_RULE_OLD_INSURANCE_CARD, &next));
}

static void
test_hotline (void)
{
  static const struct {
    const char *now;
    UkeHotlineState state;
    const char *until;
    const char *words;
  } rows[] = {
    /* a Wednesday */
    { "2026-11-25T09:29:59+09", UKE_HOTLINE_CLOSED, "2026-11-25T09:30:00+09",
      "Closed now, opens today at 9:30" },
    { "2026-11-25T09:30:00+09", UKE_HOTLINE_OPEN, "2026-11-25T20:00:00+09",
      "Open now, until 20:00" },
    { "2026-11-25T19:59:59+09", UKE_HOTLINE_OPEN, "2026-11-25T20:00:00+09",
      "Open now, until 20:00" },
    { "2026-11-25T20:00:00+09", UKE_HOTLINE_CLOSED, "2026-11-26T09:30:00+09",
      "Closed now, opens tomorrow at 9:30" },
    /* the same moment as told in London */
    { "2026-11-25T00:30:00Z", UKE_HOTLINE_OPEN, "2026-11-25T20:00:00+09", "Open now, until 20:00" },
    /* Saturday, and a Monday that is a holiday */
    { "2026-11-21T17:29:59+09", UKE_HOTLINE_OPEN, "2026-11-21T17:30:00+09",
      "Open now, until 17:30" },
    { "2026-11-21T17:30:00+09", UKE_HOTLINE_CLOSED, "2026-11-22T09:30:00+09",
      "Closed now, opens tomorrow at 9:30" },
    { "2026-11-23T18:00:00+09", UKE_HOTLINE_CLOSED, "2026-11-24T09:30:00+09",
      "Closed now, opens tomorrow at 9:30" },
    /* a Tuesday between two holidays, by law one itself */
    { "2026-09-22T18:00:00+09", UKE_HOTLINE_CLOSED, "2026-09-23T09:30:00+09",
      "Closed now, opens tomorrow at 9:30" },
    /* around New Year */
    { "2026-12-28T19:59:59+09", UKE_HOTLINE_OPEN, "2026-12-28T20:00:00+09",
      "Open now, until 20:00" },
    { "2026-12-28T20:00:00+09", UKE_HOTLINE_CLOSED, "2027-01-04T09:30:00+09",
      "Closed now, opens on 4 Jan at 9:30" },
    { "2026-12-29T09:30:00+09", UKE_HOTLINE_CLOSED, "2027-01-04T09:30:00+09",
      "Closed now, opens on 4 Jan at 9:30" },
    { "2026-12-31T12:00:00+09", UKE_HOTLINE_CLOSED, "2027-01-04T09:30:00+09",
      "Closed now, opens on 4 Jan at 9:30" },
    { "2027-01-03T23:59:59+09", UKE_HOTLINE_CLOSED, "2027-01-04T09:30:00+09",
      "Closed now, opens tomorrow at 9:30" },
    { "2027-01-04T09:30:00+09", UKE_HOTLINE_OPEN, "2027-01-04T20:00:00+09",
      "Open now, until 20:00" },
    /* opens again in a year whose holidays nobody has entered */
    { "2027-12-28T19:59:59+09", UKE_HOTLINE_OPEN, "2027-12-28T20:00:00+09",
      "Open now, until 20:00" },
    { "2027-12-28T20:00:00+09", UKE_HOTLINE_CLOSED, NULL, "Closed now" },
    { "2027-12-31T12:00:00+09", UKE_HOTLINE_CLOSED, NULL, "Closed now" },
    /* in such a year */
    { "2025-11-25T12:00:00+09", UKE_HOTLINE_UNKNOWN, NULL, NULL },
    { "2028-02-29T12:00:00+09", UKE_HOTLINE_UNKNOWN, NULL, NULL },
  };
  g_autoptr (UkeRules) rules = uke_rules_new_built_in ();
  GDate on = day (25, 11, 2026);
  const UkeHotline *hotline = uke_rules_get_hotline (rules, UKE_HOTLINE_INSURANCE, &on);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (rows[i].now, NULL);
    g_autoptr (GDateTime) expected =
        rows[i].until != NULL ? g_date_time_new_from_iso8601 (rows[i].until, NULL) : NULL;
    g_autoptr (GDateTime) until = NULL;
    g_autofree char *words = uke_hotline_words_state (rules, hotline, now);

    g_assert_cmpint (uke_rules_get_hotline_state (rules, hotline, now, &until), ==, rows[i].state);
    g_assert_true ((until == NULL) == (expected == NULL));
    g_assert_true (until == NULL || g_date_time_equal (until, expected));
    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

/* Whoever has lost a card at night is not told to wait for the morning. */
static void
test_hotline_for_a_lost_card (void)
{
  static const char *const moments[] = {
    "2026-11-25T03:00:00+09",
    "2027-01-01T00:00:00+09",
    "2030-06-01T12:00:00+09",
  };
  g_autoptr (UkeRules) rules = uke_rules_new_built_in ();
  GDate on = day (25, 11, 2026);
  const UkeHotline *hotline = uke_rules_get_hotline (rules, UKE_HOTLINE_LOSS, &on);
  g_autofree char *hours = uke_hotline_words_hours (hotline);

  g_assert_cmpstr (hotline->number, ==, "0120-95-0178");
  g_assert_cmpint (hotline->choice, ==, 2);
  g_assert_cmpstr (hours, ==, "Day and night, every day of the year");
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++) {
    g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (moments[i], NULL);
    g_autoptr (GDateTime) until = NULL;
    g_autofree char *words = uke_hotline_words_state (rules, hotline, now);

    g_assert_cmpint (uke_rules_get_hotline_state (rules, hotline, now, &until), ==,
                     UKE_HOTLINE_OPEN);
    g_assert_null (until);
    g_assert_cmpstr (words, ==, "Open now");
  }
}

static void
test_hotline_in_words (void)
{
  g_autoptr (UkeRules) rules = uke_rules_new_built_in ();
  GDate on = day (25, 11, 2026);
  const UkeHotline *hotline = uke_rules_get_hotline (rules, UKE_HOTLINE_INSURANCE, &on);
  g_autofree char *number = uke_hotline_words_number (hotline);
  g_autofree char *hours = uke_hotline_words_hours (hotline);

  g_assert_cmpstr (number, ==, "My Number hotline 0120-95-0178, choice 5");
  g_assert_cmpstr (hours, ==,
                   "Weekdays 9:30–20:00\n"
                   "Weekends and holidays 9:30–17:30, except around New Year");
}

/* The built-in file with one text in place of another. */
static UkeRules *
load_changed (const char *before, const char *after, GError **error)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/rules/rules.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GBytes) data = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, before, after, 1), ==, 1);
  data = g_string_free_to_bytes (g_steal_pointer (&changed));
  return uke_rules_new_from_data (data, error);
}

/* Another number from one day on: each day has its own. */
static void
test_hotlines_have_days (void)
{
  g_autoptr (UkeRules) rules = load_changed (
      "\"hotlines\": [",
      "\"hotlines\": [{\"topic\": \"insurance\", \"from\": \"2024-06-01\", \"until\": "
      "\"2024-12-01\", \"number\": \"0120-00-0000\", \"choice\": 1, \"weekdays\": \"09:00-10:00\", "
      "\"other-days\": \"09:00-10:00\", \"source\": \"a test\", \"sure\": \"ours\"},",
      NULL);
  const GDate days[] = { day (31, 5, 2024), day (1, 6, 2024), day (1, 12, 2024),
                         day (2, 12, 2024) };
  static const int choices[] = { 0, 1, 1, 5 };

  g_assert_nonnull (rules);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    const UkeHotline *hotline = uke_rules_get_hotline (rules, UKE_HOTLINE_INSURANCE, &days[i]);

    g_assert_cmpint (hotline != NULL ? hotline->choice : 0, ==, choices[i]);
  }
}

/* It is not said to open on a day on which there is another one, or none. */
static void
test_hotline_that_ends (void)
{
  g_autoptr (UkeRules) rules =
      load_changed ("\"from\": \"2024-12-02\",\n      \"number\"",
                    "\"from\": \"2024-12-02\", \"until\": \"2026-11-25\", \"number\"", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-25T20:00:00+09", NULL);
  g_autoptr (GDateTime) until = NULL;
  GDate on = day (25, 11, 2026);
  const UkeHotline *hotline = uke_rules_get_hotline (rules, UKE_HOTLINE_INSURANCE, &on);

  g_assert_cmpint (uke_rules_get_hotline_state (rules, hotline, now, &until), ==,
                   UKE_HOTLINE_CLOSED);
  g_assert_null (until);
}

static void
test_refuses (void)
{
  static const struct {
    const char *before, *after;
    const char *message;
  } rows[] = {
    { "\"grace\"", "\"grave\"", "rules[1]: “id”" },
    { "\"from\": \"2024-12-02\"", "\"from\": \"2024-12-32\"", "rules[1]: “2024-12-32”" },
    { "\"from\": \"2024-12-02\"", "\"from\": 20241202", "rules[1]: “from” must be a text" },
    { "\"from\": \"2024-12-02\"", "\"frm\": \"2024-12-02\"", "rules[1]: unknown member “frm”" },
    { "\"until\": \"2026-03-31\"", "\"until\": \"2025-12-01\"", "rules[4]: “until” is before" },
    { "\"until\": \"2026-03-31\"", "\"until\": \"2026-04-01\"", "rules[5]: holds already" },
    { "\"sure\": \"one-source\"", "\"sure\": \"maybe\"", "rules[5]: “sure”" },
    { "\"number\": \"0120-95-0178\"", "\"number\": \"0120-HELP\"", "hotlines[0]: “number”" },
    { "\"choice\": 5", "\"choice\": \"5\"", "hotlines[0]: “choice”" },
    { "\"choice\": 5", "\"choice\": 5.5", "hotlines[0]: “choice”" },
    { "\"choice\": 5", "\"choice\": -1", "hotlines[0]: “choice”" },
    { "09:30-20:00", " 9:30-20:00", "hotlines[0]: hours" },
    { "09:30-20:00", "09:30-24:00", "hotlines[0]: hours" },
    { "09:30-20:00", "09:30-20:00\\n", "hotlines[0]: hours" },
    { "09:30-20:00", "20:00-09:30", "hotlines[0]: closes" },
    { "\"choice\": 5,", "\"choice\": 5, \"always\": true,", "hotlines[0]: has hours" },
    { "\"always\": true", "\"always\": false", "hotlines[1]: “always”" },
    { "\"always\": true", "\"always\": 1", "hotlines[1]: “always”" },
    { "\"always\": true,", "", "hotlines[1]: “weekdays”" },
    { "\"topic\": \"loss\"", "\"topic\": \"theft\"", "hotlines[1]: “topic”" },
    { "\"topic\": \"loss\"", "\"topic\": \"insurance\"", "hotlines[1]: answers already" },
    { "\"choice\": 5", "\"choice\": 5, \"choice\": 6", "“choice” is there twice" },
    { "\"new-year\": {", "\"new-year\": {}, \"new-year\": {", "“new-year” is there twice" },
    { "\"grace\"", "\"gr\xff\xfe\"", "the file: " },
    { "\"from\": \"12-29\"", "\"from\": \"11-29\"", "new-year: runs" },
    { "\"until\": \"01-03\"", "\"until\": \"01-32\"", "new-year: runs" },
    { "\"2026-01-12\"", "\"2026-01-01\"", "holidays: “days” come in order" },
    { "\"2026-01-12\"", "\"2026-02-30\"", "holidays: “days” are" },
    { "\"2026-01-12\"", "20260112", "holidays: “days” are" },
    { "\"rules\": [", "\"rules\": {}, \"rule\": [", "unknown member “rule”" },
    { "\"hotlines\": [", "\"hotlines\": [], \"x\": [", "unknown member “x”" },
    /* cut within a character */
    { "\"rules\": [", "\"あいうえおかきくけこさしすせ\": 1, \"rules\": [", "unknown member “あいう" },
    { "{", "[", "the file: " },
    { "}", "", "the file: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (UkeRules) rules = load_changed (rows[i].before, rows[i].after, &error);

    g_assert_null (rules);
    g_assert_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_MALFORMED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    if (strstr (error->message, rows[i].message) == NULL)
      g_error ("“%s” does not say “%s”", error->message, rows[i].message);
  }
}

static void
test_refuses_hostile_bytes (void)
{
  static const struct {
    const char *data;
    gsize size;
  } rows[] = {
    { "", 0 }, { "\0\0\0\0", 4 }, { "\xff\xfe{", 3 }, { "null", 4 }, { "[[[[[[[[", 8 }, { "{}", 2 },
  };
  g_autofree char *large = g_strnfill (UKE_RULES_MAX_SIZE + 1, ' ');
  g_autofree char *deep = g_strnfill (UKE_RULES_MAX_SIZE, '[');
  g_autoptr (GBytes) too_large = g_bytes_new_static (large, UKE_RULES_MAX_SIZE + 1);
  g_autoptr (GBytes) too_deep = g_bytes_new_static (deep, UKE_RULES_MAX_SIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) data = g_bytes_new_static (rows[i].data, rows[i].size);
    g_autoptr (GError) error = NULL;

    g_assert_null (uke_rules_new_from_data (data, &error));
    g_assert_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_MALFORMED);
  }
  g_assert_null (uke_rules_new_from_data (too_large, NULL));
  g_assert_null (uke_rules_new_from_data (too_deep, NULL));
}

static void
test_file_that_is_not_there (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) folder = NULL;

  g_assert_null (uke_rules_load_file ("/nonexistent/rules.json", &error));
  g_assert_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "/nonexistent/rules.json"));
  g_assert_null (uke_rules_load_file ("/", &folder));
  g_assert_error (folder, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE);
}

/* File names are bytes; what is said of them is text. */
static void
test_name_that_is_no_text (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uke_rules_load_file ("/nonexistent/\xff.json", &error));
  g_assert_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_pipe_is_not_waited_for (void)
{
  g_autofree char *folder = g_dir_make_tmp ("uketsuke-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (uke_rules_load_file (path, &error));
  g_assert_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* An institution's file: the ministry has prolonged once more. */
static void
test_own_file_replaces (void)
{
  g_autoptr (UkeRules) rules =
      load_changed ("\"until\": \"2026-07-31\"", "\"until\": \"2027-03-31\"", NULL);
  GDate on = day (1, 8, 2026);

  g_assert_nonnull (rules);
  g_assert_true (uke_rules_hold (rules, UKE_RULE_OLD_INSURANCE_CARD, &on));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/built-in-days", test_built_in_days);
  g_test_add_func ("/rules/prolonged-without-a-gap", test_prolonged_without_a_gap);
  g_test_add_func ("/rules/hotline", test_hotline);
  g_test_add_func ("/rules/hotline-for-a-lost-card", test_hotline_for_a_lost_card);
  g_test_add_func ("/rules/hotline-in-words", test_hotline_in_words);
  g_test_add_func ("/rules/hotlines-have-days", test_hotlines_have_days);
  g_test_add_func ("/rules/hotline-that-ends", test_hotline_that_ends);
  g_test_add_func ("/rules/name-that-is-no-text", test_name_that_is_no_text);
  g_test_add_func ("/rules/refuses", test_refuses);
  g_test_add_func ("/rules/refuses-hostile-bytes", test_refuses_hostile_bytes);
  g_test_add_func ("/rules/file-that-is-not-there", test_file_that_is_not_there);
  g_test_add_func ("/rules/pipe-is-not-waited-for", test_pipe_is_not_waited_for);
  g_test_add_func ("/rules/own-file-replaces", test_own_file_replaces);

  return g_test_run ();
}
