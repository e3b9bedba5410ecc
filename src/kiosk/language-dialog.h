#pragma once

#include "kiosk/preferences.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The languages, over the page below. */
#define UKE_TYPE_LANGUAGE_DIALOG (uke_language_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UkeLanguageDialog, uke_language_dialog, UKE, LANGUAGE_DIALOG, AdwDialog)

AdwDialog *uke_language_dialog_new (UkePreferences *preferences);

G_END_DECLS
