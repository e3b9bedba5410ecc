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

static const guint8 issuer_domain[] = { 0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 };

static gboolean
is_issuer_domain (const UkeCommandApdu *command)
{
  return command->n_data == sizeof issuer_domain
         && memcmp (command->data, issuer_domain, sizeof issuer_domain) == 0;
}

/* JICSAP also takes the beginning of a name. Which of several is then meant is nowhere written;
 * here it is the first. */
static UkeCardApplication *
find_application (UkeCardState *state, const UkeCommandApdu *command)
{
  for (guint i = 0; command->n_data > 0 && i < state->applications->len; i++) {
    UkeCardApplication *application = state->applications->pdata[i];
    gboolean long_enough = state->quirks->prefix_matching ? command->n_data <= application->n_name
                                                          : command->n_data == application->n_name;

    if (long_enough && memcmp (command->data, application->name, command->n_data) == 0)
      return application;
  }
  return NULL;
}

/* File control information: nothing but the name. */
static void
describe (const guint8 *name, gsize n_name, const UkeCommandApdu *command, GByteArray *answer)
{
  guint8 description[4 + UKE_APPLICATION_LONGEST_NAME] = { 0x6f, 2 + n_name, 0x84, n_name };

  if (command->p2 != WITH_DESCRIPTION || command->n_expected == 0)
    return;

  memcpy (description + 4, name, n_name);
  g_byte_array_append (answer, description, MIN (4 + n_name, command->n_expected));
}

static guint16
select_application (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  UkeCardApplication *application;

  if (command->p2 != WITH_DESCRIPTION && command->p2 != WITHOUT_DESCRIPTION)
    return UKE_SW_WRONG_P1_P2;

  if (is_issuer_domain (command)) {
    uke_card_leave_application (state);
    describe (issuer_domain, sizeof issuer_domain, command, answer);
    return UKE_SW_DONE;
  }

  application = find_application (state, command);
  if (application == NULL)
    return UKE_SW_NO_SUCH_FILE; /* and what was current stays so */

  if (application != state->application || !state->quirks->keeps_verified_on_select)
    uke_card_leave_application (state);
  state->application = application;
  state->current = NULL;
  describe (application->name, application->n_name, command, answer);
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

  file = uke_card_find_file (state, command->data[0] << 8 | command->data[1]);
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
  return state->application != NULL ? UKE_SW_DONE : UKE_SW_WRONG_P1_P2;
}

/**
 * uke_card_select:
 *
 * SELECT: an application by its name, a file of the current application by its identifier.
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
  state->application = NULL;
  state->current = NULL;
  g_byte_array_set_size (state->rest, 0);
  for (guint i = 0; i < state->applications->len; i++)
    uke_card_files_forget_verified (((UkeCardApplication *) state->applications->pdata[i])->files);
}

UkeCardFile *
uke_card_find_file (UkeCardState *state, guint16 id)
{
  return state->application != NULL ? uke_card_files_find (state->application->files, id) : NULL;
}
