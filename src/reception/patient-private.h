#pragma once

#include "reception/patient.h"
#include "store/patient-rows.h"

G_BEGIN_DECLS

/* A patient as the store keeps one, and back. @last_visit is nullable. */
UkePatient *uke_patient_from_record (const UkePatientRecord *record, const GDate *last_visit);
const UkePatientRecord *uke_patient_peek_record (UkePatient *self);

G_END_DECLS
