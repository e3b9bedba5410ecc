#pragma once

#include "card/slot.h"
#include "emulator/emulated-card.h"

G_BEGIN_DECLS

/* A slot in this process on which emulated cards are placed by hand. Implements UkeSlot. */
#define UKE_TYPE_TRAINING_SLOT (uke_training_slot_get_type ())
G_DECLARE_FINAL_TYPE (UkeTrainingSlot, uke_training_slot, UKE, TRAINING_SLOT, GObject)

UkeTrainingSlot *uke_training_slot_new (void);
/* Lifts the card that lies there, if any, first. */
void uke_training_slot_place (UkeTrainingSlot *self, UkeEmulatedCard *card);
void uke_training_slot_lift (UkeTrainingSlot *self);

G_END_DECLS
