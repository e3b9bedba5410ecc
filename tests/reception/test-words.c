#include "reception/date-words.h"
#include "reception/visit-private.h"
#include "reception/words.h"

#include <libintl.h>
#include <locale.h>

/* What Japanese patients read, from the real catalogue. */

typedef struct {
  UkeStep step;
  const char *headline;
  const char *detail;
  const char *button;
} Leaflet;

/* The ministry's leaflet on the certificate's expiry, word for word. */
static const Leaflet leaflet[] = {
  { UKE_STEP_EXPIRY_NOTICE, "証明書の有効期限が3カ月以内となっています。",
    "自宅に送付される有効期限通知書をご覧ください。", "次に進む" },
  { UKE_STEP_GRACE_NOTICE, "電子証明書の有効期限が切れているため、資格情報のみ当機関に提供します。",
    "お早めに市区町村窓口にお問い合わせください。", "次に進む" },
  { UKE_STEP_LAPSED, "電子証明書が失効しています。",
    "マイナンバーカードを取り出し、受付窓口までお越しください。\n"
    "詳細は市区町村窓口にお問い合わせください。",
    NULL },
  { UKE_STEP_PIN, "正しい暗証番号を入力してください", "注）番号位置は入れ替わります", NULL },
};

static void
test_leaflet (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leaflet); i++) {
    g_auto (UkeWords) words = { 0 };

    uke_words_init (&words, leaflet[i].step, UKE_REASON_NONE, NULL);
    g_assert_cmpstr (words.headline, ==, leaflet[i].headline);
    g_assert_cmpstr (words.detail, ==, leaflet[i].detail);
    g_assert_cmpstr (words.button, ==, leaflet[i].button);
  }
}

static void
test_tries_left (void)
{
  g_autofree char *two = uke_words_tries_left (2);

  g_assert_cmpstr (two, ==, "あと2回"); /* the leaflet's picture of the PIN page */
  g_assert_null (uke_words_tries_left (-1));
}

static void
test_eras (void)
{
  static const struct {
    GDateYear year;
    GDateMonth month;
    GDateDay day;
    const char *words;
  } days[] = {
    { 2026, G_DATE_NOVEMBER, 22, "令和8年11月22日（2026年11月22日）" },
    { 2019, G_DATE_MAY, 1, "令和元年5月1日（2019年5月1日）" },
    { 2019, G_DATE_APRIL, 30, "平成31年4月30日（2019年4月30日）" },
    { 1989, G_DATE_JANUARY, 8, "平成元年1月8日（1989年1月8日）" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    GDate date;
    g_autofree char *words = NULL;

    g_date_set_dmy (&date, days[i].day, days[i].month, days[i].year);
    words = uke_date_words (&date);
    g_assert_cmpstr (words, ==, days[i].words);
  }
}

static UkeVisit *
visit_judged (const GDate *expires, const GDate *on)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 1, 0, 0);
  UkeVisit *visit = uke_visit_new (1, now);
  UkeCalendar calendar;

  uke_calendar_init (&calendar, expires);
  uke_visit_set_stage (visit, &calendar, on);
  return visit;
}

static void
test_dates_and_banner (void)
{
  GDate expires, before, after;
  g_autoptr (UkeVisit) ending = NULL;
  g_autoptr (UkeVisit) ended = NULL;
  g_autofree char *ends = NULL;
  g_autofree char *accepted = NULL;
  g_auto (UkeWords) words = { 0 };

  g_date_set_dmy (&expires, 30, G_DATE_NOVEMBER, 2026);
  g_date_set_dmy (&before, 22, G_DATE_NOVEMBER, 2026);
  g_date_set_dmy (&after, 1, G_DATE_DECEMBER, 2026);
  ending = visit_judged (&expires, &before);
  ended = visit_judged (&expires, &after);

  uke_words_init (&words, UKE_STEP_EXPIRY_NOTICE, UKE_REASON_NONE, ending);
  g_assert_cmpstr (words.dates, ==,
                   "有効期限：令和8年11月30日（2026年11月30日） あと8日\n"
                   "お住まいの市区町村窓口で更新できます");
  ends = uke_words_banner (ending);
  g_assert_cmpstr (ends, ==, "電子証明書の有効期限が近づいています（11月30日）");
  accepted = uke_words_banner (ended);
  g_assert_cmpstr (accepted, ==, "電子証明書の有効期限が切れています（2月28日まで受付できます）");
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "ja", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (setlocale (LC_ALL, "ja_JP.UTF-8") == NULL)
    g_error ("there is no locale ja_JP.UTF-8 here; “./dev test” makes one");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEXTDOMAINDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  g_test_add_func ("/words/leaflet", test_leaflet);
  g_test_add_func ("/words/tries-left", test_tries_left);
  g_test_add_func ("/words/eras", test_eras);
  g_test_add_func ("/words/dates-and-banner", test_dates_and_banner);

  return g_test_run ();
}
