#pragma once

#include "fake-slot.h"

#include "emulator/emulated-card.h"

G_BEGIN_DECLS

/* What happens to one exchange between the client and an emulated card. */
typedef enum {
  FLAW_NONE,
  FLAW_PULLED,  /* before the command; it does not come back */
  FLAW_LOST,    /* the command does not reach the card */
  FLAW_CUT_OFF, /* the card has done it, and its answer does not arrive */
  /* the card has done it, and its answer arrives */
  FLAW_EMPTY, /* without a single byte */
  FLAW_ONE_BYTE,
  FLAW_SHORT,   /* with the last half of its data missing */
  FLAW_LONG,    /* with data that nobody asked for */
  FLAW_RANDOM,  /* as other data of the same length */
  FLAW_NOISE,   /* as noise, status word and all */
  FLAW_FAILED,  /* with 6F00 in place of its status word */
  FLAW_SHUT,    /* with 6982 */
  FLAW_ABSENT,  /* with 6A82 */
  FLAW_BLOCKED, /* with 6984 */
  FLAW_AGAIN,   /* with 6CFF: once more, please */
  FLAW_MORE,    /* with 61FF: there is more */
  FLAW_DONE,    /* with 9000 and no data */
  N_FLAWS,
} Flaw;

typedef struct {
  UkeEmulatedCard *card;
  Flaw flaw;
  guint at; /* the exchange, from 1 */
  guint32 seed;

  /* What happened. */
  guint n_commands;
  guint n_with_secret; /* VERIFY with data */
  gboolean is_gone;
  gboolean struck; /* the flaw */
  guint8 struck_ins;
} FlawedCard;

const char *
flaw_get_name (Flaw flaw);
GBytes *
flawed_card_transmit (const guint8 *command, gsize length, gpointer user_data, GError **error);
void
flawed_card_take_power_away (gpointer user_data);

G_END_DECLS
