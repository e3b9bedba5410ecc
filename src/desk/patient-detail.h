#pragma once

#include "reception/reception.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Somebody who was looked up: who they are, and when they were here. */
#define UKE_TYPE_PATIENT_DETAIL (uke_patient_detail_get_type ())
G_DECLARE_FINAL_TYPE (UkePatientDetail, uke_patient_detail, UKE, PATIENT_DETAIL, AdwBin)

/* @patient: (nullable) */
void uke_patient_detail_set_patient (UkePatientDetail *self, UkePatientDirectory *directory, UkePatient *patient);

G_END_DECLS
