#pragma once

#include "reception/visit.h"

G_BEGIN_DECLS

/* What this institution asks its patients and offers them. */
typedef struct {
  gboolean consents[UKE_N_CONSENT_ITEMS]; /* asked only where switched on */
  gboolean subsidies;                     /* connected to the subsidy certificates (PMH) */
  gboolean prescriptions;                 /* electronic ones are issued here */
} UkeOffers;

void uke_offers_init (UkeOffers *self);
gboolean uke_offers_set_consents (UkeOffers *self, const char *const *nicks, const char **ret_unknown);
gboolean uke_offers_any_consent (const UkeOffers *self);

G_END_DECLS
