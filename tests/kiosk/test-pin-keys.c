#include "kiosk/pin-keys.h"

#include <string.h>

static void
test_each_digit_once (void)
{
  for (int round = 0; round < 1000; round++) {
    char keys[UKE_N_PIN_KEYS];
    guint seen = 0;

    uke_pin_keys_shuffle (keys);
    for (int i = 0; i < UKE_N_PIN_KEYS; i++) {
      g_assert_cmpint (keys[i], >=, '0');
      g_assert_cmpint (keys[i], <=, '9');
      seen |= 1u << (keys[i] - '0');
    }
    g_assert_cmphex (seen, ==, 0x3ff);
  }
}

/* 10,000 shuffles put each digit about 1,000 times on each key; 800 to 1,200 is more than six
 * standard deviations wide, so a fair shuffle fails once in far more runs than there will be. */
static void
test_no_place_is_favoured (void)
{
  guint counts[UKE_N_PIN_KEYS][UKE_N_PIN_KEYS] = { 0 };

  for (int round = 0; round < 10000; round++) {
    char keys[UKE_N_PIN_KEYS];

    uke_pin_keys_shuffle (keys);
    for (int i = 0; i < UKE_N_PIN_KEYS; i++)
      counts[i][keys[i] - '0']++;
  }

  for (int i = 0; i < UKE_N_PIN_KEYS; i++)
    for (int digit = 0; digit < UKE_N_PIN_KEYS; digit++) {
      g_assert_cmpuint (counts[i][digit], >, 800);
      g_assert_cmpuint (counts[i][digit], <, 1200);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pin-keys/each-digit-once", test_each_digit_once);
  g_test_add_func ("/pin-keys/no-place-is-favoured", test_no_place_is_favoured);

  return g_test_run ();
}
