#include "reception/rules-private.h"

#include "validity/date.h"

/* Which hotlines there are on a day, and when somebody answers. */

const char *
uke_hotline_topic_get_nick (UkeHotlineTopic topic)
{
  g_autoptr (GEnumClass) topics = g_type_class_ref (UKE_TYPE_HOTLINE_TOPIC);
  const GEnumValue *value = g_enum_get_value (topics, (int) topic);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

GPtrArray *
uke_rules_get_hotlines (UkeRules *self)
{
  g_return_val_if_fail (UKE_IS_RULES (self), NULL);

  return uke_rules_peek_content (self)->hotlines;
}

static gboolean
is_within (const UkeHotline *hotline, const GDate *day)
{
  return g_date_compare (day, &hotline->from) >= 0
         && (!g_date_valid (&hotline->until) || g_date_compare (day, &hotline->until) <= 0);
}

/**
 * uke_rules_get_hotline:
 * @on: a day in Japan
 *
 * Tells which hotline is there for a topic on a day.
 *
 * Returns: (transfer none) (nullable): NULL on a day for which the file has none
 */
const UkeHotline *
uke_rules_get_hotline (UkeRules *self, UkeHotlineTopic topic, const GDate *on)
{
  GPtrArray *hotlines = uke_rules_get_hotlines (self);

  g_return_val_if_fail (g_date_valid (on), NULL);

  for (guint i = 0; i < hotlines->len; i++) {
    const UkeHotline *hotline = hotlines->pdata[i];

    if (hotline->topic == topic && is_within (hotline, on))
      return hotline;
  }
  return NULL;
}

static gboolean
is_new_year (const UkeRulesContent *content, const GDate *day)
{
  int month_day = (int) g_date_get_month (day) * 100 + g_date_get_day (day);

  return month_day >= content->new_year_from || month_day <= content->new_year_until;
}

static gboolean
is_holiday (const UkeRulesContent *content, const GDate *day)
{
  guint32 julian = g_date_get_julian (day);

  for (guint i = 0; i < content->holidays->len; i++)
    if (g_array_index (content->holidays, guint32, i) == julian)
      return TRUE;
  return FALSE;
}

/* A year without a single holiday is one that nobody has entered. */
static gboolean
knows_year (const UkeRulesContent *content, const GDate *day)
{
  for (guint i = 0; i < content->holidays->len; i++) {
    GDate holiday;

    g_date_clear (&holiday, 1);
    g_date_set_julian (&holiday, g_array_index (content->holidays, guint32, i));
    if (g_date_get_year (&holiday) == g_date_get_year (day))
      return TRUE;
  }
  return FALSE;
}

/* NULL for a day on which nobody answers. */
static const UkeHours *
get_hours (const UkeRulesContent *content, const UkeHotline *hotline, const GDate *day)
{
  if (is_new_year (content, day))
    return NULL;
  if (g_date_get_weekday (day) >= G_DATE_SATURDAY || is_holiday (content, day))
    return &hotline->other_days;
  return &hotline->weekdays;
}

static GDateTime *
get_moment (const GDate *day, int minutes)
{
  g_autoptr (GDateTime) midnight = uke_date_get_midnight (day);

  return g_date_time_add_minutes (midnight, minutes);
}

/* The next opening after @now, which is of @day; NULL where the next one lies in a year of which
 * nothing is known, or after the hotline's last day. */
static GDateTime *
find_opening (const UkeRulesContent *content, const UkeHotline *hotline, GDate day, GDateTime *now)
{
  for (; knows_year (content, &day) && is_within (hotline, &day); g_date_add_days (&day, 1)) {
    const UkeHours *hours = get_hours (content, hotline, &day);
    g_autoptr (GDateTime) opens = hours != NULL ? get_moment (&day, hours->opens) : NULL;

    if (opens != NULL && g_date_time_compare (opens, now) > 0)
      return g_steal_pointer (&opens);
  }
  return NULL;
}

/* NULL while nobody answers. */
static GDateTime *
find_closing (const UkeHours *hours, const GDate *day, GDateTime *now)
{
  g_autoptr (GDateTime) opens = hours != NULL ? get_moment (day, hours->opens) : NULL;
  g_autoptr (GDateTime) closes = hours != NULL ? get_moment (day, hours->closes) : NULL;

  if (hours == NULL || g_date_time_compare (now, opens) < 0
      || g_date_time_compare (now, closes) >= 0)
    return NULL;
  return g_steal_pointer (&closes);
}

/**
 * uke_rules_get_hotline_state:
 * @hotline: of these rules, for a day on which it is there
 * @now: a moment of that day
 * @ret_until: (out) (transfer full) (optional): when that ends, in Japan's zone; NULL when it does
 *   not end or is not known
 *
 * Tells whether a hotline answers.
 */
UkeHotlineState
uke_rules_get_hotline_state (UkeRules *self,
                             const UkeHotline *hotline,
                             GDateTime *now,
                             GDateTime **ret_until)
{
  const UkeRulesContent *content = uke_rules_peek_content (self);
  g_autoptr (GDateTime) until = NULL;
  UkeHotlineState state;
  GDate day;

  g_return_val_if_fail (hotline != NULL, UKE_HOTLINE_UNKNOWN);

  uke_date_from_instant (now, &day);
  if (hotline->always)
    state = UKE_HOTLINE_OPEN;
  else if (!knows_year (content, &day))
    state = UKE_HOTLINE_UNKNOWN;
  else if ((until = find_closing (get_hours (content, hotline, &day), &day, now)) != NULL)
    state = UKE_HOTLINE_OPEN;
  else {
    state = UKE_HOTLINE_CLOSED;
    until = find_opening (content, hotline, day, now);
  }

  if (ret_until != NULL)
    *ret_until = g_steal_pointer (&until);
  return state;
}
