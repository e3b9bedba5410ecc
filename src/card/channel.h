#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whatever carries bytes to a card and its answer back. Blocks; used in the slot's thread only. */
#define UKE_TYPE_CHANNEL (uke_channel_get_type ())
G_DECLARE_INTERFACE (UkeChannel, uke_channel, UKE, CHANNEL, GObject)

struct _UkeChannelInterface {
  GTypeInterface parent_iface;

  GBytes *(*transmit) (UkeChannel *self, const guint8 *command, gsize length, GError **error);
  gboolean (*takes_extended_length) (UkeChannel *self);
};

/* The answer with its status word, so at least two bytes. Errors are of UKE_CARD_ERROR. */
GBytes *uke_channel_transmit (UkeChannel *self, const guint8 *command, gsize length, GError **error);
/* Whether the reader passes extended-length APDUs; the card may still refuse them. */
gboolean uke_channel_takes_extended_length (UkeChannel *self);

G_END_DECLS
