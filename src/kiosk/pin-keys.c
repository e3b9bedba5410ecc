#include "kiosk/pin-keys.h"

#include <sys/random.h>

/* Uniform in 0…bound-1, from the system's random source: bytes that would favour the small numbers
 * are drawn again. */
static guint
random_below (guint bound)
{
  guint limit = 256 - 256 % bound;
  guint8 byte;

  do {
    while (getrandom (&byte, 1, 0) != 1)
      ; /* only a signal can have come between */
  } while (byte >= limit);

  return byte % bound;
}

/**
 * uke_pin_keys_shuffle:
 * @keys: (out): the digits from the first key to the last
 *
 * Shuffles the digits of the PIN pad (Fisher and Yates), so that neither a neighbour nor a worn
 * screen tells a PIN. The ministry's leaflet: 番号位置は入れ替わります.
 */
void
uke_pin_keys_shuffle (char keys[UKE_N_PIN_KEYS])
{
  for (guint i = 0; i < UKE_N_PIN_KEYS; i++)
    keys[i] = (char) ('0' + i);

  for (guint i = UKE_N_PIN_KEYS - 1; i > 0; i--) {
    guint j = random_below (i + 1);
    char key = keys[i];

    keys[i] = keys[j];
    keys[j] = key;
  }
}
