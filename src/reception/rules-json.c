#include "reception/rules-json.h"

#include "reception/rules.h"
#include "validity/date.h"

#include <string.h>

/* The file's own bytes may be in it, and they may be any. */
gboolean
uke_rules_json_fail (GError **error, const char *where, const char *what)
{
  g_autofree char *message = g_strdup_printf ("%s: %s", where, what);
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  g_set_error_literal (error, UKE_RULES_ERROR, UKE_RULES_ERROR_MALFORMED, valid);
  return FALSE;
}

static gboolean
fail_about (GError **error, const char *where, const char *format, const char *member)
{
  g_autofree char *quoted = g_utf8_make_valid (member, strnlen (member, 40));
  g_autoptr (GString) what = g_string_new (format);

  g_string_replace (what, "%s", quoted, 1);
  return uke_rules_json_fail (error, where, what->str);
}

/* ---- The file ---- */

/* A second member of one name would take the first one's place in silence. */
typedef struct {
  GHashTable *seen; /* of "object/member" */
  char *twice;      /* nullable */
} Members;

static void
on_member (JsonParser *parser, JsonObject *object, const char *name, gpointer user_data)
{
  Members *members = user_data;

  if (!g_hash_table_add (members->seen, g_strdup_printf ("%p/%s", (void *) object, name))
      && members->twice == NULL)
    members->twice = g_strdup (name);
}

static gboolean
load (JsonParser *parser, GBytes *data, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Members members = { .seen = seen };
  g_autofree char *twice = NULL;
  g_autoptr (GError) fault = NULL;
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  gulong handler = g_signal_connect (parser, "object-member", G_CALLBACK (on_member), &members);
  gboolean loaded = json_parser_load_from_data (parser, text, (gssize) size, &fault);

  g_signal_handler_disconnect (parser, handler);
  twice = members.twice;
  if (!loaded)
    return uke_rules_json_fail (error, "the file", fault->message);
  if (twice != NULL)
    return fail_about (error, "the file", "the member “%s” is there twice", twice);
  return TRUE;
}

/**
 * uke_rules_json_parse:
 * @data: of at most UKE_RULES_MAX_SIZE bytes
 *
 * Reads JSON strictly, and takes no object that has a member twice.
 *
 * Returns: (transfer full): a parser whose root is an object
 */
JsonParser *
uke_rules_json_parse (GBytes *data, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (g_bytes_get_size (data) > UKE_RULES_MAX_SIZE) {
    uke_rules_json_fail (error, "the file", "is larger than rules can be");
    return NULL;
  }
  if (g_bytes_get_size (data) == 0) {
    uke_rules_json_fail (error, "the file", "is empty");
    return NULL;
  }
  json_parser_set_strict (parser, TRUE);
  if (!load (parser, data, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    uke_rules_json_fail (error, "the file", "must be an object");
    return NULL;
  }
  return g_steal_pointer (&parser);
}

/* ---- Members ---- */

/* A mistyped member would be a rule that never holds. */
gboolean
uke_rules_json_check_members (JsonObject *object,
                              const char *where,
                              const char *const *known,
                              GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return fail_about (error, where, "unknown member “%s”", l->data);
  return TRUE;
}

/* NULL with an error where it is absent or no text. */
const char *
uke_rules_json_get_text (JsonObject *object, const char *where, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
      && g_utf8_validate (json_node_get_string (node), -1, NULL))
    return json_node_get_string (node);
  fail_about (error, where, "“%s” must be a text", member);
  return NULL;
}

static gboolean
get_day (JsonObject *object, const char *where, const char *member, GDate *ret_day, GError **error)
{
  const char *text = uke_rules_json_get_text (object, where, member, error);
  g_autoptr (GError) fault = NULL;

  if (text == NULL)
    return FALSE;
  return uke_date_parse (text, ret_day, &fault)
         || uke_rules_json_fail (error, where, fault->message);
}

JsonObject *
uke_rules_json_get_object (JsonObject *root, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (root, member);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  uke_rules_json_fail (error, member, "must be an object");
  return NULL;
}

JsonArray *
uke_rules_json_get_array (JsonObject *object, const char *member, guint most, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    uke_rules_json_fail (error, member, "must be a list");
  else if (json_array_get_length (array) > most) {
    uke_rules_json_fail (error, member, "has too many elements");
    array = NULL;
  }
  return array;
}

/* ---- What entries have in common ---- */

gboolean
uke_rules_json_check_source (JsonObject *object, const char *where, GError **error)
{
  static const char *const degrees[] = { "confirmed", "one-source", "ours", NULL };
  const char *source = uke_rules_json_get_text (object, where, "source", error);
  const char *sure = source != NULL ? uke_rules_json_get_text (object, where, "sure", error) : NULL;

  if (sure == NULL)
    return FALSE;
  if (*source == '\0')
    return uke_rules_json_fail (error, where, "“source” is empty");
  return g_strv_contains (degrees, sure)
         || uke_rules_json_fail (error, where, "“sure” must be confirmed, one-source or ours");
}

/* @ret_until is cleared where there is none: until further notice. */
gboolean
uke_rules_json_get_days (
    JsonObject *object, const char *where, GDate *ret_from, GDate *ret_until, GError **error)
{
  g_date_clear (ret_until, 1);
  if (!get_day (object, where, "from", ret_from, error))
    return FALSE;
  if (!json_object_has_member (object, "until"))
    return TRUE;
  if (!get_day (object, where, "until", ret_until, error))
    return FALSE;
  return g_date_compare (ret_until, ret_from) >= 0
         || uke_rules_json_fail (error, where, "“until” is before “from”");
}

/* The same may hold again later, but not twice on one day: which source would count? */
gboolean
uke_rules_json_days_overlap (const GDate *from,
                             const GDate *until,
                             const GDate *other_from,
                             const GDate *other_until)
{
  return (!g_date_valid (until) || g_date_compare (other_from, until) <= 0)
         && (!g_date_valid (other_until) || g_date_compare (from, other_until) <= 0);
}

gboolean
uke_rules_json_read_list (JsonObject *root,
                          const char *member,
                          guint most,
                          UkeRulesJsonFunc read,
                          gpointer data,
                          GError **error)
{
  JsonArray *array = uke_rules_json_get_array (root, member, most, error);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    g_autofree char *where = g_strdup_printf ("%s[%u]", member, i);

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return uke_rules_json_fail (error, where, "must be an object");
    if (!read (data, json_node_get_object (node), where, error))
      return FALSE;
  }
  return TRUE;
}
