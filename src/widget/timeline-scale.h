#pragma once

#include "validity/standing.h"

G_BEGIN_DECLS

#define UKE_TIMELINE_N_STAGES (UKE_STAGE_LAPSED + 1)

/* Where days lie on a line from 0 to 1, stage by stage. */
typedef struct {
  GDate first[UKE_TIMELINE_N_STAGES]; /* day of each stage */
  GDate end;
  double start[UKE_TIMELINE_N_STAGES + 1];
} UkeTimelineScale;

void uke_timeline_scale_init (UkeTimelineScale *self, const UkeStanding *standing);
double uke_timeline_scale_place (const UkeTimelineScale *self, const GDate *day);

G_END_DECLS
