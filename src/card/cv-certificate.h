#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

#define UKE_CV_KEY_ID_LENGTH 16

/* A card-verifiable certificate: whose key signed what the card shows of a person. */
typedef struct {
  guint8 issuer[UKE_CV_KEY_ID_LENGTH];
  EVP_PKEY *key;
} UkeCvCertificate;

gboolean
uke_cv_certificate_init (UkeCvCertificate *self, GBytes *file);
void
uke_cv_certificate_clear (UkeCvCertificate *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeCvCertificate, uke_cv_certificate_clear)

gboolean
uke_cv_certificate_verify (const UkeCvCertificate *self,
                           const guint8 *digests,
                           gsize n_digests,
                           const guint8 *signature,
                           gsize n_signature);

G_END_DECLS
