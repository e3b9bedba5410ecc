#pragma once

#include "reception/visit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One glance: time, shape, number, step. */
#define UKE_TYPE_VISIT_ROW (uke_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisitRow, uke_visit_row, UKE, VISIT_ROW, GtkBox)

GtkWidget *uke_visit_row_new (void);
void uke_visit_row_set_visit (UkeVisitRow *self, UkeVisit *visit);

G_END_DECLS
