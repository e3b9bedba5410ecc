#pragma once

#include "card/slot.h"
#include "reception/visit.h"

G_BEGIN_DECLS

/* What was seen of a slot so far, so that what is seen now can be told as events. All zero: nothing. */
typedef struct {
  gboolean reader_lost;
  gboolean card_there;
  guint placement; /* of the card that was seen last */
} UkeSlotWatch;

/* @reason goes with UKE_EVENT_READER_LOST, and is UKE_REASON_NONE otherwise. */
typedef void (*UkeSlotEventFunc) (UkeEvent event, UkeReason reason, gpointer user_data);

void uke_slot_watch_look (UkeSlotWatch *self,
                          UkeSlot *slot,
                          UkeSlotEventFunc tell,
                          gpointer user_data);

G_END_DECLS
