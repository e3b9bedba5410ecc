#pragma once

#include "reception/visit.h"

G_BEGIN_DECLS

/* For UkeReception alone: windows read a visit and send intentions. */

/* @id is nullable: a new one is drawn. */
UkeVisit *uke_visit_new (const char *id, guint number, GDateTime *arrived, UkeReason clock_doubt);
void uke_visit_set_step (UkeVisit *self, UkeStep step);
void uke_visit_set_standing (UkeVisit *self, const UkeStanding *standing);
void uke_visit_set_today (UkeVisit *self, const GDate *today);
void uke_visit_set_method (UkeVisit *self, UkeMethod method);
void uke_visit_set_reason (UkeVisit *self, UkeReason reason);
void uke_visit_set_tries_left (UkeVisit *self, int tries_left);
void uke_visit_set_consents (UkeVisit *self, const UkeConsents *consents, GDateTime *answered);
void uke_visit_set_subsidies (UkeVisit *self, UkeConsent subsidies);
void uke_visit_set_prescription (UkeVisit *self, UkePrescription prescription);
/* @carried is copied; NULL forgets what was carried. */
void uke_visit_set_carried (UkeVisit *self, const UkeCarriedConsents *carried);
void uke_visit_set_completed (UkeVisit *self, GDateTime *completed);
void uke_visit_set_number (UkeVisit *self, guint number);
void uke_visit_set_help (UkeVisit *self, GDateTime *since);
/* The certificate's fingerprint, for as long as this program runs. */
const char *uke_visit_get_certificate (UkeVisit *self);
void uke_visit_set_certificate (UkeVisit *self, const char *fingerprint);
gboolean uke_visit_ask_once (UkeVisit *self);
void uke_visit_set_patient (UkeVisit *self, UkePatient *patient);
void uke_visit_set_elsewhere (UkeVisit *self, gboolean elsewhere);
void uke_visit_set_ended (UkeVisit *self, GDateTime *ended);

G_END_DECLS
