#pragma once

#include "card/slot.h"

G_BEGIN_DECLS

typedef struct {
  char *name;
  const char *state;        /* static: "empty", "present", "mute", "in-use", "unavailable" */
  GBytes *atr;              /* nullable */
  gboolean extended_length; /* the reader passes extended-length APDUs */
} UkeReaderInfo;

void
uke_reader_info_free (UkeReaderInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeReaderInfo, uke_reader_info_free)

GPtrArray *
uke_reader_list (UkeSlotState *ret_absent);

G_END_DECLS
