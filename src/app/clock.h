#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What time it is here, or as many days later or earlier as a rehearsal asks for. */
typedef struct {
  int days_ahead; /* of the machine's clock; 0 unless this is a rehearsal */
} UkeClock;

void uke_clock_rehearse (UkeClock *self, const GDate *day);
/* A UkeNowFunc. */
GDateTime *uke_clock_now (gpointer clock);

G_END_DECLS
