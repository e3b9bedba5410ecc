#pragma once

#include "kiosk/idle-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks whether somebody is still there, and counts. Closes when it is answered or no longer asked. */
#define UKE_TYPE_IDLE_DIALOG (uke_idle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UkeIdleDialog, uke_idle_dialog, UKE, IDLE_DIALOG, AdwDialog)

AdwDialog *uke_idle_dialog_new (UkeIdleWatch *watch, const char *language);

G_END_DECLS
