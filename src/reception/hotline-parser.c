#include "reception/rules-private.h"

#include "reception/rules-json.h"
#include "validity/date.h"

#include <string.h>

#define MAX_HOTLINES 64
#define MAX_HOLIDAYS 1024

void
uke_hotline_free (UkeHotline *hotline)
{
  g_free (hotline->number);
  g_free (hotline->source);
  g_free (hotline->sure);
  g_free (hotline);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeHotline, uke_hotline_free)

/* Minutes after midnight; HH:MM is known to be digits. */
static int
read_minutes (const char *text)
{
  return (g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1])) * 60
         + g_ascii_digit_value (text[3]) * 10 + g_ascii_digit_value (text[4]);
}

/* HH:MM-HH:MM, on one day, the end after the beginning. */
static gboolean
read_hours (
    JsonObject *object, const char *where, const char *member, UkeHours *ret_hours, GError **error)
{
  const char *text = uke_rules_json_get_text (object, where, member, error);

  if (text == NULL)
    return FALSE;
  if (!g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]\\z",
                             text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    return uke_rules_json_fail (error, where, "hours are written HH:MM-HH:MM");

  ret_hours->opens = read_minutes (text);
  ret_hours->closes = read_minutes (text + strlen ("HH:MM-"));
  if (ret_hours->closes <= ret_hours->opens)
    return uke_rules_json_fail (error, where, "closes before it opens");
  return TRUE;
}

static gboolean
read_number (JsonObject *object, const char *where, UkeHotline *hotline, GError **error)
{
  const char *number = uke_rules_json_get_text (object, where, "number", error);
  JsonNode *choice = json_object_get_member (object, "choice");

  if (number == NULL)
    return FALSE;
  if (strlen (number) < 3 || strlen (number) > 20
      || strspn (number, "0123456789-") != strlen (number))
    return uke_rules_json_fail (error, where, "“number” has 3 to 20 digits and hyphens");
  if (choice == NULL || json_node_get_value_type (choice) != G_TYPE_INT64
      || json_node_get_int (choice) < 0 || json_node_get_int (choice) > 99)
    return uke_rules_json_fail (error, where, "“choice” must be a number from 0 to 99");

  hotline->number = g_strdup (number);
  hotline->choice = (int) json_node_get_int (choice);
  return TRUE;
}

/* Always, or hours for two kinds of days. */
static gboolean
read_times (UkeHotline *hotline, JsonObject *object, const char *where, GError **error)
{
  JsonNode *always = json_object_get_member (object, "always");

  if (always == NULL)
    return read_hours (object, where, "weekdays", &hotline->weekdays, error)
           && read_hours (object, where, "other-days", &hotline->other_days, error);

  if (json_node_get_value_type (always) != G_TYPE_BOOLEAN || !json_node_get_boolean (always))
    return uke_rules_json_fail (error, where, "“always” is true or absent");
  if (json_object_has_member (object, "weekdays") || json_object_has_member (object, "other-days"))
    return uke_rules_json_fail (error, where, "has hours although it answers always");
  hotline->always = TRUE;
  return TRUE;
}

static gboolean
find_topic (const char *nick, UkeHotlineTopic *ret_topic)
{
  g_autoptr (GEnumClass) topics = g_type_class_ref (UKE_TYPE_HOTLINE_TOPIC);
  const GEnumValue *value = g_enum_get_value_by_nick (topics, nick);

  if (value != NULL)
    *ret_topic = (UkeHotlineTopic) value->value;
  return value != NULL;
}

static gboolean
answers_already (GPtrArray *hotlines, const UkeHotline *hotline)
{
  for (guint i = 0; i < hotlines->len; i++) {
    const UkeHotline *other = hotlines->pdata[i];

    if (other->topic == hotline->topic
        && uke_rules_json_days_overlap (&other->from, &other->until, &hotline->from,
                                        &hotline->until))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_hotline (gpointer data, JsonObject *object, const char *where, GError **error)
{
  static const char *const known[] = { "topic",  "from",   "until",    "number",
                                       "choice", "always", "weekdays", "other-days",
                                       "source", "sure",   NULL };
  UkeRulesContent *self = data;
  g_autoptr (UkeHotline) hotline = g_new0 (UkeHotline, 1);
  const char *topic;

  if (!uke_rules_json_check_members (object, where, known, error)
      || (topic = uke_rules_json_get_text (object, where, "topic", error)) == NULL)
    return FALSE;
  if (!find_topic (topic, &hotline->topic))
    return uke_rules_json_fail (error, where, "“topic” must be insurance or loss");
  if (!uke_rules_json_get_days (object, where, &hotline->from, &hotline->until, error)
      || !uke_rules_json_check_source (object, where, error)
      || !read_number (object, where, hotline, error)
      || !read_times (hotline, object, where, error))
    return FALSE;
  if (answers_already (self->hotlines, hotline))
    return uke_rules_json_fail (error, where, "answers already on some of these days");

  hotline->source = g_strdup (json_object_get_string_member (object, "source"));
  hotline->sure = g_strdup (json_object_get_string_member (object, "sure"));
  g_ptr_array_add (self->hotlines, g_steal_pointer (&hotline));
  return TRUE;
}

/* MM-DD in a month that is given. */
static gboolean
read_month_day (JsonObject *object, const char *member, int month, int *ret_value, GError **error)
{
  const char *text = uke_rules_json_get_text (object, "new-year", member, error);
  g_autofree char *whole = text != NULL ? g_strconcat ("2028-", text, NULL) : NULL;
  GDate day;

  if (text == NULL)
    return FALSE;
  if (!uke_date_parse (whole, &day, NULL) || (int) g_date_get_month (&day) != month)
    return uke_rules_json_fail (error, "new-year", "runs from 12-DD until 01-DD");
  *ret_value = month * 100 + g_date_get_day (&day);
  return TRUE;
}

static gboolean
read_new_year (UkeRulesContent *self, JsonObject *root, GError **error)
{
  static const char *const known[] = { "from", "until", "source", "sure", NULL };
  JsonObject *object = uke_rules_json_get_object (root, "new-year", error);

  return object != NULL && uke_rules_json_check_members (object, "new-year", known, error)
         && uke_rules_json_check_source (object, "new-year", error)
         && read_month_day (object, "from", 12, &self->new_year_from, error)
         && read_month_day (object, "until", 1, &self->new_year_until, error);
}

static gboolean
read_holidays (UkeRulesContent *self, JsonObject *root, GError **error)
{
  static const char *const known[] = { "days", "source", "sure", NULL };
  JsonObject *object = uke_rules_json_get_object (root, "holidays", error);
  JsonArray *days;
  guint32 last = 0;

  if (object == NULL || !uke_rules_json_check_members (object, "holidays", known, error)
      || !uke_rules_json_check_source (object, "holidays", error)
      || (days = uke_rules_json_get_array (object, "days", MAX_HOLIDAYS, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (days); i++) {
    JsonNode *node = json_array_get_element (days, i);
    guint32 julian;
    GDate day;

    if (json_node_get_value_type (node) != G_TYPE_STRING
        || !uke_date_parse (json_node_get_string (node), &day, NULL))
      return uke_rules_json_fail (error, "holidays", "“days” are days written YYYY-MM-DD");
    julian = g_date_get_julian (&day);
    if (julian <= last)
      return uke_rules_json_fail (error, "holidays", "“days” come in order, each once");
    last = julian;
    g_array_append_val (self->holidays, julian);
  }
  return TRUE;
}

/**
 * uke_hotlines_parse:
 * @root: of a file of rules
 *
 * Reads which hotlines there are, and the days on which they have other hours or none.
 *
 * Errors: UKE_RULES_ERROR_MALFORMED.
 */
gboolean
uke_hotlines_parse (UkeRulesContent *self, JsonObject *root, GError **error)
{
  return uke_rules_json_read_list (root, "hotlines", MAX_HOTLINES, read_hotline, self, error)
         && read_new_year (self, root, error) && read_holidays (self, root, error);
}
