#include "card/pin.h"

#include "card/secret.h"

struct _UkePin {
  UkeSecret secret;
};

/**
 * uke_pin_new:
 *
 * Makes an empty PIN in memory that is neither swapped out nor dumped.
 *
 * Returns: (transfer full): an empty PIN
 */
UkePin *
uke_pin_new (void)
{
  return (UkePin *) uke_secret_new (UKE_PIN_LENGTH);
}

/**
 * uke_pin_free:
 * @self: (transfer full) (nullable): a PIN
 *
 * Wipes a PIN and gives its memory back.
 */
void
uke_pin_free (UkePin *self)
{
  uke_secret_free ((UkeSecret *) self);
}

gboolean
uke_pin_append (UkePin *self, char digit)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return uke_secret_append (&self->secret, digit);
}

void
uke_pin_remove_last (UkePin *self)
{
  g_return_if_fail (self != NULL);

  uke_secret_remove_last (&self->secret);
}

void
uke_pin_clear (UkePin *self)
{
  g_return_if_fail (self != NULL);

  uke_secret_clear (&self->secret);
}

guint
uke_pin_get_length (UkePin *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->secret.length;
}

gboolean
uke_pin_is_complete (UkePin *self)
{
  return uke_pin_get_length (self) == UKE_PIN_LENGTH;
}

/**
 * uke_pin_peek:
 *
 * Lends the digits to the one function that puts them into a command.
 *
 * Returns: (transfer none): UKE_PIN_LENGTH ASCII bytes, zero from the length on
 */
const guint8 *
uke_pin_peek (UkePin *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret.digits;
}
