#pragma once

#include <glib.h>
#include <openssl/asn1.h>

G_BEGIN_DECLS

/* For this room only. */
GDateTime *uke_time_read (const ASN1_TIME *time, const char *field, GError **error);

G_END_DECLS
