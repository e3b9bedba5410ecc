#include "eligibility/codes.h"
#include "eligibility/texts.h"

static void
test_days (void)
{
  GDate day;

  g_assert_true (uke_oqs_parse_day ("20240229", &day));
  g_assert_cmpuint (g_date_get_day (&day), ==, 29);
  g_assert_false (uke_oqs_parse_day ("20250229", &day));
  g_assert_false (g_date_valid (&day));
  g_assert_false (uke_oqs_parse_day ("2025-01-01", &day));
  g_assert_false (uke_oqs_parse_day ("2025 101", &day));
  g_assert_false (uke_oqs_parse_day ("00000000", &day));
  g_assert_false (uke_oqs_parse_day ("２０２５０１０１", &day));
  g_assert_false (uke_oqs_parse_day ("", &day));
  g_assert_false (uke_oqs_parse_day (NULL, &day));
}

static void
test_moments (void)
{
  g_autoptr (GDateTime) moment = uke_oqs_parse_moment ("20251104091458");
  g_autofree char *text = g_date_time_format_iso8601 (moment);

  g_assert_cmpstr (text, ==, "2025-11-04T09:14:58+09");
  g_assert_null (uke_oqs_parse_moment ("20251104"));
  g_assert_null (uke_oqs_parse_moment ("20251104246000"));
  g_assert_null (uke_oqs_parse_moment ("20251104-10000"));
  g_assert_null (uke_oqs_parse_moment (NULL));
}

static void
test_given (void)
{
  g_assert_false (uke_oqs_is_given (NULL));
  g_assert_false (uke_oqs_is_given (""));
  g_assert_false (uke_oqs_is_given (" \n　"));
  g_assert_true (uke_oqs_is_given ("0"));
  g_assert_true (uke_oqs_is_given ("  999003"));
}

static const struct {
  char *(*fold) (const char *);
  const char *text;
  const char *folded;
} foldings[] = {
  { uke_oqs_fold, NULL, "" },
  { uke_oqs_fold, "  999003", "999003" },
  { uke_oqs_fold, "９９－１", "99-1" },
  { uke_oqs_fold, "９９−１", "99-1" },
  { uke_oqs_fold, "見本　花子", "見本花子" },
  { uke_oqs_fold_number, "０００７７", "77" },
  { uke_oqs_fold_number, "00077", "77" },
  { uke_oqs_fold_number, "000", "0" },
  { uke_oqs_fold_number, "", "" },
  { uke_oqs_fold_kana, "ｼﾖｳｲﾁ ﾊﾟﾊﾞ", "シヨウイチパバ" },
  { uke_oqs_fold_kana, "しょういち　ぱば", "シヨウイチパバ" },
  { uke_oqs_fold_kana, "ヵヶッ", "カケツ" },
};

static void
test_folding (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (foldings); i++) {
    g_autofree char *folded = foldings[i].fold (foldings[i].text);

    g_assert_cmpstr (folded, ==, foldings[i].folded);
  }
}

static const struct {
  const char *name;
  UkeNameDoubt doubt;
} names[] = {
  { NULL, UKE_NAME_PLAIN },
  { "", UKE_NAME_PLAIN },
  { "Sample Taro", UKE_NAME_PLAIN },
  { "見本　花子", UKE_NAME_PLAIN },
  { "ﾐﾎﾝ ﾊﾅｺ", UKE_NAME_PLAIN },
  { "齋藤　凜", UKE_NAME_PLAIN }, /* level 2, and the very last of it */
  { "熙", UKE_NAME_PLAIN },
  { "●山　三郎", UKE_NAME_REPLACED },
  { "髙橋", UKE_NAME_BEYOND_JIS },  /* FBFC */
  { "山﨑", UKE_NAME_BEYOND_JIS },  /* FAB1 */
  { "德川", UKE_NAME_BEYOND_JIS },  /* FAD0: level 3 */
  { "𠮷田", UKE_NAME_BEYOND_JIS },  /* beyond the basic plane */
  { "①太郎", UKE_NAME_BEYOND_JIS }, /* NEC's row 13 */
  { "é", UKE_NAME_BEYOND_JIS },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_test_message ("%s", names[i].name);
    g_assert_cmpstr (uke_name_doubt_get_nick (uke_oqs_judge_name (names[i].name)), ==,
                     uke_name_doubt_get_nick (names[i].doubt));
  }
}

static void
test_codes (void)
{
  g_assert_cmpstr (uke_code_get_label (UKE_OQSCD_006, "4"), ==, "該当資格なし");
  g_assert_cmpstr (uke_code_get_label (UKE_OQSCD_012, "A03"), ==, "ウ");
  g_assert_cmpstr (uke_code_get_label (UKE_OQSCD_010, "A1"), ==, "医療扶助");
  /* A code is its letters: neither a number nor another table's. */
  g_assert_null (uke_code_get_label (UKE_OQSCD_010, "1"));
  g_assert_null (uke_code_get_label (UKE_OQSCD_006, "01"));
  g_assert_null (uke_code_get_label (UKE_OQSCD_006, "7"));
  g_assert_null (uke_code_get_label (UKE_OQSCD_006, ""));
  g_assert_null (uke_code_get_label (UKE_OQSCD_006, NULL));
  g_assert_null (uke_code_get_label (UKE_OQSCD_NONE, "1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/texts/days", test_days);
  g_test_add_func ("/texts/moments", test_moments);
  g_test_add_func ("/texts/given", test_given);
  g_test_add_func ("/texts/folding", test_folding);
  g_test_add_func ("/texts/names", test_names);
  g_test_add_func ("/texts/codes", test_codes);
  return g_test_run ();
}
