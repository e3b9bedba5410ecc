#pragma once

#include "reception/visit-keeper.h"

G_BEGIN_DECLS

/* What the record of accesses tells. Nicks: see audit.c. */
typedef enum {
  UKE_AUDIT_STARTED,
  UKE_AUDIT_IDENTITY_CONFIRMED,
  UKE_AUDIT_IDENTITY_REFUSED,
  UKE_AUDIT_PATIENT_ENTERED,
  UKE_AUDIT_HISTORY_READ,
  UKE_AUDIT_CALL_SEEN,
  UKE_AUDIT_VISITS_FORGOTTEN,
  UKE_N_AUDIT_ACTIONS,
} UkeAuditAction;

/* @subject: the id of the visit or the patient that it was about, or "". What cannot be written
 * down is told in the log alone: nobody waits for it. */
void uke_audit_note (UkeVisitKeeper *keeper, GDateTime *now, UkeAuditAction action, const char *subject);

G_END_DECLS
