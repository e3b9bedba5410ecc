#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UKE_N_PIN_KEYS 10

/* The ten digits, '0'…'9', each once, in an order that nobody can guess. */
void uke_pin_keys_shuffle (char keys[UKE_N_PIN_KEYS]);

G_END_DECLS
