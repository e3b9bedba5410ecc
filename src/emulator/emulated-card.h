#pragma once

#include "emulator/persona.h"
#include "emulator/training-authority.h"

G_BEGIN_DECLS

/* What a card would have answered. Not thread-safe: whoever drives it uses one thread at a time. */
#define UKE_TYPE_EMULATED_CARD (uke_emulated_card_get_type ())
G_DECLARE_FINAL_TYPE (UkeEmulatedCard, uke_emulated_card, UKE, EMULATED_CARD, GObject)

/* Issues the persona's certificates, dated relative to @today. Errors: UKE_PERSONA_ERROR. */
UkeEmulatedCard *uke_emulated_card_new (UkePersona *persona,
                                        UkeTrainingAuthority *authority,
                                        const GDate *today,
                                        GError **error);

/* 照合番号B, as it could be read from the printed face: "55021720323141". NULL on cards without one. */
const char *uke_emulated_card_get_number_b (UkeEmulatedCard *self);
GBytes *uke_emulated_card_get_atr (UkeEmulatedCard *self);
void uke_emulated_card_power_on (UkeEmulatedCard *self);
void uke_emulated_card_power_off (UkeEmulatedCard *self);
void uke_emulated_card_reset (UkeEmulatedCard *self);
/* The answer with its status word. Any bytes are taken; nonsense is answered as a card would. */
GBytes *uke_emulated_card_transmit (UkeEmulatedCard *self, const guint8 *command, gsize length);

G_END_DECLS
