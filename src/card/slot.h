#pragma once

#include "card/channel.h"

G_BEGIN_DECLS

/* Nicks: no-service, service-mismatch, no-driver, no-reader, empty, occupied, mute, in-use. */
#define UKE_TYPE_SLOT_STATE (uke_slot_state_get_type ())
GType
uke_slot_state_get_type (void);

typedef enum {
  UKE_SLOT_NO_SERVICE,       /* no PC/SC daemon */
  UKE_SLOT_SERVICE_MISMATCH, /* the daemon and our library are of versions that do not go together */
  UKE_SLOT_NO_DRIVER,        /* a reader is plugged in that the daemon cannot use */
  UKE_SLOT_NO_READER,
  UKE_SLOT_EMPTY,
  UKE_SLOT_OCCUPIED,
  UKE_SLOT_MUTE,   /* something lies there that does not answer */
  UKE_SLOT_IN_USE, /* a card lies there, and another program does not let us have it */
} UkeSlotState;

/**
 * UkeSlot:
 *
 * The place where a patient puts a card, be it a reader or a tray of emulated cards.
 * One thread of its own touches the card; work for it stands in a queue.
 *
 * Properties, all read-only and notified in the main context:
 *   "state" (UkeSlotState); "reader-name" (string, nullable);
 *   "placement" (uint): how many cards have been placed so far. Each placement has its own
 *   number, so that work meant for one patient's card never reaches the next one's.
 */
#define UKE_TYPE_SLOT (uke_slot_get_type ())
G_DECLARE_INTERFACE (UkeSlot, uke_slot, UKE, SLOT, GObject)

/* Asks a card, in a thread that has it for itself, and tells what came of it: a result, or NULL and
 * an error. @data is what it was given, and wipes itself in free_data. */
typedef gpointer (*UkeSlotAsk) (UkeChannel *channel,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/* A kind of work. */
typedef struct {
  UkeSlotAsk ask;
  GDestroyNotify free_data;   /* nullable */
  GDestroyNotify free_result; /* nullable */
} UkeSlotWork;

struct _UkeSlotInterface {
  GTypeInterface parent_iface;

  void (*run) (
      UkeSlot *self, guint placement, GTask *task, const UkeSlotWork *work, gpointer data);
};

UkeSlotState
uke_slot_get_state (UkeSlot *self);
guint
uke_slot_get_placement (UkeSlot *self);
char *
uke_slot_dup_reader_name (UkeSlot *self);

/* @task and @data are (transfer full). Returns UKE_CARD_ERROR_REMOVED on @task, without asking, when
 * the card of @placement is gone by then. */
void uke_slot_run (
    UkeSlot *self, guint placement, GTask *task, const UkeSlotWork *work, gpointer data);

G_END_DECLS
