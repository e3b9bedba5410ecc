#include "json.h"

#include "validity/date.h"

#include <stdio.h>

void
uke_ctl_add_text (JsonBuilder *json, const char *member, const char *text)
{
  json_builder_set_member_name (json, member);
  if (text != NULL)
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

void
uke_ctl_add_number (JsonBuilder *json, const char *member, gint64 number)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, number);
}

void
uke_ctl_add_boolean (JsonBuilder *json, const char *member, gboolean value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_boolean_value (json, value);
}

void
uke_ctl_add_day (JsonBuilder *json, const char *member, const GDate *day)
{
  g_autofree char *text = g_date_valid (day) ? uke_date_to_iso (day) : NULL;

  uke_ctl_add_text (json, member, text);
}

void
uke_ctl_add_moment (JsonBuilder *json, const char *member, GDateTime *moment)
{
  g_autofree char *text = moment != NULL ? g_date_time_format_iso8601 (moment) : NULL;

  uke_ctl_add_text (json, member, text);
}

void
uke_ctl_add_moment_us (JsonBuilder *json, const char *member, gint64 moment)
{
  g_autoptr (GDateTime) time = moment != 0 ? g_date_time_new_from_unix_utc_usec (moment) : NULL;

  uke_ctl_add_moment (json, member, time);
}

/**
 * uke_ctl_print_json:
 * @json: a finished value, which is taken out, so that the next may be built
 *
 * Prints a value on one line of standard output.
 */
void
uke_ctl_print_json (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *line = json_to_string (root, FALSE);

  puts (line);
  json_builder_reset (json);
}
