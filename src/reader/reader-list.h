#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *name;
  const char *state;        /* static: "empty", "present", "mute", "in-use", "unavailable" */
  GBytes *atr;              /* nullable */
  gboolean extended_length; /* the reader passes extended-length APDUs */
} UkeReaderInfo;

void uke_reader_info_free (UkeReaderInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeReaderInfo, uke_reader_info_free)

/* What is plugged in now; blocks briefly. An empty array when there is none.
 * Errors: UKE_CARD_ERROR_NO_SERVICE. Returns: (element-type UkeReaderInfo) (transfer full) */
GPtrArray *uke_reader_list (GError **error);

G_END_DECLS
