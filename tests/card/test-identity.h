#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Somebody who exists in this test only: one RSA key, certificates for it of any size wished. */

/* Self-signed DER of exactly @size bytes, 1,100 to 16,000; the same one each time. */
GBytes *
test_identity_make_certificate (gsize size);
/* What a card would make of @digest_info: PKCS #1 v1.5, padded by the card. */
GBytes *
test_identity_sign (const guint8 *digest_info, gsize length);

G_END_DECLS
