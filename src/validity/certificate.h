#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define UKE_CERTIFICATE_ERROR (uke_certificate_error_quark ())
GQuark uke_certificate_error_quark (void);

typedef enum {
  UKE_CERTIFICATE_ERROR_MALFORMED, /* not one whole X.509 certificate */
  UKE_CERTIFICATE_ERROR_BAD_TIME,  /* a time that RFC 5280 does not allow */
  UKE_CERTIFICATE_ERROR_BAD_SIGNATURE,
} UkeCertificateError;

/* An X.509 certificate that was read whole; never changes. */
#define UKE_TYPE_CERTIFICATE (uke_certificate_get_type ())
G_DECLARE_FINAL_TYPE (UkeCertificate, uke_certificate, UKE, CERTIFICATE, GObject)

/* In bytes, whatever the encoding. Real ones take about 1,600. */
#define UKE_CERTIFICATE_MAX_SIZE (64 * 1024)

UkeCertificate *uke_certificate_new_from_data (GBytes *data, GError **error);

GBytes *uke_certificate_get_der (UkeCertificate *self);
const char *uke_certificate_get_serial (UkeCertificate *self);
const char *uke_certificate_get_issuer (UkeCertificate *self);
GDateTime *uke_certificate_get_not_before (UkeCertificate *self);
GDateTime *uke_certificate_get_not_after (UkeCertificate *self);
const GDate *uke_certificate_get_expires (UkeCertificate *self);

gboolean uke_certificate_verify (UkeCertificate *self,
                                 GBytes *message,
                                 GBytes *signature,
                                 GError **error);

G_END_DECLS
