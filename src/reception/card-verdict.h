#pragma once

#include "card/card-reading.h"
#include "reception/visit.h"
#include "validity/trust.h"

G_BEGIN_DECLS

/* What a card that was read means for its visit. */
typedef struct {
  UkeEvent event;
  UkeReason reason; /* why it is refused, or has lapsed */
  gboolean has_standing;
  UkeStanding standing;
} UkeCardVerdict;

void uke_card_verdict_init (UkeCardVerdict *self,
                            UkeCardReading *reading,
                            UkeAnchors *anchors,
                            gboolean training,
                            UkeVisit *visit);

/* What a refused reading means for the visit. */
UkeEvent uke_event_of_read_error (const GError *error);
/* What a refused PIN means; @ret_reason may be UKE_REASON_NONE, @ret_tries_left -1. */
UkeEvent uke_event_of_pin_error (const GError *error, UkeReason *ret_reason, int *ret_tries_left);

G_END_DECLS
