#pragma once

#include "reception/reception.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The patient's screen. Property "idle-seconds": for how long a choice waits before it asks whether
 * somebody is still there; 0: for ever. Property "locked": it cannot be closed; "leave-asked" is emitted
 * instead, for whoever knows the staff's credentials. */
#define UKE_TYPE_KIOSK_WINDOW (uke_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (UkeKioskWindow, uke_kiosk_window, UKE, KIOSK_WINDOW, AdwApplicationWindow)

/* @language: with which each visit begins. */
GtkWidget *uke_kiosk_window_new (GtkApplication *application,
                                 UkeReception *reception,
                                 const char *language);

G_END_DECLS
