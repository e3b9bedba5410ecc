#include "command.h"
#include "json.h"
#include "open-store.h"

#define CHUNK 1000

static int
verify (const char *command, UkeDatabase *database, const char *seal)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  UkeAuditVerdict verdict;
  gboolean good;

  if (!uke_audit_rows_verify (database, seal, &verdict, &error))
    return uke_ctl_fail_at_store (command, error);

  good = verdict.broken_at == 0 && (seal == NULL || verdict.knows);
  json_builder_begin_object (json);
  uke_ctl_add_boolean (json, "whole", good);
  uke_ctl_add_number (json, "entries", verdict.n_entries);
  if (verdict.broken_at != 0)
    uke_ctl_add_number (json, "broken_at", verdict.broken_at);
  if (seal != NULL)
    uke_ctl_add_boolean (json, "seal_known", verdict.knows);
  uke_ctl_add_text (json, "last_seal", verdict.last_seal);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
  uke_audit_verdict_clear (&verdict);
  return good ? UKE_EXIT_DONE : UKE_EXIT_REFUSED;
}

static void
print_entry (const UkeAuditEntry *entry)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  uke_ctl_add_number (json, "number", entry->number);
  uke_ctl_add_moment_us (json, "moment", entry->moment);
  uke_ctl_add_text (json, "place", entry->place);
  uke_ctl_add_text (json, "who", entry->who);
  uke_ctl_add_text (json, "action", entry->action);
  uke_ctl_add_text (json, "subject", entry->subject);
  uke_ctl_add_text (json, "seal", entry->seal);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

static int
list (const char *command, UkeDatabase *database)
{
  gint64 after = 0;

  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) entries = uke_audit_rows_read (database, after, CHUNK, &error);

    if (entries == NULL)
      return uke_ctl_fail_at_store (command, error);
    if (entries->len == 0)
      return UKE_EXIT_DONE;
    for (guint i = 0; i < entries->len; i++)
      print_entry (entries->pdata[i]);
    after = ((UkeAuditEntry *) entries->pdata[entries->len - 1])->number;
  }
}

int
uke_ctl_audit (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *seal = NULL;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry options[] = {
    { "seal", 0, 0, G_OPTION_ARG_STRING, &seal,
      "With “verify”: a seal that was noted down must still be there", "SEAL" },
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &folder, "The store in this folder", "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (UkeDatabase) database = NULL;
  gboolean verifies;
  int status;

  if (!uke_ctl_parse (argc, argv, options, "verify|list", &rest))
    return UKE_EXIT_USAGE;
  verifies = g_strv_length (rest) == 1 && g_str_equal (rest[0], "verify");
  if (!verifies && !(g_strv_length (rest) == 1 && g_str_equal (rest[0], "list") && seal == NULL))
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: say “verify” or “list”", argv[0]);

  database = uke_ctl_open_database (argv[0], folder, FALSE, &status);
  if (database == NULL)
    return status;
  return verifies ? verify (argv[0], database, seal) : list (argv[0], database);
}
