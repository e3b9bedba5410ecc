#include "reception/date-words.h"

#include <glib/gi18n-lib.h>

/* Eras that a certificate or a living person’s birth can fall into, newest first (Era Name Act,
 * 1979, and the imperial rescripts before it). */
static const struct {
  const char *name;
  GDateYear year;
  GDateMonth month;
  GDateDay day;
} eras[] = {
  { "令和", 2019, G_DATE_MAY, 1 },
  { "平成", 1989, G_DATE_JANUARY, 8 },
  { "昭和", 1926, G_DATE_DECEMBER, 25 },
  { "大正", 1912, G_DATE_JULY, 30 },
  { "明治", 1868, G_DATE_OCTOBER, 23 },
};

/* 令和8年; the first year of an era is 元年. Empty before the eras above. */
static char *
era_year (const GDate *date)
{
  for (gsize i = 0; i < G_N_ELEMENTS (eras); i++) {
    GDate start;
    int year;

    g_date_set_dmy (&start, eras[i].day, eras[i].month, eras[i].year);
    if (g_date_compare (date, &start) < 0)
      continue;

    year = g_date_get_year (date) - eras[i].year + 1;
    return year == 1 ? g_strdup_printf ("%s元年", eras[i].name)
                     : g_strdup_printf ("%s%d年", eras[i].name, year);
  }

  return g_strdup ("");
}

static char *
format (const GDate *date, const char *shape)
{
  g_autofree char *era = era_year (date);
  g_autoptr (GString) pattern = g_string_new (shape);
  g_autoptr (GDateTime) noon = NULL;

  g_string_replace (pattern, "{era}", era, 0);
  noon = g_date_time_new_utc (g_date_get_year (date), (int) g_date_get_month (date),
                              g_date_get_day (date), 12, 0, 0);
  return g_date_time_format (noon, pattern->str);
}

char *
uke_date_words (const GDate *date)
{
  /* xgettext:no-c-format
   * Translators: The shape of a calendar day, for g_date_time_format(). {era} stands for the year
   * in the Japanese era with its name, such as 令和8年; leave it out unless your readers count in
   * eras. */
  return format (date, C_ ("a calendar day", "%-d %B %Y"));
}

char *
uke_date_words_short (const GDate *date)
{
  /* xgettext:no-c-format
   * Translators: The shape of a day without its year, for g_date_time_format(), in a narrow place.
   */
  return format (date, C_ ("a calendar day without year", "%-d %b"));
}

char *
uke_date_words_numeric (const GDate *date)
{
  /* xgettext:no-c-format
   * Translators: The shape of a day with its year in figures, for g_date_time_format(), below a
   * picture.
   */
  return format (date, C_ ("a calendar day in figures", "%-d %b %Y"));
}
