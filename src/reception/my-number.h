#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean uke_text_has_my_number (const char *text);

G_END_DECLS
