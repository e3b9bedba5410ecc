#include "emulator/card-commands.h"

#include "emulator/card-status.h"

/* b8 of P1 in READ BINARY: the next bits are a short file identifier. */
#define SHORT_ID 0x80
/* P2 of READ RECORD, below the short file identifier: P1 is the record's number. */
#define RECORD_BY_NUMBER 0x04

/* @id: a short one, or 0 for the file that is current already. */
static guint16
make_current (UkeCardState *state, guint16 id)
{
  UkeCardFile *file;

  if (id == 0)
    return state->current != NULL ? UKE_SW_DONE : UKE_SW_NO_CURRENT_FILE;
  if (state->application == NULL)
    return UKE_SW_NO_CURRENT_FILE;

  file = uke_card_find_file (state, id);
  if (file == NULL)
    return UKE_SW_NO_SUCH_FILE;

  state->current = file;
  return UKE_SW_DONE;
}

static guint16
find_to_read (UkeCardState *state, const UkeCommandApdu *command, gsize *ret_offset)
{
  guint16 id = command->p1 & 0x1f;

  if ((command->p1 & SHORT_ID) == 0) {
    *ret_offset = command->p1 << 8 | command->p2;
    return make_current (state, 0);
  }

  *ret_offset = command->p2;
  return (command->p1 & 0x60) == 0 && id != 0 ? make_current (state, id) : UKE_SW_WRONG_P1_P2;
}

/**
 * uke_card_read_binary:
 *
 * READ BINARY (ISO/IEC 7816-4). Where the file ends before Le does, the rest of it is given without
 * a warning, as JICSAP 1.1 has it.
 */
guint16
uke_card_read_binary (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  gsize offset, size;
  const guint8 *bytes;
  guint16 status;

  if (command->n_data != 0 || command->n_expected == 0)
    return UKE_SW_WRONG_LENGTH;

  status = find_to_read (state, command, &offset);
  if (status != UKE_SW_DONE)
    return status;
  if (state->current->kind != UKE_CARD_FILE_DATA)
    return UKE_SW_WRONG_FILE_KIND;
  if (!uke_card_file_is_open (state->current))
    return UKE_SW_NOT_OPENED;

  bytes = g_bytes_get_data (state->current->content, &size);
  if (offset >= size)
    return UKE_SW_BEYOND_END;

  g_byte_array_append (answer, bytes + offset, MIN (command->n_expected, size - offset));
  return UKE_SW_DONE;
}

/**
 * uke_card_read_record:
 *
 * READ RECORD of one record by its number; there is none but the first.
 */
guint16
uke_card_read_record (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  const guint8 *bytes;
  guint16 status;
  gsize size;

  if (command->n_data != 0 || command->n_expected == 0)
    return UKE_SW_WRONG_LENGTH;

  if ((command->p2 & 0x07) != RECORD_BY_NUMBER)
    return UKE_SW_WRONG_P1_P2;

  status = make_current (state, command->p2 >> 3);
  if (status != UKE_SW_DONE)
    return status;
  if (state->current->kind != UKE_CARD_FILE_RECORD)
    return UKE_SW_WRONG_FILE_KIND;
  if (!uke_card_file_is_open (state->current))
    return UKE_SW_NOT_OPENED;
  if (command->p1 != 1)
    return UKE_SW_NO_SUCH_RECORD;

  bytes = g_bytes_get_data (state->current->content, &size);
  g_byte_array_append (answer, bytes, MIN (command->n_expected, size));
  return UKE_SW_DONE;
}

/**
 * uke_card_get_data:
 *
 * GET DATA, which the issuer's security domain alone answers. An object is given whole or not at
 * all: a longer one needs Le in extended form.
 */
guint16
uke_card_get_data (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  guint tag = command->p1 << 8 | command->p2;
  GBytes *object = NULL;

  if (command->n_data != 0 || command->n_expected == 0)
    return UKE_SW_WRONG_LENGTH;
  if (state->application == NULL)
    object = g_hash_table_lookup (state->objects, GUINT_TO_POINTER (tag));
  if (object == NULL)
    return UKE_SW_NO_SUCH_DATA;
  if (g_bytes_get_size (object) > command->n_expected)
    return UKE_SW_WRONG_LENGTH;

  g_byte_array_append (answer, g_bytes_get_data (object, NULL), g_bytes_get_size (object));
  return UKE_SW_DONE;
}
