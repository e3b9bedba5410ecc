#pragma once

#include "staff/wiped-text.h"

G_BEGIN_DECLS

/* RFC 4648, section 6, without padding: what authenticator apps read, and people type. */
UkeWipedText *uke_base32_encode (const guint8 *bytes, gsize size);
gboolean uke_base32_decode (const char *text, guint8 *ret_bytes, gsize size);

G_END_DECLS
