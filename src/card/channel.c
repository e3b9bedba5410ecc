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
 * uke_channel_get_answer_max:
 *
 * Tells how much data the reader passes in one answer.
 *
 * Above UKE_ANSWER_MAX_SHORT, commands of extended length get through
 * (ISO/IEC 7816-4 5.1); the card may still refuse them.
 *
 * Returns: bytes, UKE_ANSWER_MAX_SHORT to UKE_ANSWER_MAX_EXTENDED
 */
gsize
uke_channel_get_answer_max (UkeChannel *self)
{
  g_return_val_if_fail (UKE_IS_CHANNEL (self), UKE_ANSWER_MAX_SHORT);

  return UKE_CHANNEL_GET_IFACE (self)->get_answer_max (self);
}

/**
 * uke_channel_get_turn:
 *
 * Counts how often we have got the card for ourselves.
 *
 * Within one turn, nobody but us talks to the card: what is selected and
 * verified stays so. Between two turns, another program may have had it.
 *
 * Returns: a number that differs from turn to turn
 */
guint
uke_channel_get_turn (UkeChannel *self)
{
  UkeChannelInterface *iface;

  g_return_val_if_fail (UKE_IS_CHANNEL (self), 0);

  iface = UKE_CHANNEL_GET_IFACE (self);
  return iface->get_turn != NULL ? iface->get_turn (self) : 0;
}

/**
 * uke_channel_take_power_away:
 *
 * Takes the card's power away and gives it back: what was verified is forgotten.
 *
 * For a card that does not answer when it is asked to log out. Blocks; in the
 * slot's thread only. Where it fails, the card is gone or the connection is.
 */
void
uke_channel_take_power_away (UkeChannel *self)
{
  UkeChannelInterface *iface;

  g_return_if_fail (UKE_IS_CHANNEL (self));

  iface = UKE_CHANNEL_GET_IFACE (self);
  if (iface->take_power_away != NULL)
    iface->take_power_away (self);
}
