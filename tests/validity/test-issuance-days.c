/* The rules of issue over many days, by other means than those that they are written with. */

#include "validity/calendar.h"
#include "validity/date.h"
#include "validity/issuance.h"

#include <string.h>

static GDate
read_day (const char *iso)
{
  GDate date;
  gboolean read = uke_date_parse (iso, &date, NULL);

  g_assert_true (read);
  return date;
}

/* The reference's last column: the first day on which less than three months remain. */
static void
check_row (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);
  guint n_fields = g_strv_length (fields); /* the scenario may hold commas: count from the end */
  GDate expires = read_day (fields[n_fields - 11]);
  GDate on = read_day (fields[n_fields - 1]);
  GDate birth = read_day ("1980-06-10");
  UkeIssuance certificate = uke_issuance_of_renewal (&on, &expires, &birth);

  g_assert_cmpint (certificate.reason, ==, UKE_ISSUANCE_REASON_SIXTH_BIRTHDAY);
  g_date_subtract_days (&on, 1);
  certificate = uke_issuance_of_renewal (&on, &expires, &birth);
  g_assert_cmpint (certificate.reason, ==, UKE_ISSUANCE_REASON_FIFTH_BIRTHDAY);
}

static void
test_first_day_of_renewal (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "validity", "vectors.csv", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_rows = 0;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (g_strchomp (contents), "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++, n_rows++)
    check_row (lines[i]);
  g_assert_cmpuint (n_rows, ==, 36);
}

/* Where the two public wordings of that day differ: nowhere else. */
static gboolean
wordings_differ (const GDate *expires)
{
  static const char *const days[] = { "02-28", "02-29", "04-30", "05-28", "05-29", "05-30",
                                      "06-30", "07-30", "11-30", "12-30", NULL };
  g_autofree char *text = uke_date_to_iso (expires);

  return g_strv_contains (days, text + strlen ("YYYY-"));
}

static gboolean
is_early_enough (const GDate *renewed, const GDate *expires)
{
  GDate birth = read_day ("1980-06-10");

  return uke_issuance_of_renewal (renewed, expires, &birth).reason
         == UKE_ISSUANCE_REASON_SIXTH_BIRTHDAY;
}

static void
test_the_other_wording (void)
{
  GDate expires = read_day ("2020-01-01");
  guint n_differ = 0;

  for (; g_date_get_year (&expires) < 2048; g_date_add_days (&expires, 1)) {
    UkeCalendar calendar;
    GDate day_after;

    uke_calendar_init (&calendar, &expires);
    day_after = calendar.notice_from;
    g_date_add_days (&day_after, 1);
    if (is_early_enough (&calendar.notice_from, &expires)
        || !is_early_enough (&day_after, &expires)) {
      n_differ++;
      if (!wordings_differ (&expires))
        g_test_message ("%u-%u", g_date_get_month (&expires), g_date_get_day (&expires));
      g_assert_true (wordings_differ (&expires));
    }
  }
  g_test_message ("the two wordings differ for %u of 28 years' days", n_differ);
  g_assert_cmpuint (n_differ, >, 28 * 6);
}

/* Birthdays as one finds them by walking day by day, for the property below. */
static GArray *
walk_birthdays (const GDate *birth)
{
  GArray *birthdays = g_array_new (FALSE, FALSE, sizeof (GDate));
  GDate day = read_day ("2010-01-01");

  for (; g_date_get_year (&day) < 2065; g_date_add_days (&day, 1)) {
    gboolean same_month = g_date_get_month (&day) == g_date_get_month (birth);
    gboolean same_day = g_date_get_day (&day) == g_date_get_day (birth);
    gboolean stands_in = g_date_get_day (birth) == 29 && g_date_get_month (birth) == G_DATE_FEBRUARY
                         && !g_date_is_leap_year (g_date_get_year (&day))
                         && g_date_get_day (&day) == 28;

    if (same_month && (same_day || stands_in))
      g_array_append_val (birthdays, day);
  }
  return birthdays;
}

static void
assert_same_day (const GDate *a, GArray *birthdays, guint index)
{
  g_assert_cmpint (g_date_compare (a, &g_array_index (birthdays, GDate, index)), ==, 0);
}

static guint
check_every_issue_day (const char *birth_text)
{
  GDate birth = read_day (birth_text);
  g_autoptr (GArray) birthdays = walk_birthdays (&birth);
  GDate issued = read_day ("2016-01-01");
  guint n_days = 0;

  for (guint next = 0; g_date_get_year (&issued) < 2046; g_date_add_days (&issued, 1), n_days++) {
    UkeIssuance certificate = uke_issuance_of_certificate (&issued, &birth);
    UkeIssuance card = uke_issuance_of_card (&issued, &issued, &birth);
    UkeIssuance renewed = uke_issuance_of_renewal (&issued, &issued, &birth);

    while (g_date_compare (&g_array_index (birthdays, GDate, next), &issued) <= 0)
      next++;
    assert_same_day (&certificate.last_day, birthdays, next + 4);
    assert_same_day (&card.last_day, birthdays, next + 9);
    assert_same_day (&renewed.last_day, birthdays, next + 5);

    uke_issuance_cut_to_card (&certificate, &card.last_day); /* the first one never meets its end */
    g_assert_cmpint (certificate.reason, ==, UKE_ISSUANCE_REASON_FIFTH_BIRTHDAY);
  }
  return n_days;
}

static void
test_every_issue_day (void)
{
  static const char *const births[] = { "1980-10-10", "1980-01-01", "1980-12-31",
                                        "1980-02-28", "1980-02-29", "1980-03-01" };
  guint n_days = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (births); i++)
    n_days += check_every_issue_day (births[i]);
  g_test_message ("%u days of issue", n_days);
  g_assert_cmpuint (n_days, ==, 6 * 10958);
}

/* Whoever renews on any day of the last three months has what waiting would have given. */
static void
test_nobody_loses_by_renewing_early (void)
{
  GDate birth = read_day ("1980-10-10");
  GDate issued = read_day ("2016-01-01");

  for (; g_date_get_year (&issued) < 2030; g_date_add_days (&issued, 5)) {
    UkeIssuance first = uke_issuance_of_certificate (&issued, &birth);
    GDate on = first.last_day, after = first.last_day;
    UkeIssuance late;

    g_date_add_days (&after, 1);
    late = uke_issuance_of_renewal (&after, &first.last_day, &birth);
    for (g_date_subtract_days (&on, 91); g_date_compare (&on, &after) < 0;
         g_date_add_days (&on, 1)) {
      UkeIssuance early = uke_issuance_of_renewal (&on, &first.last_day, &birth);

      g_assert_cmpint (g_date_compare (&early.last_day, &late.last_day), >=, 0);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/issuance-days/first-day-of-renewal", test_first_day_of_renewal);
  g_test_add_func ("/issuance-days/the-other-wording", test_the_other_wording);
  g_test_add_func ("/issuance-days/every-issue-day", test_every_issue_day);
  g_test_add_func ("/issuance-days/nobody-loses-by-renewing-early",
                   test_nobody_loses_by_renewing_early);

  return g_test_run ();
}
