#pragma once

#include "card/channel.h"

#include <winscard.h>

G_BEGIN_DECLS

/* A connection to one placed card. Belongs to the worker's thread. */
#define UKE_TYPE_PCSC_CHANNEL (uke_pcsc_channel_get_type ())
G_DECLARE_FINAL_TYPE (UkePcscChannel, uke_pcsc_channel, UKE, PCSC_CHANNEL, GObject)

/* @card: the reader's name and the event state with the card on it. @quit: (nullable): once it is
 * not 0, the card counts as removed; read atomically. Errors: UKE_CARD_ERROR. */
UkePcscChannel *
uke_pcsc_channel_connect (SCARDCONTEXT context,
                          const SCARD_READERSTATE *card,
                          const int *quit,
                          GError **error);
/* Power and security status stay as they are. Every later transmit says REMOVED. */
void
uke_pcsc_channel_disconnect (UkePcscChannel *self);

gboolean
uke_pcsc_channel_begin (UkePcscChannel *self, GError **error);
void
uke_pcsc_channel_end (UkePcscChannel *self);

G_END_DECLS
