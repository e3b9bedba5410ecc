#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One look at what this institution has set, for programs that do not stay. (transfer full) */
char *uke_setting_dup_text (const char *key);

G_END_DECLS
