#include "reception/card-verdict.h"

#include "card/card-error.h"
#include "validity/date.h"

/* Before this no such certificate could be judged: the clock has lost its battery. */
#define EARLIEST_YEAR 2020

static UkeReason
reason_of_trust (UkeTrust trust, gboolean training)
{
  switch (trust) {
  case UKE_TRUST_TRUSTED:
    return UKE_REASON_NONE;
  case UKE_TRUST_TRAINING:
    return training ? UKE_REASON_NONE : UKE_REASON_TRAINING_CARD;
  case UKE_TRUST_UNKNOWN_ISSUER:
    return UKE_REASON_UNKNOWN_ISSUER;
  case UKE_TRUST_BAD_SIGNATURE:
    return UKE_REASON_FORGED;
  case UKE_TRUST_WRONG_PROFILE:
    return UKE_REASON_WRONG_PROFILE;
  }
  g_assert_not_reached ();
}

static UkeReason
find_reason (UkeCertificate *certificate, UkeAnchors *anchors, gboolean training, GDateTime *now)
{
  UkeReason reason = reason_of_trust (uke_anchors_judge (anchors, certificate), training);

  if (g_date_time_get_year (now) < EARLIEST_YEAR)
    return UKE_REASON_CLOCK_WRONG;
  if (reason != UKE_REASON_NONE)
    return reason;
  if (g_date_time_compare (now, uke_certificate_get_not_before (certificate)) < 0)
    return UKE_REASON_NOT_YET_VALID;
  return UKE_REASON_NONE;
}

/* By the certificate's date; the terminal is asked later in the visit. */
static gboolean
is_eligible (const UkeCardVerdict *self, UkeCardReading *reading)
{
  UkeStage stage = uke_calendar_judge (&self->calendar, &self->on);

  return uke_provision_decide (&stage, uke_card_reading_get_credential (reading),
                               UKE_TERMINAL_SILENT)
      .eligibility;
}

/**
 * uke_card_verdict_init:
 * @self: (out): the verdict
 * @reading: what was read
 * @anchors: the CAs to believe
 * @training: whether this is a rehearsal, where cards of the training CA count
 * @now: the moment at which the card was placed
 *
 * Decides what a card means: whether to believe it, how long it works, and what comes next.
 */
void
uke_card_verdict_init (UkeCardVerdict *self,
                       UkeCardReading *reading,
                       UkeAnchors *anchors,
                       gboolean training,
                       GDateTime *now)
{
  UkeCertificate *certificate = uke_card_reading_get_certificate (reading);

  *self = (UkeCardVerdict) { .event = UKE_EVENT_READ_REFUSED };
  self->reason = find_reason (certificate, anchors, training, now);
  if (self->reason != UKE_REASON_NONE)
    return;

  uke_date_from_instant (now, &self->on);
  uke_calendar_init (&self->calendar, uke_certificate_get_expires (certificate));
  self->has_stage = TRUE;

  if (!is_eligible (self, reading))
    self->event = UKE_EVENT_READ_LAPSED;
  else if (uke_card_reading_get_tries_left (reading) == 0)
    self->event = UKE_EVENT_READ_PIN_BLOCKED;
  else
    self->event = UKE_EVENT_READ_USABLE;
}

/**
 * uke_event_of_read_error:
 * @error: why a card was not read; neither cancelled nor removed
 *
 * Decides what comes next when a card was not read.
 *
 * Returns: an event of the visit's table
 */
UkeEvent
uke_event_of_read_error (const GError *error)
{
  if (g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_WRONG_CARD))
    return UKE_EVENT_READ_WRONG_CARD;
  return UKE_EVENT_READ_FAILED;
}

/**
 * uke_event_of_pin_error:
 * @error: why a PIN was not proved; neither cancelled nor removed
 * @ret_reason: (out): what to tell, or UKE_REASON_NONE
 * @ret_tries_left: (out): tries that are left, or -1 when this is not about tries
 *
 * Decides what comes next when a PIN was not proved.
 *
 * Returns: an event of the visit's table
 */
UkeEvent
uke_event_of_pin_error (const GError *error, UkeReason *ret_reason, int *ret_tries_left)
{
  *ret_reason = UKE_REASON_NONE;
  *ret_tries_left = -1;
  if (error->domain != UKE_CARD_ERROR)
    return UKE_EVENT_READ_FAILED;

  switch ((UkeCardError) error->code) {
  case UKE_CARD_ERROR_PIN_WRONG:
    *ret_tries_left = uke_card_error_get_tries_left (error);
    return *ret_tries_left == 0 ? UKE_EVENT_PIN_BLOCKED : UKE_EVENT_PIN_WRONG;
  case UKE_CARD_ERROR_PIN_BLOCKED:
    *ret_tries_left = 0;
    return UKE_EVENT_PIN_BLOCKED;
  case UKE_CARD_ERROR_PIN_UNSURE:
    *ret_reason = UKE_REASON_PIN_UNSURE;
    return UKE_EVENT_PIN_UNSURE;
  case UKE_CARD_ERROR_FORGED:
    *ret_reason = UKE_REASON_FORGED;
    return UKE_EVENT_READ_REFUSED;
  case UKE_CARD_ERROR_NO_SERVICE:
  case UKE_CARD_ERROR_NO_READER:
  case UKE_CARD_ERROR_REMOVED:
  case UKE_CARD_ERROR_UNREADABLE:
  case UKE_CARD_ERROR_WRONG_CARD:
  case UKE_CARD_ERROR_PIN_FORMAT:
    return UKE_EVENT_READ_FAILED;
  }
  g_assert_not_reached ();
}
