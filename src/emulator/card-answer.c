#include "emulator/card-commands.h"

#include "emulator/card-status.h"

/* The last byte of 61xx and 6Cxx; 00 says 256 or more. */
static guint8
say_length (gsize length)
{
  return length < 256 ? length : 0;
}

/* Le was longer than what there is. */
static gboolean
is_short (const UkeCommandApdu *command, const GByteArray *answer)
{
  return answer->len > 0 && answer->len < command->n_expected;
}

/**
 * uke_card_shape_answer:
 *
 * Puts an answer into the forms of ISO/IEC 7816-4 that need another command: 6Cxx, which asks for
 * the same one with another Le, and 61xx, which keeps the data for GET RESPONSE. No such card is
 * known; clients that are prepared for one shall find out whether they are. Extended length has no
 * use for either.
 *
 * Returns: the status word to answer instead of @status
 */
guint16
uke_card_shape_answer (UkeCardState *state,
                       const UkeCommandApdu *command,
                       guint16 status,
                       GByteArray *answer)
{
  guint16 shaped = status;

  g_byte_array_set_size (state->rest, 0);
  if (status != UKE_SW_DONE || command->extended)
    return status;

  if (state->quirks->corrects_length && is_short (command, answer)) {
    shaped = UKE_SW_CORRECT_LENGTH | say_length (answer->len);
  } else if (state->quirks->get_response && answer->len > 0) {
    shaped = UKE_SW_MORE_DATA | say_length (answer->len);
    g_byte_array_append (state->rest, answer->data, answer->len);
  }
  if (shaped != status)
    g_byte_array_set_size (answer, 0);
  return shaped;
}

/**
 * uke_card_get_response:
 *
 * GET RESPONSE, on a card with that quirk: what the last command left, as much as Le asks for.
 */
guint16
uke_card_get_response (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  gsize length = MIN (command->n_expected, state->rest->len);

  if (!state->quirks->get_response)
    return UKE_SW_NO_SUCH_COMMAND;
  if (command->p1 != 0 || command->p2 != 0)
    return UKE_SW_WRONG_P1_P2;
  if (command->n_data != 0 || command->n_expected == 0)
    return UKE_SW_WRONG_LENGTH;
  if (state->rest->len == 0)
    return UKE_SW_CONDITION_OF_USE;

  g_byte_array_append (answer, state->rest->data, length);
  g_byte_array_remove_range (state->rest, 0, length);
  return state->rest->len > 0 ? UKE_SW_MORE_DATA | say_length (state->rest->len) : UKE_SW_DONE;
}
