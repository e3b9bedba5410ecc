#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

guint16
uke_card_sign (EVP_PKEY *key, guint8 kind, const guint8 *input, gsize n_input, GByteArray *answer);

G_END_DECLS
