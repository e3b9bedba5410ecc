#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* Bytes of a key; random, so that none of them has to be stretched. */
#define UKE_SQLCIPHER_KEY_SIZE 32

/* A database in one encrypted file. */
#define UKE_TYPE_SQLCIPHER (uke_sqlcipher_get_type ())
G_DECLARE_FINAL_TYPE (UkeSqlcipher, uke_sqlcipher, UKE, SQLCIPHER, UkeDatabase)

UkeDatabase *uke_sqlcipher_open_backup (const char *path, const char *passphrase, GError **error);
UkeDatabase *uke_sqlcipher_open (const char *path, const guint8 *key, GError **error);

G_END_DECLS
