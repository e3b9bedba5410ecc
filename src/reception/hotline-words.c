#include "reception/hotline-words.h"

#include "reception/date-words.h"
#include "validity/date.h"

#include <glib/gi18n-lib.h>

/* "9:30" */
static char *
write_minutes (int minutes)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2000, 1, 1, minutes / 60, minutes % 60, 0);

  /* xgettext:no-c-format
   * Translators: The shape of a time of day, for g_date_time_format(). */
  return g_date_time_format (time, C_ ("a time of day", "%-H:%M"));
}

char *
uke_hotline_words_number (const UkeHotline *hotline)
{
  /* Translators: The ministry's hotline (マイナンバー総合フリーダイヤル). %1$s is its number, %2$d
   * what to press after dialling. */
  return g_strdup_printf (_ ("My Number hotline %1$s, choice %2$d"), hotline->number,
                          hotline->choice);
}

static char *
describe_hours (const UkeHotline *hotline)
{
  g_autofree char *opens = write_minutes (hotline->weekdays.opens);
  g_autofree char *closes = write_minutes (hotline->weekdays.closes);
  g_autofree char *other_opens = write_minutes (hotline->other_days.opens);
  g_autofree char *other_closes = write_minutes (hotline->other_days.closes);

  /* Translators: Opening hours of the hotline. %1$s to %4$s are times of day. The ministry's
   * leaflet: 平日: 9時30分～20時00分, 土日祝: 9時30分～17時30分, 年末年始を除く. */
  return g_strdup_printf (_ ("Weekdays %1$s–%2$s\nWeekends and holidays %3$s–%4$s, except around "
                             "New Year"),
                          opens, closes, other_opens, other_closes);
}

char *
uke_hotline_words_hours (const UkeHotline *hotline)
{
  if (hotline->always)
    /* Translators: Opening hours of the hotline for lost cards. Municipalities write 24時間365日.
     */
    return g_strdup (_ ("Day and night, every day of the year"));
  return describe_hours (hotline);
}

/* The day after the one on which @now falls, or a later one. */
static char *
describe_opening (GDateTime *opens, GDateTime *now)
{
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;
  GDate of_opening, today;

  uke_date_from_instant (opens, &of_opening);
  uke_date_from_instant (now, &today);
  time = write_minutes (g_date_time_get_hour (opens) * 60 + g_date_time_get_minute (opens));
  day = uke_date_words_short (&of_opening);

  switch (g_date_days_between (&today, &of_opening)) {
  case 0:
    /* Translators: The hotline is closed. %s is a time of day. */
    return g_strdup_printf (_ ("Closed now, opens today at %s"), time);
  case 1:
    /* Translators: The hotline is closed. %s is a time of day. */
    return g_strdup_printf (_ ("Closed now, opens tomorrow at %s"), time);
  default:
    /* Translators: The hotline is closed. %1$s is a day without its year, %2$s a time of day. */
    return g_strdup_printf (_ ("Closed now, opens on %1$s at %2$s"), day, time);
  }
}

char *
uke_hotline_words_state (UkeRules *rules, const UkeHotline *hotline, GDateTime *now)
{
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *time = NULL;

  switch (uke_rules_get_hotline_state (rules, hotline, now, &until)) {
  case UKE_HOTLINE_OPEN:
    if (until == NULL)
      /* Translators: The hotline is open, day and night. */
      return g_strdup (_ ("Open now"));
    time = write_minutes (g_date_time_get_hour (until) * 60 + g_date_time_get_minute (until));
    /* Translators: The hotline is open. %s is a time of day. */
    return g_strdup_printf (_ ("Open now, until %s"), time);
  case UKE_HOTLINE_CLOSED:
    if (until == NULL)
      /* Translators: The hotline is closed, and it is not known when it opens. */
      return g_strdup (_ ("Closed now"));
    return describe_opening (until, now);
  case UKE_HOTLINE_UNKNOWN:
    return NULL;
  }
  g_assert_not_reached ();
}
