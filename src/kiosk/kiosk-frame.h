#pragma once

#include "reception/reception.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What stays around the pages for one patient: steps, banner, ways out. Follows the reception. */
#define UKE_TYPE_KIOSK_FRAME (uke_kiosk_frame_get_type ())
G_DECLARE_FINAL_TYPE (UkeKioskFrame, uke_kiosk_frame, UKE, KIOSK_FRAME, AdwBin)

/* In @language for as long as it lives. Emits "language-chosen" (string). */
GtkWidget *uke_kiosk_frame_new (UkeReception *reception, const char *language);

G_END_DECLS
