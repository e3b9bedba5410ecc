#pragma once

#include "reception/visit.h"
#include "validity/certificate.h"

G_BEGIN_DECLS

/**
 * UkeConsentMemory:
 *
 * What emulated cards answered last time, for rehearsals: it ends with the program. At a real
 * reception whoever keeps the answers hands them over by uke_reception_carry_consents().
 */
typedef struct _UkeConsentMemory UkeConsentMemory;

UkeConsentMemory *uke_consent_memory_new (void);
void uke_consent_memory_free (UkeConsentMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeConsentMemory, uke_consent_memory_free)

void uke_consent_memory_keep (UkeConsentMemory *self,
                              UkeCertificate *certificate,
                              const UkeConsents *consents,
                              GDateTime *answered);
/* NULL: nothing was answered here. (transfer none) */
const UkeCarriedConsents *uke_consent_memory_find (UkeConsentMemory *self,
                                                   UkeCertificate *certificate);

G_END_DECLS
