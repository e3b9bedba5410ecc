#pragma once

#include "reception/patient-directory.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* When somebody was here before; hidden while that is nobody, or never. */
#define UKE_TYPE_HISTORY_GROUP (uke_history_group_get_type ())
G_DECLARE_FINAL_TYPE (UkeHistoryGroup, uke_history_group, UKE, HISTORY_GROUP, AdwPreferencesGroup)

/* @patient: (nullable); @except: (nullable): the id of a visit that is shown elsewhere */
void uke_history_group_set_patient (UkeHistoryGroup *self,
                                    UkePatientDirectory *directory,
                                    UkePatient *patient,
                                    const char *except);

G_END_DECLS
