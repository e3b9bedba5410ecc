#pragma once

#include "kiosk/preferences.h"
#include "reception/words.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* While nobody is there: where the card goes, in which language, how large. */
#define UKE_TYPE_WELCOME_PAGE (uke_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (UkeWelcomePage, uke_welcome_page, UKE, WELCOME_PAGE, AdwBin)

GtkWidget *uke_welcome_page_new (const UkeWords *words, UkePreferences *preferences);

G_END_DECLS
