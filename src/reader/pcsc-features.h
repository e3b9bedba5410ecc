#pragma once

#include "card/channel.h"

#include <glib.h>
#include <winscard.h>

G_BEGIN_DECLS

gsize
uke_pcsc_get_answer_max (SCARDHANDLE handle);

/* What drivers answer, taken apart. */
gboolean
uke_pcsc_find_properties_code (const guint8 *features, gsize length, DWORD *ret_code);
gsize
uke_pcsc_properties_get_answer_max (const guint8 *properties, gsize length);

G_END_DECLS
