#include "card/channel.h"

G_DEFINE_INTERFACE (UkeChannel, uke_channel, G_TYPE_OBJECT)

static void
uke_channel_default_init (UkeChannelInterface *iface)
{
}

/**
 * uke_channel_transmit:
 * @command: an encoded command; whoever made it wipes it
 * @length: at least 4
 *
 * Sends one command to the card and waits for its answer.
 *
 * Blocks, so it is called in the slot's thread only. Errors: any of
 * UKE_CARD_ERROR; REMOVED says that the card is known to be gone, every other
 * code that the command may or may not have reached it.
 *
 * Returns: (transfer full): the bytes as the card sent them, not yet looked at
 */
GBytes *
uke_channel_transmit (UkeChannel *self, const guint8 *command, gsize length, GError **error)
{
  g_return_val_if_fail (UKE_IS_CHANNEL (self), NULL);
  g_return_val_if_fail (command != NULL && length >= 4, NULL);

  return UKE_CHANNEL_GET_IFACE (self)->transmit (self, command, length, error);
}

/**
 * uke_channel_takes_extended_length:
 *
 * Tells whether the reader passes commands with two-byte lengths.
 *
 * Returns: FALSE when only short commands get through
 */
gboolean
uke_channel_takes_extended_length (UkeChannel *self)
{
  g_return_val_if_fail (UKE_IS_CHANNEL (self), FALSE);

  return UKE_CHANNEL_GET_IFACE (self)->takes_extended_length (self);
}
