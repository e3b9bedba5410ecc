#include "flawed-card.h"

#include "card/apdu.h"
#include "card/card-error.h"

#include <string.h>

#define LONGER_BY 300

static const char *const names[N_FLAWS] = {
  [FLAW_NONE] = "none",       [FLAW_PULLED] = "pulled",   [FLAW_LOST] = "lost",
  [FLAW_CUT_OFF] = "cut-off", [FLAW_EMPTY] = "empty",     [FLAW_ONE_BYTE] = "one-byte",
  [FLAW_SHORT] = "short",     [FLAW_LONG] = "long",       [FLAW_RANDOM] = "random",
  [FLAW_NOISE] = "noise",     [FLAW_FAILED] = "failed",   [FLAW_SHUT] = "shut",
  [FLAW_ABSENT] = "absent",   [FLAW_BLOCKED] = "blocked", [FLAW_AGAIN] = "again",
  [FLAW_MORE] = "more",       [FLAW_DONE] = "done",
};

const char *
flaw_get_name (Flaw flaw)
{
  return names[flaw];
}

static GBytes *
fail (UkeCardError code, GError **error)
{
  g_propagate_error (error, uke_card_error_new (code, -1, "As the test wants it"));
  return NULL;
}

static void
set_status (GByteArray *answer, guint16 sw)
{
  answer->data[answer->len - 2] = sw >> 8;
  answer->data[answer->len - 1] = sw & 0xff;
}

static void
scramble (FlawedCard *self, GByteArray *answer, gsize length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (self->seed + self->at);

  for (gsize i = 0; i < length; i++)
    answer->data[i] = (guint8) g_rand_int (rand);
}

static void
spoil (FlawedCard *self, GByteArray *answer)
{
  static const guint8 more[LONGER_BY];

  switch (self->flaw) {
  case FLAW_EMPTY:
    g_byte_array_set_size (answer, 0);
    return;
  case FLAW_ONE_BYTE:
    g_byte_array_set_size (answer, 1);
    return;
  case FLAW_SHORT:
    g_byte_array_remove_range (answer, (answer->len - 2) / 2,
                               answer->len - 2 - (answer->len - 2) / 2);
    return;
  case FLAW_LONG:
    g_byte_array_prepend (answer, more, sizeof more);
    return;
  case FLAW_RANDOM:
    scramble (self, answer, answer->len - 2);
    return;
  case FLAW_NOISE:
    scramble (self, answer, answer->len);
    return;
  case FLAW_FAILED:
    set_status (answer, 0x6f00);
    return;
  case FLAW_SHUT:
    set_status (answer, 0x6982);
    return;
  case FLAW_ABSENT:
    set_status (answer, 0x6a82);
    return;
  case FLAW_BLOCKED:
    set_status (answer, 0x6984);
    return;
  case FLAW_AGAIN:
    set_status (answer, 0x6cff);
    return;
  case FLAW_MORE:
    set_status (answer, 0x61ff);
    return;
  case FLAW_DONE:
    g_byte_array_set_size (answer, 2);
    set_status (answer, 0x9000);
    return;
  case FLAW_NONE:
  case FLAW_PULLED:
  case FLAW_LOST:
  case FLAW_CUT_OFF:
  case N_FLAWS:
    break;
  }
  g_assert_not_reached ();
}

/* What the channel of a reader would hand on; the flaw strikes once, except that a pulled card
 * stays away. */
GBytes *
flawed_card_transmit (const guint8 *command, gsize length, gpointer user_data, GError **error)
{
  FlawedCard *self = user_data;
  g_autoptr (GBytes) answer = NULL;
  GByteArray *spoilt;

  self->n_commands++;
  if (command[1] == UKE_INS_VERIFY && length > 4)
    self->n_with_secret++;
  if (self->n_commands == self->at && self->flaw != FLAW_NONE) {
    self->struck = TRUE;
    self->struck_ins = command[1];
    self->is_gone = self->flaw == FLAW_PULLED;
  }

  if (self->is_gone)
    return fail (UKE_CARD_ERROR_REMOVED, error);
  if (self->n_commands == self->at && self->flaw == FLAW_LOST)
    return fail (UKE_CARD_ERROR_UNREADABLE, error);

  answer = uke_emulated_card_transmit (self->card, command, length);
  if (self->n_commands != self->at || self->flaw == FLAW_NONE)
    return g_steal_pointer (&answer);
  if (self->flaw == FLAW_CUT_OFF)
    return fail (UKE_CARD_ERROR_UNREADABLE, error);

  spoilt = g_bytes_unref_to_array (g_steal_pointer (&answer));
  spoil (self, spoilt);
  return g_byte_array_free_to_bytes (spoilt);
}

void
flawed_card_take_power_away (gpointer user_data)
{
  FlawedCard *self = user_data;

  if (self->is_gone)
    return;
  uke_emulated_card_power_off (self->card);
  uke_emulated_card_power_on (self->card);
}
