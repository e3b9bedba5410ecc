#pragma once

#include "emulator/card-application.h"
#include "emulator/card-memory.h"
#include "emulator/command-apdu.h"

G_BEGIN_DECLS

/* What a card knows between two commands. */
typedef struct {
  const UkePersonaQuirks *quirks;
  UkeCardMemory *memory;           /* nullable */
  GPtrArray *applications;         /* (element-type UkeCardApplication) */
  GHashTable *objects;             /* of the issuer's security domain: tag to GBytes */
  UkeCardApplication *application; /* the current one; NULL: the issuer's security domain */
  UkeCardFile *current;            /* nullable */
  GByteArray *rest;                /* what GET RESPONSE will give */
} UkeCardState;

/* Each carries out one command: data goes into @answer, the status word is returned. */
typedef guint16 (*UkeCardCommand) (UkeCardState *state,
                                   const UkeCommandApdu *command,
                                   GByteArray *answer);

guint16 uke_card_select (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16
uke_card_read_binary (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16
uke_card_read_record (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16 uke_card_get_data (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16 uke_card_verify (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16
uke_card_compute_signature (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);
guint16
uke_card_get_challenge (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);

guint16
uke_card_get_response (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer);

/* Any bytes in, the data and the status word out. */
guint16
uke_card_interpret (UkeCardState *state, const guint8 *bytes, gsize length, GByteArray *answer);
/* Other forms of an answer, where the card's quirks ask for them; the status word is returned. */
guint16 uke_card_shape_answer (UkeCardState *state,
                               const UkeCommandApdu *command,
                               guint16 status,
                               GByteArray *answer);
void uke_card_leave_application (UkeCardState *state);
/* The file of the current application with that identifier, short or long; NULL without one. */
UkeCardFile *uke_card_find_file (UkeCardState *state, guint16 id);

G_END_DECLS
