#pragma once

#include "validity/calendar.h"
#include "validity/provision.h"

G_BEGIN_DECLS

/* How a certificate stands on one day: everything that windows, slip and shell say of it. */
typedef struct {
  GDate issued; /* the first valid day */
  UkeCalendar calendar;
  UkeCredential credential;
  UkeTerminalAnswer answer;
  GDate on; /* the day in Japan on which it was judged */
  UkeStage stage;
  int days_left; /* midnights to the last valid day, negative afterwards */
  UkeProvision provision;
} UkeStanding;

void uke_standing_init (UkeStanding *self,
                        const GDate *issued,
                        const GDate *expires,
                        UkeCredential credential,
                        UkeTerminalAnswer answer,
                        const GDate *on);
void uke_standing_move (UkeStanding *self, const GDate *on);
/* (transfer none) */
const GDate *uke_standing_get_accepted_until (const UkeStanding *self);
int uke_standing_get_days_accepted (const UkeStanding *self);

G_END_DECLS
