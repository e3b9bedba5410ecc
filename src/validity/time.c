#include "validity/time-private.h"

#include "validity/certificate.h"

#include <string.h>

static gboolean
all_digits (const char *text, gsize n_digits)
{
  for (gsize i = 0; i < n_digits; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static int
two_digits (const char *text)
{
  return g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
}

/* RFC 5280 4.1.2.5: YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ, nothing else. A GeneralizedTime before 2050
 * is something that no CA may write but every reader must understand. */
static GDateTime *
parse_time (const ASN1_TIME *time)
{
  const char *text = (const char *) ASN1_STRING_get0_data (time);
  gsize length = ASN1_STRING_length (time);
  int year;

  if (ASN1_STRING_type (time) == V_ASN1_UTCTIME && length == strlen ("YYMMDDHHMMSSZ")) {
    if (!all_digits (text, 2))
      return NULL;
    year = two_digits (text);
    year += year < 50 ? 2000 : 1900;
    text += 2;
  } else if (ASN1_STRING_type (time) == V_ASN1_GENERALIZEDTIME
             && length == strlen ("YYYYMMDDHHMMSSZ")) {
    if (!all_digits (text, 4))
      return NULL;
    year = two_digits (text) * 100 + two_digits (text + 2);
    text += 4;
  } else {
    return NULL;
  }

  if (year < 1900 || !all_digits (text, 10) || text[10] != 'Z')
    return NULL;

  return g_date_time_new_utc (year, two_digits (text), two_digits (text + 2), two_digits (text + 4),
                              two_digits (text + 6), two_digits (text + 8));
}

/**
 * uke_time_read:
 * @field: what the time is called in X.509, for the message
 *
 * Reads a time of a certificate, only in the forms of RFC 5280 4.1.2.5, of the years 1900 to 9999.
 *
 * Errors: UKE_CERTIFICATE_ERROR_BAD_TIME.
 *
 * Returns: (transfer full): in UTC
 */
GDateTime *
uke_time_read (const ASN1_TIME *time, const char *field, GError **error)
{
  GDateTime *moment = parse_time (time);

  if (moment == NULL) {
    g_autofree char *text = g_strndup ((const char *) ASN1_STRING_get0_data (time),
                                       MIN (ASN1_STRING_length (time), 32));
    g_autofree char *quoted = g_strescape (text, NULL);

    g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_BAD_TIME,
                 "%s is “%s”, which RFC 5280 does not allow", field, quoted);
  }
  return moment;
}
