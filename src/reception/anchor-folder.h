#pragma once

#include "validity/trust.h"

G_BEGIN_DECLS

GPtrArray *uke_anchor_folder_list (const char *folder, GError **error);

/* Every CA certificate in a file, in a folder. Errors: G_FILE_ERROR, UKE_CERTIFICATE_ERROR. */
gboolean uke_anchors_load_file (UkeAnchors *anchors, const char *path, GError **error);
UkeAnchors *uke_anchors_load_folder (const char *folder, GError **error);

/* The institution's own. (transfer full) */
char *uke_anchor_folder_dup_default (gboolean *ret_named);
UkeAnchors *uke_anchors_load_default (GError **error);

G_END_DECLS
