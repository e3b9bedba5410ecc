#include "reception/slot-watch.h"

typedef struct {
  UkeSlotEventFunc tell;
  gpointer user_data;
} Listener;

static void
tell (const Listener *listener, UkeEvent event)
{
  listener->tell (event, UKE_REASON_NONE, listener->user_data);
}

/* Told again when the reason has changed: the daemon stopped after the reader was unplugged. */
static void
lose_reader (UkeSlotWatch *self, const Listener *listener, UkeReason reason)
{
  self->card_there = FALSE;
  self->reader_lost = TRUE;
  listener->tell (UKE_EVENT_READER_LOST, reason, listener->user_data);
}

static void
find_reader (UkeSlotWatch *self, const Listener *listener)
{
  if (!self->reader_lost)
    return;
  self->reader_lost = FALSE;
  tell (listener, UKE_EVENT_READER_READY);
}

static void
lift_card (UkeSlotWatch *self, const Listener *listener)
{
  if (!self->card_there)
    return;
  self->card_there = FALSE;
  tell (listener, UKE_EVENT_CARD_LIFTED);
}

/* A card that was lifted and placed between two looks is told by its placement number. */
static void
place_card (UkeSlotWatch *self, const Listener *listener, guint placement)
{
  if (self->card_there && self->placement == placement)
    return;
  lift_card (self, listener);
  self->card_there = TRUE;
  self->placement = placement;
  tell (listener, UKE_EVENT_CARD_PLACED);
}

/**
 * uke_slot_watch_look:
 * @self: what was seen so far
 * @slot: the slot to look at
 * @listener_func: (scope call): told of each event, in the order in which they must have happened
 * @user_data: for @listener_func
 *
 * Looks at a slot and tells what has happened since the last look. Only a lost
 * reader is told at each look, since its reason can change.
 */
void
uke_slot_watch_look (UkeSlotWatch *self,
                     UkeSlot *slot,
                     UkeSlotEventFunc listener_func,
                     gpointer user_data)
{
  const Listener listener = { listener_func, user_data };

  switch (uke_slot_get_state (slot)) {
  case UKE_SLOT_NO_SERVICE:
    lose_reader (self, &listener, UKE_REASON_NO_SERVICE);
    break;
  case UKE_SLOT_SERVICE_MISMATCH:
    lose_reader (self, &listener, UKE_REASON_SERVICE_MISMATCH);
    break;
  case UKE_SLOT_NO_DRIVER:
    lose_reader (self, &listener, UKE_REASON_NO_DRIVER);
    break;
  case UKE_SLOT_NO_READER:
    lose_reader (self, &listener, UKE_REASON_NO_READER);
    break;
  case UKE_SLOT_IN_USE:
    lose_reader (self, &listener, UKE_REASON_CARD_IN_USE);
    break;
  case UKE_SLOT_EMPTY:
    find_reader (self, &listener);
    lift_card (self, &listener);
    break;
  case UKE_SLOT_OCCUPIED:
  case UKE_SLOT_MUTE:
    find_reader (self, &listener);
    place_card (self, &listener, uke_slot_get_placement (slot));
    break;
  }
}
