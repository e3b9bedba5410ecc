#pragma once

#include "reception/patient.h"

G_BEGIN_DECLS

/* What the desk says of a patient. (transfer full) */
char *uke_patient_words_birth (UkePatient *patient); /* nullable */
/* Birth date, number in the charts and when they were here last, as far as they are known. */
char *uke_patient_words_particulars (UkePatient *patient);

G_END_DECLS
