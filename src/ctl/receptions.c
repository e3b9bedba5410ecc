#include "command.h"
#include "judgement.h"
#include "open-store.h"

#include "validity/date.h"

static void
add_consents (JsonBuilder *json, const UkeVisitRecord *record)
{
  json_builder_set_member_name (json, "consents");
  json_builder_begin_object (json);
  for (guint i = 0; i < record->n_consents; i++)
    uke_ctl_add_text (json, record->consents[i].item, record->consents[i].answer);
  json_builder_end_object (json);
}

static void
print_record (JsonBuilder *json, const UkeVisitRecord *record)
{
  json_builder_begin_object (json);
  uke_ctl_add_text (json, "id", record->id);
  uke_ctl_add_day (json, "day", &record->day);
  uke_ctl_add_number (json, "number", record->number);
  uke_ctl_add_moment_us (json, "arrived", record->arrived);
  uke_ctl_add_moment_us (json, "completed", record->completed);
  uke_ctl_add_moment_us (json, "ended", record->ended);
  uke_ctl_add_text (json, "step", record->step);
  uke_ctl_add_text (json, "method", record->method);
  uke_ctl_add_text (json, "reason", record->reason);
  uke_ctl_add_text (json, "clock_doubt", record->clock_doubt);
  uke_ctl_add_text (json, "credential", record->credential);
  uke_ctl_add_day (json, "expires", &record->expires);
  add_consents (json, record);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

static int
print_receptions (const char *command, const char *folder, const GDate *from, const GDate *to)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeStore) store = NULL;
  g_autoptr (GPtrArray) records = NULL;
  int status;

  store = uke_ctl_open_store (command, folder, &status);
  if (store == NULL)
    return status;
  records = uke_store_read_visits (store, from, to, &error);
  uke_store_close (store);
  if (records == NULL)
    return uke_ctl_fail_at_store (command, error);

  for (guint i = 0; i < records->len; i++)
    print_record (json, records->pdata[i]);
  return UKE_EXIT_DONE;
}

int
uke_ctl_receptions (int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry options[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, "The first day, instead of the day of --to",
      "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, "The last day, instead of today", "YYYY-MM-DD" },
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Read the store in this folder", "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  GDate first, last;
  int status;

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL))
    return UKE_EXIT_USAGE;
  if (!uke_ctl_choose_day (argv[0], "--to", to, &last, &status))
    return status;
  first = last;
  if (from != NULL && !uke_ctl_choose_day (argv[0], "--from", from, &first, &status))
    return status;
  if (g_date_compare (&first, &last) > 0)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --from is after --to", argv[0]);

  return print_receptions (argv[0], folder, &first, &last);
}
