#include "emulator/card-commands.h"

#include "emulator/card-status.h"

#include <string.h>

/* P1 */
#define SELECT_BY_ID 0x00
#define SELECT_IN_APPLICATION 0x02
#define SELECT_APPLICATION 0x04
/* P2 */
#define WITH_DESCRIPTION 0x00
#define WITHOUT_DESCRIPTION 0x0c

static const guint8 authentication[] = {
  0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
};
static const guint8 issuer_domain[] = { 0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 };

/* Whole names only: JICSAP would also take the beginning of one, but which of several is then
 * meant is nowhere written. */
static gboolean
names (const UkeCommandApdu *command, const guint8 *name, gsize length)
{
  return command->n_data == length && memcmp (command->data, name, length) == 0;
}

/* File control information: nothing but the name. */
static void
describe (const UkeCommandApdu *command, GByteArray *answer)
{
  guint8 description[4 + 16] = { 0x6f, 2 + command->n_data, 0x84, command->n_data };

  if (command->p2 != WITH_DESCRIPTION || command->n_expected == 0)
    return;

  g_assert (command->n_data <= 16);
  memcpy (description + 4, command->data, command->n_data);
  g_byte_array_append (answer, description, MIN (4 + command->n_data, command->n_expected));
}

static guint16
select_application (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  gboolean again;

  if (command->p2 != WITH_DESCRIPTION && command->p2 != WITHOUT_DESCRIPTION)
    return UKE_SW_WRONG_P1_P2;

  if (names (command, issuer_domain, sizeof issuer_domain)) {
    uke_card_leave_application (state);
    describe (command, answer);
    return UKE_SW_DONE;
  }
  if (state->files == NULL || !names (command, authentication, sizeof authentication))
    return UKE_SW_NO_SUCH_FILE; /* and what was current stays so */

  again = state->in_application;
  if (!again || !state->quirks->keeps_verified_on_select)
    uke_card_leave_application (state);
  state->in_application = TRUE;
  state->current = NULL;
  describe (command, answer);
  return UKE_SW_DONE;
}

static guint16
select_file (UkeCardState *state, const UkeCommandApdu *command)
{
  UkeCardFile *file;

  if (command->p2 != WITHOUT_DESCRIPTION)
    return UKE_SW_WRONG_P1_P2;
  if (command->n_data != 2)
    return UKE_SW_WRONG_LENGTH;
  if (!state->in_application)
    return UKE_SW_NO_SUCH_FILE;

  file = uke_card_files_find (state->files, command->data[0] << 8 | command->data[1]);
  if (file == NULL)
    return UKE_SW_NO_SUCH_FILE;

  state->current = file;
  return UKE_SW_DONE;
}

/* There is no master file: clients try it to see whether a card still answers. */
static guint16
select_master_file (UkeCardState *state, const UkeCommandApdu *command)
{
  if (command->n_data != 0)
    return UKE_SW_NO_SUCH_FILE;
  return state->in_application ? UKE_SW_DONE : UKE_SW_WRONG_P1_P2;
}

/**
 * uke_card_select:
 *
 * SELECT: an application by its whole name, a file of the current application by its identifier.
 *
 * Whatever was verified is forgotten when an application is selected, and kept when a file is.
 */
guint16
uke_card_select (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  switch (command->p1) {
  case SELECT_BY_ID:
    return select_master_file (state, command);
  case SELECT_IN_APPLICATION:
    return select_file (state, command);
  case SELECT_APPLICATION:
    return select_application (state, command, answer);
  default:
    return UKE_SW_WRONG_P1_P2;
  }
}

/**
 * uke_card_leave_application:
 *
 * Goes back to the issuer's security domain and forgets what was verified.
 */
void
uke_card_leave_application (UkeCardState *state)
{
  state->in_application = FALSE;
  state->current = NULL;
  if (state->files != NULL)
    uke_card_files_forget_verified (state->files);
}
