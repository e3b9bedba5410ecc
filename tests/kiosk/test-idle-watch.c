#include "kiosk/idle-watch.h"

/* A warning, a countdown, an end; and more time for whoever asks. A tick is a millisecond here. */

typedef struct {
  UkeIdleWatch *watch;
  guint warned;
  guint counted;
  guint last;
  guint resumed;
  guint expired;
} Fixture;

static void
count (guint *calls)
{
  ++*calls;
}

static void
on_counted (Fixture *f, guint left)
{
  f->counted++;
  f->last = left;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->watch = uke_idle_watch_new (1);
  g_signal_connect_swapped (f->watch, "warned", G_CALLBACK (count), &f->warned);
  g_signal_connect_swapped (f->watch, "counted", G_CALLBACK (on_counted), f);
  g_signal_connect_swapped (f->watch, "resumed", G_CALLBACK (count), &f->resumed);
  g_signal_connect_swapped (f->watch, "expired", G_CALLBACK (count), &f->expired);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->watch);
}

static void
wait_until (guint *calls)
{
  while (*calls == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_it_warns_then_counts_then_ends (Fixture *f, gconstpointer data)
{
  uke_idle_watch_set_limit (f->watch, 3);
  wait_until (&f->warned);
  g_assert_true (uke_idle_watch_is_warning (f->watch));
  g_assert_cmpuint (f->expired, ==, 0);
  wait_until (&f->expired);
  g_assert_cmpuint (f->warned, ==, 1);
  g_assert_cmpuint (f->counted, ==, UKE_IDLE_COUNTDOWN);
  g_assert_cmpuint (f->last, ==, 1);
  g_assert_cmpuint (f->resumed, ==, 0);
  g_assert_false (uke_idle_watch_is_warning (f->watch));
}

static void
test_whoever_answers_goes_on (Fixture *f, gconstpointer data)
{
  uke_idle_watch_set_limit (f->watch, 3);
  wait_until (&f->warned);
  uke_idle_watch_touch (f->watch);
  g_assert_cmpuint (f->resumed, ==, 1);
  g_assert_false (uke_idle_watch_is_warning (f->watch));
  f->warned = 0;
  wait_until (&f->warned); /* it goes on watching */
}

static void
test_another_page_takes_the_warning_away (Fixture *f, gconstpointer data)
{
  uke_idle_watch_set_limit (f->watch, 3);
  wait_until (&f->warned);
  uke_idle_watch_set_limit (f->watch, 0);
  g_assert_cmpuint (f->resumed, ==, 1);
  g_assert_false (g_main_context_pending (NULL));
}

static void
test_more_time_is_twice_the_time (Fixture *f, gconstpointer data)
{
  guint ticks[2] = { 0 };

  for (int i = 0; i < 2; i++) {
    uke_idle_watch_set_limit (f->watch, 20);
    f->warned = 0;
    while (f->warned == 0) {
      g_main_context_iteration (NULL, TRUE);
      ticks[i]++;
    }
    uke_idle_watch_give_more_time (f->watch);
  }
  g_assert_cmpuint (ticks[0], ==, 20);
  g_assert_cmpuint (ticks[1], ==, 40);
}

static void
test_the_next_person_has_the_time_of_everybody (Fixture *f, gconstpointer data)
{
  guint ticks = 0;

  uke_idle_watch_set_limit (f->watch, 20);
  uke_idle_watch_give_more_time (f->watch);
  uke_idle_watch_forget (f->watch);
  while (f->warned == 0) {
    g_main_context_iteration (NULL, TRUE);
    ticks++;
  }
  g_assert_cmpuint (ticks, ==, 20);
}

static void
test_only_pages_that_wait_for_a_person (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (uke_idle_limit_of_step (UKE_STEP_CHOOSE_IDENTITY, 45), ==, 45);
  g_assert_cmpuint (uke_idle_limit_of_step (UKE_STEP_PIN, 45), ==, 90);
  g_assert_cmpuint (uke_idle_limit_of_step (UKE_STEP_CONSENT, 45), ==, 90);
  g_assert_cmpuint (uke_idle_limit_of_step (UKE_STEP_STAFF_CHECK, 45), ==, 0);
  g_assert_cmpuint (uke_idle_limit_of_step (UKE_STEP_COMPLETE, 45), ==, 0);
  for (int step = 0; step < UKE_N_STEPS; step++)
    g_assert_cmpuint (uke_idle_limit_of_step ((UkeStep) step, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/idle-watch/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("it-warns-then-counts-then-ends", test_it_warns_then_counts_then_ends);
  ADD ("whoever-answers-goes-on", test_whoever_answers_goes_on);
  ADD ("another-page-takes-the-warning-away", test_another_page_takes_the_warning_away);
  ADD ("more-time-is-twice-the-time", test_more_time_is_twice_the_time);
  ADD ("the-next-person-has-the-time-of-everybody", test_the_next_person_has_the_time_of_everybody);
  ADD ("only-pages-that-wait-for-a-person", test_only_pages_that_wait_for_a_person);
#undef ADD

  return g_test_run ();
}
