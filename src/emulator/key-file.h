#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/bio.h>

G_BEGIN_DECLS

typedef BIO UkeBio;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeBio, BIO_free)

/* A file of PEM objects that only its owner reads, whole or not there. */
UkeBio *uke_key_file_open (const char *path, GError **error);
/* Of what is read, for the caller to take apart. */
EVP_PKEY *uke_key_file_read_key (UkeBio *input);
gboolean uke_key_file_write_key (UkeBio *output, EVP_PKEY *key);
/* To write what shall be saved into. */
UkeBio *uke_key_file_begin (void);
gboolean uke_key_file_save (UkeBio *pem, const char *path, GError **error);

gboolean uke_key_is_rsa_2048 (EVP_PKEY *key);

G_END_DECLS
