#include "command.h"
#include "judgement.h"

#include "store/store.h"
#include "validity/date.h"

static void
add_day (JsonBuilder *json, const char *member, const GDate *day)
{
  g_autofree char *text = g_date_valid (day) ? uke_date_to_iso (day) : NULL;

  uke_ctl_add_text (json, member, text);
}

/* In UTC; null for what has not happened. */
static void
add_moment (JsonBuilder *json, const char *member, gint64 moment)
{
  g_autoptr (GDateTime) time = moment != 0 ? g_date_time_new_from_unix_utc_usec (moment) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  uke_ctl_add_text (json, member, text);
}

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
  add_day (json, "day", &record->day);
  json_builder_set_member_name (json, "number");
  json_builder_add_int_value (json, record->number);
  add_moment (json, "arrived", record->arrived);
  add_moment (json, "completed", record->completed);
  add_moment (json, "ended", record->ended);
  uke_ctl_add_text (json, "step", record->step);
  uke_ctl_add_text (json, "method", record->method);
  uke_ctl_add_text (json, "reason", record->reason);
  uke_ctl_add_text (json, "clock_doubt", record->clock_doubt);
  uke_ctl_add_text (json, "credential", record->credential);
  add_day (json, "expires", &record->expires);
  add_consents (json, record);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

/* What to do about a store that does not open. */
static const char *
get_remedy (const GError *error)
{
  switch ((UkeStoreError) error->code) {
  case UKE_STORE_ERROR_FULL:
    return "free some space on the disk";
  case UKE_STORE_ERROR_READ_ONLY:
    return "make the disk and the folder writable";
  case UKE_STORE_ERROR_WRONG_KEY:
  case UKE_STORE_ERROR_DAMAGED:
    return "restore the newest backup";
  case UKE_STORE_ERROR_NEWER:
    return "install the release that wrote it";
  case UKE_STORE_ERROR_BUSY:
    return "try again when the other program is done";
  case UKE_STORE_ERROR_UNREACHABLE:
  case UKE_STORE_ERROR_FAILED:
    break;
  }
  return "check the folder and its permissions";
}

static int
fail (const char *command, const GError *error)
{
  return uke_ctl_fail (UKE_EXIT_UNREACHABLE, "%s: %s; %s", command, error->message,
                       get_remedy (error));
}

static int
print_receptions (const char *command, const char *folder, const GDate *from, const GDate *to)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeStore) store = NULL;
  g_autoptr (GPtrArray) records = NULL;

  /* Reading must not make a store where there is none. */
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return uke_ctl_fail (UKE_EXIT_UNREACHABLE, "%s: %s: there is no store here", command, folder);

  store = uke_store_open_folder (folder, &error);
  if (store == NULL)
    return fail (command, error);
  records = uke_store_read_visits (store, from, to, &error);
  uke_store_close (store);
  if (records == NULL)
    return fail (command, error);

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

  if (folder == NULL)
    folder = uke_store_get_default_folder ();
  return print_receptions (argv[0], folder, &first, &last);
}
