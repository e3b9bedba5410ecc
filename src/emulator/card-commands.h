#pragma once

#include "emulator/card-files.h"
#include "emulator/command-apdu.h"

G_BEGIN_DECLS

/* What a card knows between two commands. */
typedef struct {
  const UkePersonaQuirks *quirks;
  GPtrArray *files;        /* of the application for authentication; NULL on a card without it */
  gboolean in_application; /* it is the current one; else the issuer's security domain is */
  UkeCardFile *current;    /* nullable */
} UkeCardState;

/* Each carries out one command: data goes into @answer, the status word is returned. */
typedef guint16 (*UkeCardCommand) (UkeCardState *state,
                                   const UkeCommandApdu *command,
                                   GByteArray *answer);

guint16 uke_card_select (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16
uke_card_read_binary (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16 uke_card_verify (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16
uke_card_compute_signature (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16
uke_card_get_challenge (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);

void uke_card_leave_application (UkeCardState *state);

G_END_DECLS
