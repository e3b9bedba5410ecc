#pragma once

#include "card/slot.h"

G_BEGIN_DECLS

/* The PC/SC readers of this machine as one slot: a card on any of them counts, the first one keeps
 * the slot until it is lifted. Follows readers being plugged and the daemon being restarted. */
#define UKE_TYPE_READER (uke_reader_get_type ())
G_DECLARE_FINAL_TYPE (UkeReader, uke_reader, UKE, READER, GObject)

/* @only: use the reader of this name and no other, or NULL for any. Implements UkeSlot. */
UkeReader *
uke_reader_new (const char *only);

G_END_DECLS
