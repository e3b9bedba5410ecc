#pragma once

#include "emulator/emulated-card.h"

G_BEGIN_DECLS

/* Puts @card on the virtual reader (vpcd) that listens on @host:@port, and answers for it until
 * cancelled or until the reader goes away. Blocks: run it in a thread of its own, or in a program
 * that does nothing else. @slot_delay_ms is waited before each answer to a command, to imitate a
 * slow card. Errors: G_IO_ERROR; G_IO_ERROR_CANCELLED when cancelled, which lifts the card. */
gboolean uke_vpcd_serve (UkeEmulatedCard *card,
                         const char *host,
                         guint16 port,
                         guint slot_delay_ms,
                         GCancellable *cancellable,
                         GError **error);

/* Called once, in the serving thread, when the reader's driver has powered the card and read its
 * ATR: from then on other programs see the card. */
typedef void (*UkeVpcdPlaced) (gpointer user_data);

/* uke_vpcd_serve() that also says when the card lies there. */
gboolean uke_vpcd_serve_and_tell (UkeEmulatedCard *card,
                                  const char *host,
                                  guint16 port,
                                  guint slot_delay_ms,
                                  UkeVpcdPlaced placed,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error);

/* The same on a stream that is there already: what a reader that is no socket sends. */
gboolean uke_vpcd_serve_stream (UkeEmulatedCard *card,
                                GIOStream *stream,
                                guint slot_delay_ms,
                                UkeVpcdPlaced placed,
                                gpointer user_data,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
