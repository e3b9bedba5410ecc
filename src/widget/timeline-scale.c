#include "widget/timeline-scale.h"

/* How much of the width each stage takes. Lapsed has no end, so a year of it is shown. */
static const double shares[][UKE_TIMELINE_N_STAGES] = {
  [UKE_CREDENTIAL_CARD] = { 0.32, 0.24, 0.26, 0.18 },
  [UKE_CREDENTIAL_PHONE] = { 0.44, 0.32, 0.00, 0.24 },
};

#define LAPSED_DAYS 365

/**
 * uke_timeline_scale_init:
 * @self: (out): the scale
 * @standing: of the certificate
 *
 * Divides a width of 1 among the stages of a certificate. A phone has no grace, so its share is 0.
 */
void
uke_timeline_scale_init (UkeTimelineScale *self, const UkeStanding *standing)
{
  const UkeCalendar *calendar = &standing->calendar;
  double start = 0;

  self->first[UKE_STAGE_NORMAL] = standing->issued;
  self->first[UKE_STAGE_NOTICE] = calendar->notice_from;
  self->first[UKE_STAGE_GRACE] = calendar->grace_from;
  self->first[UKE_STAGE_LAPSED] =
      standing->credential == UKE_CREDENTIAL_PHONE ? calendar->grace_from : calendar->lapsed_from;
  /* Issued within its own notice: there was no normal time. */
  if (g_date_compare (&self->first[UKE_STAGE_NORMAL], &self->first[UKE_STAGE_NOTICE]) > 0)
    self->first[UKE_STAGE_NORMAL] = self->first[UKE_STAGE_NOTICE];

  self->end = self->first[UKE_STAGE_LAPSED];
  g_date_add_days (&self->end, LAPSED_DAYS);

  for (guint i = 0; i < UKE_TIMELINE_N_STAGES; i++) {
    self->start[i] = start;
    start += shares[standing->credential][i];
  }
  self->start[UKE_TIMELINE_N_STAGES] = 1;
}

/**
 * uke_timeline_scale_place:
 * @day: a day in Japan, of any time
 *
 * Tells where a day's first moment lies, from 0 to 1. Days before the first or after the last lie
 * at the ends. A later day never lies before an earlier one.
 */
double
uke_timeline_scale_place (const UkeTimelineScale *self, const GDate *day)
{
  for (guint i = UKE_TIMELINE_N_STAGES; i-- > 0;) {
    const GDate *next = i + 1 < UKE_TIMELINE_N_STAGES ? &self->first[i + 1] : &self->end;
    int length = g_date_days_between (&self->first[i], next);
    int into = g_date_days_between (&self->first[i], day);

    if (into >= 0 && length > 0)
      return self->start[i]
             + (self->start[i + 1] - self->start[i]) * MIN (1.0, (double) into / length);
  }
  return 0;
}
