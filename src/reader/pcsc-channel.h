#pragma once

#include "card/channel.h"
#include "reader/pcsc-hand.h"

G_BEGIN_DECLS

/* A connection to one placed card. Used by one thread; every wait in it can be given up. */
#define UKE_TYPE_PCSC_CHANNEL (uke_pcsc_channel_get_type ())
G_DECLARE_FINAL_TYPE (UkePcscChannel, uke_pcsc_channel, UKE, PCSC_CHANNEL, GObject)

/* @event_state: of the reader, with the card that is meant. @quit: once it is not 0, the card
 * counts as removed; read atomically. */
UkePcscChannel *
uke_pcsc_channel_new (const char *reader_name, DWORD event_state, const int *quit);

/* Gets the card for this program alone, connecting first where need be. */
typedef enum {
  UKE_CLAIM_GRANTED, /* ours until uke_pcsc_channel_end() */
  UKE_CLAIM_PENDING, /* still being asked for: wait again */
  UKE_CLAIM_REFUSED, /* another program has it for itself: begin again later */
  UKE_CLAIM_FAILED,  /* this connection is of no use any more; the error is of UKE_CARD_ERROR */
} UkeClaim;

UkeClaim
uke_pcsc_channel_claim (UkePcscChannel *self,
                        GCancellable *cancellable,
                        guint timeout_ms,
                        GError **error);
void
uke_pcsc_channel_end (UkePcscChannel *self);

/* Whose cancelling ends the wait for an answer. */
void
uke_pcsc_channel_set_cancellable (UkePcscChannel *self, GCancellable *cancellable);
/* FALSE once an answer was not waited for, or the daemon is gone: then it is of no use any more. */
gboolean
uke_pcsc_channel_is_sound (UkePcscChannel *self);

G_END_DECLS
