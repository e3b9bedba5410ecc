#include "terminal/terminal-script.h"

#include "terminal/terminal-message.h"

#include <string.h>

#define LONGEST_TIME (24 * 60 * 60 * 1000)
#define MOST_REPEATS 1000000

static const char *const encodings[] = { "UTF-8", "Shift_JIS", "mixed", NULL };
static const char *const kinds[] = { "result", "err", "archive", "silent", "ignore", NULL };

typedef enum {
  MEMBER_TEXT,
  MEMBER_NUMBER, /* at least 0 */
  MEMBER_WORD,
} MemberKind;

/* A member of a face or an answer. */
typedef struct {
  const char *name;
  MemberKind kind;
  gsize offset;
  gint64 most;
  const char *const *words;
} Member;

/* clang-format off */
#define FACE(field) G_STRUCT_OFFSET (UkeScriptFace, field)
static const Member face_members[] = {
  { "at_ms", MEMBER_NUMBER, FACE (at), LONGEST_TIME },
  { "face", MEMBER_TEXT, FACE (persona) },
  { "encoding", MEMBER_WORD, FACE (encoding), .words = encodings },
  { "repeat", MEMBER_NUMBER, FACE (repeat), MOST_REPEATS },
  { "every_ms", MEMBER_NUMBER, FACE (every), LONGEST_TIME },
  { "pause_ms", MEMBER_NUMBER, FACE (pause), LONGEST_TIME },
  { "pause_every", MEMBER_NUMBER, FACE (pause_every), MOST_REPEATS },
  { "rewrite_after_ms", MEMBER_NUMBER, FACE (rewrite_after), LONGEST_TIME },
  { "rewrite_every", MEMBER_NUMBER, FACE (rewrite_every), MOST_REPEATS },
  { "vanish_after_ms", MEMBER_NUMBER, FACE (vanish_after), LONGEST_TIME },
  { "vanish_every", MEMBER_NUMBER, FACE (vanish_every), MOST_REPEATS },
  { "disconnect_ms", MEMBER_NUMBER, FACE (disconnect), LONGEST_TIME },
  { "disconnect_every", MEMBER_NUMBER, FACE (disconnect_every), MOST_REPEATS },
  { NULL },
};

#define ANSWER(field) G_STRUCT_OFFSET (UkeScriptAnswer, field)
static const Member answer_members[] = {
  { "insurer_number", MEMBER_TEXT, ANSWER (insurer_number) },
  { "insured_identification_number", MEMBER_TEXT, ANSWER (insured_identification_number) },
  { "answer", MEMBER_WORD, ANSWER (kind), .words = kinds },
  { "persona", MEMBER_TEXT, ANSWER (persona) },
  { "message", MEMBER_TEXT, ANSWER (message) },
  { "encoding", MEMBER_WORD, ANSWER (encoding), .words = encodings },
  { "delay_ms", MEMBER_NUMBER, ANSWER (delay), LONGEST_TIME },
  { "processing", MEMBER_NUMBER, ANSWER (processing), 100 },
  { NULL },
};
/* clang-format on */

static gboolean
set_malformed (GError **error, const char *member, const char *expected)
{
  g_set_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED, "“%s”: expected %s",
               member, expected);
  return FALSE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_word (JsonNode *node, const Member *member, gpointer target, GError **error)
{
  const char *word = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : "";
  g_autofree char *all = NULL;

  for (int i = 0; member->words[i] != NULL; i++)
    if (strcmp (member->words[i], word) == 0) {
      G_STRUCT_MEMBER (int, target, member->offset) = i;
      return TRUE;
    }
  all = g_strjoinv (", ", (char **) member->words);
  return set_malformed (error, member->name, all);
}

static gboolean
read_member (JsonNode *node, const Member *member, gpointer target, GError **error)
{
  char **text;
  gint64 number;

  switch (member->kind) {
  case MEMBER_TEXT:
    if (!holds (node, G_TYPE_STRING))
      return set_malformed (error, member->name, "a text in quotation marks");
    text = G_STRUCT_MEMBER_P (target, member->offset);
    g_free (*text);
    *text = g_strdup (json_node_get_string (node));
    return TRUE;
  case MEMBER_NUMBER:
    number = holds (node, G_TYPE_INT64) ? json_node_get_int (node) : -1;
    if (number < 0 || number > member->most)
      return set_malformed (error, member->name, "a whole number that is not too large");
    G_STRUCT_MEMBER (gint64, target, member->offset) = number;
    return TRUE;
  case MEMBER_WORD:
    return read_word (node, member, target, error);
  }
  return FALSE;
}

static gboolean
read_members (JsonObject *object, const Member *members, gpointer target, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (const GList *link = names; link != NULL; link = link->next) {
    const Member *member = members;

    while (member->name != NULL && strcmp (member->name, link->data) != 0)
      member++;
    if (member->name == NULL)
      return set_malformed (error, link->data, "no such member");
    if (!read_member (json_object_get_member (object, link->data), member, target, error))
      return FALSE;
  }
  return TRUE;
}

/* --- Lists ---------------------------------------------------------------------------------- */

static void
face_free (gpointer data)
{
  UkeScriptFace *self = data;

  g_free (self->persona);
  g_free (self);
}

static void
answer_free (gpointer data)
{
  UkeScriptAnswer *self = data;

  g_free (self->insurer_number);
  g_free (self->insured_identification_number);
  g_free (self->persona);
  g_free (self->message);
  g_free (self);
}

static gboolean
check_persona (UkeTerminalScript *self, const char *member, const char *persona, GError **error)
{
  return (persona != NULL && g_hash_table_contains (self->personas, persona))
         || set_malformed (error, member, "the name of a persona of this script");
}

static gboolean
read_face (UkeTerminalScript *self, JsonObject *object, GError **error)
{
  UkeScriptFace *face = g_new0 (UkeScriptFace, 1);

  face->repeat = 1;
  g_ptr_array_add (self->faces, face);
  return read_members (object, face_members, face, error)
         && check_persona (self, "face", face->persona, error);
}

static gboolean
read_answer (UkeTerminalScript *self, JsonObject *object, GError **error)
{
  UkeScriptAnswer *answer = g_new0 (UkeScriptAnswer, 1);

  g_ptr_array_add (self->answers, answer);
  return read_members (object, answer_members, answer, error)
         && (answer->persona == NULL || check_persona (self, "persona", answer->persona, error));
}

static gboolean
read_list (UkeTerminalScript *self,
           JsonNode *node,
           const char *member,
           gboolean (*read_item) (UkeTerminalScript *, JsonObject *, GError **),
           GError **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return set_malformed (error, member, "a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *item = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_OBJECT (item))
      return set_malformed (error, member, "a list of objects");
    if (!read_item (self, json_node_get_object (item), error)) {
      g_prefix_error (error, "%s[%u]: ", member, i);
      return FALSE;
    }
  }
  return TRUE;
}

/* --- Personas --------------------------------------------------------------------------------- */

/* Written once for trial, so that what is wrong is said before anything is played. */
static gboolean
try_persona (UkeTerminalScript *self, const char *name, JsonObject *persona, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (0);
  UkeTerminalOccasion occasion = {
    TRUE, now, self->institution, "trial", UKE_ENCODING_UTF_8, NULL
  };
  g_autoptr (GBytes) bytes = uke_terminal_message_build (persona, &occasion, error);

  if (bytes == NULL)
    g_prefix_error (error, "personas.%s: ", name);
  return bytes != NULL;
}

static gboolean
read_personas (UkeTerminalScript *self, JsonNode *node, GError **error)
{
  g_autoptr (GList) names = NULL;
  JsonObject *personas;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_malformed (error, "personas", "an object");
  personas = json_node_get_object (node);
  names = json_object_get_members (personas);
  for (const GList *link = names; link != NULL; link = link->next) {
    JsonNode *persona = json_object_get_member (personas, link->data);

    if (!JSON_NODE_HOLDS_OBJECT (persona))
      return set_malformed (error, link->data, "an object");
    if (!try_persona (self, link->data, json_node_get_object (persona), error))
      return FALSE;
    g_hash_table_insert (self->personas, g_strdup (link->data), json_node_dup_object (persona));
  }
  return TRUE;
}

static gboolean
read_institution (UkeTerminalScript *self, JsonNode *node, GError **error)
{
  if (!holds (node, G_TYPE_STRING)
      || !g_regex_match_simple ("^[0-9]{10}\\z", json_node_get_string (node), 0, 0))
    return set_malformed (error, "institution", "10 digits in quotation marks");
  g_free (self->institution);
  self->institution = g_strdup (json_node_get_string (node));
  return TRUE;
}

/* Personas first: the others name them. */
static gboolean
read_script (UkeTerminalScript *self, JsonObject *script, GError **error)
{
  static const char *const members[] = { "institution", "personas", "faces", "answers", NULL };
  g_autoptr (GList) names = json_object_get_members (script);
  JsonNode *node;

  for (const GList *link = names; link != NULL; link = link->next)
    if (!g_strv_contains (members, link->data))
      return set_malformed (error, link->data, "no such member");

  node = json_object_get_member (script, "institution");
  if (node != NULL && !read_institution (self, node, error))
    return FALSE;
  node = json_object_get_member (script, "personas");
  if (node != NULL && !read_personas (self, node, error))
    return FALSE;
  node = json_object_get_member (script, "faces");
  if (node != NULL && !read_list (self, node, "faces", read_face, error))
    return FALSE;
  node = json_object_get_member (script, "answers");
  return node == NULL || read_list (self, node, "answers", read_answer, error);
}

/**
 * uke_terminal_script_new:
 * @length: bytes of @json, or -1 when it ends with NUL
 *
 * Reads what a training terminal is to play, as doc/eligibility.md describes it.
 *
 * Errors: UKE_ELIGIBILITY_ERROR_MALFORMED, which names the member.
 *
 * Returns: (transfer full):
 */
UkeTerminalScript *
uke_terminal_script_new (const char *json, gssize length, GError **error)
{
  g_autoptr (UkeTerminalScript) self = g_new0 (UkeTerminalScript, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  JsonNode *root;

  self->institution = g_strdup ("9910000001");
  self->personas =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  self->faces = g_ptr_array_new_with_free_func (face_free);
  self->answers = g_ptr_array_new_with_free_func (answer_free);

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, json, length, &parse_error)) {
    g_autofree char *reason = g_utf8_make_valid (parse_error->message, -1);

    g_set_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED, "not JSON: %s",
                 reason);
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED,
                         "expected a JSON object");
    return NULL;
  }
  return read_script (self, json_node_get_object (root), error) ? g_steal_pointer (&self) : NULL;
}

void
uke_terminal_script_free (UkeTerminalScript *self)
{
  g_free (self->institution);
  g_hash_table_unref (self->personas);
  g_ptr_array_unref (self->faces);
  g_ptr_array_unref (self->answers);
  g_free (self);
}
