#include "reception/rules-private.h"

#include "validity/date.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_ENTRIES 256
#define MAX_HOLIDAYS 1024

static gboolean
fail (GError **error, const char *where, const char *what)
{
  g_set_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_MALFORMED, "%s: %s", where, what);
  return FALSE;
}

/* Nothing that is not understood goes by unseen: a mistyped member would be a rule that never
 * holds. */
static gboolean
check_members (JsonObject *object, const char *where, const char *const *known, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data)) {
      g_autofree char *quoted = g_utf8_make_valid (l->data, strnlen (l->data, 40));

      g_set_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_MALFORMED, "%s: unknown member “%s”",
                   where, quoted);
      return FALSE;
    }
  return TRUE;
}

/* NULL with an error where it is absent or no text. (transfer none) */
static const char *
get_text (JsonObject *object, const char *where, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  g_set_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_MALFORMED, "%s: “%s” must be a text", where,
               member);
  return NULL;
}

static gboolean
get_day (JsonObject *object, const char *where, const char *member, GDate *ret_day, GError **error)
{
  const char *text = get_text (object, where, member, error);
  g_autoptr (GError) fault = NULL;

  if (text == NULL)
    return FALSE;
  if (uke_date_parse (text, ret_day, &fault))
    return TRUE;
  return fail (error, where, fault->message);
}

static gboolean
check_source (JsonObject *object, const char *where, GError **error)
{
  static const char *const degrees[] = { "confirmed", "one-source", "ours", NULL };
  const char *source = get_text (object, where, "source", error);
  const char *sure = source != NULL ? get_text (object, where, "sure", error) : NULL;

  if (sure == NULL)
    return FALSE;
  if (*source == '\0')
    return fail (error, where, "“source” is empty");
  if (!g_strv_contains (degrees, sure))
    return fail (error, where, "“sure” must be confirmed, one-source or ours");
  return TRUE;
}

static void
entry_free (gpointer data)
{
  UkeRuleEntry *entry = data;

  g_free (entry->source);
  g_free (entry->sure);
  g_free (entry);
}

static gboolean
find_rule (const char *nick, UkeRule *ret_rule)
{
  g_autoptr (GEnumClass) rules = g_type_class_ref (UKE_TYPE_RULE);
  const GEnumValue *value = g_enum_get_value_by_nick (rules, nick);

  if (value != NULL)
    *ret_rule = (UkeRule) value->value;
  return value != NULL;
}

/* The same rule may hold again later, but not twice on one day: which source would count? */
static gboolean
overlaps (const UkeRuleEntry *a, const UkeRuleEntry *b)
{
  return a->rule == b->rule
         && (!g_date_valid (&a->until) || g_date_compare (&b->from, &a->until) <= 0)
         && (!g_date_valid (&b->until) || g_date_compare (&a->from, &b->until) <= 0);
}

static gboolean
read_entry (UkeRulesContent *self, JsonObject *object, const char *where, GError **error)
{
  static const char *const known[] = { "id", "from", "until", "source", "sure", NULL };
  UkeRuleEntry entry = { 0 };
  const char *id;

  g_date_clear (&entry.until, 1);
  if (!check_members (object, where, known, error)
      || (id = get_text (object, where, "id", error)) == NULL)
    return FALSE;
  if (!find_rule (id, &entry.rule))
    return fail (error, where, "“id” names no rule that this program knows");
  if (!get_day (object, where, "from", &entry.from, error) || !check_source (object, where, error))
    return FALSE;
  if (json_object_has_member (object, "until")) {
    if (!get_day (object, where, "until", &entry.until, error))
      return FALSE;
    if (g_date_compare (&entry.until, &entry.from) < 0)
      return fail (error, where, "“until” is before “from”");
  }
  for (guint i = 0; i < self->entries->len; i++)
    if (overlaps (self->entries->pdata[i], &entry))
      return fail (error, where, "holds already on some of these days");

  entry.source = g_strdup (json_object_get_string_member (object, "source"));
  entry.sure = g_strdup (json_object_get_string_member (object, "sure"));
  g_ptr_array_add (self->entries, g_memdup2 (&entry, sizeof entry));
  return TRUE;
}

static JsonObject *
get_object (JsonObject *root, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (root, member);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail (error, member, "must be an object");
  return NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member, guint most, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    fail (error, member, "must be a list");
  else if (json_array_get_length (array) > most) {
    fail (error, member, "has too many elements");
    array = NULL;
  }
  return array;
}

static gboolean
read_entries (UkeRulesContent *self, JsonObject *root, GError **error)
{
  JsonArray *array = get_array (root, "rules", MAX_ENTRIES, error);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    g_autofree char *where = g_strdup_printf ("rules[%u]", i);

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return fail (error, where, "must be an object");
    if (!read_entry (self, json_node_get_object (node), where, error))
      return FALSE;
  }
  return TRUE;
}

/* Minutes after midnight; HH:MM is known to be digits. */
static int
read_minutes (const char *text)
{
  return (g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1])) * 60
         + g_ascii_digit_value (text[3]) * 10 + g_ascii_digit_value (text[4]);
}

/* HH:MM-HH:MM, on one day, the end after the beginning. */
static gboolean
read_hours (JsonObject *object, const char *member, UkeHours *ret_hours, GError **error)
{
  const char *text = get_text (object, "hotline", member, error);

  if (text == NULL)
    return FALSE;
  if (!g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]\\z",
                             text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    return fail (error, "hotline", "hours are written HH:MM-HH:MM");

  ret_hours->opens = read_minutes (text);
  ret_hours->closes = read_minutes (text + strlen ("HH:MM-"));
  if (ret_hours->closes <= ret_hours->opens)
    return fail (error, "hotline", "closes before it opens");
  return TRUE;
}

static gboolean
read_number (JsonObject *object, UkeHotline *hotline, GError **error)
{
  const char *number = get_text (object, "hotline", "number", error);
  JsonNode *choice = json_object_get_member (object, "choice");

  if (number == NULL)
    return FALSE;
  if (strlen (number) < 3 || strlen (number) > 20
      || strspn (number, "0123456789-") != strlen (number))
    return fail (error, "hotline", "“number” has 3 to 20 digits and hyphens");
  if (choice == NULL || json_node_get_value_type (choice) != G_TYPE_INT64
      || json_node_get_int (choice) < 0 || json_node_get_int (choice) > 99)
    return fail (error, "hotline", "“choice” must be a number from 0 to 99");

  hotline->number = g_strdup (number);
  hotline->choice = (int) json_node_get_int (choice);
  return TRUE;
}

static gboolean
read_hotline (UkeRulesContent *self, JsonObject *root, GError **error)
{
  static const char *const known[] = { "from",       "number", "choice", "weekdays",
                                       "other-days", "source", "sure",   NULL };
  JsonObject *object = get_object (root, "hotline", error);
  GDate from;

  return object != NULL && check_members (object, "hotline", known, error)
         && get_day (object, "hotline", "from", &from, error)
         && check_source (object, "hotline", error) && read_number (object, &self->hotline, error)
         && read_hours (object, "weekdays", &self->hotline.weekdays, error)
         && read_hours (object, "other-days", &self->hotline.other_days, error);
}

/* MM-DD in a month that is given. */
static gboolean
read_month_day (JsonObject *object, const char *member, int month, int *ret_value, GError **error)
{
  const char *text = get_text (object, "new-year", member, error);
  g_autofree char *whole = text != NULL ? g_strconcat ("2028-", text, NULL) : NULL;
  GDate day;

  if (text == NULL)
    return FALSE;
  if (!uke_date_parse (whole, &day, NULL) || (int) g_date_get_month (&day) != month)
    return fail (error, "new-year", "runs from 12-DD until 01-DD");
  *ret_value = month * 100 + g_date_get_day (&day);
  return TRUE;
}

static gboolean
read_new_year (UkeRulesContent *self, JsonObject *root, GError **error)
{
  static const char *const known[] = { "from", "until", "source", "sure", NULL };
  JsonObject *object = get_object (root, "new-year", error);

  return object != NULL && check_members (object, "new-year", known, error)
         && check_source (object, "new-year", error)
         && read_month_day (object, "from", 12, &self->new_year_from, error)
         && read_month_day (object, "until", 1, &self->new_year_until, error);
}

static gboolean
read_holidays (UkeRulesContent *self, JsonObject *root, GError **error)
{
  static const char *const known[] = { "days", "source", "sure", NULL };
  JsonObject *object = get_object (root, "holidays", error);
  JsonArray *days;
  guint32 last = 0;

  if (object == NULL || !check_members (object, "holidays", known, error)
      || !check_source (object, "holidays", error)
      || (days = get_array (object, "days", MAX_HOLIDAYS, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (days); i++) {
    JsonNode *node = json_array_get_element (days, i);
    guint32 julian;
    GDate day;

    if (json_node_get_value_type (node) != G_TYPE_STRING
        || !uke_date_parse (json_node_get_string (node), &day, NULL))
      return fail (error, "holidays", "“days” are days written YYYY-MM-DD");
    julian = g_date_get_julian (&day);
    if (julian <= last)
      return fail (error, "holidays", "“days” come in order, each once");
    last = julian;
    g_array_append_val (self->holidays, julian);
  }
  return TRUE;
}

void
uke_rules_content_init (UkeRulesContent *self)
{
  *self = (UkeRulesContent) {
    .entries = g_ptr_array_new_with_free_func (entry_free),
    .holidays = g_array_new (FALSE, FALSE, sizeof (guint32)),
  };
}

void
uke_rules_content_clear (UkeRulesContent *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->holidays, g_array_unref);
  g_clear_pointer (&self->hotline.number, g_free);
}

/**
 * uke_rules_parse:
 * @self: as uke_rules_content_init() left it; to be cleared also after a failure
 * @data: JSON of at most UKE_RULES_MAX_SIZE bytes, as data/rules/rules.schema.json describes it
 *
 * Reads a file of rules whole, or refuses it.
 *
 * Errors: UKE_RULES_ERROR_MALFORMED, whose message names the member.
 */
gboolean
uke_rules_parse (UkeRulesContent *self, GBytes *data, GError **error)
{
  static const char *const known[] = { "rules", "hotline", "new-year", "holidays", NULL };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) fault = NULL;
  JsonNode *root;
  gsize size;
  const char *text = g_bytes_get_data (data, &size);

  if (size > UKE_RULES_MAX_SIZE)
    return fail (error, "the file", "is larger than rules can be");
  json_parser_set_strict (parser, TRUE);
  if (size == 0 || !json_parser_load_from_data (parser, text, (gssize) size, &fault))
    return fail (error, "the file", fault != NULL ? fault->message : "is empty");

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return fail (error, "the file", "must be an object");
  return check_members (json_node_get_object (root), "the file", known, error)
         && read_entries (self, json_node_get_object (root), error)
         && read_hotline (self, json_node_get_object (root), error)
         && read_new_year (self, json_node_get_object (root), error)
         && read_holidays (self, json_node_get_object (root), error);
}
