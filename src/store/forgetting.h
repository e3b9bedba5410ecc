#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* For the store's own thread: what was kept for long enough. */

/* Before @day: -1 on failure, and how many visits it was otherwise. */
gint64 uke_forgetting_visits_before (UkeDatabase *database, const GDate *day, GError **error);

G_END_DECLS
