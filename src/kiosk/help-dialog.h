#pragma once

#include "kiosk/help-topics.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Answers to what patients ask, in the language of the moment at which it was created. */
#define UKE_TYPE_HELP_DIALOG (uke_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UkeHelpDialog, uke_help_dialog, UKE, HELP_DIALOG, AdwDialog)

AdwDialog *uke_help_dialog_new (const UkeHelpFacts *facts);

G_END_DECLS
