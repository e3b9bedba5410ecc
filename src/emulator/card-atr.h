#pragma once

#include "emulator/persona-private.h"

G_BEGIN_DECLS

/* The words for quirk "atr", NULL-terminated; the first is the usual one of the kind of card. */
extern const char *const uke_card_atr_words[];

/* What a reader shows, and what the card's contacts say whatever the reader shows. */
GBytes *uke_card_atr_get (const UkePersonaFacts *facts);
GBytes *uke_card_atr_get_of_contacts (const UkePersonaFacts *facts);

G_END_DECLS
