#include "validity/trust.h"

#include "validity/certificate-private.h"
#include "validity/encoding-private.h"
#include "validity/profile-private.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

struct _UkeAnchors {
  GObject parent_instance;

  GPtrArray *certificates; /* of UkeCertificate, no two alike */
};

G_DEFINE_ENUM_TYPE (UkeTrust,
                    uke_trust,
                    G_DEFINE_ENUM_VALUE (UKE_TRUST_TRUSTED, "trusted"),
                    G_DEFINE_ENUM_VALUE (UKE_TRUST_TRAINING, "training"),
                    G_DEFINE_ENUM_VALUE (UKE_TRUST_UNKNOWN_ISSUER, "unknown-issuer"),
                    G_DEFINE_ENUM_VALUE (UKE_TRUST_BAD_SIGNATURE, "bad-signature"),
                    G_DEFINE_ENUM_VALUE (UKE_TRUST_WRONG_PROFILE, "wrong-profile"))
G_DEFINE_FINAL_TYPE (UkeAnchors, uke_anchors, G_TYPE_OBJECT)

/* All generations of the card's CA share one name, so the key's identifier decides; the name is
 * asked only where a certificate does not say which key. */
static gboolean
claims_issuer (X509 *x509, X509 *issuer)
{
  const ASN1_OCTET_STRING *wanted = X509_get0_authority_key_id (x509);
  const ASN1_OCTET_STRING *held = X509_get0_subject_key_id (issuer);

  if (wanted != NULL)
    return held != NULL && ASN1_OCTET_STRING_cmp (wanted, held) == 0;
  return X509_NAME_cmp (X509_get_issuer_name (x509), X509_get_subject_name (issuer)) == 0;
}

/* The anchor that signed, else one that should have: then *ret_signed is FALSE. */
static UkeCertificate *
find_issuer (UkeAnchors *self, X509 *x509, gboolean *ret_signed)
{
  UkeCertificate *claimed = NULL;

  *ret_signed = FALSE;
  for (guint i = 0; i < self->certificates->len; i++) {
    UkeCertificate *anchor = self->certificates->pdata[i];
    X509 *issuer = uke_certificate_get_x509 (anchor);

    if (!claims_issuer (x509, issuer))
      continue;

    claimed = anchor;
    *ret_signed = X509_verify (x509, X509_get0_pubkey (issuer)) == 1;
    if (*ret_signed)
      break;
  }
  return claimed;
}

static UkeTrust
judge (UkeAnchors *self, UkeCertificate *certificate)
{
  X509 *x509 = uke_certificate_get_x509 (certificate);
  gboolean is_signed;
  UkeCertificate *issuer = find_issuer (self, x509, &is_signed);
  /* Names compare without regard to case, so what the issuer itself says counts, too. */
  gboolean practice = uke_certificate_is_for_practice (certificate)
                      || (issuer != NULL && uke_certificate_is_for_practice (issuer));

  if (issuer == NULL)
    return practice ? UKE_TRUST_TRAINING : UKE_TRUST_UNKNOWN_ISSUER;
  if (!is_signed)
    return UKE_TRUST_BAD_SIGNATURE;
  if (!uke_profile_is_authentication (certificate, issuer, practice))
    return UKE_TRUST_WRONG_PROFILE;
  return practice ? UKE_TRUST_TRAINING : UKE_TRUST_TRUSTED;
}

static gboolean
holds (GPtrArray *certificates, UkeCertificate *certificate)
{
  for (guint i = 0; i < certificates->len; i++)
    if (g_bytes_equal (uke_certificate_get_der (certificates->pdata[i]),
                       uke_certificate_get_der (certificate)))
      return TRUE;
  return FALSE;
}

static GPtrArray *
read_authorities (GBytes *data, GError **error)
{
  g_autoptr (GPtrArray) authorities = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) parts = uke_encoding_split (data, error);

  if (parts == NULL)
    return NULL;

  for (guint i = 0; i < parts->len; i++) {
    g_autoptr (UkeCertificate) certificate = uke_certificate_new_from_data (parts->pdata[i], error);

    if (certificate == NULL)
      return NULL;
    if (!uke_profile_is_authority (uke_certificate_get_x509 (certificate))) {
      g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                   "Certificate %s may not issue certificates",
                   uke_certificate_get_serial (certificate));
      return NULL;
    }
    g_ptr_array_add (authorities, g_steal_pointer (&certificate));
  }
  return g_steal_pointer (&authorities);
}

static void
uke_anchors_finalize (GObject *object)
{
  UkeAnchors *self = UKE_ANCHORS (object);

  g_clear_pointer (&self->certificates, g_ptr_array_unref);

  G_OBJECT_CLASS (uke_anchors_parent_class)->finalize (object);
}

static void
uke_anchors_class_init (UkeAnchorsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_anchors_finalize;
}

static void
uke_anchors_init (UkeAnchors *self)
{
  self->certificates = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * uke_trust_get_nick:
 *
 * Names a verdict in the one word that JSON and logs share.
 */
const char *
uke_trust_get_nick (UkeTrust trust)
{
  GEnumValue *value = g_enum_get_value (g_type_class_get (UKE_TYPE_TRUST), trust);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

/**
 * uke_anchors_new:
 *
 * Makes a set that believes nobody.
 *
 * Returns: (transfer full):
 */
UkeAnchors *
uke_anchors_new (void)
{
  return g_object_new (UKE_TYPE_ANCHORS, NULL);
}

/**
 * uke_anchors_add:
 * @data: one CA certificate in DER, or one or more in PEM
 *
 * Believes CAs from now on: all of @data, or on failure none. One that is held already is not
 * counted twice.
 *
 * Errors: those of uke_certificate_new_from_data(), and UKE_CERTIFICATE_ERROR_MALFORMED for a
 * certificate that may not issue others (RFC 5280 4.2.1.9 and 4.2.1.3: CA:TRUE, and keyCertSign
 * where there is a key usage).
 */
gboolean
uke_anchors_add (UkeAnchors *self, GBytes *data, GError **error)
{
  g_autoptr (GPtrArray) authorities = NULL;

  g_return_val_if_fail (UKE_IS_ANCHORS (self), FALSE);
  g_return_val_if_fail (data != NULL, FALSE);

  authorities = read_authorities (data, error);
  ERR_clear_error ();
  if (authorities == NULL)
    return FALSE;

  for (guint i = 0; i < authorities->len; i++)
    if (!holds (self->certificates, authorities->pdata[i]))
      g_ptr_array_add (self->certificates, g_object_ref (authorities->pdata[i]));
  return TRUE;
}

/**
 * uke_anchors_get_size:
 *
 * Counts the CA certificates held.
 */
guint
uke_anchors_get_size (UkeAnchors *self)
{
  g_return_val_if_fail (UKE_IS_ANCHORS (self), 0);

  return self->certificates->len;
}

/**
 * uke_anchors_get_nth:
 * @n: from 0, in the order in which they were added
 *
 * Returns: (transfer none) (nullable): a CA certificate, or NULL beyond the last
 */
UkeCertificate *
uke_anchors_get_nth (UkeAnchors *self, guint n)
{
  g_return_val_if_fail (UKE_IS_ANCHORS (self), NULL);

  return n < self->certificates->len ? self->certificates->pdata[n] : NULL;
}

/**
 * uke_anchors_judge:
 *
 * Tells who stands behind a certificate: signature and profile, but neither dates nor revocation.
 *
 * UKE_TRUST_TRUSTED needs a held CA of production, its signature, and the profile of the card's
 * authentication certificate. UKE_TRUST_TRAINING is given by the name of our training CA or of
 * J-LIS's test CA alone where that CA is not held: it says "for practice" and must grant nothing in
 * production, whatever is held. Where such a CA is held, signature and profile count as for any
 * other. A certificate that signed itself is never trusted.
 *
 * The CA's own days decide nothing, neither today nor on the day of issue. RFC 5280 does not ask
 * that one validity lie within the other; cards of a CA that has ended (the first one, in October
 * 2025) must still be checked, in grace for months; and whoever stole an old key would write
 * whatever date fits.
 */
UkeTrust
uke_anchors_judge (UkeAnchors *self, UkeCertificate *certificate)
{
  UkeTrust trust;

  g_return_val_if_fail (UKE_IS_ANCHORS (self), UKE_TRUST_UNKNOWN_ISSUER);
  g_return_val_if_fail (UKE_IS_CERTIFICATE (certificate), UKE_TRUST_UNKNOWN_ISSUER);

  trust = judge (self, certificate);
  ERR_clear_error ();

  return trust;
}

static gboolean
is_training_authority (UkeCertificate *authority)
{
  X509 *x509 = uke_certificate_get_x509 (authority);

  return uke_profile_says_organization (X509_get_subject_name (x509), UKE_TRAINING_ORGANIZATION);
}

/**
 * uke_anchors_may_train:
 *
 * Tells whether a certificate may play a card in training: our own training CA is held, it signed,
 * and the profile fits. UKE_TRUST_TRAINING alone is a warning for production and not enough here:
 * anybody can write the name of a training CA, and J-LIS's test cards belong to another rehearsal.
 */
gboolean
uke_anchors_may_train (UkeAnchors *self, UkeCertificate *certificate)
{
  UkeCertificate *issuer;
  gboolean is_signed, fits;

  g_return_val_if_fail (UKE_IS_ANCHORS (self), FALSE);
  g_return_val_if_fail (UKE_IS_CERTIFICATE (certificate), FALSE);

  issuer = find_issuer (self, uke_certificate_get_x509 (certificate), &is_signed);
  fits = is_signed && is_training_authority (issuer)
         && uke_profile_is_authentication (certificate, issuer, TRUE);
  ERR_clear_error ();
  return fits;
}
