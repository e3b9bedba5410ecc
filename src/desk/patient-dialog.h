#pragma once

#include "reception/reception.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void uke_patient_dialog_present (GtkWidget *parent, UkePatientDirectory *directory, UkeVisit *visit);

G_END_DECLS
