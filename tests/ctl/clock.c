/* Preloaded into uketsukectl: the wall clock of a machine whose battery died, seconds since 1970
 * from UKE_TEST_CLOCK. Other clocks are left alone. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t
get_wanted (void)
{
  const char *text = getenv ("UKE_TEST_CLOCK");

  return text != NULL ? atoll (text) : 0;
}

int
clock_gettime (clockid_t id, struct timespec *ret_time)
{
  if (id != CLOCK_REALTIME)
    return syscall (SYS_clock_gettime, id, ret_time);

  ret_time->tv_sec = get_wanted ();
  ret_time->tv_nsec = 0;
  return 0;
}

int
gettimeofday (struct timeval *restrict ret_time, void *restrict zone)
{
  ret_time->tv_sec = get_wanted ();
  ret_time->tv_usec = 0;
  return 0;
}
