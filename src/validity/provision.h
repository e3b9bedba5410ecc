#pragma once

#include "validity/calendar.h"

G_BEGIN_DECLS

/* What the certificate lies in. */
typedef enum {
  UKE_CREDENTIAL_CARD,
  UKE_CREDENTIAL_PHONE, /* has no grace */
} UkeCredential;

/* What the eligibility terminal says of the certificate. */
typedef enum {
  UKE_TERMINAL_SILENT, /* not connected, not asked, or nothing about it */
  UKE_TERMINAL_VALID,
  UKE_TERMINAL_ENDING, /* 「マイナンバーカードの失効期限3か月前」 */
  UKE_TERMINAL_LAPSED,
  UKE_TERMINAL_HELD, /* 一時保留, after a report of loss */
  UKE_TERMINAL_REVOKED,
  UKE_N_TERMINAL_ANSWERS,
} UkeTerminalAnswer;

/* Nicks: none, notice, grace, lapsed, held, revoked, unknown-date. */
#define UKE_TYPE_PROVISION_REASON (uke_provision_reason_get_type ())
GType uke_provision_reason_get_type (void);

typedef enum {
  UKE_PROVISION_REASON_NONE,
  UKE_PROVISION_REASON_NOTICE,
  UKE_PROVISION_REASON_GRACE,
  UKE_PROVISION_REASON_LAPSED,
  UKE_PROVISION_REASON_HELD,
  UKE_PROVISION_REASON_REVOKED,
  UKE_PROVISION_REASON_UNKNOWN_DATE,
} UkeProvisionReason;

/* Nicks: go-on, renew, go-to-desk. */
#define UKE_TYPE_PROVISION_STEP (uke_provision_step_get_type ())
GType uke_provision_step_get_type (void);

typedef enum {
  UKE_PROVISION_STEP_GO_ON,
  UKE_PROVISION_STEP_RENEW, /* go on, and renew at the municipal office */
  UKE_PROVISION_STEP_GO_TO_DESK,
} UkeProvisionStep;

/* What may be provided to the institution, and why. */
typedef struct {
  gboolean eligibility;
  gboolean health_information; /* with the patient's consent, and never without eligibility */
  UkeProvisionReason reason;
  UkeProvisionStep step;
  gboolean differs; /* date and terminal do not say the same: to be logged */
} UkeProvision;

/* @stage is (nullable): the certificate's date is not known. */
UkeProvision uke_provision_decide (const UkeStage *stage,
                                   UkeCredential credential,
                                   UkeTerminalAnswer answer);
const char *uke_provision_reason_get_nick (UkeProvisionReason reason);
const char *uke_provision_step_get_nick (UkeProvisionStep step);

G_END_DECLS
