#include "emulator/card-issuer.h"

#include "emulator/certificate-maker.h"

/* RFC 5280 4.1.2.5 knows no fifth digit of a year, and nobody trains before the CA began. */
#define FIRST_YEAR 2001
#define LAST_YEAR 2048

/* Says in every viewer what this is, and fills the certificate up to the size of a real one. */
#define NOTE_OID UKE_ISSUER_POLICY ".1"
#define NOTE "This certificate was made for training and certifies nobody. "

#define SIGN_CERTIFICATE_SIZE 1749

typedef struct {
  const char *usage;
  const char *policy;
  const char *purpose; /* in the holder's name */
  guint size;          /* bytes of DER to reach with the note */
  EVP_PKEY *key;
  X509 *issuer;
  EVP_PKEY *signing_key;
} Profile;

/* The day's last second in Japan is 14:59:59 UTC; all certificates of the card end there. */
static void
format_times (const UkeCardOrder *order, char not_before[static 16], char not_after[static 16])
{
  g_date_strftime (not_before, 16, "%Y%m%d013015Z", &order->first_day);
  g_date_strftime (not_after, 16, "%Y%m%d145959Z", &order->last_day);
}

/* Issued again for the same day, a card is the same card. */
static guint32
get_number (const char *purpose, const char *persona, const char *not_after)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) purpose, -1);
  g_checksum_update (checksum, (const guchar *) persona, -1);
  g_checksum_update (checksum, (const guchar *) not_after, -1);
  g_checksum_get_digest (checksum, digest, &length);

  /* Four bytes with the first bit off, as DER would need a fifth. */
  return 0x07000000 | digest[0] << 16 | digest[1] << 8 | digest[2];
}

/* No space at its end, which the configuration would lose. */
static char *
write_note (gsize length)
{
  char *note = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    note[i] = NOTE[i % (sizeof NOTE - 1)];
  note[length - 1] = '.';
  note[length] = '\0';
  return note;
}

static char *
write_extensions (const Profile *profile, gsize note_length)
{
  g_autofree char *note = write_note (note_length);

  return g_strdup_printf ("[extensions]\n"
                          "keyUsage=critical,%s\n"
                          "certificatePolicies=@policy\n"
                          "issuerAltName=dirName:issuer\n"
                          "crlDistributionPoints=crl\n"
                          "authorityKeyIdentifier=keyid\n"
                          "subjectKeyIdentifier=hash\n"
                          "%s=ASN1:UTF8String:%s\n"
                          "[policy]\n"
                          "policyIdentifier=%s\n"
                          "CPS.1=urn:uketsuke:training\n"
                          "[issuer]\n"
                          "C=JP\n"
                          "O=" UKE_ISSUER_ORGANIZATION "\n"
                          "[crl]\n"
                          "fullname=dirName:crl_name\n"
                          "[crl_name]\n"
                          "C=JP\n"
                          "O=" UKE_ISSUER_ORGANIZATION "\n"
                          "OU=CRL Distribution Points\n"
                          "CN=There is no list\n",
                          profile->usage, NOTE_OID, note, profile->policy);
}

static GBytes *
issue_with_note (const Profile *profile,
                 UkeCertificateOrder *order,
                 gsize note_length,
                 GError **error)
{
  g_autofree char *extensions = write_extensions (profile, note_length);
  g_autoptr (X509) certificate = NULL;

  order->extensions = extensions;
  certificate = uke_certificate_make (order, error);
  order->extensions = NULL;
  return certificate != NULL ? uke_certificate_to_der (certificate) : NULL;
}

static GBytes *
issue (const Profile *profile,
       const char *persona,
       const char *not_before,
       const char *not_after,
       GError **error)
{
  /* Long enough that the length fields around it keep their width when it changes. */
  const gsize first_guess = 400;
  guint32 number = get_number (profile->purpose, persona, not_after);
  g_autofree char *holder = g_strdup_printf ("TRAINING%s%011u", profile->purpose, number);
  UkeCertificateOrder order = {
    .serial = number,
    .common_name = holder,
    .not_before = not_before,
    .not_after = not_after,
    .key = profile->key,
    .issuer = profile->issuer,
    .signing_key = profile->signing_key,
  };
  g_autoptr (GBytes) measured = issue_with_note (profile, &order, first_guess, error);
  gsize size;

  if (measured == NULL)
    return NULL;

  size = g_bytes_get_size (measured);
  return issue_with_note (profile, &order, first_guess + profile->size - size, error);
}

static gboolean
add_days (const GDate *today, int days, const char *key, GDate *ret_day, GError **error)
{
  gint64 julian = (gint64) g_date_get_julian (today) + days;

  g_date_clear (ret_day, 1);
  if (julian > 0 && g_date_valid_julian (julian))
    g_date_set_julian (ret_day, julian);
  if (g_date_valid (ret_day) && g_date_get_year (ret_day) >= FIRST_YEAR
      && g_date_get_year (ret_day) <= LAST_YEAR)
    return TRUE;

  g_set_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED,
               "key “%s”: expected a day in the years %d to %d", key, FIRST_YEAR, LAST_YEAR);
  return FALSE;
}

/**
 * uke_card_compute_days:
 *
 * Tells the first and the last day of a persona's certificates: five years, begun before @today,
 * unless the persona says otherwise.
 *
 * Errors: UKE_PERSONA_ERROR_MALFORMED where one of them leaves 2001 to 2048.
 */
gboolean
uke_card_compute_days (const UkePersonaFacts *facts,
                       const GDate *today,
                       GDate *ret_first,
                       GDate *ret_last,
                       GError **error)
{
  GDate yesterday = *today;

  if (!add_days (today, facts->expires_in_days, "expires_in_days", ret_last, error))
    return FALSE;
  if (facts->not_before_in_days != UKE_PERSONA_USUAL_BEGINNING)
    return add_days (today, facts->not_before_in_days, "not_before_in_days", ret_first, error);

  *ret_first = *ret_last;
  g_date_subtract_years (ret_first, 5);
  /* Yesterday, because "today" in Japan may still be tomorrow in UTC. */
  g_date_subtract_days (&yesterday, 1);
  if (g_date_compare (ret_first, &yesterday) > 0)
    *ret_first = yesterday;
  return TRUE;
}

static void
take_crypto_error (GError **error, GError *reason)
{
  g_set_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED,
               "no certificate can be issued: %s", reason->message);
  g_error_free (reason);
}

void
uke_card_certificates_clear (UkeCardCertificates *self)
{
  g_clear_pointer (&self->auth, g_bytes_unref);
  g_clear_pointer (&self->auth_authority, g_bytes_unref);
  g_clear_pointer (&self->sign, g_bytes_unref);
  g_clear_pointer (&self->sign_authority, g_bytes_unref);
}

static gboolean
issue_both (const UkeTrainingKeys *keys,
            UkePersona *persona,
            X509 *issuer,
            EVP_PKEY *signing_key,
            const char *not_before,
            const char *not_after,
            UkeCardCertificates *certificates,
            GError **error)
{
  const UkePersonaFacts *facts = uke_persona_get_facts (persona);
  const Profile auth = {
    .usage = "digitalSignature",
    .policy = UKE_ISSUER_POLICY,
    .purpose = "AUTH",
    .size = facts->quirks.certificate_size,
    .key = keys->auth_key,
    .issuer = issuer,
    .signing_key = signing_key,
  };
  /* Of another policy, so that nobody takes it for the one that only authenticates. */
  const Profile sign = {
    .usage = "digitalSignature,nonRepudiation",
    .policy = UKE_ISSUER_POLICY ".2",
    .purpose = "SIGN",
    .size = SIGN_CERTIFICATE_SIZE,
    .key = keys->sign_key,
    .issuer = issuer,
    .signing_key = signing_key,
  };

  certificates->auth_authority = uke_certificate_to_der (issuer);
  certificates->sign_authority = uke_certificate_to_der (issuer);
  certificates->auth = issue (&auth, facts->name, not_before, not_after, error);
  if (certificates->auth == NULL)
    return FALSE;
  certificates->sign = issue (&sign, facts->name, not_before, not_after, error);
  return certificates->sign != NULL;
}

/**
 * uke_card_issue:
 * @ret_certificates: (out caller-allocates): to be cleared with uke_card_certificates_clear()
 *
 * Issues the certificates of a card: RSA-2048, SHA-256, version 3, ending at 23:59:59 in Japan of
 * the last day, begun five years earlier but before the day from which the persona counts.
 *
 * Errors: UKE_PERSONA_ERROR_MALFORMED where libcrypto cannot make a certificate.
 */
gboolean
uke_card_issue (const UkeCardOrder *order, UkeCardCertificates *ret_certificates, GError **error)
{
  const UkePersonaFacts *facts = order->facts;
  const UkeTrainingKeys *keys = uke_training_authority_get_keys (order->authority);
  g_auto (UkeCardCertificates) certificates = { 0 };
  g_autoptr (X509) stranger = NULL;
  GError *crypto_error = NULL;
  char not_before[16], not_after[16];
  X509 *issuer = keys->certificate;
  EVP_PKEY *signing_key = facts->issuer == UKE_PERSONA_ISSUER_TRAINING ? keys->key : keys->sign_key;

  format_times (order, not_before, not_after);

  if (facts->issuer == UKE_PERSONA_ISSUER_OTHER) {
    stranger = uke_certificate_make_authority (signing_key, "SOMEBODY ELSE", &crypto_error);
    issuer = stranger;
  }
  if (issuer == NULL
      || !issue_both (keys, order->persona, issuer, signing_key, not_before, not_after,
                      &certificates, &crypto_error)) {
    take_crypto_error (error, crypto_error);
    return FALSE;
  }

  *ret_certificates = certificates;
  certificates = (UkeCardCertificates) { 0 };
  return TRUE;
}
