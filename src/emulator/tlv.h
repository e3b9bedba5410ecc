#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void uke_tlv_append (GByteArray *bytes, guint16 tag, gconstpointer value, gsize length);
void uke_tlv_append_bytes (GByteArray *bytes, guint16 tag, GBytes *value);
GBytes *uke_tlv_wrap (guint16 tag, const GByteArray *value);

G_END_DECLS
