#include "clock-watch.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

struct _UkeClockWatch {
  UkeVisitBook *book;
  int timer;
  guint source;
};

/* CLOCK_REALTIME goes on while the machine sleeps, so a moment that was slept through is overdue on
 * waking; and a timer on it can be told of a clock that was set (timerfd_create(2)). */
static gboolean
set_timer (UkeClockWatch *self, GDateTime *moment)
{
  g_autoptr (GDateTime) now = uke_visit_book_get_now (self->book);
  gint64 wait = MAX (g_date_time_difference (moment, now), 1); /* 0 would disarm it */
  gint64 at = g_get_real_time () + wait;
  struct itimerspec when = {
    .it_value = { .tv_sec = at / G_USEC_PER_SEC, .tv_nsec = at % G_USEC_PER_SEC * 1000 },
  };

  return timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL)
         == 0;
}

/* Looks after the timer is set, so that a clock that is set in between is seen by one or the other.
 */
static void
look (UkeClockWatch *self)
{
  g_autoptr (GDateTime) next = uke_visit_book_get_next_look (self->book);

  for (;;) {
    g_autoptr (GDateTime) then = NULL;

    if (!set_timer (self, next))
      g_warning ("the clock cannot be watched: %s", g_strerror (errno));
    uke_visit_book_look (self->book);

    then = uke_visit_book_get_next_look (self->book);
    if (g_date_time_equal (next, then))
      return;
    g_date_time_unref (next);
    next = g_steal_pointer (&then);
  }
}

static gboolean
on_timer (int fd, GIOCondition condition, gpointer user_data)
{
  UkeClockWatch *self = user_data;
  guint64 n_times;

  /* ECANCELED says that the clock was set, EAGAIN that somebody read before us. */
  if (read (fd, &n_times, sizeof n_times) < 0 && errno != ECANCELED && errno != EAGAIN)
    g_warning ("the clock cannot be watched: %s", g_strerror (errno));
  look (self);
  return G_SOURCE_CONTINUE;
}

/**
 * uke_clock_watch_new:
 * @book: what looks at the clock
 *
 * Watches the machine's clock from now on, in the main loop of this thread.
 *
 * Errors: G_IO_ERROR where the system has no such timer.
 *
 * Returns: (transfer full):
 */
UkeClockWatch *
uke_clock_watch_new (UkeVisitBook *book, GError **error)
{
  int timer = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  UkeClockWatch *self;

  if (timer < 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Cannot watch the clock: %s",
                 g_strerror (errno));
    return NULL;
  }

  self = g_new0 (UkeClockWatch, 1);
  self->book = g_object_ref (book);
  self->timer = timer;
  self->source = g_unix_fd_add (timer, G_IO_IN, on_timer, self);
  look (self);
  return self;
}

void
uke_clock_watch_free (UkeClockWatch *self)
{
  g_source_remove (self->source);
  close (self->timer);
  g_object_unref (self->book);
  g_free (self);
}
