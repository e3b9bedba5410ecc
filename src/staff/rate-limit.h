#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tries in a row that may fail without a wait; each further failure doubles it. */
#define UKE_RATE_LIMIT_FREE_FAILURES 4
#define UKE_RATE_LIMIT_FIRST_WAIT (30 * G_TIME_SPAN_SECOND)
#define UKE_RATE_LIMIT_LONGEST_WAIT (60 * G_TIME_SPAN_MINUTE)

GDateTime *uke_rate_limit_wait_until (guint n_failures, GDateTime *last_failure, GDateTime *now);

G_END_DECLS
