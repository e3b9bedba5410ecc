#pragma once

#include "validity/trust.h"

G_BEGIN_DECLS

/* Every CA certificate in a folder. Errors: G_FILE_ERROR, UKE_CERTIFICATE_ERROR. (transfer full) */
UkeAnchors *uke_anchors_load_folder (const char *folder, GError **error);

/* The institution's own. (transfer full) */
char *uke_anchor_folder_dup_default (gboolean *ret_named);
UkeAnchors *uke_anchors_load_default (GError **error);

G_END_DECLS
