#pragma once

#include "reception/reception.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One visit in full, and the one thing to do for it. */
#define UKE_TYPE_VISIT_DETAIL (uke_visit_detail_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisitDetail, uke_visit_detail, UKE, VISIT_DETAIL, AdwBin)

void uke_visit_detail_set_reception (UkeVisitDetail *self, UkeReception *reception);
void uke_visit_detail_set_visit (UkeVisitDetail *self, UkeVisit *visit);

G_END_DECLS
