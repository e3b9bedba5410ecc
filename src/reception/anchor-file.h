#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In bytes: some hundred certificates. */
#define UKE_ANCHOR_FILE_MAX_SIZE (1024 * 1024)

/* One file of CA certificates, wherever it lies. (transfer full) */
GBytes *uke_anchor_file_read (const char *path, GError **error);

G_END_DECLS
