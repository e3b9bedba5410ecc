#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the objects that every command prints. @json is inside an object; what is not there
 * (NULL, a day that is not valid, a moment of 0) is written as null. */

void uke_ctl_add_text (JsonBuilder *json, const char *member, const char *text);
void uke_ctl_add_number (JsonBuilder *json, const char *member, gint64 number);
void uke_ctl_add_boolean (JsonBuilder *json, const char *member, gboolean value);
void uke_ctl_add_day (JsonBuilder *json, const char *member, const GDate *day);
void uke_ctl_add_moment (JsonBuilder *json, const char *member, GDateTime *moment);
/* µs since 1970, in UTC. */
void uke_ctl_add_moment_us (JsonBuilder *json, const char *member, gint64 moment);

void uke_ctl_print_json (JsonBuilder *json);

G_END_DECLS
