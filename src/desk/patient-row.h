#pragma once

#include "reception/patient.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Somebody who was found: kana and name, and what tells two of one name apart. */
#define UKE_TYPE_PATIENT_ROW (uke_patient_row_get_type ())
G_DECLARE_FINAL_TYPE (UkePatientRow, uke_patient_row, UKE, PATIENT_ROW, GtkBox)

GtkWidget *uke_patient_row_new (void);
void uke_patient_row_set_patient (UkePatientRow *self, UkePatient *patient);

G_END_DECLS
