#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What time it is here, or what time it is on the day that is rehearsed. */
typedef struct {
  gboolean rehearses;
  GDate day; /* in Japan */
} UkeClock;

/* A UkeNowFunc. */
GDateTime *uke_clock_now (gpointer clock);

G_END_DECLS
