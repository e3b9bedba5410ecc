#pragma once

#include "reception/offers.h"
#include "reception/words.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is known before the question is put. */
typedef struct {
  const UkeOffers *offers;           /* what is asked */
  const UkeCarriedConsents *carried; /* nullable: from last time */
  const UkeConsents *given;          /* nullable: from a moment ago, to be changed */
} UkeConsentQuestion;

/* All, nothing, or item by item; the last answers where there are any; nothing else is answered
 * beforehand. */
#define UKE_TYPE_CONSENT_PAGE (uke_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (UkeConsentPage, uke_consent_page, UKE, CONSENT_PAGE, AdwBin)

/* Emits "answered" when the answers are final. */
GtkWidget *uke_consent_page_new (const UkeWords *words, const UkeConsentQuestion *question);
const UkeConsents *uke_consent_page_get_consents (UkeConsentPage *self);

G_END_DECLS
