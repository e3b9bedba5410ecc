#pragma once

#include "reception/visit-table.h"

G_BEGIN_DECLS

/**
 * UkeIdleWatch:
 *
 * Notices that nobody has touched the screen for a while. Never a hidden limit: it warns, counts
 * the last seconds aloud, and each request for more time doubles what is waited from then on.
 *
 * Signals: "warned", then "counted" (seconds left, guint) once a second, then "expired"; "resumed"
 * when somebody was there after all.
 */
#define UKE_TYPE_IDLE_WATCH (uke_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (UkeIdleWatch, uke_idle_watch, UKE, IDLE_WATCH, GObject)

/* The seconds that are counted; and how often the wait may be doubled. */
#define UKE_IDLE_COUNTDOWN 15
#define UKE_IDLE_MAX_DOUBLINGS 4

UkeIdleWatch *uke_idle_watch_new (guint tick_ms);

void uke_idle_watch_set_limit (UkeIdleWatch *self, guint ticks);
void uke_idle_watch_touch (UkeIdleWatch *self);
void uke_idle_watch_give_more_time (UkeIdleWatch *self);
void uke_idle_watch_forget (UkeIdleWatch *self);
gboolean uke_idle_watch_is_warning (UkeIdleWatch *self);

/* For how long a step waits, where a choice waits @seconds; 0: it does not wait for the person. */
guint uke_idle_limit_of_step (UkeStep step, guint seconds);

G_END_DECLS
