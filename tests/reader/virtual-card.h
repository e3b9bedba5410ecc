#pragma once

#include <gio/gio.h>

#include "../card/fake-card.h"

G_BEGIN_DECLS

#define VIRTUAL_READER_0 "Virtual PCD 00 00"
#define VIRTUAL_READER_1 "Virtual PCD 00 01"

/* A fake card on one of the two virtual readers of vpcd, answering from a thread of its own. */
typedef struct _VirtualCard VirtualCard;

/* @slot: 0 or 1. @card is used by the thread until the card is lifted, and must not be touched. A
 * card that "fails with REMOVED" is lifted in the middle of that command. */
VirtualCard *
virtual_card_place (guint slot, FakeCard *card);
/* The next command is answered only when this was called. Call hold before anything is sent. */
void
virtual_card_hold (VirtualCard *self);
/* Only commands of that instruction. */
void
virtual_card_hold_at (VirtualCard *self, guint8 ins);
guint
virtual_card_count_power_offs (VirtualCard *self);
gboolean
virtual_card_is_holding (VirtualCard *self);
void
virtual_card_release (VirtualCard *self);
void
virtual_card_lift (VirtualCard *self);

G_END_DECLS
