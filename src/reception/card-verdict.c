#include "reception/card-verdict.h"

#include "card/card-error.h"
#include "validity/date.h"

static UkeReason
reason_of_training (UkeAnchors *anchors, UkeCertificate *certificate, gboolean training)
{
  if (!training)
    return UKE_REASON_TRAINING_CARD;
  /* A rehearsal with a card that only calls itself one would teach that names are enough. */
  return uke_anchors_may_train (anchors, certificate) ? UKE_REASON_NONE
                                                      : UKE_REASON_UNKNOWN_ISSUER;
}

static UkeReason
reason_of_trust (UkeAnchors *anchors, UkeCertificate *certificate, gboolean training)
{
  switch (uke_anchors_judge (anchors, certificate)) {
  case UKE_TRUST_TRUSTED:
    return UKE_REASON_NONE;
  case UKE_TRUST_TRAINING:
    return reason_of_training (anchors, certificate, training);
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
find_reason (UkeCertificate *certificate, UkeAnchors *anchors, gboolean training, UkeVisit *visit)
{
  UkeReason reason = reason_of_trust (anchors, certificate, training);

  /* Marked only, not refused, where the clock was set back: which time is wrong, nobody knows. */
  if (uke_visit_get_clock_doubt (visit) == UKE_REASON_CLOCK_WRONG)
    return UKE_REASON_CLOCK_WRONG;
  if (reason != UKE_REASON_NONE)
    return reason;
  if (g_date_time_compare (uke_visit_get_arrived (visit),
                           uke_certificate_get_not_before (certificate))
      < 0)
    return UKE_REASON_NOT_YET_VALID;
  return UKE_REASON_NONE;
}

/* By the certificate's date; the terminal is asked later in the visit. */
static void
judge (UkeStanding *self, UkeCardReading *reading, UkeVisit *visit)
{
  UkeCertificate *certificate = uke_card_reading_get_certificate (reading);
  GDate issued, on;

  uke_date_from_instant (uke_certificate_get_not_before (certificate), &issued);
  uke_date_from_instant (uke_visit_get_arrived (visit), &on);
  uke_standing_init (self, &issued, uke_certificate_get_expires (certificate),
                     uke_card_reading_get_credential (reading), UKE_TERMINAL_SILENT, &on);
}

/**
 * uke_card_verdict_init:
 * @self: (out): the verdict
 * @reading: what was read
 * @anchors: the CAs to believe
 * @training: whether this is a rehearsal, where cards count that a held training CA signed
 * @visit: the visit, judged at the moment of its arrival however long ago that is
 *
 * Decides what a card means: whether to believe it, how long it works, and what comes next.
 */
void
uke_card_verdict_init (UkeCardVerdict *self,
                       UkeCardReading *reading,
                       UkeAnchors *anchors,
                       gboolean training,
                       UkeVisit *visit)
{
  *self = (UkeCardVerdict) { .event = UKE_EVENT_READ_REFUSED };
  self->reason = find_reason (uke_card_reading_get_certificate (reading), anchors, training, visit);
  if (self->reason != UKE_REASON_NONE)
    return;

  judge (&self->standing, reading, visit);
  self->has_standing = TRUE;

  if (!self->standing.provision.eligibility) {
    self->event = UKE_EVENT_READ_LAPSED;
    self->reason = uke_reason_of_provision (self->standing.provision.reason);
  } else if (uke_card_reading_get_tries_left (reading) == 0) {
    self->event = UKE_EVENT_READ_PIN_BLOCKED;
  } else {
    self->event = UKE_EVENT_READ_USABLE;
  }
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
