#pragma once

#include "validity/certificate.h"

G_BEGIN_DECLS

/* The CA certificates in a folder, one more or one less. */
gboolean uke_anchor_import (const char *folder, UkeCertificate *authority, GError **error);
gboolean uke_anchor_remove (const char *folder,
                            const char *fingerprint,
                            guint *ret_n_removed,
                            GError **error);

G_END_DECLS
