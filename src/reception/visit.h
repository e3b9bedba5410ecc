#pragma once

#include "reception/visit-table.h"
#include "validity/calendar.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How somebody proved who they are. Nicks: none, pin, face, staff. */
#define UKE_TYPE_METHOD (uke_method_get_type ())
GType uke_method_get_type (void);

typedef enum {
  UKE_METHOD_NONE,
  UKE_METHOD_PIN,
  UKE_METHOD_FACE,
  UKE_METHOD_STAFF,
} UkeMethod;

/* Why it does not go on. One code, the same on the patient's screen, at the desk and in the log. */
#define UKE_TYPE_REASON (uke_reason_get_type ())
GType uke_reason_get_type (void);

typedef enum {
  UKE_REASON_NONE,
  UKE_REASON_NO_SERVICE,
  UKE_REASON_SERVICE_MISMATCH,
  UKE_REASON_NO_DRIVER,
  UKE_REASON_NO_READER,
  UKE_REASON_CARD_IN_USE,
  UKE_REASON_CLOCK_WRONG,
  UKE_REASON_TRAINING_CARD,
  UKE_REASON_UNKNOWN_ISSUER,
  UKE_REASON_FORGED,
  UKE_REASON_WRONG_PROFILE,
  UKE_REASON_NOT_YET_VALID,
  UKE_REASON_PIN_UNSURE,
  UKE_REASON_STAFF_REFUSED,
  UKE_REASON_STORE_FAILED,
} UkeReason;

const char *uke_reason_get_nick (UkeReason reason);

/* Absent, refused and agreed are three different things. */
typedef enum {
  UKE_CONSENT_NOT_ASKED,
  UKE_CONSENT_REFUSED,
  UKE_CONSENT_AGREED,
} UkeConsent;

/* What the institution may see, item by item. */
typedef enum {
  UKE_CONSENT_ITEM_MEDICINES,
  UKE_CONSENT_ITEM_VISITS,
  UKE_CONSENT_ITEM_CHECKUPS,
  UKE_N_CONSENT_ITEMS,
} UkeConsentItem;

typedef struct {
  UkeConsent items[UKE_N_CONSENT_ITEMS];
} UkeConsents;

/**
 * UkeVisit:
 *
 * One card's stay on the reader, as the desk sees it. Holds no name and no number of a person.
 *
 * Everything but the consents is a property, read-only to windows, notified only on change:
 * "step", "stage" with "has-stage", "method", "reason", "tries-left" (-1 unknown), "days-left",
 * "needs-help", "ended".
 */
#define UKE_TYPE_VISIT (uke_visit_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisit, uke_visit, UKE, VISIT, GObject)

guint uke_visit_get_number (UkeVisit *self); /* 1 for the first one of the day */
GDateTime *uke_visit_get_arrived (UkeVisit *self);
/* The last step reached; kept when the visit has ended. */
UkeStep uke_visit_get_step (UkeVisit *self);
gboolean uke_visit_get_has_stage (UkeVisit *self);
UkeStage uke_visit_get_stage (UkeVisit *self);
/* NULL before the certificate was read. (transfer none) */
const UkeCalendar *uke_visit_get_calendar (UkeVisit *self);
int uke_visit_get_days_left (UkeVisit *self);
UkeMethod uke_visit_get_method (UkeVisit *self);
UkeReason uke_visit_get_reason (UkeVisit *self);
int uke_visit_get_tries_left (UkeVisit *self);
const UkeConsents *uke_visit_get_consents (UkeVisit *self);
gboolean uke_visit_get_needs_help (UkeVisit *self);
gboolean uke_visit_get_ended (UkeVisit *self);
gboolean uke_visit_is_complete (UkeVisit *self);

G_END_DECLS
