#pragma once

#include "validity/provision.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* Why a visit is not an ordinary one, or does not go on. The nick is the word of logs and tests;
 * what each of them says to people stands in reception/message.c. */
#define UKE_TYPE_REASON (uke_reason_get_type ())
GType uke_reason_get_type (void);

typedef enum {
  UKE_REASON_NONE,
  /* the certificate's date, and what the terminal says of it */
  UKE_REASON_NOTICE,
  UKE_REASON_GRACE,
  UKE_REASON_LAPSED,
  UKE_REASON_HELD,
  UKE_REASON_REVOKED,
  UKE_REASON_UNKNOWN_DATE,
  /* whether to believe the card */
  UKE_REASON_TRAINING_CARD,
  UKE_REASON_UNKNOWN_ISSUER,
  UKE_REASON_FORGED,
  UKE_REASON_WRONG_PROFILE,
  UKE_REASON_NOT_YET_VALID,
  /* the person */
  UKE_REASON_PIN_UNSURE,
  UKE_REASON_STAFF_REFUSED,
  /* the reader */
  UKE_REASON_NO_SERVICE,
  UKE_REASON_SERVICE_MISMATCH,
  UKE_REASON_NO_DRIVER,
  UKE_REASON_NO_READER,
  UKE_REASON_CARD_IN_USE,
  /* this computer */
  UKE_REASON_CLOCK_WRONG,
  UKE_REASON_CLOCK_WENT_BACK,
  UKE_REASON_RULES_REFUSED,
  UKE_REASON_STORE_FAILED,
  UKE_REASON_STORE_FULL,
  UKE_REASON_STORE_READ_ONLY,
  UKE_REASON_STORE_UNREACHABLE,
  UKE_REASON_STORE_WRONG_KEY,
  UKE_REASON_STORE_DAMAGED,
  UKE_REASON_STORE_NEWER,
  UKE_N_REASONS,
} UkeReason;

const char *uke_reason_get_nick (UkeReason reason);
/* Any error; UKE_STORE_ERROR tells more. */
UkeReason uke_reason_of_store_error (const GError *error);
UkeReason uke_reason_of_provision (UkeProvisionReason reason);

G_END_DECLS
