#include "answer.h"

#include "command.h"
#include "validity/date.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_one (void)
{
  g_autoptr (Answer) answer = ASK ("validity", "--expires", "2026-05-31", "--on", "2026-03-01");
  g_autoptr (JsonObject) object = answer_get_object (answer);

  g_assert_cmpint (answer->status, ==, UKE_EXIT_DONE);
  g_assert_cmpuint (json_object_get_size (object), ==, 8);
  answer_assert_string (object, "expires", "2026-05-31");
  answer_assert_string (object, "stage", "notice");
  answer_assert_string (object, "notice_from", "2026-02-28");
  answer_assert_string (object, "last_full_day", "2026-05-31");
  answer_assert_string (object, "grace_from", "2026-06-01");
  answer_assert_string (object, "grace_until", "2026-08-31");
  answer_assert_string (object, "lapsed_from", "2026-09-01");
  g_assert_cmpint (json_object_get_int_member (object, "days_left"), ==, 91);
}

static void
test_stages_and_exit_statuses (void)
{
  static const struct {
    const char *on, *stage;
    int days_left, status;
  } rows[] = {
    { "2026-02-27", "normal", 93, UKE_EXIT_DONE },
    { "2026-02-28", "notice", 92, UKE_EXIT_DONE },
    { "2026-05-31", "notice", 0, UKE_EXIT_DONE },
    { "2026-06-01", "grace", -1, UKE_EXIT_DONE },
    { "2026-08-31", "grace", -92, UKE_EXIT_DONE },
    { "2026-09-01", "lapsed", -93, UKE_EXIT_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Answer) answer = ASK ("validity", "--expires", "2026-05-31", "--on", rows[i].on);
    g_autoptr (JsonObject) object = answer_get_object (answer);

    answer_assert_string (object, "stage", rows[i].stage);
    g_assert_cmpint (json_object_get_int_member (object, "days_left"), ==, rows[i].days_left);
    g_assert_cmpint (answer->status, ==, rows[i].status);
  }
}

static void
test_wrong_usage (void)
{
  g_autoptr (Answer) nothing = ASK ("validity");
  g_autoptr (Answer) both = ASK ("validity", "--expires", "2026-05-31", "--csv", "-");
  g_autoptr (Answer) no_day = ASK ("validity", "--expires", "2026-02-30");
  g_autoptr (Answer) no_on = ASK ("validity", "--expires", "2026-05-31", "--on", "today");
  g_autoptr (Answer) no_csv_on = ASK ("validity", "--csv", "-", "--on", "2026-5-1");
  g_autoptr (Answer) extra = ASK ("validity", "--expires", "2026-05-31", "2026-03-01");
  g_autoptr (Answer) unknown = ASK ("validity", "--until", "2026-05-31");

  answer_assert_refused (nothing, UKE_EXIT_USAGE, "--expires");
  answer_assert_refused (both, UKE_EXIT_USAGE, "--csv");
  answer_assert_refused (no_day, UKE_EXIT_USAGE, "2026-02-30");
  answer_assert_refused (no_on, UKE_EXIT_USAGE, "today");
  answer_assert_refused (no_csv_on, UKE_EXIT_USAGE, "2026-5-1");
  answer_assert_refused (extra, UKE_EXIT_USAGE, "2026-03-01");
  answer_assert_refused (unknown, UKE_EXIT_USAGE, "--until");
}

/* Lines of the answer to a table on standard input, and its exit status. */
static char **
ask_table (const char *table, const char *on, int *ret_status)
{
  g_autoptr (GBytes) input = g_bytes_new (table, strlen (table));
  g_autoptr (Answer) answer = ASK_WITH (input, "validity", "--csv", "-", "--on", on);

  g_assert_cmpstr (answer->diagnostics, ==, "");
  *ret_status = answer->status;
  return g_strsplit (g_strchomp (answer->output), "\n", -1);
}

static void
assert_row (const char *line, const char *expires, const char *stage)
{
  g_autoptr (JsonObject) object = answer_parse_line (line);

  g_assert_cmpuint (json_object_get_size (object), ==, 8);
  answer_assert_string (object, "expires", expires);
  answer_assert_string (object, "stage", stage);
}

static void
assert_bad_row (const char *line, int number, const char *words)
{
  g_autoptr (JsonObject) object = answer_parse_line (line);

  g_assert_cmpuint (json_object_get_size (object), ==, 2);
  g_assert_cmpint (json_object_get_int_member (object, "line"), ==, number);
  g_assert_nonnull (strstr (json_object_get_string_member (object, "error"), words));
}

static void
test_table (void)
{
  int status;
  g_auto (GStrv) lines = ask_table ("\xef\xbb\xbf"
                                    "name,expires,ward,on\r\n"
                                    "\"Sato, \"\"Ken\"\"\",2026-05-31,3,2026-06-01\r\n"
                                    "\"two\nlines\",\"2026-05-31\",,\r\n"
                                    "\r\n"
                                    "short,2026-05-31\n"
                                    ",2020-01-01,\"a,b\",2026-03-01",
                                    "2026-03-01", &status);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  assert_row (lines[0], "2026-05-31", "grace");
  assert_row (lines[1], "2026-05-31", "notice");
  assert_row (lines[2], "2026-05-31", "notice");
  assert_row (lines[3], "2020-01-01", "lapsed");
  g_assert_cmpint (status, ==, UKE_EXIT_DONE);
}

static void
test_table_row_equals_single_answer (void)
{
  int status;
  g_auto (GStrv) lines = ask_table ("expires\n2026-05-31\n", "2026-03-01", &status);
  g_autoptr (Answer) single = ASK ("validity", "--expires", "2026-05-31", "--on", "2026-03-01");

  g_assert_cmpstr (lines[0], ==, g_strchomp (single->output));
}

static void
test_bad_rows_are_told_and_the_rest_goes_on (void)
{
  int status;
  /* clang-format off */
  g_auto (GStrv) lines = ask_table ("on,expires\n"
                                    "2026-03-01,2026-02-29\n"   /* 2 */
                                    ",2026-05-31\n"             /* 3 */
                                    "tomorrow,2026-05-31\n"     /* 4 */
                                    "2026-03-01\n"              /* 5 */
                                    "\"a\nb\",\"2026\n\"\n"     /* 6 to 8 */
                                    "x\"y,2026-05-31\n"         /* 9 */
                                    "\"x\"y,2026-05-31\n"       /* 10 */
                                    "\xff\xfe,\xff\n"           /* 11 */
                                    "2026-06-01,2026-05-31\n"   /* 12 */
                                    "\"2026-06-01,2026-05-31\n" /* 13, never closed */,
                                    "2026-03-01", &status);
  /* clang-format on */

  g_assert_cmpuint (g_strv_length (lines), ==, 10);
  assert_bad_row (lines[0], 2, "2026-02-29");
  assert_row (lines[1], "2026-05-31", "notice");
  assert_bad_row (lines[2], 4, "tomorrow");
  assert_bad_row (lines[3], 5, "expires");
  assert_bad_row (lines[4], 6, "expires");
  assert_bad_row (lines[5], 9, "quotation mark");
  assert_bad_row (lines[6], 10, "quotation mark");
  assert_bad_row (lines[7], 11, "expires");
  assert_row (lines[8], "2026-05-31", "grace");
  assert_bad_row (lines[9], 13, "never closed");
  g_assert_cmpint (status, ==, UKE_EXIT_REFUSED);
}

static void
test_nul_does_not_end_a_field (void)
{
  g_autoptr (GBytes) input = g_bytes_new_static ("expires\n2026-05-31\0x\n", 21);
  g_autoptr (Answer) answer = ASK_WITH (input, "validity", "--csv", "-", "--on", "2026-03-01");

  assert_bad_row (answer->output, 2, "NUL");
  g_assert_cmpint (answer->status, ==, UKE_EXIT_REFUSED);
}

static void
test_tables_that_are_none (void)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) other = g_bytes_new_static ("name,expiry\nx,2026-05-31\n", 25);
  g_autoptr (GBytes) open = g_bytes_new_static ("\"expires\n2026-05-31\n", 20);
  g_autoptr (Answer) for_empty = ASK_WITH (empty, "validity", "--csv", "-");
  g_autoptr (Answer) for_other = ASK_WITH (other, "validity", "--csv", "-");
  g_autoptr (Answer) for_open = ASK_WITH (open, "validity", "--csv", "-");
  g_autoptr (Answer) missing = ASK ("validity", "--csv", "/nonexistent/table.csv");
  g_autoptr (Answer) folder = ASK ("validity", "--csv", "/");

  answer_assert_refused (for_empty, UKE_EXIT_REFUSED, "empty");
  answer_assert_refused (for_other, UKE_EXIT_REFUSED, "expires");
  answer_assert_refused (for_open, UKE_EXIT_REFUSED, "never closed");
  answer_assert_refused (missing, UKE_EXIT_REFUSED, "/nonexistent/table.csv");
  answer_assert_refused (folder, UKE_EXIT_REFUSED, "directory");
}

static void
test_table_from_a_file (void)
{
  g_autofree char *path = NULL;
  g_autoptr (Answer) answer = NULL;
  g_auto (GStrv) lines = NULL;
  int fd = g_file_open_tmp ("uketsuke-XXXXXX.csv", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, "expires\n2026-05-31\n2027-02-28\n", -1, NULL));

  answer = ASK ("validity", "--csv", path, "--on", "2026-03-01");
  g_unlink (path);
  lines = g_strsplit (g_strchomp (answer->output), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  assert_row (lines[0], "2026-05-31", "notice");
  assert_row (lines[1], "2027-02-28", "normal");
}

/* Runs with another wall clock; the sanitizer must not mind who is loaded first. */
static Answer *
ask_at (const char *seconds, GBytes *input, const char *const *arguments)
{
  g_autofree char *sanitizer =
      g_strconcat (g_getenv ("ASAN_OPTIONS"), ":verify_asan_link_order=0", NULL);
  /* By its name, found in LD_LIBRARY_PATH: a path with a space would be taken for two. */
  g_autofree char *module = g_path_get_basename (g_getenv ("UKE_TEST_CLOCK_MODULE"));
  g_autofree char *preload = g_strconcat ("LD_PRELOAD=", module, NULL);
  Answer *answer;

  g_setenv ("ASAN_OPTIONS", sanitizer, TRUE);
  g_setenv ("UKE_TEST_CLOCK", seconds, TRUE);
  answer = answer_ask (input, preload, arguments);
  g_unsetenv ("UKE_TEST_CLOCK");
  return answer;
}

#define ASK_AT(seconds, input, ...)                                                                \
  ask_at (seconds, input, (const char *const[]){ __VA_ARGS__, NULL })

static void
test_today_is_the_day_in_japan (void)
{
  /* 2027-05-31 14:59:59 and 15:00:00 UTC */
  g_autoptr (Answer) before = ASK_AT ("1811775599", NULL, "validity", "--expires", "2027-05-31");
  g_autoptr (Answer) after = ASK_AT ("1811775600", NULL, "validity", "--expires", "2027-05-31");
  g_autoptr (JsonObject) last_day = answer_get_object (before);
  g_autoptr (JsonObject) next_day = answer_get_object (after);

  answer_assert_string (last_day, "stage", "notice");
  answer_assert_string (next_day, "stage", "grace");
}

/* (transfer full) */
static char *
second_of_release (int later)
{
  g_autoptr (GDateTime) midnight = NULL;
  GDate built_on;

  g_assert_true (uke_date_parse (UKE_BUILT_ON, &built_on, NULL));
  midnight = uke_date_get_midnight (&built_on);
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (midnight) + later);
}

static void
test_clock_before_the_program_was_made (void)
{
  g_autoptr (GBytes) without = g_bytes_new_static ("expires\n2099-05-31\n", 19);
  g_autoptr (GBytes) with = g_bytes_new_static ("expires,on\n2099-05-31,2026-03-01\n", 33);
  g_autofree char *last_second = second_of_release (-1);
  g_autofree char *first_second = second_of_release (0);
  g_autoptr (Answer) dead = ASK_AT ("0", NULL, "validity", "--expires", "2099-05-31");
  g_autoptr (Answer) late = ASK_AT (last_second, NULL, "validity", "--expires", "2099-05-31");
  g_autoptr (Answer) good = ASK_AT (first_second, NULL, "validity", "--expires", "2099-05-31");
  g_autoptr (Answer) told =
      ASK_AT ("0", NULL, "validity", "--expires", "2099-05-31", "--on", "2026-03-01");
  g_autoptr (Answer) table = ASK_AT ("0", without, "validity", "--csv", "-");
  g_autoptr (Answer) told_table = ASK_AT ("0", with, "validity", "--csv", "-");

  answer_assert_refused (dead, UKE_EXIT_REFUSED, "set the clock");
  answer_assert_refused (dead, UKE_EXIT_REFUSED, "1970-01-01");
  answer_assert_refused (late, UKE_EXIT_REFUSED, "set the clock");
  g_assert_cmpint (good->status, ==, UKE_EXIT_DONE);
  g_assert_cmpint (told->status, ==, UKE_EXIT_DONE);
  answer_assert_refused (table, UKE_EXIT_REFUSED, "set the clock");
  g_assert_cmpint (told_table->status, ==, UKE_EXIT_DONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  answer_init (argc, argv);

  g_test_add_func ("/ctl/validity/wrong-usage", test_wrong_usage);
  g_test_add_func ("/ctl/validity/clock-before-the-program-was-made",
                   test_clock_before_the_program_was_made);
  g_test_add_func ("/ctl/validity/bad-rows-are-told-and-the-rest-goes-on",
                   test_bad_rows_are_told_and_the_rest_goes_on);
  g_test_add_func ("/ctl/validity/nul-does-not-end-a-field", test_nul_does_not_end_a_field);
  g_test_add_func ("/ctl/validity/tables-that-are-none", test_tables_that_are_none);
  g_test_add_func ("/ctl/validity/one", test_one);
  g_test_add_func ("/ctl/validity/stages-and-exit-statuses", test_stages_and_exit_statuses);
  g_test_add_func ("/ctl/validity/table", test_table);
  g_test_add_func ("/ctl/validity/table-row-equals-single-answer",
                   test_table_row_equals_single_answer);
  g_test_add_func ("/ctl/validity/table-from-a-file", test_table_from_a_file);
  g_test_add_func ("/ctl/validity/today-is-the-day-in-japan", test_today_is_the_day_in_japan);

  return g_test_run ();
}
