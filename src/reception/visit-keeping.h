#pragma once

#include "reception/visit.h"
#include "store/visit-record.h"

G_BEGIN_DECLS

/* A visit as the store keeps it, and back. */

UkeVisitRecord *uke_visit_to_record (UkeVisit *self);
/* On @today the days are counted. */
void uke_visit_take_record (UkeVisit *self, const UkeVisitRecord *record, const GDate *today);
gboolean uke_carried_consents_from_record (const UkeVisitRecord *record, UkeCarriedConsents *ret_consents);
void uke_visit_take_patient (UkeVisit *self, const UkeVisitRecord *record);
UkeVisit *uke_visit_from_record (const UkeVisitRecord *record, const GDate *today);

G_END_DECLS
