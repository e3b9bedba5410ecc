#pragma once

#include "store/sqlcipher.h"

G_BEGIN_DECLS

/* The key of the store, in memory that is wiped when it is given back. */
typedef struct _UkeStoreKey UkeStoreKey;

UkeStoreKey *uke_store_key_open_file (const char *path, GError **error);
void uke_store_key_free (UkeStoreKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeStoreKey, uke_store_key_free)

/* UKE_SQLCIPHER_KEY_SIZE bytes. (transfer none) */
const guint8 *uke_store_key_peek (const UkeStoreKey *self);

G_END_DECLS
