#include "command.h"
#include "json.h"

#include "reception/self-test-words.h"
#include "validity/date.h"

#include <stdio.h>

static void
add_check (JsonBuilder *json, const UkeCheck *check)
{
  UkeFinding finding = check->finding;

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "part", uke_check_part_get_nick (uke_finding_get_part (finding)));
  uke_ctl_add_text (json, "state", uke_check_state_get_nick (uke_finding_get_state (finding)));
  uke_ctl_add_text (json, "finding", uke_finding_get_nick (finding));
  uke_ctl_add_text (json, "words", uke_self_test_words_finding (finding));
  uke_ctl_add_text (json, "remedy", uke_self_test_words_remedy (finding));
  uke_ctl_add_text (json, "detail", check->detail);
  json_builder_end_object (json);
}

static void
print_checks (GPtrArray *checks)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "state", uke_check_state_get_nick (uke_self_test_get_state (checks)));
  json_builder_set_member_name (json, "checks");
  json_builder_begin_array (json);
  for (guint i = 0; i < checks->len; i++)
    add_check (json, checks->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

/* For whoever reads no JSON. */
static void
tell_troubles (const char *command, GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++) {
    UkeFinding finding = ((const UkeCheck *) checks->pdata[i])->finding;
    const char *remedy = uke_self_test_words_remedy (finding);

    if (uke_finding_get_state (finding) >= UKE_CHECK_WARNING)
      fprintf (stderr, "uketsukectl: %s: %s %s\n", command, uke_self_test_words_finding (finding),
               remedy != NULL ? remedy : "");
  }
}

int
uke_ctl_selftest (int argc, char **argv)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  GDate built_on;

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL))
    return UKE_EXIT_USAGE;

  now = g_date_time_new_now_utc ();
  uke_date_parse (UKE_BUILT_ON, &built_on, NULL);
  checks = uke_self_test_run (now, &built_on);
  print_checks (checks);
  tell_troubles (argv[0], checks);
  return uke_self_test_get_state (checks) == UKE_CHECK_FAILED ? UKE_EXIT_REFUSED : UKE_EXIT_DONE;
}
