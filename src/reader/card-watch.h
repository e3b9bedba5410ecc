#pragma once

#include "card/slot.h"

#include <winscard.h>

G_BEGIN_DECLS

/* What the slot looks like at one moment. */
typedef struct {
  UkeSlotState state;
  guint placement;
  char *reader_name; /* nullable */
} UkeSlotView;

void
uke_slot_view_free (UkeSlotView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeSlotView, uke_slot_view_free)

/* Makes one slot out of many readers: follows which card holds it. Does no I/O. */
typedef struct {
  UkeSlotState state;
  guint placement;
  char *reader_name; /* nullable; of the card when there is one */
  guint16 events;    /* that reader's count of insertions and removals */
} UkeCardWatch;

void
uke_card_watch_clear (UkeCardWatch *self);
gboolean
uke_card_watch_has_card (const UkeCardWatch *self);

/* Each appends what changed to @ret_views, oldest first. (element-type UkeSlotView) */
void
uke_card_watch_lose_service (UkeCardWatch *self, UkeSlotState state, GPtrArray *ret_views);
void
uke_card_watch_update (UkeCardWatch *self,
                       const SCARD_READERSTATE *readers,
                       gsize n_readers,
                       UkeSlotState absent,
                       GPtrArray *ret_views);

G_END_DECLS
