/* Judges certificates by their dates, as fast as one core does. Prints judgements a second. */

#include "validity/calendar.h"
#include "validity/provision.h"

#define ROUNDS 4000000

int
main (void)
{
  gint64 began = g_get_monotonic_time ();
  guint n_refused = 0;
  GDate expires, on;
  gint64 took;

  g_date_clear (&on, 1);
  g_date_set_dmy (&on, 22, G_DATE_NOVEMBER, 2026);
  for (guint i = 0; i < ROUNDS; i++) {
    UkeCalendar calendar;
    UkeStage stage;

    /* Ten years of last days, so that nothing is foreseen. */
    g_date_clear (&expires, 1);
    g_date_set_julian (&expires, g_date_get_julian (&on) - 1800 + i % 3650);
    uke_calendar_init (&calendar, &expires);
    stage = uke_calendar_judge (&calendar, &on);
    if (!uke_provision_decide (&stage, UKE_CREDENTIAL_CARD, UKE_TERMINAL_SILENT).eligibility)
      n_refused++;
  }

  took = g_get_monotonic_time () - began;
  g_assert_cmpuint (n_refused, >, 0);
  g_print ("%.0f\n", ROUNDS * 1e6 / (double) took);
  return 0;
}
