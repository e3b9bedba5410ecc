#pragma once

#include "reception/visit.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * UkeVisitKeeper:
 *
 * Has visits written down, and again until it succeeds. Property "trouble" (UkeReason): why something
 * could not be written yet, or why there is no store although there should be one. Signal "remembered"
 * (UkeVisit, UkeCarriedConsents): what the same person answered the last time.
 */
#define UKE_TYPE_VISIT_KEEPER (uke_visit_keeper_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisitKeeper, uke_visit_keeper, UKE, VISIT_KEEPER, GObject)

UkeVisitKeeper *uke_visit_keeper_new (UkeStore *store, UkeReason refusal, const char *place);

void uke_visit_keeper_note (UkeVisitKeeper *self, UkeVisit *visit);
void uke_visit_keeper_complete_async (UkeVisitKeeper *self,
                                      UkeVisit *visit,
                                      GDateTime *now,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean uke_visit_keeper_complete_finish (UkeVisitKeeper *self,
                                           GAsyncResult *result,
                                           GError **error);
/* The store could not be read: until something was written, it is not to be trusted. */
void uke_visit_keeper_doubt (UkeVisitKeeper *self, const GError *error);
UkeReason uke_visit_keeper_get_trouble (UkeVisitKeeper *self);
UkeStore *uke_visit_keeper_get_store (UkeVisitKeeper *self); /* nullable; (transfer none) */
/* The name of where this program receives; interned. */
const char *uke_visit_keeper_get_place (UkeVisitKeeper *self);

G_END_DECLS
