#pragma once

#include "emulator/card-memory.h"
#include "emulator/persona.h"
#include "emulator/training-authority.h"

G_BEGIN_DECLS

/* What a card would have answered. Not thread-safe: whoever drives it uses one thread at a time. */
#define UKE_TYPE_EMULATED_CARD (uke_emulated_card_get_type ())
G_DECLARE_FINAL_TYPE (UkeEmulatedCard, uke_emulated_card, UKE, EMULATED_CARD, GObject)

/* Issues the persona's certificates, dated relative to @today. @memory keeps the tries left beyond
 * this object; NULL: they live as long as it does. Errors: UKE_PERSONA_ERROR, G_IO_ERROR. */
UkeEmulatedCard *uke_emulated_card_new (UkePersona *persona,
                                        UkeTrainingAuthority *authority,
                                        const GDate *today,
                                        UkeCardMemory *memory,
                                        GError **error);

/* Of the PIN for authentication, now; 0 on a card that has none. */
guint uke_emulated_card_get_tries_left (UkeEmulatedCard *self);
/* 照合番号B, as it could be read from the printed face: "55021720323141". NULL on cards without one. */
const char *uke_emulated_card_get_number_b (UkeEmulatedCard *self);
GBytes *uke_emulated_card_get_atr (UkeEmulatedCard *self);
void uke_emulated_card_power_on (UkeEmulatedCard *self);
void uke_emulated_card_power_off (UkeEmulatedCard *self);
void uke_emulated_card_reset (UkeEmulatedCard *self);
/* The card went away by itself (quirk lifted_after), and answers no more. */
gboolean uke_emulated_card_is_lifted (UkeEmulatedCard *self);
/* The answer with its status word; empty once the card was lifted. Any bytes are taken; nonsense is answered as a card would. */
GBytes *uke_emulated_card_transmit (UkeEmulatedCard *self, const guint8 *command, gsize length);

G_END_DECLS
