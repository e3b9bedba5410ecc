#include "validity/profile-private.h"

#include "validity/certificate-private.h"
#include "validity/trust.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

/* Policy of the card's user-authentication certificate (利用者証明用電子証明書). The signature
 * certificate, which holds name and address, has another and must never be taken for it. */
#define AUTHENTICATION_POLICY "1.2.392.200149.8.5.1.3.30"

/* RFC 5280 4.2: what is critical and not understood, or cannot be read, refuses the certificate. */
static gboolean
extensions_are_sound (X509 *x509)
{
  return (X509_get_extension_flags (x509) & (EXFLAG_INVALID | EXFLAG_CRITICAL)) == 0;
}

static gboolean
has_policy (X509 *x509, const char *policy)
{
  CERTIFICATEPOLICIES *policies = X509_get_ext_d2i (x509, NID_certificate_policies, NULL, NULL);
  gboolean found = FALSE;

  for (int i = 0; i < sk_POLICYINFO_num (policies) && !found; i++) {
    char oid[128];
    int length = OBJ_obj2txt (oid, sizeof oid, sk_POLICYINFO_value (policies, i)->policyid, TRUE);

    found = length > 0 && length < (int) sizeof oid && strcmp (oid, policy) == 0;
  }

  CERTIFICATEPOLICIES_free (policies);
  return found;
}

static gboolean
may_only_authenticate (X509 *x509)
{
  int at = X509_get_ext_by_NID (x509, NID_key_usage, -1);

  return at >= 0 && X509_EXTENSION_get_critical (X509_get_ext (x509, at))
         && X509_get_key_usage (x509) == KU_DIGITAL_SIGNATURE;
}

/* The two pairs that the cards have: RSA-2048 with SHA-256 today, P-384 with SHA-384 next. */
static gboolean
signs_strongly (UkeCertificate *issuer, X509 *issued)
{
  const EVP_MD *digest = uke_certificate_get_digest (issuer);
  int used = NID_undef;

  if (digest == NULL || !X509_get_signature_info (issued, &used, NULL, NULL, NULL))
    return FALSE;
  return used == EVP_MD_get_type (digest) && X509_get_signature_nid (issued) != NID_rsassaPss;
}

/**
 * uke_profile_says_organization:
 * @name: a subject or an issuer
 * @organization: UTF-8, compared to the letter
 *
 * Tells whether a name holds an organisation. Several in one name are odd, so one of them is
 * enough.
 */
gboolean
uke_profile_says_organization (const X509_NAME *name, const char *organization)
{
  int at = -1;

  while ((at = X509_NAME_get_index_by_NID (name, NID_organizationName, at)) >= 0) {
    unsigned char *text = NULL;
    int length =
        ASN1_STRING_to_UTF8 (&text, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, at)));
    gboolean same =
        length == (int) strlen (organization) && memcmp (text, organization, length) == 0;

    OPENSSL_free (text);
    if (same)
      return TRUE;
  }
  return FALSE;
}

static gboolean
says_practice (const X509_NAME *name)
{
  return uke_profile_says_organization (name, UKE_TRAINING_ORGANIZATION)
         || uke_profile_says_organization (name, UKE_TEST_ORGANIZATION);
}

/**
 * uke_certificate_is_for_practice:
 *
 * Tells whether a certificate, of a CA or of a card, names the training CA or J-LIS's test CA as
 * its subject or its issuer. By the name alone: it is enough to refuse, and never to believe.
 */
gboolean
uke_certificate_is_for_practice (UkeCertificate *self)
{
  X509 *x509;
  gboolean practice;

  g_return_val_if_fail (UKE_IS_CERTIFICATE (self), FALSE);

  x509 = uke_certificate_get_x509 (self);
  practice =
      says_practice (X509_get_subject_name (x509)) || says_practice (X509_get_issuer_name (x509));
  ERR_clear_error ();
  return practice;
}

/**
 * uke_profile_is_authority:
 *
 * Tells whether a certificate may issue others (RFC 5280 4.2.1.9 and 4.2.1.3): CA:TRUE, and
 * keyCertSign where there is a key usage.
 */
gboolean
uke_profile_is_authority (X509 *x509)
{
  guint32 flags = X509_get_extension_flags (x509);

  /* X509_get_key_usage() answers "everything" where the extension is absent. */
  return extensions_are_sound (x509) && (flags & EXFLAG_CA) != 0
         && (X509_get_key_usage (x509) & KU_KEY_CERT_SIGN) != 0;
}

/**
 * uke_profile_is_authentication:
 * @issuer: the CA that signed it
 * @practice: whether the training CA's own policy counts as well
 *
 * Tells whether a certificate has the profile of the card's user-authentication certificate. May
 * leave errors in OpenSSL's queue.
 */
gboolean
uke_profile_is_authentication (UkeCertificate *certificate,
                               UkeCertificate *issuer,
                               gboolean practice)
{
  X509 *x509 = uke_certificate_get_x509 (certificate);

  /* RFC 5280 6.1.3 (a) (4): the key may fit, but the names must chain as well. */
  if (X509_NAME_cmp (X509_get_issuer_name (x509),
                     X509_get_subject_name (uke_certificate_get_x509 (issuer)))
      != 0)
    return FALSE;

  return X509_get_version (x509) == X509_VERSION_3 && extensions_are_sound (x509)
         && (X509_get_extension_flags (x509) & (EXFLAG_CA | EXFLAG_SI)) == 0 /* not by itself */
         && may_only_authenticate (x509)
         && (has_policy (x509, AUTHENTICATION_POLICY)
             || (practice && has_policy (x509, UKE_TRAINING_POLICY)))
         && uke_certificate_get_digest (certificate) != NULL && signs_strongly (issuer, x509);
}
