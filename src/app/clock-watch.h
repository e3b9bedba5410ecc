#pragma once

#include "reception/visit-book.h"

G_BEGIN_DECLS

/**
 * UkeClockWatch:
 *
 * Has a book look at the clock when there is something to see: at the moment it asks for
 * (midnight), also when the machine slept through it, and whenever the machine's clock is set.
 * Nothing is polled.
 */
typedef struct _UkeClockWatch UkeClockWatch;

UkeClockWatch *uke_clock_watch_new (UkeVisitBook *book, GError **error);
void uke_clock_watch_free (UkeClockWatch *self);

G_END_DECLS
