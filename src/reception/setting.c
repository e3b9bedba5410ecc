#include "reception/setting.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <gio/gio.h>

/* The backend alone: GSettings would watch the key, for which dconf starts two threads and calls
 * the bus, and that takes longer than a card is read. */
static GVariant *
read_set_value (GSettingsSchema *schema, const char *key)
{
  g_autoptr (GSettingsBackend) backend = g_settings_backend_get_default ();
  g_autofree char *path = g_strconcat (g_settings_schema_get_path (schema), key, NULL);

  return G_SETTINGS_BACKEND_GET_CLASS (backend)->read (backend, path, G_VARIANT_TYPE_STRING, FALSE);
}

static GVariant *
read_default_value (GSettingsSchema *schema, const char *name)
{
  g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, name);

  return g_settings_schema_key_get_default_value (key);
}

/**
 * uke_setting_dup_text:
 * @key: of our schema, a text
 *
 * Looks at a setting once. Where our schema is not installed, GSettings would abort; nobody can
 * have set anything there.
 *
 * Returns: (transfer full): what is set, or the schema's default; empty without our schema
 */
char *
uke_setting_dup_text (const char *key)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GVariant) value = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, UKE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, key))
    return g_strdup ("");

  value = read_set_value (schema, key);
  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)) {
    g_clear_pointer (&value, g_variant_unref);
    value = read_default_value (schema, key);
  }
  return g_variant_dup_string (value, NULL);
}
