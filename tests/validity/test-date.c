#include "validity/date.h"

static void
test_reads_real_days (void)
{
  static const struct {
    const char *text;
    int year, month, day;
  } rows[] = {
    { "1900-01-01", 1900, 1, 1 },  { "2026-05-31", 2026, 5, 31 },  { "2028-02-29", 2028, 2, 29 },
    { "2000-02-29", 2000, 2, 29 }, { "9999-12-31", 9999, 12, 31 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *iso = NULL;
    GDate date;

    g_assert_true (uke_date_parse (rows[i].text, &date, &error));
    g_assert_no_error (error);
    g_assert_cmpint (g_date_get_year (&date), ==, rows[i].year);
    g_assert_cmpint (g_date_get_month (&date), ==, rows[i].month);
    g_assert_cmpint (g_date_get_day (&date), ==, rows[i].day);

    iso = uke_date_to_iso (&date);
    g_assert_cmpstr (iso, ==, rows[i].text);
  }
}

static void
test_refuses_everything_else (void)
{
  /* clang-format off */
  static const char *texts[] = {
    "",           "2026",        "2026-5-31",    "2026-05-1",   "26-05-31",      "2026-05-31 ",
    " 2026-05-31", "2026-05-31T", "2026/05/31",  "20260531",    "2026-05-32",    "2026-00-10",
    "2026-13-01", "2026-02-29",  "2100-02-29",   "2026-04-31",  "2026-01-00",    "1899-12-31",
    "0000-01-01", "10000-01-01", "-026-05-31",   "+026-05-31",  "2026-05-3x",    "２０２６-05-31",
    "2026-05-31\n", "2026–05–31", "2026-0 -31",  "\xff\xfe",    "令和8年5月31日",
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    GDate date;

    g_date_clear (&date, 1);
    g_assert_false (uke_date_parse (texts[i], &date, &error));
    g_assert_error (error, UKE_DATE_ERROR, UKE_DATE_ERROR_MALFORMED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_false (g_date_valid (&date)); /* untouched */
  }
}

static void
test_a_day_begins_at_midnight_in_japan (void)
{
  static const struct {
    const char *instant;
    const char *day;
  } rows[] = {
    { "2027-05-01T14:59:59Z", "2027-05-01" },
    { "2027-05-01T15:00:00Z", "2027-05-02" },
    { "2027-05-01T23:59:59+09:00", "2027-05-01" },
    { "2027-05-02T00:00:00+09:00", "2027-05-02" },
    { "2027-05-01T05:59:59-09:00", "2027-05-01" }, /* Alaska's morning */
    { "2027-12-31T15:00:00Z", "2028-01-01" },
    { "2028-02-28T15:00:00Z", "2028-02-29" },
    { "1969-12-31T14:59:59Z", "1969-12-31" },
    { "1951-07-01T14:59:59Z", "1951-07-01" },  /* no summer time of the occupation years */
    { "9999-12-31T23:59:59Z", "10000-01-01" }, /* RFC 5280 4.1.2.5: no expiry */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (rows[i].instant, NULL);
    g_autofree char *iso = NULL;
    GDate date;

    uke_date_from_instant (instant, &date);
    iso = uke_date_to_iso (&date);
    g_assert_cmpstr (iso, ==, rows[i].day);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/reads-real-days", test_reads_real_days);
  g_test_add_func ("/date/refuses-everything-else", test_refuses_everything_else);
  g_test_add_func ("/date/a-day-begins-at-midnight-in-japan",
                   test_a_day_begins_at_midnight_in_japan);

  return g_test_run ();
}
