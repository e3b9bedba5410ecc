#include "clock.h"

/**
 * uke_clock_now:
 * @clock: a UkeClock
 *
 * Asks the machine what time it is; in a rehearsal, puts the rehearsed day before the time of day.
 *
 * Returns: (transfer full): now
 */
GDateTime *
uke_clock_now (gpointer clock)
{
  UkeClock *self = clock;
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) now = g_date_time_new_now (japan);

  if (!self->rehearses)
    return g_date_time_ref (now);

  return g_date_time_new (japan, g_date_get_year (&self->day), (int) g_date_get_month (&self->day),
                          g_date_get_day (&self->day), g_date_time_get_hour (now),
                          g_date_time_get_minute (now), g_date_time_get_seconds (now));
}
