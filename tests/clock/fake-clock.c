/* Preloaded into the application: a wall clock that runs as the real one does, some time later or
 * earlier, and can be set while it runs. UKE_TEST_CLOCK names a file with the difference, eight
 * bytes of microseconds; whoever writes another into it sets the clock. As the kernel does
 * (timerfd_create(2)), timers on the wall clock keep to it, and those that asked for it are told of
 * a clock that was set. Other clocks are left alone. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define MICROSECONDS INT64_C (1000000)
#define N_TIMERS 4

static volatile int64_t *offset; /* in the file */
static struct {
  int fd;
  int flags;
  volatile int cancelled;
} timers[N_TIMERS];
static int n_timers;

static int64_t
get_offset (void)
{
  if (offset == NULL) {
    int fd = open (getenv ("UKE_TEST_CLOCK"), O_RDONLY | O_CLOEXEC);
    void *map = fd < 0 ? MAP_FAILED : mmap (NULL, sizeof *offset, PROT_READ, MAP_SHARED, fd, 0);

    if (map == MAP_FAILED)
      abort ();
    close (fd);
    offset = map;
  }
  return *offset;
}

static void
shift (struct timespec *when, int64_t microseconds)
{
  int64_t sum = when->tv_sec * MICROSECONDS + when->tv_nsec / 1000 + microseconds;

  when->tv_sec = sum / MICROSECONDS;
  when->tv_nsec = sum % MICROSECONDS * 1000;
}

int
clock_gettime (clockid_t id, struct timespec *ret_time)
{
  int result = (int) syscall (SYS_clock_gettime, id, ret_time);

  if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
    shift (ret_time, get_offset ());
  return result;
}

int
gettimeofday (struct timeval *restrict ret_time, void *restrict zone)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  ret_time->tv_sec = now.tv_sec;
  ret_time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t
time (time_t *ret_time)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (ret_time != NULL)
    *ret_time = now.tv_sec;
  return now.tv_sec;
}

static int
set_real_timer (int fd, int flags, const struct itimerspec *when)
{
  return (int) syscall (SYS_timerfd_settime, fd, flags, when, NULL);
}

/* What the kernel does when somebody sets the clock. */
static void *
watch_file (void *unused)
{
  const struct itimerspec at_once = { .it_value = { .tv_nsec = 1 } };
  int watch = inotify_init1 (IN_CLOEXEC);
  char event[4096];

  inotify_add_watch (watch, getenv ("UKE_TEST_CLOCK"), IN_MODIFY);
  while (syscall (SYS_read, watch, event, sizeof event) > 0)
    for (int i = 0; i < n_timers; i++)
      if (timers[i].flags & TFD_TIMER_CANCEL_ON_SET) {
        timers[i].cancelled = 1;
        set_real_timer (timers[i].fd, 0, &at_once);
      }
  return unused;
}

int
timerfd_create (int id, int flags)
{
  int fd = (int) syscall (SYS_timerfd_create, id, flags);

  if (fd >= 0 && id == CLOCK_REALTIME && n_timers < N_TIMERS) {
    timers[n_timers++].fd = fd;
    if (n_timers == 1) {
      pthread_t thread;

      pthread_create (&thread, NULL, watch_file, NULL);
      pthread_detach (thread);
    }
  }
  return fd;
}

int
timerfd_settime (int fd, int flags, const struct itimerspec *when, struct itimerspec *ret_before)
{
  struct itimerspec moved = *when;

  for (int i = 0; i < n_timers; i++)
    if (timers[i].fd == fd) {
      timers[i].flags = flags;
      if (flags & TFD_TIMER_ABSTIME)
        shift (&moved.it_value, -get_offset ());
    }
  return set_real_timer (fd, flags, &moved);
}

ssize_t
read (int fd, void *buffer, size_t size)
{
  for (int i = 0; i < n_timers; i++)
    if (timers[i].fd == fd && timers[i].cancelled) {
      timers[i].cancelled = 0;
      errno = ECANCELED;
      return -1;
    }
  return syscall (SYS_read, fd, buffer, size);
}
