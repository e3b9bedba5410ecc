#include "validity/standing.h"

/**
 * uke_standing_init:
 * @self: (out): the judgement
 * @issued: the first valid day
 * @expires: X, the last valid day
 * @credential: what the certificate lies in
 * @answer: what the eligibility terminal says of it
 * @on: the day to judge on; all days in Japan
 *
 * Judges a certificate on a day: stage, dates, reason, and what may be provided.
 */
void
uke_standing_init (UkeStanding *self,
                   const GDate *issued,
                   const GDate *expires,
                   UkeCredential credential,
                   UkeTerminalAnswer answer,
                   const GDate *on)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_date_valid (issued));

  self->issued = *issued;
  self->credential = credential;
  self->answer = answer;
  uke_calendar_init (&self->calendar, expires);
  uke_standing_move (self, on);
}

/**
 * uke_standing_move:
 * @on: another day in Japan
 *
 * Judges the same certificate on another day.
 */
void
uke_standing_move (UkeStanding *self, const GDate *on)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_date_valid (on));

  self->on = *on;
  self->stage = uke_calendar_judge (&self->calendar, on);
  self->days_left = uke_calendar_get_days_left (&self->calendar, on);
  self->provision = uke_provision_decide (&self->stage, self->credential, self->answer);
}

/**
 * uke_standing_get_accepted_until:
 *
 * Tells the last day on which it proves insurance: the last day of grace; on a phone, which has
 * none, the last valid day.
 *
 * Returns: (transfer none):
 */
const GDate *
uke_standing_get_accepted_until (const UkeStanding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->credential == UKE_CREDENTIAL_PHONE ? &self->calendar.last_full_day
                                                  : &self->calendar.grace_until;
}

/**
 * uke_standing_get_days_accepted:
 *
 * Counts the midnights to the last day on which it proves insurance: 0 on that day, negative
 * afterwards.
 */
int
uke_standing_get_days_accepted (const UkeStanding *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_date_days_between (&self->on, uke_standing_get_accepted_until (self));
}
