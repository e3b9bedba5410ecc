#include "command.h"
#include "csv.h"
#include "judgement.h"

#include "validity/date.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define NO_COLUMN G_MAXUINT

/* One reading of a file. */
typedef struct {
  const char *command;
  UkeCsv *csv;
  JsonBuilder *json;
  guint expires_column;
  guint on_column;
  gboolean day_known;
  GDate day; /* for the rows that do not say */
} Table;

static void
print_calendar (JsonBuilder *json, const UkeCalendar *calendar, const GDate *on)
{
  json_builder_begin_object (json);
  uke_ctl_add_calendar (json, calendar, on);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

static int
judge_one (const char *command, const char *expires, const char *on)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  UkeCalendar calendar;
  GDate last_day, day;
  int status;

  if (!uke_date_parse (expires, &last_day, &error))
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --expires: %s", command, error->message);
  if (!uke_ctl_choose_day (command, "--on", on, &day, &status))
    return status;

  uke_calendar_init (&calendar, &last_day);
  print_calendar (json, &calendar, &day);
  return uke_calendar_judge (&calendar, &day) == UKE_STAGE_LAPSED ? UKE_EXIT_REFUSED
                                                                  : UKE_EXIT_DONE;
}

static guint
find_column (UkeCsv *csv, const char *name)
{
  for (guint i = 0; i < uke_csv_get_n_fields (csv); i++)
    if (strcmp (uke_csv_get_field (csv, i), name) == 0)
      return i;
  return NO_COLUMN;
}

static void
print_row_error (Table *table, const char *message)
{
  json_builder_begin_object (table->json);
  uke_ctl_add_number (table->json, "line", uke_csv_get_line (table->csv));
  uke_ctl_add_text (table->json, "error", message);
  json_builder_end_object (table->json);
  uke_ctl_print_json (table->json);
}

static gboolean
read_day (Table *table, guint column, const char *name, GDate *ret_day)
{
  const char *text = uke_csv_get_field (table->csv, column);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (uke_date_parse (text != NULL ? text : "", ret_day, &error))
    return TRUE;

  message = g_strdup_printf ("%s: %s", name, error->message);
  print_row_error (table, message);
  return FALSE;
}

static gboolean
row_says_on (Table *table)
{
  const char *text = uke_csv_get_field (table->csv, table->on_column);

  return text != NULL && text[0] != '\0';
}

/* Prints one line for the row; *ret_good tells which kind. FALSE where the whole must stop. */
static gboolean
judge_row (Table *table, gboolean *ret_good, int *ret_status)
{
  const char *fault = uke_csv_get_fault (table->csv);
  UkeCalendar calendar;
  GDate expires, on;

  *ret_good = FALSE;
  if (fault != NULL) {
    print_row_error (table, fault);
    return TRUE;
  }
  if (!read_day (table, table->expires_column, "expires", &expires))
    return TRUE;

  if (row_says_on (table)) {
    if (!read_day (table, table->on_column, "on", &on))
      return TRUE;
  } else {
    /* The clock is asked once, so that midnight cannot fall into a table, and only by a row that
     * needs it. */
    if (!table->day_known
        && !uke_ctl_choose_day (table->command, "--on", NULL, &table->day, ret_status))
      return FALSE;
    table->day_known = TRUE;
    on = table->day;
  }

  uke_calendar_init (&calendar, &expires);
  print_calendar (table->json, &calendar, &on);
  *ret_good = TRUE;
  return TRUE;
}

static int
judge_rows (Table *table)
{
  int status = UKE_EXIT_DONE;

  while (uke_csv_next (table->csv)) {
    gboolean good;
    int stop_status;

    if (!judge_row (table, &good, &stop_status))
      return stop_status;
    if (!good)
      status = UKE_EXIT_REFUSED;
  }
  return status;
}

/* NULL, or what is wrong with the first line. */
static const char *
read_header (Table *table)
{
  if (!uke_csv_next (table->csv))
    return "the file is empty";
  if (uke_csv_get_fault (table->csv) != NULL)
    return uke_csv_get_fault (table->csv);

  table->expires_column = find_column (table->csv, "expires");
  table->on_column = find_column (table->csv, "on");
  return table->expires_column == NO_COLUMN ? "the first line names no column “expires”" : NULL;
}

static int
judge_stream (const char *command, FILE *stream, const char *path, const char *on)
{
  g_autoptr (UkeCsv) csv = uke_csv_new (stream);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  Table table = { .command = command, .csv = csv, .json = json };
  const char *fault;
  int status;

  if (on != NULL) {
    if (!uke_ctl_choose_day (command, "--on", on, &table.day, &status))
      return status;
    table.day_known = TRUE;
  }

  fault = read_header (&table);
  status = fault == NULL ? judge_rows (&table) : UKE_EXIT_REFUSED;

  if (ferror (stream))
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s: %s", command, path, g_strerror (errno));
  if (fault != NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s: %s", command, path, fault);
  return status;
}

/* "-" is standard input. */
static int
judge_file (const char *command, const char *path, const char *on)
{
  FILE *stream;
  int status;

  if (strcmp (path, "-") == 0)
    return judge_stream (command, stdin, path, on);

  stream = fopen (path, "re");
  if (stream == NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s: %s", command, path, g_strerror (errno));

  status = judge_stream (command, stream, path, on);
  fclose (stream);
  return status;
}

int
uke_ctl_validity (int argc, char **argv)
{
  g_autofree char *expires = NULL;
  g_autofree char *on = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry options[] = {
    { "expires", 0, 0, G_OPTION_ARG_STRING, &expires, "Last valid day of the certificate",
      "YYYY-MM-DD" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, "Judge on this day instead of today", "YYYY-MM-DD" },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &path,
      "Judge the rows of a file by its columns “expires” and “on” (optional); “-” is standard "
      "input",
      "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL))
    return UKE_EXIT_USAGE;
  if ((expires == NULL) == (path == NULL))
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: give either --expires or --csv", argv[0]);

  if (path != NULL)
    return judge_file (argv[0], path, on);
  return judge_one (argv[0], expires, on);
}
