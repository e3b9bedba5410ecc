#pragma once

#include "validity/certificate.h"

G_BEGIN_DECLS

/* What is publicly known of a CA certificate.
 * Nicks: matches, no-value, unknown, differs, signature. */
#define UKE_TYPE_PUBLISHED (uke_published_get_type ())
GType uke_published_get_type (void);

typedef enum {
  UKE_PUBLISHED_MATCHES,   /* its fingerprint is the published one */
  UKE_PUBLISHED_NO_VALUE,  /* serial and name of a published CA, whose fingerprint we do not have */
  UKE_PUBLISHED_UNKNOWN,   /* we know nothing of such a CA */
  UKE_PUBLISHED_DIFFERS,   /* serial and name of a published CA, with another fingerprint */
  UKE_PUBLISHED_SIGNATURE, /* a CA of signature certificates, which reception must not believe */
} UkePublished;

const char *uke_published_get_nick (UkePublished published);

UkePublished
uke_published_find (const char *subject, const char *serial, const char *fingerprint);
UkePublished uke_published_judge (UkeCertificate *authority);

G_END_DECLS
