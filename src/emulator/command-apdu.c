#include "emulator/command-apdu.h"

#define HEADER 4

static gsize
get_uint16 (const guint8 *bytes)
{
  return bytes[0] << 8 | bytes[1];
}

/* @rest are the bytes behind the header, the first of which is not 0. */
static gboolean
parse_short (const guint8 *rest, gsize length, UkeCommandApdu *command)
{
  if (length == 1) { /* case 2 */
    command->n_expected = rest[0];
    return TRUE;
  }

  command->n_data = rest[0];
  command->data = rest + 1;
  if (length == 1 + command->n_data) /* case 3 */
    return TRUE;
  if (length != 2 + command->n_data) /* else case 4 */
    return FALSE;

  command->n_expected = rest[length - 1] == 0 ? 256 : rest[length - 1];
  return TRUE;
}

/* @rest are the bytes behind the header, the first of which is 0 and not alone. */
static gboolean
parse_extended (const guint8 *rest, gsize length, UkeCommandApdu *command)
{
  gsize first;

  command->extended = TRUE;
  if (length < 3)
    return FALSE;

  first = get_uint16 (rest + 1);
  if (length == 3) { /* case 2 */
    command->n_expected = first == 0 ? 65536 : first;
    return TRUE;
  }

  command->n_data = first;
  command->data = rest + 3;
  if (command->n_data == 0)
    return FALSE;
  if (length == 3 + command->n_data) /* case 3 */
    return TRUE;
  if (length != 5 + command->n_data) /* else case 4 */
    return FALSE;

  first = get_uint16 (rest + length - 2);
  command->n_expected = first == 0 ? 65536 : first;
  return TRUE;
}

/**
 * uke_command_apdu_parse:
 * @ret_command: (out): filled as far as the header goes when the lengths do not fit
 *
 * Takes a command apart: cases 1 to 4, short and extended (ISO/IEC 7816-3, 12.1.3).
 *
 * Returns: FALSE when the length fields contradict @length
 */
gboolean
uke_command_apdu_parse (const guint8 *bytes, gsize length, UkeCommandApdu *ret_command)
{
  const guint8 *rest;

  *ret_command = (UkeCommandApdu) { 0 };
  if (length < HEADER)
    return FALSE;

  ret_command->cla = bytes[0];
  ret_command->ins = bytes[1];
  ret_command->p1 = bytes[2];
  ret_command->p2 = bytes[3];
  rest = bytes + HEADER;
  length -= HEADER;

  if (length == 0) /* case 1 */
    return TRUE;
  if (rest[0] != 0)
    return parse_short (rest, length, ret_command);
  if (length > 1)
    return parse_extended (rest, length, ret_command);

  ret_command->n_expected = 256; /* case 2, the short way to say it */
  return TRUE;
}
