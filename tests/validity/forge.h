#pragma once

#include <glib.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

/* Makes certificates for tests, good ones and such as no CA would write. */

typedef enum {
  FORGE_KEY_CA,
  FORGE_KEY_OTHER_CA,
  FORGE_KEY_HOLDER,
  FORGE_KEY_P384_CA,
  FORGE_KEY_P384_HOLDER,
  FORGE_KEY_P256,
  FORGE_KEY_RSA1024,
} ForgeKey;

/* What is left out is what the card has; "" leaves an extension out. */
typedef struct {
  ForgeKey key;
  ForgeKey issuer_key;
  const char *subject;             /* its common name, or NULL: that of a holder */
  const char *organization;        /* the subject's, for a CA: "JPKI" */
  const char *issuer_organization; /* "JPKI" */
  const char *unit;                /* of every CA; then its operator is named as well */
  const char *not_before;          /* the raw characters */
  const char *not_after;
  int not_before_type;             /* a V_ASN1_ type; 0 is UTCTime */
  int not_after_type;
  const char *key_usage;           /* as in openssl's x509v3_config */
  const char *basic_constraints;
  const char *policy;
  const char *other_oid;           /* an extension that nobody knows, critical */
  gboolean without_authority_key;
  gboolean with_other_authority_key;
  gboolean without_subject_key;
  int version;                     /* 1 or 3; 0 is 3 */
  const EVP_MD *digest;
  const char *serial;              /* hexadecimal */
} ForgePlan;

EVP_PKEY *forge_get_key (ForgeKey key);
GBytes *forge_certificate (const ForgePlan *plan);
/* A self-signed CA, with the organisation and key given. */
GBytes *forge_authority (const char *organization, ForgeKey key);
/* A CA that has the name of a real one and the serial number given, but not its key. */
GBytes *forge_pretender (const char *unit, const char *serial);
/* PEM of one or more DER certificates. */
GBytes *forge_pem (GBytes *first, ...) G_GNUC_NULL_TERMINATED;
GBytes *forge_signature (ForgeKey key, const EVP_MD *digest, GBytes *message);

G_END_DECLS
