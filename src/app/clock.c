#include "clock.h"

#include "validity/date.h"

/**
 * uke_clock_rehearse:
 * @day: a day in Japan
 *
 * Makes @day of today. Midnight comes when it comes, and the day after @day with it.
 */
void
uke_clock_rehearse (UkeClock *self, const GDate *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GDate today;

  uke_date_from_instant (now, &today);
  self->days_ahead = g_date_days_between (&today, day);
}

/**
 * uke_clock_now:
 * @clock: a UkeClock
 *
 * Asks the machine what time it is, and moves the answer by the days of the rehearsal.
 *
 * Returns: (transfer full): now, in Japan's zone
 */
GDateTime *
uke_clock_now (gpointer clock)
{
  UkeClock *self = clock;
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) now = g_date_time_new_now (japan);

  return g_date_time_add_days (now, self->days_ahead);
}
