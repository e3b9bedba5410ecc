#pragma once

#include "card/errand.h"
#include "reader/pcsc-hand.h"

G_BEGIN_DECLS

/* A connection to one placed card. Lives in a hand's thread; what is said there of other threads may
 * be called from them. */
#define UKE_TYPE_PCSC_CONNECTION (uke_pcsc_connection_get_type ())
G_DECLARE_FINAL_TYPE (UkePcscConnection, uke_pcsc_connection, UKE, PCSC_CONNECTION, GObject)

/* @event_state: of the reader, with the card that is meant. */
UkePcscConnection *uke_pcsc_connection_new (const char *reader_name, DWORD event_state);

/* Calls for a hand; their data is a connection. */
LONG uke_pcsc_connection_claim (SCARDCONTEXT context, gpointer connection);
LONG uke_pcsc_connection_carry_out (SCARDCONTEXT context, gpointer connection);
LONG uke_pcsc_connection_end (SCARDCONTEXT context, gpointer connection);
LONG uke_pcsc_connection_close (SCARDCONTEXT context, gpointer connection);

/* From other threads, while the hand is idle: what uke_pcsc_connection_carry_out() does next. */
void uke_pcsc_connection_give (UkePcscConnection *self, UkeErrand *errand);
/* From other threads: no further command is sent, as if the card were gone. */
void uke_pcsc_connection_break_off (UkePcscConnection *self);
gboolean uke_pcsc_connection_is_broken (UkePcscConnection *self);

G_END_DECLS
