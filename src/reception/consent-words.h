#pragma once

#include "reception/offers.h"

G_BEGIN_DECLS

/* What is said of the kinds of health record, in the language of the moment. */

/* "Medicines"; static. */
const char *uke_consent_words_item (UkeConsentItem item);
/* What it is used for, one sentence; static. */
const char *uke_consent_words_purpose (UkeConsentItem item);
/* "Asked for: Medicines, Check-ups": what this institution has switched on. (transfer full) */
char *uke_consent_words_asked (const UkeOffers *offers);
/* How long an answer holds; static. */
const char *uke_consent_words_window (void);

G_END_DECLS
