#include "emulator/persona-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
  const char *key;
  gboolean needed;
  gboolean (*read) (JsonNode *node, UkePersonaFacts *facts);
  const char *expected;
} Member;

static gboolean
read_text (JsonNode *node, const char **ret_text)
{
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;

  *ret_text = json_node_get_string (node);
  return TRUE;
}

/* JSON knows one kind of number; 3.0 and 3e0 are not taken for 3, as nobody writes days like that.
 */
static gboolean
read_integer (JsonNode *node, gint64 minimum, gint64 maximum, gint64 *ret_value)
{
  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  *ret_value = json_node_get_int (node);
  return *ret_value >= minimum && *ret_value <= maximum;
}

static gboolean
read_size (JsonNode *node, guint minimum, guint maximum, guint *ret_size)
{
  gint64 value;

  if (!read_integer (node, minimum, maximum, &value))
    return FALSE;

  *ret_size = value;
  return TRUE;
}

static gboolean
read_boolean (JsonNode *node, gboolean *ret_value)
{
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *ret_value = json_node_get_boolean (node);
  return TRUE;
}

/* @words in the order of the enum's values. */
static gboolean
read_word (JsonNode *node, const char *const *words, guint *ret_index)
{
  const char *text;

  if (!read_text (node, &text))
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++) {
    if (strcmp (words[i], text) == 0) {
      *ret_index = i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_name (JsonNode *node, UkePersonaFacts *facts)
{
  const char *text;

  if (!read_text (node, &text) || strlen (text) > 64
      || !g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*\\z", text, 0, 0))
    return FALSE;

  facts->name = g_strdup (text);
  return TRUE;
}

static gboolean
read_title (JsonNode *node, UkePersonaFacts *facts)
{
  const char *text;
  glong length;

  if (!read_text (node, &text))
    return FALSE;

  length = g_utf8_strlen (text, -1);
  if (length < 1 || length > 60 || strchr (text, '\n') != NULL)
    return FALSE;

  facts->title = g_strdup (text);
  return TRUE;
}

static gboolean
read_card (JsonNode *node, UkePersonaFacts *facts)
{
  static const char *const words[] = {
    "mynumber", "phone-android", "phone-iphone", "juki", "other", NULL,
  };
  guint index;

  if (!read_word (node, words, &index))
    return FALSE;

  facts->card = index;
  return TRUE;
}

static gboolean
read_expires_in_days (JsonNode *node, UkePersonaFacts *facts)
{
  gint64 value;

  if (!read_integer (node, -3650, 3650, &value))
    return FALSE;

  facts->expires_in_days = value;
  return TRUE;
}

static gboolean
read_pin (JsonNode *node, UkePersonaFacts *facts)
{
  const char *text;

  if (!read_text (node, &text) || !g_regex_match_simple ("^[0-9]{4}\\z", text, 0, 0))
    return FALSE;

  g_free (facts->pin);
  facts->pin = g_strdup (text);
  return TRUE;
}

static gboolean
read_pin_tries_left (JsonNode *node, UkePersonaFacts *facts)
{
  return read_size (node, 0, 3, &facts->tries_left);
}

static gboolean
read_issuer (JsonNode *node, UkePersonaFacts *facts)
{
  static const char *const words[] = { "training", "forged", "other", NULL };
  guint index;

  if (!read_word (node, words, &index))
    return FALSE;

  facts->issuer = index;
  return TRUE;
}

static gboolean
read_extended_length (JsonNode *node, UkePersonaFacts *facts)
{
  return read_boolean (node, &facts->quirks.extended_length);
}

static gboolean
read_blocked_status (JsonNode *node, UkePersonaFacts *facts)
{
  static const char *const words[] = { "6984", "6983", NULL };
  guint index;

  if (!read_word (node, words, &index))
    return FALSE;

  facts->quirks.blocked_status = index == 0 ? 0x6984 : 0x6983;
  return TRUE;
}

static gboolean
read_physical_size (JsonNode *node, UkePersonaFacts *facts)
{
  return read_size (node, 16, 32767, &facts->quirks.physical_size);
}

static gboolean
read_certificate_size (JsonNode *node, UkePersonaFacts *facts)
{
  return read_size (node, 1500, 3000, &facts->quirks.certificate_size);
}

static gboolean
read_verified_status (JsonNode *node, UkePersonaFacts *facts)
{
  static const char *const words[] = { "63Cx", "9000", NULL };
  guint index;

  if (!read_word (node, words, &index))
    return FALSE;

  facts->quirks.verified_answers_done = index == 1;
  return TRUE;
}

static gboolean
read_keeps_verified_on_select (JsonNode *node, UkePersonaFacts *facts)
{
  return read_boolean (node, &facts->quirks.keeps_verified_on_select);
}

static gboolean
read_forgets_on_reset (JsonNode *node, UkePersonaFacts *facts)
{
  return read_boolean (node, &facts->quirks.forgets_on_reset);
}

static gboolean
read_first_command_fails (JsonNode *node, UkePersonaFacts *facts)
{
  return read_boolean (node, &facts->quirks.first_command_fails);
}

static gboolean
read_prefix_matching (JsonNode *node, UkePersonaFacts *facts)
{
  return read_boolean (node, &facts->quirks.prefix_matching);
}

/* clang-format off */
static const Member quirk_members[] = {
  { "extended_length", FALSE, read_extended_length, "true or false" },
  { "blocked_status", FALSE, read_blocked_status, "“6984” or “6983”" },
  { "physical_size", FALSE, read_physical_size, "a whole number of bytes from 16 to 32767" },
  { "certificate_size", FALSE, read_certificate_size, "a whole number of bytes from 1500 to 3000" },
  { "verified_status", FALSE, read_verified_status, "“63Cx” or “9000”" },
  { "keeps_verified_on_select", FALSE, read_keeps_verified_on_select, "true or false" },
  { "forgets_on_reset", FALSE, read_forgets_on_reset, "true or false" },
  { "first_command_fails", FALSE, read_first_command_fails, "true or false" },
  { "prefix_matching", FALSE, read_prefix_matching, "true or false" },
};

static gboolean read_quirks (JsonNode *node, UkePersonaFacts *facts);

static const Member members[] = {
  { "name", TRUE, read_name, "words of a-z and 0-9 joined by “-”, at most 64 letters" },
  { "title", TRUE, read_title, "one line of at most 60 letters" },
  { "card", TRUE, read_card, "“mynumber”, “phone-android”, “phone-iphone”, “juki” or “other”" },
  { "expires_in_days", FALSE, read_expires_in_days, "a whole number of days from -3650 to 3650" },
  { "pin", FALSE, read_pin, "four digits in quotation marks" },
  { "pin_tries_left", FALSE, read_pin_tries_left, "a whole number from 0 to 3" },
  { "issuer", FALSE, read_issuer, "“training”, “forged” or “other”" },
  { "quirks", FALSE, read_quirks, "an object" },
};
/* clang-format on */

static const Member *
find_member (const Member *table, gsize n_members, const char *key)
{
  for (gsize i = 0; i < n_members; i++)
    if (strcmp (table[i].key, key) == 0)
      return &table[i];
  return NULL;
}

static void
set_malformed (GError **error, const char *prefix, const char *key, const char *what)
{
  g_set_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED, "key “%s%s”: %s", prefix, key,
               what);
}

static gboolean
read_members (JsonNode *node,
              const Member *table,
              gsize n_members,
              const char *prefix,
              UkePersonaFacts *facts,
              GError **error)
{
  JsonObject *object = json_node_get_object (node);
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value)) {
    const Member *member = find_member (table, n_members, key);
    g_autofree char *what = NULL;

    if (member == NULL) {
      set_malformed (error, prefix, key, "there is no such key");
      return FALSE;
    }
    if (member->read == read_quirks && JSON_NODE_HOLDS_OBJECT (value)) {
      if (!read_members (value, quirk_members, G_N_ELEMENTS (quirk_members), "quirks.", facts,
                         error))
        return FALSE;
      continue;
    }
    if (!member->read (value, facts)) {
      what = g_strdup_printf ("expected %s", member->expected);
      set_malformed (error, prefix, key, what);
      return FALSE;
    }
  }

  for (gsize i = 0; i < n_members; i++) {
    if (table[i].needed && !json_object_has_member (object, table[i].key)) {
      set_malformed (error, prefix, table[i].key, "is missing");
      return FALSE;
    }
  }
  return TRUE;
}

/* Only asked of what is no object. */
static gboolean
read_quirks (JsonNode *node, UkePersonaFacts *facts)
{
  return FALSE;
}

static UkePersonaFacts *
new_with_defaults (void)
{
  UkePersonaFacts *facts = g_new0 (UkePersonaFacts, 1);

  facts->expires_in_days = 400;
  facts->pin = g_strdup ("1234");
  facts->tries_left = 3;
  facts->quirks.extended_length = TRUE;
  facts->quirks.blocked_status = 0x6984;
  facts->quirks.physical_size = 3808;
  facts->quirks.certificate_size = 1580;
  return facts;
}

/**
 * uke_persona_parse:
 * @length: bytes of @json, or -1 when it ends with NUL
 *
 * Reads what data/personas/persona.schema.json describes, and nothing else.
 *
 * Returns: (transfer full): errors are UKE_PERSONA_ERROR_MALFORMED and name the key
 */
UkePersonaFacts *
uke_persona_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (UkePersonaFacts) facts = new_with_defaults ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, json, length, &parse_error)) {
    g_set_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED, "not JSON: %s",
                 parse_error->message);
    return NULL;
  }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED,
                         "expected a JSON object");
    return NULL;
  }
  if (!read_members (root, members, G_N_ELEMENTS (members), "", facts, error))
    return NULL;

  return g_steal_pointer (&facts);
}

void
uke_persona_facts_free (UkePersonaFacts *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->pin);
  g_free (self);
}
