#pragma once

#include <glib.h>
#include <winscard.h>

G_BEGIN_DECLS

gboolean
uke_pcsc_takes_extended_length (SCARDHANDLE handle);

/* What drivers answer, taken apart. */
gboolean
uke_pcsc_find_properties_code (const guint8 *features, gsize length, DWORD *ret_code);
gboolean
uke_pcsc_properties_allow_extended_length (const guint8 *properties, gsize length);

G_END_DECLS
