#include "validity/date.h"

#include <string.h>

#define SECONDS_PER_DAY (24 * 60 * 60)
/* Japan has kept UTC+9 without daylight saving time since 1952. */
#define JAPAN_OFFSET (9 * 60 * 60)
/* From 0001-01-01, GDate's day 1, to the epoch of 1970-01-01. */
#define SECONDS_BEFORE_EPOCH G_GINT64_CONSTANT (62135596800)

G_DEFINE_QUARK (uke - date - error - quark, uke_date_error)

static gboolean
has_shape (const char *text)
{
  static const char shape[] = "0000-00-00";

  for (gsize i = 0; i < sizeof shape - 1; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;

  return text[sizeof shape - 1] == '\0';
}

static int
read_digits (const char *text, gsize n_digits)
{
  int value = 0;

  for (gsize i = 0; i < n_digits; i++)
    value = value * 10 + g_ascii_digit_value (text[i]);
  return value;
}

/**
 * uke_date_parse:
 * @text: exactly YYYY-MM-DD in ASCII digits, nothing before or after
 * @ret_date: (out caller-allocates): the day; untouched on failure
 *
 * Reads a calendar day of the years 1900 to 9999, only if it exists.
 *
 * Errors: UKE_DATE_ERROR_MALFORMED, whose message quotes the text in valid UTF-8.
 */
gboolean
uke_date_parse (const char *text, GDate *ret_date, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (ret_date != NULL, FALSE);

  if (has_shape (text)) {
    int year = read_digits (text, 4);
    int month = read_digits (text + 5, 2);
    int day = read_digits (text + 8, 2);

    if (year >= 1900 && g_date_valid_dmy (day, month, year)) {
      g_date_clear (ret_date, 1);
      g_date_set_dmy (ret_date, day, month, year);
      return TRUE;
    }
  }

  {
    g_autofree char *quoted = g_utf8_make_valid (text, strnlen (text, 40));

    g_set_error (error, UKE_DATE_ERROR, UKE_DATE_ERROR_MALFORMED,
                 "“%s” is not a day written YYYY-MM-DD", quoted);
  }
  return FALSE;
}

/**
 * uke_date_to_iso:
 *
 * Writes a day as YYYY-MM-DD (ISO 8601); the years after 9999 take a fifth digit.
 *
 * Returns: (transfer full):
 */
char *
uke_date_to_iso (const GDate *date)
{
  g_return_val_if_fail (g_date_valid (date), NULL);

  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (date),
                          (guint) g_date_get_month (date), (guint) g_date_get_day (date));
}

/**
 * uke_date_from_instant:
 * @instant: a moment, in any zone
 * @ret_date: (out caller-allocates): the day on the wall in Japan
 *
 * Tells which day it is in Japan (fixed UTC+9) at a moment.
 *
 * Counts in seconds, because 9999-12-31T23:59:59Z (RFC 5280's "no expiry") is already the year
 * 10000 there, where GDateTime ends.
 */
void
uke_date_from_instant (GDateTime *instant, GDate *ret_date)
{
  gint64 seconds;

  g_return_if_fail (instant != NULL);
  g_return_if_fail (ret_date != NULL);

  seconds = g_date_time_to_unix (instant) + SECONDS_BEFORE_EPOCH + JAPAN_OFFSET;
  g_date_clear (ret_date, 1);
  g_date_set_julian (ret_date, seconds / SECONDS_PER_DAY + 1);

  /* GDate works out day, month and year when first asked, even of a const date. Ask now, so that
   * threads may share the result. */
  g_date_get_day (ret_date);
}

/**
 * uke_date_get_midnight:
 *
 * Tells the moment at which a day begins in Japan: 00:00 there, 15:00 of the day before in UTC.
 *
 * Returns: (transfer full): in Japan's zone
 */
GDateTime *
uke_date_get_midnight (const GDate *date)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (JAPAN_OFFSET);

  g_return_val_if_fail (g_date_valid (date), NULL);

  return g_date_time_new (japan, g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date), 0, 0, 0);
}
