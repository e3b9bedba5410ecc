#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whatever a card has said may be somebody's name or face. */
GBytes *
uke_wiped_bytes_new (gconstpointer data, gsize length);
GBytes *
uke_wiped_bytes_new_to_fill (gsize length, guint8 **ret_data);

G_END_DECLS
