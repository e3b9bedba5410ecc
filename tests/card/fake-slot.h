#pragma once

#include "card/slot.h"

G_BEGIN_DECLS

/* What the fake card answers; runs in the slot's thread. Errors as of a channel. */
typedef GBytes *(*FakeTransmit) (const guint8 *command,
                                 gsize length,
                                 gpointer user_data,
                                 GError **error);

typedef void (*FakeTakePowerAway) (gpointer user_data);

#define FAKE_TYPE_SLOT (fake_slot_get_type ())
G_DECLARE_FINAL_TYPE (FakeSlot, fake_slot, FAKE, SLOT, GObject)

/* Always occupied by placement 1. */
FakeSlot *
fake_slot_new (gboolean extended_length, FakeTransmit transmit, gpointer user_data);
/* Without this, there is no power to take. */
void
fake_slot_set_take_power_away (FakeSlot *self, FakeTakePowerAway take_power_away);

/* From now on, another program may have used the card. */
void
fake_slot_lend (FakeSlot *self);

G_END_DECLS
