#include "command.h"
#include "judgement.h"

#include "reception/rules.h"

static gboolean
holds (const GDate *from, const GDate *until, const GDate *on)
{
  return g_date_compare (on, from) >= 0
         && (!g_date_valid (until) || g_date_compare (on, until) <= 0);
}

static void
print_entry (JsonBuilder *json, const UkeRuleEntry *entry)
{
  json_builder_begin_object (json);
  uke_ctl_add_text (json, "rule", uke_rule_get_nick (entry->rule));
  uke_ctl_add_day (json, "from", &entry->from);
  uke_ctl_add_day (json, "until", &entry->until);
  uke_ctl_add_text (json, "source", entry->source);
  uke_ctl_add_text (json, "sure", entry->sure);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

static void
print_hotline (JsonBuilder *json, const UkeHotline *hotline)
{
  json_builder_begin_object (json);
  uke_ctl_add_text (json, "hotline", uke_hotline_topic_get_nick (hotline->topic));
  uke_ctl_add_day (json, "from", &hotline->from);
  uke_ctl_add_day (json, "until", &hotline->until);
  uke_ctl_add_text (json, "number", hotline->number);
  uke_ctl_add_number (json, "choice", hotline->choice);
  uke_ctl_add_text (json, "source", hotline->source);
  uke_ctl_add_text (json, "sure", hotline->sure);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

static void
print_rules (UkeRules *rules, const GDate *on)
{
  GPtrArray *entries = uke_rules_get_entries (rules);
  GPtrArray *hotlines = uke_rules_get_hotlines (rules);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  for (guint i = 0; i < entries->len; i++) {
    const UkeRuleEntry *entry = entries->pdata[i];

    if (holds (&entry->from, &entry->until, on))
      print_entry (json, entry);
  }
  for (guint i = 0; i < hotlines->len; i++) {
    const UkeHotline *hotline = hotlines->pdata[i];

    if (holds (&hotline->from, &hotline->until, on))
      print_hotline (json, hotline);
  }
}

/* NULL with a status after a failure. */
static UkeRules *
load (const char *command, const char *path, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  UkeRules *rules =
      path != NULL ? uke_rules_load_file (path, &error) : uke_rules_load_default (&error);

  if (rules == NULL)
    *ret_status = path != NULL ? uke_ctl_fail_to_read (command, error)
                               : uke_ctl_fail_to_load (command, error);
  return rules;
}

int
uke_ctl_rules (int argc, char **argv)
{
  g_autofree char *on = NULL;
  g_autofree char *file = NULL;
  g_autofree char *check = NULL;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, "Show what holds on this day instead of today",
      "YYYY-MM-DD" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &file,
      "Read this file instead of the institution's rules", "FILE" },
    { "check", 0, 0, G_OPTION_ARG_FILENAME, &check, "Say whether a file can be used, and no more",
      "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (UkeRules) rules = NULL;
  GDate day;
  int status;

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL))
    return UKE_EXIT_USAGE;
  if (check != NULL && (on != NULL || file != NULL))
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --check stands alone", argv[0]);

  rules = load (argv[0], check != NULL ? check : file, &status);
  if (rules == NULL)
    return status;
  if (check != NULL)
    return UKE_EXIT_DONE;

  if (!uke_ctl_choose_day (argv[0], "--on", on, &day, &status))
    return status;
  print_rules (rules, &day);
  return UKE_EXIT_DONE;
}
