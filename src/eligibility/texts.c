#include "eligibility/texts.h"

#include <string.h>

/**
 * uke_oqs_is_given:
 *
 * Is anything said? Absent, empty and blank values say the same to a person: nothing.
 */
gboolean
uke_oqs_is_given (const char *text)
{
  if (text == NULL)
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

/* @count digits to a number; -1 with anything else among them. */
static int
read_digits (const char *text, gsize count)
{
  int value = 0;

  for (gsize i = 0; i < count; i++) {
    if (!g_ascii_isdigit (text[i]))
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/**
 * uke_oqs_parse_day:
 * @text: (nullable): yyyyMMdd
 * @day: (out): not valid on failure
 *
 * Returns: whether it is a day of the calendar
 */
gboolean
uke_oqs_parse_day (const char *text, GDate *day)
{
  int year, month, day_of_month;

  g_date_clear (day, 1);
  if (text == NULL || strlen (text) != 8)
    return FALSE;

  year = read_digits (text, 4);
  month = read_digits (text + 4, 2);
  day_of_month = read_digits (text + 6, 2);
  if (year < 1 || month < 1 || day_of_month < 1 || !g_date_valid_dmy (day_of_month, month, year))
    return FALSE;
  g_date_set_dmy (day, day_of_month, month, year);
  return TRUE;
}

/**
 * uke_oqs_parse_moment:
 * @text: (nullable): yyyyMMddHHmmss, in Japan's time
 *
 * Returns: (nullable) (transfer full): NULL where it is none
 */
GDateTime *
uke_oqs_parse_moment (const char *text)
{
  g_autoptr (GTimeZone) japan = NULL;
  int hour, minute, second;
  char head[9];
  GDate day;

  if (text == NULL || strlen (text) != 14)
    return NULL;
  g_strlcpy (head, text, sizeof head);
  hour = read_digits (text + 8, 2);
  minute = read_digits (text + 10, 2);
  second = read_digits (text + 12, 2);
  if (!uke_oqs_parse_day (head, &day) || hour < 0 || minute < 0 || second < 0)
    return NULL;

  /* It has had no summer time since 1951. */
  japan = g_time_zone_new_offset (9 * 60 * 60);
  return g_date_time_new (japan, g_date_get_year (&day), g_date_get_month (&day),
                          g_date_get_day (&day), hour, minute, second);
}

/**
 * uke_oqs_fold:
 * @text: (nullable): a symbol, a number or a name
 *
 * Makes texts comparable that differ only in width and in blanks: 「９９－１」 and “99-1”.
 *
 * Returns: (transfer full): "" for NULL
 */
char *
uke_oqs_fold (const char *text)
{
  g_autofree char *narrow =
      text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
  GString *folded = g_string_new (NULL);

  for (const char *c = narrow != NULL ? narrow : ""; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    if (character == 0x2212 || character == 0x2010 || character == 0x2015)
      character = '-'; /* the minus and the dashes that Shift_JIS tables disagree about */
    if (!g_unichar_isspace (character))
      g_string_append_unichar (folded, character);
  }
  return g_string_free (folded, FALSE);
}

/**
 * uke_oqs_fold_number:
 * @text: (nullable): a 番号, of which leading zeros may be missing on one side
 *
 * Returns: (transfer full): as uke_oqs_fold(), without leading zeros
 */
char *
uke_oqs_fold_number (const char *text)
{
  char *folded = uke_oqs_fold (text);
  gsize zeros = strspn (folded, "0");

  if (folded[zeros] == '\0' && zeros > 0)
    zeros--; /* a number that is zero */
  memmove (folded, folded + zeros, strlen (folded + zeros) + 1);
  return folded;
}

/* Small to large, as the insurers' servers write: ショウ is シヨウ there. */
static gunichar
enlarge (gunichar kana)
{
  switch (kana) {
  case 0x30a1: /* ァ */
  case 0x30a3:
  case 0x30a5:
  case 0x30a7:
  case 0x30a9:
  case 0x30c3: /* ッ */
  case 0x30e3: /* ャ */
  case 0x30e5:
  case 0x30e7:
  case 0x30ee: /* ヮ */
    return kana + 1;
  case 0x30f5: /* ヵ */
    return 0x30ab;
  case 0x30f6: /* ヶ */
    return 0x30b1;
  default:
    return kana;
  }
}

/**
 * uke_oqs_fold_kana:
 * @text: (nullable): a name in kana of whatever width
 *
 * Makes kana comparable: full-width katakana, no blanks, no small letters.
 *
 * Returns: (transfer full): "" for NULL
 */
char *
uke_oqs_fold_kana (const char *text)
{
  g_autofree char *wide = uke_oqs_fold (text);
  GString *folded = g_string_new (NULL);

  for (const char *c = wide; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar kana = g_utf8_get_char (c);

    if (kana >= 0x3041 && kana <= 0x3096)
      kana += 0x60; /* hiragana to katakana */
    g_string_append_unichar (folded, enlarge (kana));
  }
  return g_string_free (folded, FALSE);
}

/* In CP932, what is no kanji of NEC or IBM and no private character is JIS X 0208. */
static gboolean
is_within_jis (const char *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    guchar lead = bytes[i];

    if (lead < 0x80 || (lead >= 0xa1 && lead <= 0xdf))
      continue;
    if (lead == 0x87 || lead >= 0xed)
      return FALSE;
    i++;
  }
  return TRUE;
}

/**
 * uke_oqs_judge_name:
 * @name: (nullable): as it came
 *
 * Tells whether a name is written as the person writes it and can be written everywhere. The
 * clinic's own display name wins in any case.
 */
UkeNameDoubt
uke_oqs_judge_name (const char *name)
{
  g_autofree char *bytes = NULL;
  gsize size;

  if (name == NULL || g_str_is_ascii (name))
    return UKE_NAME_PLAIN;
  if (strstr (name, "●") != NULL)
    return UKE_NAME_REPLACED;

  bytes = g_convert (name, -1, "CP932", "UTF-8", NULL, &size, NULL);
  return bytes != NULL && is_within_jis (bytes, size) ? UKE_NAME_PLAIN : UKE_NAME_BEYOND_JIS;
}

/**
 * uke_name_doubt_get_nick:
 *
 * Returns: one word, static
 */
const char *
uke_name_doubt_get_nick (UkeNameDoubt doubt)
{
  switch (doubt) {
  case UKE_NAME_PLAIN:
    return "plain";
  case UKE_NAME_REPLACED:
    return "replaced";
  case UKE_NAME_BEYOND_JIS:
    return "beyond-jis";
  }
  return NULL;
}
