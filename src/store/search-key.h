#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *uke_search_key_fold (const char *text);

G_END_DECLS
