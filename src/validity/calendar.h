#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Nicks: normal, notice, grace, lapsed. */
#define UKE_TYPE_STAGE (uke_stage_get_type ())
GType uke_stage_get_type (void);

typedef enum {
  UKE_STAGE_NORMAL,
  UKE_STAGE_NOTICE,
  UKE_STAGE_GRACE,
  UKE_STAGE_LAPSED,
} UkeStage;

const char *uke_stage_get_nick (UkeStage stage);

/* Every day on which something changes for one certificate; all ends included. */
typedef struct {
  GDate expires;       /* the last valid day, X */
  GDate notice_from;   /* three months before X, clipped to the month's end */
  GDate last_full_day; /* X itself */
  GDate grace_from;    /* the day after X */
  GDate grace_until;   /* last day of the third month after X's month */
  GDate lapsed_from;   /* the day after that: always the 1st of a month */
} UkeCalendar;

void uke_calendar_init (UkeCalendar *self, const GDate *expires);
UkeStage uke_calendar_judge (const UkeCalendar *self, const GDate *on);
int uke_calendar_get_days_left (const UkeCalendar *self, const GDate *on);

G_END_DECLS
