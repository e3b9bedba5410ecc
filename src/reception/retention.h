#pragma once

#include "reception/visit-book.h"
#include "reception/visit-keeper.h"

G_BEGIN_DECLS

/* Has the store forget what is older than @n_days, now and on each new day, for as long as the book
 * lives. 0: nothing is forgotten. */
void uke_retention_watch (UkeVisitKeeper *keeper, UkeVisitBook *book, guint n_days);

G_END_DECLS
