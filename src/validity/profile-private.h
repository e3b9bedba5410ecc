#pragma once

#include "validity/certificate.h"

#include <openssl/x509.h>

G_BEGIN_DECLS

/* What a certificate says it is for, whoever signed it. For this room only. */
gboolean uke_profile_says_organization (const X509_NAME *name, const char *organization);
gboolean uke_profile_is_authority (X509 *x509);
gboolean uke_profile_is_authentication (UkeCertificate *certificate,
                                        UkeCertificate *issuer,
                                        gboolean practice);

G_END_DECLS
