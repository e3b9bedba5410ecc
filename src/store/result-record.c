#include "store/result-record.h"

#include <string.h>

static const gsize texts[] = {
  G_STRUCT_OFFSET (UkeResultRecord, file),        G_STRUCT_OFFSET (UkeResultRecord, fingerprint),
  G_STRUCT_OFFSET (UkeResultRecord, insurer),     G_STRUCT_OFFSET (UkeResultRecord, insurer_name),
  G_STRUCT_OFFSET (UkeResultRecord, symbol),      G_STRUCT_OFFSET (UkeResultRecord, number),
  G_STRUCT_OFFSET (UkeResultRecord, branch),      G_STRUCT_OFFSET (UkeResultRecord, share),
  G_STRUCT_OFFSET (UkeResultRecord, limit_class), G_STRUCT_OFFSET (UkeResultRecord, valid_from),
  G_STRUCT_OFFSET (UkeResultRecord, valid_until), G_STRUCT_OFFSET (UkeResultRecord, notice_code),
  G_STRUCT_OFFSET (UkeResultRecord, notice),
};

#define TEXT(self, i) G_STRUCT_MEMBER (char *, self, texts[i])

/**
 * uke_result_record_new:
 *
 * Returns: (transfer full): nothing is known but which file it is
 */
UkeResultRecord *
uke_result_record_new (const char *file, const char *fingerprint)
{
  UkeResultRecord *self = g_new0 (UkeResultRecord, 1);

  self->file = g_strdup (file);
  self->fingerprint = g_strdup (fingerprint);
  return self;
}

UkeResultRecord *
uke_result_record_copy (const UkeResultRecord *self)
{
  UkeResultRecord *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    TEXT (copy, i) = g_strdup (TEXT (self, i));
  return copy;
}

void
uke_result_record_free (UkeResultRecord *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (TEXT (self, i) != NULL)
      explicit_bzero (TEXT (self, i), strlen (TEXT (self, i)));
    g_free (TEXT (self, i));
  }
  g_free (self);
}
