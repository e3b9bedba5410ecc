#pragma once

#include "clock.h"

#include "emulator/training-authority.h"
#include "reception/training-slot.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* In training: the cards of the personas, to be placed and lifted by hand. */
#define UKE_TYPE_TRAY_WINDOW (uke_tray_window_get_type ())
G_DECLARE_FINAL_TYPE (UkeTrayWindow, uke_tray_window, UKE, TRAY_WINDOW, AdwApplicationWindow)

GtkWidget *uke_tray_window_new (GtkApplication *application,
                                UkeTrainingSlot *slot,
                                UkeTrainingAuthority *authority,
                                UkeClock *clock);

G_END_DECLS
