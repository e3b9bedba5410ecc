#pragma once

#include "reception/reception.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UkeVisitList:
 *
 * What the desk's list shows: today's visits, trouble first and newest next; while something is
 * looked for, those of them that fit, and then whom the desk knows from before. Two sections, of
 * UkeVisit and of UkePatient.
 */
#define UKE_TYPE_VISIT_LIST (uke_visit_list_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisitList, uke_visit_list, UKE, VISIT_LIST, GObject)

UkeVisitList *uke_visit_list_new (UkeReception *reception);

GListModel *uke_visit_list_get_model (UkeVisitList *self); /* (transfer none) */
/* The visits alone, in the same order. (transfer none) */
GListModel *uke_visit_list_get_visits (UkeVisitList *self);
void uke_visit_list_set_search (UkeVisitList *self, const char *text);
const char *uke_visit_list_get_search (UkeVisitList *self);

G_END_DECLS
