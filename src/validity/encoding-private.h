#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* DER or PEM in, the DER of every certificate out. For this room only. */
GPtrArray *uke_encoding_split (GBytes *data, GError **error);

G_END_DECLS
