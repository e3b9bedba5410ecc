#pragma once

#include "reception/patient.h"
#include "reception/reason.h"
#include "reception/visit-table.h"
#include "validity/standing.h"

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

/* Absent, refused and agreed are three different things. */
typedef enum {
  UKE_CONSENT_NOT_ASKED,
  UKE_CONSENT_REFUSED,
  UKE_CONSENT_AGREED,
} UkeConsent;

/* What the institution may see, item by item. Nicks: medicines, visits, checkups, operations,
 * diagnoses, infections, allergies, contraindications, tests, prescriptions. */
#define UKE_TYPE_CONSENT_ITEM (uke_consent_item_get_type ())
GType uke_consent_item_get_type (void);

typedef enum {
  UKE_CONSENT_ITEM_MEDICINES,  /* 薬剤 */
  UKE_CONSENT_ITEM_VISITS,     /* 診療 */
  UKE_CONSENT_ITEM_CHECKUPS,   /* 特定健診 */
  UKE_CONSENT_ITEM_OPERATIONS, /* 手術, an item of its own */
  /* of the record-sharing service */
  UKE_CONSENT_ITEM_DIAGNOSES,         /* 傷病名 */
  UKE_CONSENT_ITEM_INFECTIONS,        /* 感染症 */
  UKE_CONSENT_ITEM_ALLERGIES,         /* アレルギー */
  UKE_CONSENT_ITEM_CONTRAINDICATIONS, /* 薬剤禁忌 */
  UKE_CONSENT_ITEM_TESTS,             /* 検査 */
  UKE_CONSENT_ITEM_PRESCRIPTIONS,     /* 処方 */
  UKE_N_CONSENT_ITEMS,
} UkeConsentItem;

typedef struct {
  UkeConsent items[UKE_N_CONSENT_ITEMS];
} UkeConsents;

/* Which prescription the patient would like, where the institution issues electronic ones. Nicks:
 * not-asked, electronic, paper; the terminal's values are 1 and 2. */
#define UKE_TYPE_PRESCRIPTION (uke_prescription_get_type ())
GType uke_prescription_get_type (void);

typedef enum {
  UKE_PRESCRIPTION_NOT_ASKED,
  UKE_PRESCRIPTION_ELECTRONIC,
  UKE_PRESCRIPTION_PAPER,
} UkePrescription;

/* What was answered last time at this institution, and when. */
typedef struct {
  UkeConsents consents; /* not asked: there is nothing to carry over */
  GDateTime *answered;  /* owned */
} UkeCarriedConsents;

void uke_carried_consents_clear (UkeCarriedConsents *self);

/**
 * UkeVisit:
 *
 * One card's stay on the reader, as the desk sees it.
 *
 * Everything but the consents is a property, read-only to windows, notified only on change:
 * "step", "stage" with "has-stage", "method", "reason", "tries-left" (-1 unknown), "days-left"
 * (from today on), "needs-help", "ended", "number", "patient".
 *
 * What may be provided is decided once, on the day on which the card was placed, and kept past
 * midnight; what people read of days goes with the calendar.
 */
#define UKE_TYPE_VISIT (uke_visit_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisit, uke_visit, UKE, VISIT, GObject)

const char *uke_visit_get_id (UkeVisit *self); /* a UUID of this visit, not of a person */
guint uke_visit_get_number (UkeVisit *self); /* 1 for the first one of the day */
GDateTime *uke_visit_get_arrived (UkeVisit *self);
/* NULL before it was answered, completed or over. (transfer none) */
GDateTime *uke_visit_get_answered (UkeVisit *self);
GDateTime *uke_visit_get_completed (UkeVisit *self);
GDateTime *uke_visit_get_ended_at (UkeVisit *self);
/* The last step reached; kept when the visit has ended. */
UkeStep uke_visit_get_step (UkeVisit *self);
/* NULL before the certificate was read and believed. (transfer none) */
const UkeStanding *uke_visit_get_standing (UkeVisit *self); /* when the card was placed */
const UkeStanding *uke_visit_get_standing_today (UkeVisit *self); /* today */
/* UKE_REASON_NONE, or why the clock was not to be trusted when the card was placed. */
UkeReason uke_visit_get_clock_doubt (UkeVisit *self);
UkeMethod uke_visit_get_method (UkeVisit *self);
UkeReason uke_visit_get_reason (UkeVisit *self);
int uke_visit_get_tries_left (UkeVisit *self);
const UkeConsents *uke_visit_get_consents (UkeVisit *self);
/* Whether the medical subsidy certificates are used. */
UkeConsent uke_visit_get_subsidies (UkeVisit *self);
UkePrescription uke_visit_get_prescription (UkeVisit *self);
/* NULL: nothing is carried over. (transfer none) */
const UkeCarriedConsents *uke_visit_get_carried (UkeVisit *self);
gboolean uke_visit_get_needs_help (UkeVisit *self);
GDateTime *uke_visit_get_help (UkeVisit *self); /* since when; NULL: it does not. (transfer none) */
/* Whom the desk takes it for; nullable. (transfer none) */
UkePatient *uke_visit_get_patient (UkeVisit *self);
/* The patient stands at another program's screen; this one only shows what that writes down. */
gboolean uke_visit_get_elsewhere (UkeVisit *self);
gboolean uke_visit_get_ended (UkeVisit *self);
gboolean uke_visit_is_complete (UkeVisit *self);

G_END_DECLS
