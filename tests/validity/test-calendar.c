#include "validity/calendar.h"
#include "validity/date.h"

#include <string.h>

static void
assert_day (const GDate *date, const char *iso)
{
  g_autofree char *text = uke_date_to_iso (date);

  g_assert_cmpstr (text, ==, iso);
}

static GDate
read_day (const char *iso)
{
  GDate date;
  gboolean read = uke_date_parse (iso, &date, NULL);

  g_assert_true (read);
  return date;
}

static UkeStage
judge_beside (const UkeCalendar *calendar, const GDate *change, int days)
{
  GDate on = *change;

  if (days < 0)
    g_date_subtract_days (&on, -days);
  else
    g_date_add_days (&on, days);
  return uke_calendar_judge (calendar, &on);
}

/* What the reference derives from each row: around each change, and well inside each stage. */
static void
assert_stages (const UkeCalendar *calendar)
{
  g_assert_cmpint (judge_beside (calendar, &calendar->notice_from, -100), ==, UKE_STAGE_NORMAL);
  g_assert_cmpint (judge_beside (calendar, &calendar->notice_from, -1), ==, UKE_STAGE_NORMAL);
  g_assert_cmpint (judge_beside (calendar, &calendar->notice_from, 0), ==, UKE_STAGE_NOTICE);
  g_assert_cmpint (judge_beside (calendar, &calendar->notice_from, 45), ==, UKE_STAGE_NOTICE);
  g_assert_cmpint (judge_beside (calendar, &calendar->grace_from, -1), ==, UKE_STAGE_NOTICE);
  g_assert_cmpint (judge_beside (calendar, &calendar->grace_from, 0), ==, UKE_STAGE_GRACE);
  g_assert_cmpint (judge_beside (calendar, &calendar->grace_from, 45), ==, UKE_STAGE_GRACE);
  g_assert_cmpint (judge_beside (calendar, &calendar->lapsed_from, -1), ==, UKE_STAGE_GRACE);
  g_assert_cmpint (judge_beside (calendar, &calendar->lapsed_from, 0), ==, UKE_STAGE_LAPSED);
  g_assert_cmpint (judge_beside (calendar, &calendar->lapsed_from, 100), ==, UKE_STAGE_LAPSED);
}

/* The scenario, the one field that may hold commas, comes second and is of no use here. */
static char **
split_row (const char *line)
{
  const char *first_comma = strchr (line, ',');
  const char *scenario_end = first_comma[1] == '"' ? strchr (first_comma + 2, '"') : first_comma;

  return g_strsplit (strchr (scenario_end + 1, ',') + 1, ",", -1);
}

static void
check_row (const char *line)
{
  g_auto (GStrv) fields = split_row (line);
  UkeCalendar calendar;
  GDate expires;

  g_assert_cmpuint (g_strv_length (fields), ==, 11);
  expires = read_day (fields[0]);
  uke_calendar_init (&calendar, &expires);

  assert_day (&calendar.expires, fields[0]);
  assert_day (&calendar.notice_from, fields[1]);
  assert_day (&calendar.last_full_day, fields[2]);
  assert_day (&calendar.grace_from, fields[3]);
  assert_day (&calendar.grace_until, fields[4]);
  assert_day (&calendar.lapsed_from, fields[5]);

  /* days with a notice, days of grace: both ends included */
  g_assert_cmpint (g_date_days_between (&calendar.notice_from, &calendar.grace_from), ==,
                   g_ascii_strtoll (fields[7], NULL, 10));
  g_assert_cmpint (g_date_days_between (&calendar.grace_from, &calendar.lapsed_from), ==,
                   g_ascii_strtoll (fields[8], NULL, 10));

  assert_stages (&calendar);
}

static void
test_vectors (void)
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

/* Wall calendar arithmetic of its own, without GDate, for the property test. */
typedef struct {
  int year, month, day;
} Day;

static int
days_in (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

static Day
day_after (Day day)
{
  if (++day.day > days_in (day.year, day.month)) {
    day.day = 1;
    if (++day.month > 12) {
      day.month = 1;
      day.year++;
    }
  }
  return day;
}

static int
month_number (Day day)
{
  return day.year * 12 + day.month - 1;
}

/* The rules in words, asked of one day: nothing is added to or subtracted from a date. */
static UkeStage
stage_in_words (Day expires, Day on)
{
  int months_before = month_number (expires) - month_number (on);

  if (months_before > 3)
    return UKE_STAGE_NORMAL;
  if (months_before == 3) /* clipped: on a month's last day, every later number has come, too */
    return on.day >= expires.day || on.day == days_in (on.year, on.month) ? UKE_STAGE_NOTICE
                                                                          : UKE_STAGE_NORMAL;
  if (months_before > 0 || (months_before == 0 && on.day <= expires.day))
    return UKE_STAGE_NOTICE;
  return months_before >= -3 ? UKE_STAGE_GRACE : UKE_STAGE_LAPSED;
}

static gboolean
is_day (const GDate *date, Day day)
{
  return g_date_get_year (date) == day.year && (int) g_date_get_month (date) == day.month
         && g_date_get_day (date) == day.day;
}

/* Walks from five months before to five months after, and notes where the stage changes. */
static void
walk (Day expires, Day *ret_changes)
{
  Day day = { expires.year, expires.month - 5, 1 };
  UkeStage stage = UKE_STAGE_NORMAL;

  if (day.month < 1) {
    day.month += 12;
    day.year--;
  }

  while (stage != UKE_STAGE_LAPSED) {
    UkeStage next = stage_in_words (expires, day);

    if (next != stage) {
      g_assert_cmpint (next, ==, stage + 1);
      ret_changes[stage] = day;
      stage = next;
    }
    day = day_after (day);
  }
}

static void
test_every_expiry_day (void)
{
  Day expires = { 2016, 1, 1 };
  guint n_days = 0;

  for (; expires.year < 2160; expires = day_after (expires), n_days++) {
    Day changes[3];
    UkeCalendar calendar;
    GDate date;
    int grace;

    g_date_clear (&date, 1);
    g_date_set_dmy (&date, expires.day, expires.month, expires.year);
    uke_calendar_init (&calendar, &date);
    walk (expires, changes);

    g_assert_true (is_day (&calendar.expires, expires));
    g_assert_true (is_day (&calendar.last_full_day, expires));
    g_assert_true (is_day (&calendar.notice_from, changes[0]));
    g_assert_true (is_day (&calendar.grace_from, changes[1]));
    g_assert_true (is_day (&calendar.lapsed_from, changes[2]));

    /* no gap, no overlap; grace is 89 to 122 days and ends with a month */
    g_assert_cmpint (g_date_days_between (&calendar.expires, &calendar.grace_from), ==, 1);
    g_assert_cmpint (g_date_days_between (&calendar.grace_until, &calendar.lapsed_from), ==, 1);
    g_assert_true (g_date_is_first_of_month (&calendar.lapsed_from));
    grace = g_date_days_between (&calendar.grace_from, &calendar.lapsed_from);
    g_assert_cmpint (grace, >=, 89);
    g_assert_cmpint (grace, <=, 122);
  }

  g_assert_cmpuint (n_days, ==, 52595);
}

static void
test_days_left (void)
{
  static const struct {
    const char *on;
    int days_left;
  } rows[] = {
    { "2026-03-01", 91 }, { "2026-05-30", 1 },    { "2026-05-31", 0 },
    { "2026-06-01", -1 }, { "2027-05-31", -365 }, { "2016-05-31", 3652 },
  };
  GDate expires = read_day ("2026-05-31");
  UkeCalendar calendar;

  uke_calendar_init (&calendar, &expires);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    GDate on = read_day (rows[i].on);

    g_assert_cmpint (uke_calendar_get_days_left (&calendar, &on), ==, rows[i].days_left);
  }
}

static void
test_far_ends (void)
{
  UkeCalendar calendar;
  GDate expires = read_day ("9999-12-31");

  uke_calendar_init (&calendar, &expires);
  assert_day (&calendar.notice_from, "9999-09-30");
  assert_day (&calendar.grace_until, "10000-03-31");

  expires = read_day ("1900-01-01");
  uke_calendar_init (&calendar, &expires);
  assert_day (&calendar.notice_from, "1899-10-01");
  assert_day (&calendar.lapsed_from, "1900-05-01");
}

static void
test_nicks (void)
{
  g_assert_cmpstr (uke_stage_get_nick (UKE_STAGE_NORMAL), ==, "normal");
  g_assert_cmpstr (uke_stage_get_nick (UKE_STAGE_NOTICE), ==, "notice");
  g_assert_cmpstr (uke_stage_get_nick (UKE_STAGE_GRACE), ==, "grace");
  g_assert_cmpstr (uke_stage_get_nick (UKE_STAGE_LAPSED), ==, "lapsed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/vectors", test_vectors);
  g_test_add_func ("/calendar/every-expiry-day", test_every_expiry_day);
  g_test_add_func ("/calendar/days-left", test_days_left);
  g_test_add_func ("/calendar/far-ends", test_far_ends);
  g_test_add_func ("/calendar/nicks", test_nicks);

  return g_test_run ();
}
