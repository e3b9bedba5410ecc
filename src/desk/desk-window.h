#pragma once

#include "reception/reception.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The receptionist's window: today's visits as they happen. */
#define UKE_TYPE_DESK_WINDOW (uke_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (UkeDeskWindow, uke_desk_window, UKE, DESK_WINDOW, AdwApplicationWindow)

GtkWidget *uke_desk_window_new (GtkApplication *application, UkeReception *reception);

G_END_DECLS
