#pragma once

#include "card/card-reading.h"
#include "reception/visit.h"
#include "validity/trust.h"

G_BEGIN_DECLS

/* What a card that was read means for its visit. */
typedef struct {
  UkeEvent event;
  UkeReason reason; /* when event is UKE_EVENT_READ_REFUSED */
  gboolean has_stage;
  UkeCalendar calendar;
  GDate on; /* the day in Japan on which it was judged */
} UkeCardVerdict;

void uke_card_verdict_init (UkeCardVerdict *self,
                            UkeCardReading *reading,
                            UkeAnchors *anchors,
                            gboolean training,
                            GDateTime *now);

/* What a refused reading means for the visit. */
UkeEvent uke_event_of_read_error (const GError *error);
/* What a refused PIN means; @ret_reason may be UKE_REASON_NONE, @ret_tries_left -1. */
UkeEvent uke_event_of_pin_error (const GError *error, UkeReason *ret_reason, int *ret_tries_left);

G_END_DECLS
