#pragma once

#include "reception/visit.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * UkeVisitKeeper:
 *
 * Has visits written down. Property "failing": the latest one could not be, or there is no store
 * although there should be one.
 */
#define UKE_TYPE_VISIT_KEEPER (uke_visit_keeper_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisitKeeper, uke_visit_keeper, UKE, VISIT_KEEPER, GObject)

UkeVisitKeeper *uke_visit_keeper_new (UkeStore *store, gboolean refused);

void uke_visit_keeper_note (UkeVisitKeeper *self, UkeVisit *visit);
void uke_visit_keeper_complete_async (UkeVisitKeeper *self,
                                      UkeVisit *visit,
                                      GDateTime *now,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean uke_visit_keeper_complete_finish (UkeVisitKeeper *self,
                                           GAsyncResult *result,
                                           GError **error);
gboolean uke_visit_keeper_get_failing (UkeVisitKeeper *self);

G_END_DECLS
