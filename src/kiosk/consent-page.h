#pragma once

#include "reception/words.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All, nothing, or item by item; nothing is answered beforehand. */
#define UKE_TYPE_CONSENT_PAGE (uke_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (UkeConsentPage, uke_consent_page, UKE, CONSENT_PAGE, AdwBin)

/* Emits "answered" when the answers are final. */
GtkWidget *uke_consent_page_new (const UkeWords *words);
const UkeConsents *uke_consent_page_get_consents (UkeConsentPage *self);

G_END_DECLS
