#include "validity/published-authority.h"

#include "validity/certificate-identity.h"

#include <string.h>

/* All generations of a CA share one name (RFC 2253, last part first). */
#define LAST_PARTS_BEFORE "OU=Japan Agency for Local Authority Information Systems,OU="
#define LAST_PARTS_AFTER ",O=JPKI,C=JP"
#define AUTHENTICATION_NAME LAST_PARTS_BEFORE "JPKI for user authentication" LAST_PARTS_AFTER
#define SIGNATURE_NAME LAST_PARTS_BEFORE "JPKI for digital signature" LAST_PARTS_AFTER

/* The CAs of 公的個人認証サービス (JPKI). J-LIS publishes their fingerprints at www.jpki.go.jp/ca,
 * and we have not seen that page: these values were computed from the certificates that the free
 * client jpki/myna carries. So a match says that two ways led to the same bytes, which is less than
 * the page itself. A further generation is to be expected about every four years. */
static const struct {
  const char *serial;
  const char *head; /* of the DER's SHA-256 fingerprint, which is whole where it has no tail */
  const char *tail;
  gboolean signs; /* a CA of signature certificates */
} authorities[] = {
  /* clang-format off */
  /* User authentication: 2015 to 2025, 2019 to 2029, 2023 to 2033. */
  { "01",       "4DCFC4CA0AAF9FB2A3081B3F0C991C320B3ACC008667A341EEAEC5AF1D58CA7D", NULL, FALSE },
  { "0133C349", NULL, NULL, FALSE }, /* no copy was seen: the serial is from one list */
  { "06D18006", "64114F29620C24ED2631D46476A040E7EE740D956089C00B036A6A8118C322B5", NULL, FALSE },
  /* Signature, of the same years. Enough of each to know it again, and none is to be believed. */
  { "01",       "19645405", "FC9355", TRUE },
  { "0132C4AB", "79679C33", "E6FBEB", TRUE },
  { "067C6A21", "D227F6CD", "FA365F", TRUE },
  /* clang-format on */
};

G_DEFINE_ENUM_TYPE (UkePublished,
                    uke_published,
                    G_DEFINE_ENUM_VALUE (UKE_PUBLISHED_MATCHES, "matches"),
                    G_DEFINE_ENUM_VALUE (UKE_PUBLISHED_NO_VALUE, "no-value"),
                    G_DEFINE_ENUM_VALUE (UKE_PUBLISHED_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (UKE_PUBLISHED_DIFFERS, "differs"),
                    G_DEFINE_ENUM_VALUE (UKE_PUBLISHED_SIGNATURE, "signature"))

/**
 * uke_published_get_nick:
 *
 * Names an answer in the one word that JSON and tests share.
 */
const char *
uke_published_get_nick (UkePublished published)
{
  GEnumValue *value = g_enum_get_value (g_type_class_get (UKE_TYPE_PUBLISHED), published);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

static gboolean
has_fingerprint (gsize row, const char *fingerprint)
{
  const char *head = authorities[row].head;
  const char *tail = authorities[row].tail;

  if (head == NULL)
    return FALSE;
  if (tail == NULL)
    return strcmp (fingerprint, head) == 0;
  return g_str_has_prefix (fingerprint, head) && g_str_has_suffix (fingerprint, tail);
}

/* X.509 compares names without regard to case, so a pretender may as well write another one. */
static gboolean
has_name (const char *subject, const char *name)
{
  return g_ascii_strcasecmp (subject, name) == 0;
}

/**
 * uke_published_find:
 * @subject: RFC 2253, last part first
 * @serial: upper-case hexadecimal, two digits a byte
 * @fingerprint: SHA-256 of the DER, 64 upper-case hexadecimal digits
 *
 * Tells what is publicly known of the CA that these three describe. The fingerprint decides; name
 * and serial are only what a certificate says of itself.
 */
UkePublished
uke_published_find (const char *subject, const char *serial, const char *fingerprint)
{
  g_return_val_if_fail (subject != NULL, UKE_PUBLISHED_UNKNOWN);
  g_return_val_if_fail (serial != NULL, UKE_PUBLISHED_UNKNOWN);
  g_return_val_if_fail (fingerprint != NULL, UKE_PUBLISHED_UNKNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (authorities); i++)
    if (has_fingerprint (i, fingerprint))
      return authorities[i].signs ? UKE_PUBLISHED_SIGNATURE : UKE_PUBLISHED_MATCHES;

  if (has_name (subject, SIGNATURE_NAME)) /* whatever the generation */
    return UKE_PUBLISHED_SIGNATURE;
  if (!has_name (subject, AUTHENTICATION_NAME))
    return UKE_PUBLISHED_UNKNOWN;

  for (gsize i = 0; i < G_N_ELEMENTS (authorities); i++)
    if (!authorities[i].signs && strcmp (serial, authorities[i].serial) == 0)
      return authorities[i].head != NULL ? UKE_PUBLISHED_DIFFERS : UKE_PUBLISHED_NO_VALUE;
  return UKE_PUBLISHED_UNKNOWN;
}

/**
 * uke_published_judge:
 * @authority: a CA certificate
 *
 * Tells what is publicly known of a CA. No answer makes it trusted: UKE_PUBLISHED_MATCHES says that
 * the certificate came the same way to us, and whether to believe it is the institution's decision.
 */
UkePublished
uke_published_judge (UkeCertificate *authority)
{
  g_autofree char *subject = NULL;
  g_autofree char *fingerprint = NULL;

  g_return_val_if_fail (UKE_IS_CERTIFICATE (authority), UKE_PUBLISHED_UNKNOWN);

  subject = uke_certificate_dup_subject (authority);
  fingerprint = uke_certificate_dup_fingerprint (authority);
  return uke_published_find (subject, uke_certificate_get_serial (authority), fingerprint);
}
