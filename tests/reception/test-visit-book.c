#include "reception/visit-book.h"
#include "reception/visit-private.h"
#include "validity/date.h"

/* The calendar beside the visits, with the clock in the test's hands. */

typedef struct {
  GDateTime *now;
  UkeVisitBook *book;
  guint days, doubts; /* how often each was notified */
} Fixture;

static GDateTime *
get_now (gpointer data)
{
  return g_date_time_ref (((Fixture *) data)->now);
}

static void
set_clock (Fixture *f, const char *moment)
{
  g_clear_pointer (&f->now, g_date_time_unref);
  f->now = g_date_time_new_from_iso8601 (moment, NULL);
  g_assert_nonnull (f->now);
}

static void
count (guint *calls)
{
  ++*calls;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GDate built_on;

  g_date_set_dmy (&built_on, 1, G_DATE_NOVEMBER, 2026);
  set_clock (f, "2026-11-30T23:59:58+09:00");
  f->book = uke_visit_book_new (get_now, f, &built_on);
  g_signal_connect_swapped (f->book, "notify::today", G_CALLBACK (count), &f->days);
  g_signal_connect_swapped (f->book, "notify::clock-doubt", G_CALLBACK (count), &f->doubts);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->book);
  g_date_time_unref (f->now);
}

static void
look (Fixture *f, const char *moment)
{
  set_clock (f, moment);
  uke_visit_book_look (f->book);
}

static void
assert_today (Fixture *f, const char *day)
{
  g_autofree char *today = uke_date_to_iso (uke_visit_book_get_today (f->book));

  g_assert_cmpstr (today, ==, day);
}

static void
assert_next_look (Fixture *f, const char *moment)
{
  g_autoptr (GDateTime) expected = g_date_time_new_from_iso8601 (moment, NULL);
  g_autoptr (GDateTime) next = uke_visit_book_get_next_look (f->book);

  g_assert_cmpint (g_date_time_compare (next, expected), ==, 0);
}

static UkeVisit *
begin_on_last_day (Fixture *f)
{
  UkeVisit *visit = uke_visit_book_begin (f->book);
  UkeStanding standing;
  GDate issued, expires;

  g_date_set_dmy (&issued, 1, G_DATE_DECEMBER, 2021);
  g_date_set_dmy (&expires, 30, G_DATE_NOVEMBER, 2026);
  uke_standing_init (&standing, &issued, &expires, UKE_CREDENTIAL_CARD, UKE_TERMINAL_SILENT,
                     uke_visit_book_get_today (f->book));
  uke_visit_set_standing (visit, &standing);
  return visit;
}

/* The stage is kept, the days are counted on. */
static void
test_midnight (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisit) visit = begin_on_last_day (f);
  guint notified = 0;

  g_signal_connect_swapped (visit, "notify::days-left", G_CALLBACK (count), &notified);
  assert_today (f, "2026-11-30");
  assert_next_look (f, "2026-12-01T00:00:00+09:00");

  look (f, "2026-11-30T23:59:59.999999+09:00");
  g_assert_cmpuint (f->days + notified, ==, 0);

  look (f, "2026-12-01T00:00:00+09:00");
  assert_today (f, "2026-12-01");
  assert_next_look (f, "2026-12-02T00:00:00+09:00");
  g_assert_cmpuint (f->days, ==, 1);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpint (uke_visit_get_standing (visit)->stage, ==, UKE_STAGE_NOTICE);
  g_assert_true (uke_visit_get_standing (visit)->provision.health_information);
  g_assert_cmpint (uke_visit_get_standing_today (visit)->stage, ==, UKE_STAGE_GRACE);
  g_assert_cmpint (uke_visit_get_standing_today (visit)->days_left, ==, -1);
}

/* Whatever zone the machine says it is in, and however it writes the moment. */
static void
test_midnight_is_japans (Fixture *f, gconstpointer data)
{
  look (f, "2026-11-30T14:59:59Z");
  assert_today (f, "2026-11-30");
  look (f, "2026-11-30T15:00:00Z");
  assert_today (f, "2026-12-01");
  look (f, "2026-11-30T09:59:59-05:00");
  assert_today (f, "2026-11-30");
  look (f, "2026-12-01T04:00:00+13:00");
  assert_today (f, "2026-12-01");
}

/* Slept over a week-end: one look is enough. */
static void
test_days_that_were_slept_through (Fixture *f, gconstpointer data)
{
  look (f, "2026-12-03T08:30:00+09:00");
  assert_today (f, "2026-12-03");
  assert_next_look (f, "2026-12-04T00:00:00+09:00");
  g_assert_cmpuint (f->days, ==, 1);
  g_assert_cmpuint (f->doubts, ==, 0);
}

static void
test_clock_that_went_back (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisit) before = uke_visit_book_begin (f->book);
  g_autoptr (UkeVisit) marked = NULL;
  g_autoptr (UkeVisit) after = NULL;

  g_assert_cmpint (uke_visit_get_clock_doubt (before), ==, UKE_REASON_NONE);

  look (f, "2026-11-30T22:00:00+09:00");
  g_assert_cmpint (uke_visit_book_get_clock_doubt (f->book), ==, UKE_REASON_CLOCK_WENT_BACK);
  g_assert_cmpuint (f->doubts, ==, 1);
  assert_next_look (f, "2026-11-30T23:59:58+09:00"); /* then it has caught up */
  marked = uke_visit_book_begin (f->book);
  g_assert_cmpint (uke_visit_get_clock_doubt (marked), ==, UKE_REASON_CLOCK_WENT_BACK);
  g_assert_cmpint (uke_visit_book_get_clock_doubt (f->book), ==, UKE_REASON_CLOCK_WENT_BACK);

  look (f, "2026-11-30T23:59:58+09:00");
  g_assert_cmpint (uke_visit_book_get_clock_doubt (f->book), ==, UKE_REASON_NONE);
  after = uke_visit_book_begin (f->book);
  g_assert_cmpint (uke_visit_get_clock_doubt (after), ==, UKE_REASON_NONE);
  /* Marked for good. */
  g_assert_cmpint (uke_visit_get_clock_doubt (marked), ==, UKE_REASON_CLOCK_WENT_BACK);
}

/* Set back by less than the time since the latest visit: nothing is out of order. */
static void
test_small_correction (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisit) visit = uke_visit_book_begin (f->book);

  look (f, "2026-12-01T00:10:00+09:00");
  look (f, "2026-12-01T00:09:58+09:00");
  g_assert_cmpuint (f->doubts, ==, 0);
}

static void
test_clock_before_the_program_was_made (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisit) visit = NULL;

  look (f, "2026-10-31T23:59:59+09:00");
  g_assert_cmpint (uke_visit_book_get_clock_doubt (f->book), ==, UKE_REASON_CLOCK_WRONG);
  visit = uke_visit_book_begin (f->book);
  g_assert_cmpint (uke_visit_get_clock_doubt (visit), ==, UKE_REASON_CLOCK_WRONG);
  assert_next_look (f, "2026-11-01T00:00:00+09:00");

  look (f, "2026-11-01T00:00:00+09:00");
  g_assert_cmpint (uke_visit_book_get_clock_doubt (f->book), ==, UKE_REASON_NONE);
}

/* The end of what a clock can say must not end the program. */
static void
test_dead_battery (Fixture *f, gconstpointer data)
{
  look (f, "1970-01-01T00:00:00Z");
  assert_today (f, "1970-01-01");
  g_assert_cmpint (uke_visit_book_get_clock_doubt (f->book), ==, UKE_REASON_CLOCK_WRONG);
}

static void
test_rehearsal_of_an_old_day (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisitBook) rehearsal = NULL;

  set_clock (f, "2020-02-29T10:00:00+09:00");
  rehearsal = uke_visit_book_new (get_now, f, NULL);
  g_assert_cmpint (uke_visit_book_get_clock_doubt (rehearsal), ==, UKE_REASON_NONE);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/visit-book/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("midnight", test_midnight);
  ADD ("midnight-is-japans", test_midnight_is_japans);
  ADD ("days-that-were-slept-through", test_days_that_were_slept_through);
  ADD ("clock-that-went-back", test_clock_that_went_back);
  ADD ("small-correction", test_small_correction);
  ADD ("clock-before-the-program-was-made", test_clock_before_the_program_was_made);
  ADD ("dead-battery", test_dead_battery);
  ADD ("rehearsal-of-an-old-day", test_rehearsal_of_an_old_day);

  return g_test_run ();
}
