#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/* The same words stand in validity/trust.h, which this room may not read; a test compares them. */
#define UKE_ISSUER_ORGANIZATION "UKETSUKE TRAINING"
#define UKE_ISSUER_POLICY "2.25.113029845713201877453202651870924811233"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

/* What a certificate shall say. */
typedef struct {
  guint32 serial;
  const char *organization; /* nullable */
  const char *unit;         /* nullable */
  const char *common_name;
  const char *not_before; /* "20260531145959Z" */
  const char *not_after;
  EVP_PKEY *key;          /* whose certificate it is */
  X509 *issuer;           /* NULL: it signs itself */
  EVP_PKEY *signing_key;  /* need not be the issuer's: that is a forgery */
  const char *extensions; /* section "extensions" and those it names, see x509v3_config(5) */
} UkeCertificateOrder;

X509 *uke_certificate_make (const UkeCertificateOrder *order, GError **error);
X509 *uke_certificate_make_authority (EVP_PKEY *key, const char *organization, GError **error);
GBytes *uke_certificate_to_der (X509 *certificate);

void uke_set_crypto_error (GError **error, const char *what);

G_END_DECLS
