#pragma once

#include "validity/certificate.h"

G_BEGIN_DECLS

/* What tells one certificate from another, to be compared by people and by files. */
char *uke_certificate_dup_fingerprint (UkeCertificate *self);
char *uke_certificate_dup_subject (UkeCertificate *self);
char *uke_certificate_dup_key_identifier (UkeCertificate *self);
gboolean uke_certificate_is_self_signed (UkeCertificate *self);

G_END_DECLS
