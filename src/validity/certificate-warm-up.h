#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For whoever knows that a certificate is about to come. */
gboolean uke_certificate_warm_up (void);

G_END_DECLS
