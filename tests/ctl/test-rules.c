#include "answer.h"

#include "command.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
write_file (const char *name, const char *contents)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return path;
}

static gboolean
says (Answer *answer, const char *nick)
{
  g_autofree char *member = g_strdup_printf ("\"rule\":\"%s\"", nick);

  return strstr (answer->output, member) != NULL;
}

static void
test_holds_on_a_day (void)
{
  g_autoptr (Answer) before = ASK ("rules", "--on", "2026-07-31");
  g_autoptr (Answer) after = ASK ("rules", "--on", "2026-08-01");

  g_assert_cmpint (before->status, ==, UKE_EXIT_DONE);
  g_assert_true (says (before, "old-insurance-card"));
  g_assert_cmpint (after->status, ==, UKE_EXIT_DONE);
  g_assert_false (says (after, "old-insurance-card"));
  g_assert_true (says (after, "grace"));
}

static void
test_hotlines (void)
{
  g_autoptr (Answer) answer = ASK ("rules", "--on", "2026-11-25");
  g_autoptr (Answer) before = ASK ("rules", "--on", "2021-03-31");

  g_assert_nonnull (strstr (answer->output, "\"hotline\":\"insurance\",\"from\":\"2024-12-02\","
                                            "\"until\":null,\"number\":\"0120-95-0178\","
                                            "\"choice\":5,"));
  g_assert_nonnull (strstr (answer->output, "\"hotline\":\"loss\""));
  g_assert_cmpint (before->status, ==, UKE_EXIT_DONE);
  g_assert_cmpstr (before->output, ==, "");
}

static void
test_own_file (void)
{
  g_autofree char *built_in = g_test_build_filename (G_TEST_DIST, "../data/rules/rules.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (Answer) checked = NULL;
  g_autoptr (Answer) answer = NULL;

  g_assert_true (g_file_get_contents (built_in, &text, NULL, NULL));
  changed = g_string_new (text);
  g_string_replace (changed, "2026-07-31", "2027-03-31", 0);
  path = write_file ("own.json", changed->str);

  checked = ASK ("rules", "--check", path);
  g_assert_cmpint (checked->status, ==, UKE_EXIT_DONE);
  g_assert_cmpstr (checked->output, ==, "");
  answer = ASK ("rules", "--file", path, "--on", "2026-08-01");
  g_assert_true (says (answer, "old-insurance-card"));
  g_unlink (path);
}

static void
test_says_what_is_wrong (void)
{
  g_autofree char *path = write_file ("bad.json", "{\"rules\": [{\"id\": \"grave\"}]}");
  g_autoptr (Answer) checked = ASK ("rules", "--check", path);
  g_autoptr (Answer) used = ASK ("rules", "--file", path, "--on", "2026-08-01");
  g_autoptr (Answer) absent = ASK ("rules", "--check", "/nonexistent/rules.json");

  answer_assert_refused (checked, UKE_EXIT_REFUSED, "bad.json: rules[0]: “id”");
  answer_assert_refused (used, UKE_EXIT_REFUSED, "rules[0]");
  answer_assert_refused (absent, UKE_EXIT_REFUSED, "/nonexistent/rules.json");
  g_unlink (path);
}

static void
test_wrong_usage (void)
{
  g_autoptr (Answer) both = ASK ("rules", "--check", "a", "--on", "2026-08-01");
  g_autoptr (Answer) no_day = ASK ("rules", "--on", "2026-02-30");

  answer_assert_refused (both, UKE_EXIT_USAGE, "--check stands alone");
  answer_assert_refused (no_day, UKE_EXIT_USAGE, "--on");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  answer_init (argc, argv);
  folder = g_dir_make_tmp ("uketsuke-rules-XXXXXX", NULL);

  g_test_add_func ("/ctl/rules/holds-on-a-day", test_holds_on_a_day);
  g_test_add_func ("/ctl/rules/hotlines", test_hotlines);
  g_test_add_func ("/ctl/rules/own-file", test_own_file);
  g_test_add_func ("/ctl/rules/says-what-is-wrong", test_says_what_is_wrong);
  g_test_add_func ("/ctl/rules/wrong-usage", test_wrong_usage);

  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
