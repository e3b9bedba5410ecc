#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text that is wiped when it is given back: g_autoptr (UkeWipedText). */
typedef char UkeWipedText;

void uke_wiped_text_free (UkeWipedText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeWipedText, uke_wiped_text_free)

G_END_DECLS
