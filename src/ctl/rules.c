#include "command.h"
#include "judgement.h"

#include "reception/rules.h"
#include "validity/date.h"

static void
print_entry (JsonBuilder *json, const UkeRuleEntry *entry)
{
  g_autofree char *from = uke_date_to_iso (&entry->from);
  g_autofree char *until = g_date_valid (&entry->until) ? uke_date_to_iso (&entry->until) : NULL;

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "rule", uke_rule_get_nick (entry->rule));
  uke_ctl_add_text (json, "from", from);
  uke_ctl_add_text (json, "until", until);
  uke_ctl_add_text (json, "source", entry->source);
  uke_ctl_add_text (json, "sure", entry->sure);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

static void
print_rules (UkeRules *rules, const GDate *on)
{
  GPtrArray *entries = uke_rules_get_entries (rules);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  for (guint i = 0; i < entries->len; i++) {
    const UkeRuleEntry *entry = entries->pdata[i];

    if (g_date_compare (on, &entry->from) >= 0
        && (!g_date_valid (&entry->until) || g_date_compare (on, &entry->until) <= 0))
      print_entry (json, entry);
  }
}

/* NULL with a status after a failure. */
static UkeRules *
load (const char *command, const char *path, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  UkeRules *rules;

  if (path == NULL)
    return uke_rules_new_built_in ();

  rules = uke_rules_load_file (path, &error);
  if (rules == NULL)
    *ret_status =
        uke_ctl_fail (g_error_matches (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE)
                          ? UKE_EXIT_UNREACHABLE
                          : UKE_EXIT_REFUSED,
                      "%s: %s", command, error->message);
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
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, "Read this file instead of the built-in rules",
      "FILE" },
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
