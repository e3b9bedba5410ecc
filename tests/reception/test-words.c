#include "reception/certificate-words.h"
#include "reception/date-words.h"
#include "reception/hotline-words.h"
#include "reception/message.h"
#include "reception/words.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

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

static GDate
day (GDateDay d, GDateMonth m, GDateYear y)
{
  GDate date;

  g_date_set_dmy (&date, d, m, y);
  return date;
}

static UkeStanding
standing (const GDate *expires, UkeCredential credential, const GDate *on)
{
  GDate issued = day (1, G_DATE_DECEMBER, 2021);
  UkeStanding self;

  uke_standing_init (&self, &issued, expires, credential, UKE_TERMINAL_SILENT, on);
  return self;
}

/* What today's readers leave open: the date, the days left, the last usable day, the next step. */
static void
test_dates (void)
{
  const struct {
    GDate on;
    const char *dates;
  } rows[] = {
    { day (22, G_DATE_NOVEMBER, 2026),
      "有効期限：令和8年11月30日（2026年11月30日） あと8日\n"
      "保険証として使える最後の日：令和9年2月28日（2027年2月28日）\n"
      "有効期限通知書がなくても、お住まいの市区町村窓口で更新できます" },
    { day (30, G_DATE_NOVEMBER, 2026),
      "有効期限：令和8年11月30日（2026年11月30日） 本日\n"
      "保険証として使える最後の日：令和9年2月28日（2027年2月28日）\n"
      "有効期限通知書がなくても、お住まいの市区町村窓口で更新できます" },
    { day (1, G_DATE_DECEMBER, 2026),
      "有効期限が切れた日：令和8年11月30日（2026年11月30日）\n"
      "保険証として使える最後の日：令和9年2月28日（2027年2月28日） あと89日\n"
      "お住まいの市区町村窓口で再発行できます" },
    { day (28, G_DATE_FEBRUARY, 2027),
      "有効期限が切れた日：令和8年11月30日（2026年11月30日）\n"
      "保険証として使える最後の日：令和9年2月28日（2027年2月28日） 本日\n"
      "お住まいの市区町村窓口で再発行できます" },
    { day (1, G_DATE_MARCH, 2027), "有効期限が切れた日：令和8年11月30日（2026年11月30日）\n"
                                   "保険証として使えた最後の日：令和9年2月28日（2027年2月28日）\n"
                                   "お住まいの市区町村窓口で再発行できます" },
    { day (29, G_DATE_AUGUST, 2026), NULL },
  };
  GDate expires = day (30, G_DATE_NOVEMBER, 2026);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    UkeStanding on = standing (&expires, UKE_CREDENTIAL_CARD, &rows[i].on);
    g_autofree char *dates = uke_certificate_words_dates (&on, &on);

    g_assert_cmpstr (dates, ==, rows[i].dates);
  }
}

/* The card is placed on one day; midnight comes while it lies there. */
static void
test_banner_goes_with_the_day (void)
{
  const struct {
    GDate placed, today;
    const char *banner;
  } rows[] = {
    { day (29, G_DATE_AUGUST, 2026), day (30, G_DATE_AUGUST, 2026), NULL },
    { day (28, G_DATE_NOVEMBER, 2026), day (28, G_DATE_NOVEMBER, 2026),
      "電子証明書の有効期限が近づいています（11月30日まで、あと2日）" },
    { day (28, G_DATE_NOVEMBER, 2026), day (29, G_DATE_NOVEMBER, 2026),
      "電子証明書の有効期限が近づいています（11月30日まで、あと1日）" },
    { day (28, G_DATE_NOVEMBER, 2026), day (30, G_DATE_NOVEMBER, 2026),
      "電子証明書の有効期限は本日までです（11月30日）" },
    { day (30, G_DATE_NOVEMBER, 2026), day (1, G_DATE_DECEMBER, 2026),
      "電子証明書の有効期限は11月30日まででした。この受付はこのまま続けられます" },
    { day (1, G_DATE_DECEMBER, 2026), day (1, G_DATE_DECEMBER, 2026),
      "電子証明書の有効期限が切れています（2月28日まで受付できます、あと89日）" },
    { day (27, G_DATE_FEBRUARY, 2027), day (28, G_DATE_FEBRUARY, 2027),
      "電子証明書の有効期限が切れています（本日2月28日まで受付できます）" },
    { day (28, G_DATE_FEBRUARY, 2027), day (1, G_DATE_MARCH, 2027),
      "このカードでの受付は2月28日まででした。この受付はこのまま続けられます" },
    { day (1, G_DATE_MARCH, 2027), day (2, G_DATE_MARCH, 2027), NULL },
  };
  GDate expires = day (30, G_DATE_NOVEMBER, 2026);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    UkeStanding kept = standing (&expires, UKE_CREDENTIAL_CARD, &rows[i].placed);
    UkeStanding today = standing (&expires, UKE_CREDENTIAL_CARD, &rows[i].today);
    g_autofree char *banner = uke_certificate_words_banner (&kept, &today);

    g_assert_cmpstr (banner, ==, rows[i].banner);
  }
}

/* A phone has no grace: nothing may be promised for the three months after. */
static void
test_phone_is_promised_no_grace (void)
{
  GDate expires = day (30, G_DATE_NOVEMBER, 2026);
  GDate before = day (29, G_DATE_NOVEMBER, 2026);
  GDate after = day (1, G_DATE_DECEMBER, 2026);
  UkeStanding ending = standing (&expires, UKE_CREDENTIAL_PHONE, &before);
  UkeStanding ended = standing (&expires, UKE_CREDENTIAL_PHONE, &after);
  g_autofree char *dates = uke_certificate_words_dates (&ending, &ending);
  g_autofree char *stage = uke_certificate_words_stage (&ended, &ended);
  g_autofree char *banner = uke_certificate_words_banner (&ended, &ended);

  g_assert_null (strstr (dates, "2月28日"));
  g_assert_nonnull (strstr (dates, "使える最後の日：令和8年11月30日"));
  g_assert_cmpstr (stage, ==, "失効 窓口対応");
  g_assert_null (banner);
}

static void
test_life_in_one_sentence (void)
{
  GDate expires = day (30, G_DATE_NOVEMBER, 2026);
  GDate on = day (22, G_DATE_NOVEMBER, 2026);
  UkeStanding today = standing (&expires, UKE_CREDENTIAL_CARD, &on);
  g_autofree char *life = uke_certificate_words_life (&today);

  g_assert_cmpstr (life, ==,
                   "令和3年12月1日（2021年12月1日）に発行され、有効期限は令和8年11月30日"
                   "（2026年11月30日）（あと8日）、保険証として使える最後の日は令和9年2月28日"
                   "（2027年2月28日）です。本日は令和8年11月22日（2026年11月22日）です。");
}

/* Each reason has a code of its own, words for the staff, and words for a patient who meets it. */
static void
test_catalogue_is_complete (void)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < UKE_N_REASONS; i++) {
    UkeReason reason = (UkeReason) i;
    const char *code = uke_message_code (reason);
    g_autofree char *for_staff = uke_message_for_staff (reason);
    g_autofree char *detail = uke_message_detail (reason);

    g_assert_cmpuint (strlen (code), ==, 3);
    g_assert_true (g_hash_table_add (codes, (gpointer) code));
    g_assert_true ((for_staff == NULL) == (reason == UKE_REASON_NONE));
    g_assert_true ((detail == NULL)
                   == (reason == UKE_REASON_UNKNOWN_DATE || reason == UKE_REASON_CLOCK_WENT_BACK
                       || reason == UKE_REASON_RULES_REFUSED));
    g_assert_true (for_staff == NULL || g_str_has_suffix (for_staff, "。"));
  }
}

/* Whoever stands before the screen is never told that a card was reported as lost. */
static void
test_held_and_revoked_sound_alike (void)
{
  g_auto (UkeWords) held = { 0 };
  g_auto (UkeWords) revoked = { 0 };

  uke_words_init (&held, UKE_STEP_HELD, UKE_REASON_HELD, NULL);
  uke_words_init (&revoked, UKE_STEP_HELD, UKE_REASON_REVOKED, NULL);
  g_assert_cmpstr (held.headline, ==, revoked.headline);
  g_assert_cmpstr (held.detail, ==, revoked.detail);
  g_assert_cmpstr (held.code, ==, revoked.code);
}

static void
assert_hotline (UkeHotlineTopic topic, const char *number, const char *hours)
{
  g_autoptr (UkeRules) rules = uke_rules_new_built_in ();
  const UkeHotline *hotline;
  g_autofree char *number_words = NULL;
  g_autofree char *hours_words = NULL;
  GDate on;

  g_date_set_dmy (&on, 25, G_DATE_NOVEMBER, 2026);
  hotline = uke_rules_get_hotline (rules, topic, &on);
  number_words = uke_hotline_words_number (hotline);
  hours_words = uke_hotline_words_hours (hotline);
  g_assert_cmpstr (number_words, ==, number);
  g_assert_cmpstr (hours_words, ==, hours);
}

/* Number, choice and hours as the leaflet has them. */
static void
test_hotlines (void)
{
  assert_hotline (UKE_HOTLINE_INSURANCE, "マイナンバー総合フリーダイヤル 0120-95-0178（5番を選択）",
                  "平日：9時30分～20時00分\n土日祝：9時30分～17時30分（年末年始を除く）");
  assert_hotline (UKE_HOTLINE_LOSS, "マイナンバー総合フリーダイヤル 0120-95-0178（2番を選択）",
                  "24時間365日受け付けています");
}

static void
test_hotline_states (void)
{
  static const struct {
    const char *now;
    const char *insurance, *loss;
  } rows[] = {
    { "2026-11-25T09:29:59+09", "ただいま受付時間外です（本日9時30分から受付）",
      "ただいま受付中です" },
    { "2026-11-25T09:30:00+09", "ただいま受付中です（20時00分まで）", "ただいま受付中です" },
    { "2026-11-25T20:00:00+09", "ただいま受付時間外です（明日9時30分から受付）",
      "ただいま受付中です" },
    { "2026-12-31T12:00:00+09", "ただいま受付時間外です（1月4日9時30分から受付）",
      "ただいま受付中です" },
    { "2027-12-31T12:00:00+09", "ただいま受付時間外です", "ただいま受付中です" },
    { "2028-02-29T12:00:00+09", NULL, "ただいま受付中です" },
  };
  g_autoptr (UkeRules) rules = uke_rules_new_built_in ();
  GPtrArray *hotlines = uke_rules_get_hotlines (rules);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (rows[i].now, NULL);
    g_autofree char *insurance = uke_hotline_words_state (rules, hotlines->pdata[0], now);
    g_autofree char *loss = uke_hotline_words_state (rules, hotlines->pdata[1], now);

    g_assert_cmpstr (insurance, ==, rows[i].insurance);
    g_assert_cmpstr (loss, ==, rows[i].loss);
  }
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
  g_test_add_func ("/words/dates", test_dates);
  g_test_add_func ("/words/banner-goes-with-the-day", test_banner_goes_with_the_day);
  g_test_add_func ("/words/phone-is-promised-no-grace", test_phone_is_promised_no_grace);
  g_test_add_func ("/words/life-in-one-sentence", test_life_in_one_sentence);
  g_test_add_func ("/words/catalogue-is-complete", test_catalogue_is_complete);
  g_test_add_func ("/words/held-and-revoked-sound-alike", test_held_and_revoked_sound_alike);
  g_test_add_func ("/words/hotlines", test_hotlines);
  g_test_add_func ("/words/hotline-states", test_hotline_states);

  return g_test_run ();
}
