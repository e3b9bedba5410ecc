#pragma once

#include "card/errand.h"

#include <winscard.h>

G_BEGIN_DECLS

/* Our access to one placed card: a connection, and a thread of its own that waits for it. Used by
 * one thread, whose every wait can be given up. */
typedef struct _UkePcscAccess UkePcscAccess;

/* @event_state: of the reader, with the card that is meant. @quit: once it is not 0, nothing is
 * waited for any more; read atomically. */
UkePcscAccess *
uke_pcsc_access_new (const char *reader_name, DWORD event_state, const int *quit);
void uke_pcsc_access_free (UkePcscAccess *self);

/* Gets the card for this program alone, connecting first where need be. */
typedef enum {
  UKE_CLAIM_GRANTED, /* ours until uke_pcsc_access_end() */
  UKE_CLAIM_PENDING, /* still being asked for: wait again */
  UKE_CLAIM_REFUSED, /* another program has it for itself: begin again later */
  UKE_CLAIM_FAILED,  /* this access is of no use any more; the error is of UKE_CARD_ERROR */
} UkeClaim;

UkeClaim uke_pcsc_access_claim (UkePcscAccess *self,
                                GCancellable *cancellable,
                                guint timeout_ms,
                                GError **error);
/* Once it is granted. */
GTask *uke_pcsc_access_carry_out (UkePcscAccess *self, UkeErrand *errand);
void uke_pcsc_access_end (UkePcscAccess *self);

/* FALSE once somebody was not waited for, or the daemon is gone: then it is of no use any more. */
gboolean uke_pcsc_access_is_sound (UkePcscAccess *self);

G_END_DECLS
