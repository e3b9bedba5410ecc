#include "card/card-error.h"

typedef struct {
  int tries_left;
} UkeCardErrorPrivate;

static void
uke_card_error_private_init (UkeCardErrorPrivate *priv)
{
  priv->tries_left = -1;
}

static void
uke_card_error_private_copy (const UkeCardErrorPrivate *from, UkeCardErrorPrivate *to)
{
  to->tries_left = from->tries_left;
}

static void
uke_card_error_private_clear (UkeCardErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (UkeCardError, uke_card_error)

/**
 * uke_card_error_new:
 * @tries_left: how many more PINs the card will look at, or -1 when that is not known
 * @message: English and technical, for the log; pages choose their words by @code
 *
 * Makes an error of the card's domain.
 *
 * Returns: (transfer full): the error
 */
GError *
uke_card_error_new (UkeCardError code, int tries_left, const char *message)
{
  GError *error = g_error_new_literal (UKE_CARD_ERROR, (int) code, message);

  uke_card_error_get_private (error)->tries_left = tries_left;
  return error;
}

/**
 * uke_card_error_get_tries_left:
 * @error: (nullable): any error
 *
 * Tells the tries that were left when the error arose.
 *
 * Returns: the number, or -1 when the error does not tell or is of another domain
 */
int
uke_card_error_get_tries_left (const GError *error)
{
  if (error == NULL || error->domain != UKE_CARD_ERROR)
    return -1;
  return uke_card_error_get_private (error)->tries_left;
}

void
uke_card_error_set_tries_left (GError *error, int tries_left)
{
  g_return_if_fail (error != NULL && error->domain == UKE_CARD_ERROR);

  uke_card_error_get_private (error)->tries_left = tries_left;
}
