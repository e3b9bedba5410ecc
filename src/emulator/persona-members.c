#include "emulator/persona-members.h"

#include <string.h>

static gpointer
get_place (const UkePersonaMember *member, UkePersonaFacts *facts)
{
  return G_STRUCT_MEMBER_P (facts, member->offset);
}

static const char *
get_text (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
read_boolean (const UkePersonaMember *member, JsonNode *node, UkePersonaFacts *facts)
{
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *(gboolean *) get_place (member, facts) = json_node_get_boolean (node);
  return TRUE;
}

/* JSON knows one kind of number; 3.0 and 3e0 are not taken for 3, as nobody writes days like that.
 */
static gboolean
read_number (const UkePersonaMember *member, JsonNode *node, UkePersonaFacts *facts)
{
  gint64 value;

  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  value = json_node_get_int (node);
  if (value < member->minimum || value > member->maximum)
    return FALSE;

  *(int *) get_place (member, facts) = value;
  return TRUE;
}

static gboolean
read_word (const UkePersonaMember *member, JsonNode *node, UkePersonaFacts *facts)
{
  const char *text = get_text (node);

  for (guint i = 0; text != NULL && member->words[i] != NULL; i++) {
    if (strcmp (member->words[i], text) == 0) {
      *(guint *) get_place (member, facts) = member->values != NULL ? member->values[i] : i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_line (const UkePersonaMember *member, JsonNode *node, UkePersonaFacts *facts)
{
  const char *text = get_text (node);
  char **place = get_place (member, facts);
  glong length;

  if (text == NULL || strchr (text, '\n') != NULL)
    return FALSE;

  length = g_utf8_strlen (text, -1);
  if (length < member->minimum || length > member->maximum)
    return FALSE;
  if (member->pattern != NULL && !g_regex_match_simple (member->pattern, text, 0, 0))
    return FALSE;

  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

static gboolean
read_date (const UkePersonaMember *member, JsonNode *node, UkePersonaFacts *facts)
{
  const char *text = get_text (node);
  int year, month, day;

  if (text == NULL || !g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}\\z", text, 0, 0))
    return FALSE;

  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  if (year < member->minimum || year > member->maximum || !g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_set_dmy (get_place (member, facts), day, month, year);
  return TRUE;
}

/* What is no object; objects are read where their members can be named. */
static gboolean
read_value (const UkePersonaMember *member, JsonNode *node, UkePersonaFacts *facts)
{
  switch (member->kind) {
  case UKE_PERSONA_BOOLEAN:
    return read_boolean (member, node, facts);
  case UKE_PERSONA_NUMBER:
    return read_number (member, node, facts);
  case UKE_PERSONA_WORD:
    return read_word (member, node, facts);
  case UKE_PERSONA_TEXT:
    return read_line (member, node, facts);
  case UKE_PERSONA_DATE:
    return read_date (member, node, facts);
  case UKE_PERSONA_OBJECT:
    break;
  }
  return FALSE;
}

static gboolean
read_member (const UkePersonaMember *member,
             JsonNode *node,
             const char *prefix,
             UkePersonaFacts *facts,
             GError **error)
{
  g_autofree char *inner = NULL;

  if (member->kind == UKE_PERSONA_OBJECT && JSON_NODE_HOLDS_OBJECT (node)) {
    inner = g_strconcat (prefix, member->key, ".", NULL);
    return uke_persona_members_read (member->members, json_node_get_object (node), inner, facts,
                                     error);
  }
  if (read_value (member, node, facts))
    return TRUE;

  uke_persona_set_malformed (error, prefix, member->key, "expected %s", member->expected);
  return FALSE;
}

static const UkePersonaMember *
find_member (const UkePersonaMember *members, const char *key)
{
  for (; members->key != NULL; members++)
    if (strcmp (members->key, key) == 0)
      return members;
  return NULL;
}

/**
 * uke_persona_set_malformed:
 * @prefix: "" or the objects around the key, as "quirks."
 *
 * Sets UKE_PERSONA_ERROR_MALFORMED with a sentence that begins with the key.
 */
void
uke_persona_set_malformed (
    GError **error, const char *prefix, const char *key, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED, "key “%s%s”: %s", prefix, key,
               what);
}

/**
 * uke_persona_members_read:
 * @prefix: "" or the objects around this one, as "quirks."
 *
 * Reads an object into @facts, in the order in which it is written; what it does not say stays as
 * it is. A key that is not among @members is an error: it would be a misspelt one.
 */
gboolean
uke_persona_members_read (const UkePersonaMember *members,
                          JsonObject *object,
                          const char *prefix,
                          UkePersonaFacts *facts,
                          GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value)) {
    const UkePersonaMember *member = find_member (members, key);

    if (member == NULL) {
      uke_persona_set_malformed (error, prefix, key, "there is no such key");
      return FALSE;
    }
    if (!read_member (member, value, prefix, facts, error))
      return FALSE;
  }

  for (; members->key != NULL; members++) {
    if (members->needed && !json_object_has_member (object, members->key)) {
      uke_persona_set_malformed (error, prefix, members->key, "is missing");
      return FALSE;
    }
  }
  return TRUE;
}
