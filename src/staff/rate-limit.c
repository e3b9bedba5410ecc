#include "staff/rate-limit.h"

static GTimeSpan
find_wait (guint n_failures)
{
  GTimeSpan wait = UKE_RATE_LIMIT_FIRST_WAIT;

  if (n_failures <= UKE_RATE_LIMIT_FREE_FAILURES)
    return 0;
  for (guint i = UKE_RATE_LIMIT_FREE_FAILURES + 1; i < n_failures; i++) {
    wait *= 2;
    if (wait >= UKE_RATE_LIMIT_LONGEST_WAIT)
      return UKE_RATE_LIMIT_LONGEST_WAIT;
  }
  return wait;
}

/**
 * uke_rate_limit_wait_until:
 * @n_failures: of one account in a row; 0 after a success
 * @last_failure: (nullable): when the last of them was; NULL where there was none
 * @now: the moment of the next try
 *
 * Tells until when an account takes no try, password and code alike. At the longest wait there are
 * 24 tries in a day, and three codes in a million are good at a time: whoever has the password and
 * guesses the code has one chance in 14,000 a day. And no one is locked out for good by a prank.
 *
 * A failure that lies more than the longest wait ahead was told by a clock that was wrong: it
 * counts for nothing, or the account would be shut until then. One that lies less ahead is another
 * machine's, whose clock goes a little before ours.
 *
 * Returns: (transfer full) (nullable): NULL where a try may be made now
 */
GDateTime *
uke_rate_limit_wait_until (guint n_failures, GDateTime *last_failure, GDateTime *now)
{
  g_autoptr (GDateTime) until = NULL;
  GTimeSpan wait = find_wait (n_failures);

  g_return_val_if_fail (now != NULL, NULL);

  if (wait == 0 || last_failure == NULL
      || g_date_time_difference (last_failure, now) > UKE_RATE_LIMIT_LONGEST_WAIT)
    return NULL;

  until = g_date_time_add (last_failure, wait);
  return g_date_time_compare (now, until) < 0 ? g_steal_pointer (&until) : NULL;
}
