#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The store of one machine: an encrypted file in a folder, with its key in a file beside it. */
UkeDatabase *uke_store_folder_open (const char *folder, GError **error);
char *uke_store_folder_get_default (void);

G_END_DECLS
