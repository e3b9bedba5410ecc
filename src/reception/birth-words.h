#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean uke_birth_words_parse (const char *text, GDate *ret_birth);

G_END_DECLS
