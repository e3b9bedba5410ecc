#include "target.h"

#include "reception/hotline-words.h"
#include "validity/date.h"

#include <locale.h>

/* Files of rules: whatever bytes are given as one, rules come out that answer for every day, or an
 * error that can be shown to somebody. */

static const char *const moments[] = {
  "1900-01-01T00:00:00+09", "2026-11-25T12:00:00+09", "2026-12-31T23:59:59+09",
  "2028-02-29T09:30:00+09", "9999-12-31T20:00:00+09",
};

void
fuzz_set_up (void)
{
  setlocale (LC_ALL, "C.UTF-8");
}

static void
check_days (const GDate *from, const GDate *until)
{
  g_assert_true (g_date_valid (from));
  g_assert_true (!g_date_valid (until) || g_date_compare (from, until) <= 0);
}

static void
check_state (UkeRules *rules, const UkeHotline *hotline, GDateTime *now)
{
  g_autoptr (GDateTime) until = NULL;
  UkeHotlineState state = uke_rules_get_hotline_state (rules, hotline, now, &until);
  g_autofree char *words = uke_hotline_words_state (rules, hotline, now);

  g_assert_true ((words == NULL) == (state == UKE_HOTLINE_UNKNOWN));
  g_assert_true (until == NULL || g_date_time_compare (until, now) > 0);
  g_assert_true (state != UKE_HOTLINE_OPEN || (until == NULL) == hotline->always);
}

static void
check_moment (UkeRules *rules, GDateTime *now)
{
  GDate on;

  uke_date_from_instant (now, &on);
  for (int rule = 0; rule < UKE_N_RULES; rule++)
    uke_rules_hold (rules, (UkeRule) rule, &on);
  for (int topic = 0; topic < UKE_N_HOTLINE_TOPICS; topic++) {
    const UkeHotline *hotline = uke_rules_get_hotline (rules, (UkeHotlineTopic) topic, &on);

    if (hotline != NULL)
      check_state (rules, hotline, now);
  }
}

static void
check_rules (UkeRules *rules)
{
  GPtrArray *entries = uke_rules_get_entries (rules);
  GPtrArray *hotlines = uke_rules_get_hotlines (rules);

  for (guint i = 0; i < entries->len; i++) {
    const UkeRuleEntry *entry = entries->pdata[i];

    check_days (&entry->from, &entry->until);
    g_assert_true (g_utf8_validate (entry->source, -1, NULL));
  }
  for (guint i = 0; i < hotlines->len; i++) {
    const UkeHotline *hotline = hotlines->pdata[i];
    g_autofree char *hours = uke_hotline_words_hours (hotline);

    check_days (&hotline->from, &hotline->until);
    g_assert_true (g_regex_match_simple ("^[0-9-]{3,20}\\z", hotline->number, 0, 0));
    g_assert_true (g_utf8_validate (hours, -1, NULL));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++) {
    g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (moments[i], NULL);

    check_moment (rules, now);
  }
}

void
fuzz_try (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeRules) rules = uke_rules_new_from_data (bytes, &error);

  if (rules != NULL) {
    g_assert_no_error (error);
    check_rules (rules);
  } else {
    g_assert_error (error, UKE_RULES_ERROR, UKE_RULES_ERROR_MALFORMED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}
