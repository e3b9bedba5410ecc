#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of data in one answer. */
#define UKE_ANSWER_MAX_SHORT 256
#define UKE_ANSWER_MAX_EXTENDED 65536

/* Whatever carries bytes to a card and its answer back. Blocks; used in the slot's thread only. */
#define UKE_TYPE_CHANNEL (uke_channel_get_type ())
G_DECLARE_INTERFACE (UkeChannel, uke_channel, UKE, CHANNEL, GObject)

struct _UkeChannelInterface {
  GTypeInterface parent_iface;

  GBytes *(*transmit) (UkeChannel *self, const guint8 *command, gsize length, GError **error);
  gsize (*get_answer_max) (UkeChannel *self);
  guint (*get_turn) (UkeChannel *self);       /* nullable: nobody else reaches the card */
  void (*take_power_away) (UkeChannel *self); /* nullable: there is no other way than to ask */
};

/* The answer with its status word, so at least two bytes. Errors are of UKE_CARD_ERROR. */
GBytes *
uke_channel_transmit (UkeChannel *self, const guint8 *command, gsize length, GError **error);
gsize
uke_channel_get_answer_max (UkeChannel *self);
guint
uke_channel_get_turn (UkeChannel *self);
void uke_channel_take_power_away (UkeChannel *self);

G_END_DECLS
