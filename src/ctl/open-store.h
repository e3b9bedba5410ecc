#pragma once

#include "store/backup.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The store that a command is about: in @folder where that is given, and otherwise the one that
 * the institution has set. NULL after saying why, with the exit status; a folder without a store is
 * left as it is. (transfer full) */
UkeStore *uke_ctl_open_store (const char *command, const char *folder, int *ret_status);
/* The same without the thread that works for a store. @make: whether there may be none yet. */
UkeDatabase *uke_ctl_open_database (const char *command, const char *folder, gboolean make, int *ret_status);

/* What went wrong, and what to do about it; returns the exit status. */
int uke_ctl_fail_at_store (const char *command, GError *error);

G_END_DECLS
