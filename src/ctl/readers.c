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
  uke_ctl_add_text (json, "name", info->name);
  uke_ctl_add_text (json, "state", info->state);
  json_builder_set_member_name (json, "atr");
  add_atr (json, info->atr);
  uke_ctl_add_boolean (json, "extended_length", info->extended_length);
  json_builder_end_object (json);
}

static const char *
explain_absence (UkeSlotState state)
{
  switch (state) {
  case UKE_SLOT_NO_SERVICE:
    return UKE_CTL_NO_SERVICE;
  case UKE_SLOT_SERVICE_MISMATCH:
    return UKE_CTL_SERVICE_MISMATCH;
  case UKE_SLOT_NO_DRIVER:
    return UKE_CTL_NO_DRIVER;
  case UKE_SLOT_NO_READER:
  case UKE_SLOT_EMPTY:
  case UKE_SLOT_OCCUPIED:
  case UKE_SLOT_MUTE:
  case UKE_SLOT_IN_USE:
    break;
  }
  return UKE_CTL_NO_READER;
}

int
uke_ctl_readers (int argc, char **argv)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) readers = NULL;
  UkeSlotState absent;

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL))
    return UKE_EXIT_USAGE;

  readers = uke_reader_list (&absent);
  if (readers->len == 0 && (absent == UKE_SLOT_NO_SERVICE || absent == UKE_SLOT_SERVICE_MISMATCH))
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", argv[0], explain_absence (absent));

  json_builder_begin_array (json);
  for (guint i = 0; i < readers->len; i++)
    add_reader (json, readers->pdata[i]);
  json_builder_end_array (json);
  uke_ctl_print_json (json);

  if (readers->len == 0)
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", argv[0], explain_absence (absent));
  return UKE_EXIT_DONE;
}
