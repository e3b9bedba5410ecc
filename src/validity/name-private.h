#pragma once

#include <glib.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/* For this room only. */
char *uke_name_read (const X509_NAME *name);

G_END_DECLS
