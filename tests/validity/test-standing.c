#include "validity/standing.h"

static GDate
day (GDateDay d, GDateMonth m, GDateYear y)
{
  GDate date;

  g_date_set_dmy (&date, d, m, y);
  return date;
}

static UkeStanding
stand (UkeCredential credential, GDate on)
{
  GDate issued = day (1, G_DATE_DECEMBER, 2021);
  GDate expires = day (30, G_DATE_NOVEMBER, 2026);
  UkeStanding standing;

  uke_standing_init (&standing, &issued, &expires, credential, UKE_TERMINAL_SILENT, &on);
  return standing;
}

static void
test_day_by_day (void)
{
  const struct {
    GDate on;
    UkeStage stage;
    gboolean eligibility, health_information;
    int days_left, days_accepted;
  } rows[] = {
    { day (29, G_DATE_AUGUST, 2026), UKE_STAGE_NORMAL, TRUE, TRUE, 93, 183 },
    { day (30, G_DATE_AUGUST, 2026), UKE_STAGE_NOTICE, TRUE, TRUE, 92, 182 },
    { day (30, G_DATE_NOVEMBER, 2026), UKE_STAGE_NOTICE, TRUE, TRUE, 0, 90 },
    { day (1, G_DATE_DECEMBER, 2026), UKE_STAGE_GRACE, TRUE, FALSE, -1, 89 },
    { day (28, G_DATE_FEBRUARY, 2027), UKE_STAGE_GRACE, TRUE, FALSE, -90, 0 },
    { day (1, G_DATE_MARCH, 2027), UKE_STAGE_LAPSED, FALSE, FALSE, -91, -1 },
  };
  UkeStanding moved = stand (UKE_CREDENTIAL_CARD, rows[0].on);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    UkeStanding standing = stand (UKE_CREDENTIAL_CARD, rows[i].on);

    g_assert_cmpint (standing.stage, ==, rows[i].stage);
    g_assert_cmpint (standing.provision.eligibility, ==, rows[i].eligibility);
    g_assert_cmpint (standing.provision.health_information, ==, rows[i].health_information);
    g_assert_cmpint (standing.days_left, ==, rows[i].days_left);
    g_assert_cmpint (uke_standing_get_days_accepted (&standing), ==, rows[i].days_accepted);

    /* Moved there from another day, it is the same. */
    uke_standing_move (&moved, &rows[i].on);
    g_assert_cmpint (moved.stage, ==, standing.stage);
    g_assert_cmpint (moved.days_left, ==, standing.days_left);
    g_assert_cmpint (moved.provision.reason, ==, standing.provision.reason);
  }
}

static void
test_phone_has_no_grace (void)
{
  UkeStanding last = stand (UKE_CREDENTIAL_PHONE, day (30, G_DATE_NOVEMBER, 2026));
  UkeStanding next = stand (UKE_CREDENTIAL_PHONE, day (1, G_DATE_DECEMBER, 2026));

  g_assert_cmpint (uke_standing_get_days_accepted (&last), ==, 0);
  g_assert_true (last.provision.eligibility);
  g_assert_cmpint (uke_standing_get_days_accepted (&next), ==, -1);
  g_assert_false (next.provision.eligibility);
  g_assert_cmpint (next.provision.reason, ==, UKE_PROVISION_REASON_LAPSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/standing/day-by-day", test_day_by_day);
  g_test_add_func ("/standing/phone-has-no-grace", test_phone_has_no_grace);

  return g_test_run ();
}
