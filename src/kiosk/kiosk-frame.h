#pragma once

#include "kiosk/preferences.h"
#include "reception/reception.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What stays around the pages for one patient: steps, banner, ways out. Follows the reception. */
#define UKE_TYPE_KIOSK_FRAME (uke_kiosk_frame_get_type ())
G_DECLARE_FINAL_TYPE (UkeKioskFrame, uke_kiosk_frame, UKE, KIOSK_FRAME, AdwBin)

/* In the language of the moment of @preferences for as long as it lives. */
GtkWidget *uke_kiosk_frame_new (UkeReception *reception, UkePreferences *preferences);

G_END_DECLS
