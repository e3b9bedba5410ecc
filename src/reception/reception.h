#pragma once

#include "card/pin.h"
#include "card/slot.h"
#include "reception/offers.h"
#include "reception/patient-directory.h"
#include "reception/rules.h"
#include "reception/visit-book.h"
#include "validity/trust.h"

G_BEGIN_DECLS

typedef struct _UkeStore UkeStore; /* store/store.h, where windows do not look */

/* What the reception works with; copied. */
typedef struct {
  UkeSlot *slot;
  UkeAnchors *anchors;
  gboolean training; /* accept cards of the training CA, and only these */
  UkeNowFunc now;
  gpointer now_data;
  const GDate *built_on;          /* nullable: see uke_visit_book_new() */
  UkeRules *rules;                /* nullable: the built-in ones */
  gboolean rules_refused;         /* the institution has its own, and they cannot be used */
  UkeStore *store;                /* nullable: nothing is kept */
  UkeReason store_trouble;        /* there should be a store, and why it cannot be used */
  guint keep_visits_days;         /* 0: nothing is forgotten */
  const char *place;              /* nullable: where this program receives, among several */
  const UkeOffers *offers;        /* nullable: those of uke_offers_init() */
  guint card_left_behind_seconds; /* from completion to the alarm */
} UkeReceptionSetup;

/**
 * UkeReception:
 *
 * Carries a card through its visit: runs the table, does what it asks for, and feeds the results
 * back as events. Windows follow its properties and send intentions.
 *
 * Properties: "step" (UkeStep), "reason" (UkeReason), "visit" (UkeVisit, nullable: nobody is
 * there). The book holds the visits since the start, and the day. Signals: "desk-called" (UkeVisit
 * or NULL), "card-left" (guint: 1 to remind, 2
 * for the alarm) while a received patient's card still lies there.
 */
#define UKE_TYPE_RECEPTION (uke_reception_get_type ())
G_DECLARE_FINAL_TYPE (UkeReception, uke_reception, UKE, RECEPTION, GObject)

UkeReception *uke_reception_new (const UkeReceptionSetup *setup);

UkeStep uke_reception_get_step (UkeReception *self);
UkeReason uke_reception_get_reason (UkeReception *self);
UkeVisit *uke_reception_get_visit (UkeReception *self);
UkeVisitBook *uke_reception_get_book (UkeReception *self); /* (transfer none) */
/* Whom the desk knows; NULL where nothing is kept. (transfer none) */
UkePatientDirectory *uke_reception_get_directory (UkeReception *self);
UkeRules *uke_reception_get_rules (UkeReception *self); /* (transfer none) */
/* What the desk is to look after beside the patients: the store, the clock, the rules; notified as
 * the property "worry". */
UkeReason uke_reception_get_worry (UkeReception *self);
gboolean uke_reception_is_training (UkeReception *self);
const UkeOffers *uke_reception_get_offers (UkeReception *self); /* (transfer none) */

/* Intentions. What does not fit the step is ignored, as the table says. */
void uke_reception_choose (UkeReception *self, UkeEvent intention);
void uke_reception_enter_pin (UkeReception *self, UkePin *pin);
void uke_reception_answer_consent (UkeReception *self, const UkeConsents *consents);
void uke_reception_answer_subsidies (UkeReception *self, gboolean use);
void uke_reception_answer_prescription (UkeReception *self, UkePrescription prescription);
/* What the patient of @visit answered at this institution last time, from whoever keeps it. */
void uke_reception_carry_consents (UkeReception *self,
                                   UkeVisit *visit,
                                   const UkeCarriedConsents *carried);
/* The desk has seen the call of @visit. */
void uke_reception_acknowledge (UkeReception *self, UkeVisit *visit);
/* Staff looked: exactly the visit they looked at, or nothing happens. */
void uke_reception_confirm_identity (UkeReception *self, UkeVisit *visit, gboolean confirmed);

G_END_DECLS
