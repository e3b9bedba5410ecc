#pragma once

#include "card/pin.h"
#include "reception/words.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Four dots above, shuffled keys beside. The digits live in a UkePin and nowhere else. */
#define UKE_TYPE_PIN_PAGE (uke_pin_page_get_type ())
G_DECLARE_FINAL_TYPE (UkePinPage, uke_pin_page, UKE, PIN_PAGE, AdwBreakpointBin)

/* Emits "entered" when four digits are there, and "chosen" (UkeEvent) for another way.
 * @offer_staff: show the way to the staff, as after a wrong PIN. */
GtkWidget *uke_pin_page_new (const UkeWords *words, int tries_left, gboolean offer_staff);
/* Hands over the digits and leaves the page empty. (transfer full) */
UkePin *uke_pin_page_take_pin (UkePinPage *self);

G_END_DECLS
