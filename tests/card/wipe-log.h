#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands in for explicit_bzero() and remembers what it was asked to wipe. */
void
wipe_log_forget (void);
gboolean
wipe_log_covers (gconstpointer start, gsize length);

G_END_DECLS
