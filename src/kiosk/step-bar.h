#pragma once

#include "reception/visit-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where am I, how far to go: the leaflet's four steps. */
#define UKE_TYPE_STEP_BAR (uke_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (UkeStepBar, uke_step_bar, UKE, STEP_BAR, GtkBox)

void uke_step_bar_set_step (UkeStepBar *self, UkeStep step);
/* Of the other steps only their numbers. */
void uke_step_bar_set_compact (UkeStepBar *self, gboolean compact);

G_END_DECLS
