#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day as tables have it: YYYY-MM-DD, or NULL for none. */
char *uke_day_text_write (const GDate *day);
void uke_day_text_read (const char *text, GDate *ret_day);

G_END_DECLS
