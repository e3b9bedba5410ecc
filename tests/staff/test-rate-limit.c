#include "staff/rate-limit.h"

static GDateTime *
moment (const char *text)
{
  return g_date_time_new_from_iso8601 (text, NULL);
}

static void
test_waits (void)
{
  static const struct {
    guint n_failures;
    const char *last, *now;
    const char *until; /* NULL: at once */
  } rows[] = {
    /* somebody mistypes */
    { 0, NULL, "2026-11-25T08:30:00+09", NULL },
    { 1, "2026-11-25T08:30:00+09", "2026-11-25T08:30:00+09", NULL },
    { 4, "2026-11-25T08:30:00+09", "2026-11-25T08:30:00+09", NULL },
    /* somebody guesses */
    { 5, "2026-11-25T08:30:00+09", "2026-11-25T08:30:00+09", "2026-11-25T08:30:30+09" },
    { 5, "2026-11-25T08:30:00+09", "2026-11-25T08:30:29.999999+09", "2026-11-25T08:30:30+09" },
    { 5, "2026-11-25T08:30:00+09", "2026-11-25T08:30:30+09", NULL },
    { 6, "2026-11-25T08:30:00+09", "2026-11-25T08:30:30+09", "2026-11-25T08:31:00+09" },
    { 11, "2026-11-25T08:30:00+09", "2026-11-25T08:30:30+09", "2026-11-25T09:02:00+09" },
    /* a program guesses: never longer than an hour, however often */
    { 12, "2026-11-25T08:30:00+09", "2026-11-25T08:30:30+09", "2026-11-25T09:30:00+09" },
    { G_MAXUINT, "2026-11-25T08:30:00+09", "2026-11-25T09:29:59+09", "2026-11-25T09:30:00+09" },
    { G_MAXUINT, "2026-11-25T08:30:00+09", "2026-11-25T09:30:00+09", NULL },
    /* over midnight, in another zone */
    { 5, "2026-11-25T14:59:50Z", "2026-11-26T00:00:00+09", "2026-11-26T00:00:20+09" },
    /* another machine's clock goes a minute before ours */
    { 5, "2026-11-25T08:31:00+09", "2026-11-25T08:30:00+09", "2026-11-25T08:31:30+09" },
    /* the clock had said 2036, and was put right */
    { 9, "2036-11-25T08:30:00+09", "2026-11-25T08:30:00+09", NULL },
    /* a failure that nobody dated */
    { 9, NULL, "2026-11-25T08:30:00+09", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GDateTime) last = rows[i].last != NULL ? moment (rows[i].last) : NULL;
    g_autoptr (GDateTime) now = moment (rows[i].now);
    g_autoptr (GDateTime) expected = rows[i].until != NULL ? moment (rows[i].until) : NULL;
    g_autoptr (GDateTime) until = uke_rate_limit_wait_until (rows[i].n_failures, last, now);

    g_assert_true ((until == NULL) == (expected == NULL));
    g_assert_true (until == NULL || g_date_time_equal (until, expected));
  }
}

/* A wait is over at its end, is never shorter than the one before, and never longer than the
 * longest. */
static void
test_waits_grow (void)
{
  g_autoptr (GDateTime) last = moment ("2026-11-25T08:30:00+09");
  GTimeSpan before = 0;

  for (guint n = 0; n < 100; n++) {
    g_autoptr (GDateTime) until = uke_rate_limit_wait_until (n, last, last);
    g_autoptr (GDateTime) after = until != NULL ? uke_rate_limit_wait_until (n, last, until) : NULL;
    GTimeSpan wait = until != NULL ? g_date_time_difference (until, last) : 0;

    g_assert_null (after);
    g_assert_cmpint (wait, >=, before);
    g_assert_cmpint (wait, <=, UKE_RATE_LIMIT_LONGEST_WAIT);
    before = wait;
  }
  g_assert_cmpint (before, ==, UKE_RATE_LIMIT_LONGEST_WAIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rate-limit/waits", test_waits);
  g_test_add_func ("/rate-limit/waits-grow", test_waits_grow);

  return g_test_run ();
}
