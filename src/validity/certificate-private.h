#pragma once

#include "validity/certificate.h"

#include <openssl/x509.h>

G_BEGIN_DECLS

/* For this room only: nobody else sees OpenSSL's types. */
X509 *uke_certificate_get_x509 (UkeCertificate *self);
/* The digest that goes with the certificate's own key; NULL for a key that we do not believe. */
const EVP_MD *uke_certificate_get_digest (UkeCertificate *self);

G_END_DECLS
