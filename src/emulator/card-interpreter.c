#include "emulator/card-commands.h"

#include "emulator/card-status.h"

/* Takes a terminal's certificate. There is nothing behind that door here. */
static guint16
verify_terminal (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  return command->n_data == 0 ? UKE_SW_WRONG_LENGTH : UKE_SW_WRONG_P1_P2;
}

/* Phones tell their last command; cards refuse. What phones say is nowhere published. */
static guint16
refuse_last_command (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  return UKE_SW_WRONG_LENGTH;
}

/* clang-format off */
static const struct {
  guint8 cla, ins;
  UkeCardCommand run;
} commands[] = {
  { 0x00, 0x20, uke_card_verify },
  { 0x00, 0x84, uke_card_get_challenge },
  { 0x00, 0xa4, uke_card_select },
  { 0x00, 0xb0, uke_card_read_binary },
  { 0x00, 0xb2, uke_card_read_record },
  { 0x00, 0xc0, uke_card_get_response },
  { 0x00, 0xca, uke_card_get_data },
  { 0x80, 0x2a, uke_card_compute_signature },
  { 0x80, 0xa2, verify_terminal },
  { 0x80, 0xfc, refuse_last_command },
};
/* clang-format on */

/* What only the class byte decides (ISO/IEC 7816-4 5.4.1); UKE_SW_DONE to go on. */
static guint16
check_class (UkeCardState *state, const UkeCommandApdu *command)
{
  guint8 cla = command->cla & 0x7f;

  if ((cla & 0x40) != 0 && command->cla < 0x80) /* channels 4 to 19 */
    return UKE_SW_NO_CHANNELS;
  if ((cla & 0x70) != 0) /* chaining, and what nobody uses */
    return UKE_SW_NO_SUCH_CLASS;
  if ((cla & 0x03) != 0)
    return UKE_SW_NO_CHANNELS;
  if (cla == 0)
    return UKE_SW_DONE;

  /* Secure messaging: the one answer that was seen on a card is the special one. */
  return command->cla == 0x08 && command->ins == 0xb0 && state->application != NULL
             ? UKE_SW_SECURE_MESSAGING_FAILED
             : UKE_SW_NO_SECURE_MESSAGING;
}

static guint16
carry_out (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (commands[i].cla != command->cla || commands[i].ins != command->ins)
      continue;
    if (commands[i].run == uke_card_get_response)
      return uke_card_get_response (state, command, answer);
    return uke_card_shape_answer (state, command, commands[i].run (state, command, answer), answer);
  }
  return UKE_SW_NO_SUCH_COMMAND;
}

/**
 * uke_card_interpret:
 * @bytes: a command, of whatever length; may be NULL when @length is 0
 * @answer: gets the data
 *
 * Finds out what is asked, and has it done.
 *
 * Returns: the status word
 */
guint16
uke_card_interpret (UkeCardState *state, const guint8 *bytes, gsize length, GByteArray *answer)
{
  UkeCommandApdu command;
  gboolean framed = uke_command_apdu_parse (bytes, length, &command);
  guint16 status;

  if (length < 4)
    return UKE_SW_WRONG_LENGTH;

  status = check_class (state, &command);
  if (status != UKE_SW_DONE)
    return status;
  if (!framed || (command.extended && !state->quirks->extended_length))
    return UKE_SW_WRONG_LENGTH;
  return carry_out (state, &command, answer);
}
