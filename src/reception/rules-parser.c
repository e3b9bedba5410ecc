#include "reception/rules-private.h"

#include "reception/rules-json.h"

#define MAX_ENTRIES 256

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

static gboolean
holds_already (GPtrArray *entries, const UkeRuleEntry *entry)
{
  for (guint i = 0; i < entries->len; i++) {
    const UkeRuleEntry *other = entries->pdata[i];

    if (other->rule == entry->rule
        && uke_rules_json_days_overlap (&other->from, &other->until, &entry->from, &entry->until))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_entry (gpointer data, JsonObject *object, const char *where, GError **error)
{
  static const char *const known[] = { "id", "from", "until", "source", "sure", NULL };
  UkeRulesContent *self = data;
  UkeRuleEntry entry = { 0 };
  const char *id;

  if (!uke_rules_json_check_members (object, where, known, error)
      || (id = uke_rules_json_get_text (object, where, "id", error)) == NULL)
    return FALSE;
  if (!find_rule (id, &entry.rule))
    return uke_rules_json_fail (error, where, "“id” names no rule that this program knows");
  if (!uke_rules_json_get_days (object, where, &entry.from, &entry.until, error)
      || !uke_rules_json_check_source (object, where, error))
    return FALSE;
  if (holds_already (self->entries, &entry))
    return uke_rules_json_fail (error, where, "holds already on some of these days");

  entry.source = g_strdup (json_object_get_string_member (object, "source"));
  entry.sure = g_strdup (json_object_get_string_member (object, "sure"));
  g_ptr_array_add (self->entries, g_memdup2 (&entry, sizeof entry));
  return TRUE;
}

void
uke_rules_content_init (UkeRulesContent *self)
{
  *self = (UkeRulesContent) {
    .entries = g_ptr_array_new_with_free_func (entry_free),
    .hotlines = g_ptr_array_new_with_free_func ((GDestroyNotify) uke_hotline_free),
    .holidays = g_array_new (FALSE, FALSE, sizeof (guint32)),
  };
}

void
uke_rules_content_clear (UkeRulesContent *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->hotlines, g_ptr_array_unref);
  g_clear_pointer (&self->holidays, g_array_unref);
}

/**
 * uke_rules_parse:
 * @self: as uke_rules_content_init() left it; to be cleared also after a failure
 * @data: JSON of at most UKE_RULES_MAX_SIZE bytes, as data/rules/rules.schema.json describes it
 *
 * Reads a file of rules whole, or refuses it.
 *
 * Errors: UKE_RULES_ERROR_MALFORMED, whose message names the member, in valid UTF-8.
 */
gboolean
uke_rules_parse (UkeRulesContent *self, GBytes *data, GError **error)
{
  static const char *const known[] = { "rules", "hotlines", "new-year", "holidays", NULL };
  g_autoptr (JsonParser) parser = uke_rules_json_parse (data, error);
  JsonObject *root;

  if (parser == NULL)
    return FALSE;

  root = json_node_get_object (json_parser_get_root (parser));
  return uke_rules_json_check_members (root, "the file", known, error)
         && uke_rules_json_read_list (root, "rules", MAX_ENTRIES, read_entry, self, error)
         && uke_hotlines_parse (self, root, error);
}
