#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a finger hits without care, and what a key of the PIN pad has, in millimetres. */
#define UKE_TARGET_MM 15
#define UKE_PIN_KEY_MM 20

int uke_target_size (int pixels, int millimetres, int target_mm);

G_END_DECLS
