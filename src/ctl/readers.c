#include "command.h"
#include "judgement.h"

#include "reader/reader-list.h"

static void
add_atr (JsonBuilder *json, GBytes *atr)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint8 *bytes;
  gsize length;

  if (atr == NULL) {
    json_builder_add_null_value (json);
    return;
  }

  bytes = g_bytes_get_data (atr, &length);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02X", bytes[i]);
  json_builder_add_string_value (json, text->str);
}

static void
add_reader (JsonBuilder *json, const UkeReaderInfo *info)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "name");
  json_builder_add_string_value (json, info->name);
  json_builder_set_member_name (json, "state");
  json_builder_add_string_value (json, info->state);
  json_builder_set_member_name (json, "atr");
  add_atr (json, info->atr);
  json_builder_set_member_name (json, "extended_length");
  json_builder_add_boolean_value (json, info->extended_length);
  json_builder_end_object (json);
}

int
uke_ctl_readers (int argc, char **argv)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) readers = NULL;

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL))
    return UKE_EXIT_USAGE;

  readers = uke_reader_list (NULL);
  if (readers == NULL)
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", argv[0], UKE_CTL_NO_SERVICE);

  json_builder_begin_array (json);
  for (guint i = 0; i < readers->len; i++)
    add_reader (json, readers->pdata[i]);
  json_builder_end_array (json);
  uke_ctl_print_json (json);

  if (readers->len == 0)
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: there is no card reader; plug one in", argv[0]);
  return UKE_EXIT_DONE;
}
