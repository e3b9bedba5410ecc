#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A person as the desk knows them; never changes. For the desk alone: the patient's screen shows no
 * name. */
#define UKE_TYPE_PATIENT (uke_patient_get_type ())
G_DECLARE_FINAL_TYPE (UkePatient, uke_patient, UKE, PATIENT, GObject)

/* @chart: (nullable): number in the institution's charts; @birth: (nullable) */
UkePatient *uke_patient_new (const char *chart, const char *name, const char *kana, const GDate *birth);

const char *uke_patient_get_chart (UkePatient *self); /* nullable */
const char *uke_patient_get_name (UkePatient *self);  /* may be empty, like the kana */
const char *uke_patient_get_kana (UkePatient *self);
/* The kana, or the name where there are none. */
const char *uke_patient_get_spoken (UkePatient *self);
const GDate *uke_patient_get_birth (UkePatient *self);      /* nullable */
const GDate *uke_patient_get_last_visit (UkePatient *self); /* nullable: as it was found */

G_END_DECLS
