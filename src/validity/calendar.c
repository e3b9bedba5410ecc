#include "validity/calendar.h"

G_DEFINE_ENUM_TYPE (UkeStage,
                    uke_stage,
                    G_DEFINE_ENUM_VALUE (UKE_STAGE_NORMAL, "normal"),
                    G_DEFINE_ENUM_VALUE (UKE_STAGE_NOTICE, "notice"),
                    G_DEFINE_ENUM_VALUE (UKE_STAGE_GRACE, "grace"),
                    G_DEFINE_ENUM_VALUE (UKE_STAGE_LAPSED, "lapsed"))

/**
 * uke_stage_get_nick:
 *
 * Names a stage in the one word that JSON, logs and page tags share.
 */
const char *
uke_stage_get_nick (UkeStage stage)
{
  GEnumValue *value = g_enum_get_value (g_type_class_get (UKE_TYPE_STAGE), stage);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

/**
 * uke_calendar_init:
 * @expires: X, the last valid day of the authentication certificate, in Japan
 *
 * Works out every day on which something changes.
 *
 * The ministry's leaflet gives a notice 「有効期限の3カ月前時点から」, and then a grace of
 * 「有効期限満了日が属する月の末日から3カ月間」. Where the day three months before does not exist
 * (31 May), the notice starts on that month's last day, the one reading that never warns late.
 */
void
uke_calendar_init (UkeCalendar *self, const GDate *expires)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_date_valid (expires));

  self->expires = *expires;
  self->last_full_day = *expires;

  self->notice_from = *expires;
  g_date_subtract_months (&self->notice_from, 3); /* GDate clips to the month's end */

  self->grace_from = *expires;
  g_date_add_days (&self->grace_from, 1);

  /* Whole calendar months (Civil Code art. 143). Going through the 1st keeps month ends right:
   * 28 February and three months must be 31 May, not 28 May. */
  self->lapsed_from = *expires;
  g_date_set_day (&self->lapsed_from, 1);
  g_date_add_months (&self->lapsed_from, 4);

  self->grace_until = self->lapsed_from;
  g_date_subtract_days (&self->grace_until, 1);
}

/**
 * uke_calendar_judge:
 * @on: a day in Japan
 *
 * Tells what the certificate is good for on a day. The last valid day itself is still in full use.
 */
UkeStage
uke_calendar_judge (const UkeCalendar *self, const GDate *on)
{
  g_return_val_if_fail (self != NULL, UKE_STAGE_LAPSED);
  g_return_val_if_fail (g_date_valid (on), UKE_STAGE_LAPSED);

  if (g_date_compare (on, &self->notice_from) < 0)
    return UKE_STAGE_NORMAL;
  if (g_date_compare (on, &self->last_full_day) <= 0)
    return UKE_STAGE_NOTICE;
  if (g_date_compare (on, &self->grace_until) <= 0)
    return UKE_STAGE_GRACE;
  return UKE_STAGE_LAPSED;
}

/**
 * uke_calendar_get_days_left:
 * @on: a day in Japan
 *
 * Counts the midnights from @on to the last valid day: 0 on that day, negative afterwards.
 */
int
uke_calendar_get_days_left (const UkeCalendar *self, const GDate *on)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (g_date_valid (on), 0);

  return g_date_days_between (on, &self->expires);
}
