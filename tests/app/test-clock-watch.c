#include "clock-watch.h"

#include "validity/date.h"

/* The real timer of the kernel, a moment before a midnight that is made up. What it does when the
 * clock is set is tried in tests/e2e/midnight.py. */

typedef struct {
  gint64 ahead; /* µs, of the real clock */
  guint asked;
} Clock;

static GDateTime *
get_now (gpointer data)
{
  Clock *clock = data;
  g_autoptr (GDateTime) real = g_date_time_new_now_utc ();

  clock->asked++;
  return g_date_time_add (real, clock->ahead);
}

/* Sets the clock so that it is @left µs to midnight in Japan. */
static void
go_before_midnight (Clock *clock, gint64 left)
{
  g_autoptr (GDateTime) now = get_now (clock);
  g_autoptr (GDateTime) midnight = NULL;
  GDate tomorrow;

  uke_date_from_instant (now, &tomorrow);
  g_date_add_days (&tomorrow, 1);
  midnight = uke_date_get_midnight (&tomorrow);
  clock->ahead += g_date_time_difference (midnight, now) - left;
}

static void
wait_for_day (UkeVisitBook *book, const GDate *day)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (g_date_compare (uke_visit_book_get_today (book), day) < 0
         && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_date_compare (uke_visit_book_get_today (book), day), ==, 0);
}

static void
test_midnight_after_midnight (void)
{
  Clock clock = { 0 };
  g_autoptr (UkeVisitBook) book = NULL;
  g_autoptr (GError) error = NULL;
  UkeClockWatch *watch;
  GDate day;

  go_before_midnight (&clock, 100 * 1000);
  book = uke_visit_book_new (get_now, &clock, NULL);
  watch = uke_clock_watch_new (book, &error);
  g_assert_no_error (error);
  day = *uke_visit_book_get_today (book);

  g_date_add_days (&day, 1);
  wait_for_day (book, &day);

  /* Slept for three days, to the last moment before the next midnight: the timer is overdue. */
  uke_clock_watch_free (watch);
  clock.ahead += 3 * G_TIME_SPAN_DAY;
  go_before_midnight (&clock, 100 * 1000);
  watch = uke_clock_watch_new (book, &error);
  g_assert_no_error (error);
  g_date_add_days (&day, 3);
  wait_for_day (book, &day); /* on waking */
  g_date_add_days (&day, 1);
  wait_for_day (book, &day);
  uke_clock_watch_free (watch);
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Nothing is polled: far from midnight nobody asks for the time. */
static void
test_is_quiet (void)
{
  Clock clock = { 0 };
  g_autoptr (UkeVisitBook) book = NULL;
  UkeClockWatch *watch;
  gboolean over = FALSE;
  guint asked;

  go_before_midnight (&clock, 6 * G_TIME_SPAN_HOUR);
  book = uke_visit_book_new (get_now, &clock, NULL);
  watch = uke_clock_watch_new (book, NULL);
  asked = clock.asked;

  g_timeout_add (1500, on_timeout, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (clock.asked, ==, asked);
  uke_clock_watch_free (watch);
}

static void
test_leaves_nothing_behind (void)
{
  Clock clock = { 0 };
  UkeVisitBook *book = uke_visit_book_new (get_now, &clock, NULL);

  uke_clock_watch_free (uke_clock_watch_new (book, NULL));
  g_assert_finalize_object (book);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock-watch/midnight-after-midnight", test_midnight_after_midnight);
  g_test_add_func ("/clock-watch/is-quiet", test_is_quiet);
  g_test_add_func ("/clock-watch/leaves-nothing-behind", test_leaves_nothing_behind);

  return g_test_run ();
}
