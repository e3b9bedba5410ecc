#include "eligibility/codes.h"

#include <string.h>

/* Two letters more than the longest that is known. */
typedef struct {
  UkeCodeTable table;
  char code[6];
  const char *label;
} Code;

/* The ministry's words. Nobody else's: what is not here is shown as it came. */
/* clang-format off */
static const Code codes[] = {
  { UKE_OQSCD_001, "0", "未同意" },
  { UKE_OQSCD_001, "1", "同意" },
  { UKE_OQSCD_002, "1", "マイナンバーカード" },
  { UKE_OQSCD_002, "2", "被保険者証情報" },
  { UKE_OQSCD_003, "1", "正常終了" },
  { UKE_OQSCD_003, "2", "処理中" },
  { UKE_OQSCD_003, "9", "異常終了" },
  { UKE_OQSCD_004, "1", "正常終了" },
  { UKE_OQSCD_004, "2", "エラー" },
  { UKE_OQSCD_005, "0", "UTF-8" },
  { UKE_OQSCD_005, "1", "Shift_JIS" },
  { UKE_OQSCD_006, "1", "有効" },
  { UKE_OQSCD_006, "2", "無効" },
  { UKE_OQSCD_006, "3", "無効（新しい資格あり）" },
  { UKE_OQSCD_006, "4", "該当資格なし" },
  { UKE_OQSCD_006, "5", "複数該当" },
  { UKE_OQSCD_006, "6", "有効（未登録）" },
  { UKE_OQSCD_007, "1", "男" },
  { UKE_OQSCD_007, "2", "女" },
  { UKE_OQSCD_007, "3", "未設定" },
  { UKE_OQSCD_008, "01", "死亡" },
  { UKE_OQSCD_008, "02", "生活保護受給開始" },
  { UKE_OQSCD_008, "03", "医療保険等の資格取得" },
  { UKE_OQSCD_008, "99", "その他" },
  { UKE_OQSCD_009, "1", "本人" },
  { UKE_OQSCD_009, "2", "家族" },
  { UKE_OQSCD_010, "01", "被保険者証（一般）" },
  { UKE_OQSCD_010, "02", "被保険者証（退職）" },
  { UKE_OQSCD_010, "03", "短期被保険者証（一般）" },
  { UKE_OQSCD_010, "04", "短期被保険者証（退職）" },
  { UKE_OQSCD_010, "05", "特別療養費支給対象者" }, /* 被保険者資格証明書 until 2024-12 */
  { UKE_OQSCD_010, "06", "特例退職被保険者証" },
  { UKE_OQSCD_010, "07", "自衛官診療証" },
  { UKE_OQSCD_010, "A1", "医療扶助" },
  { UKE_OQSCD_011, "01", "限度額適用（区分）認定証" },
  { UKE_OQSCD_011, "02", "限度額適用・標準負担額減額認定証" },
  { UKE_OQSCD_011, "03", "標準負担額減額認定証" },
  { UKE_OQSCD_012, "A01", "ア" },
  { UKE_OQSCD_012, "A02", "イ" },
  { UKE_OQSCD_012, "A03", "ウ" },
  { UKE_OQSCD_012, "A04", "エ" },
  { UKE_OQSCD_012, "A05", "オ" },
  { UKE_OQSCD_012, "A06", "オ（境）" },
  { UKE_OQSCD_012, "B01", "現役並みⅢ" },
  { UKE_OQSCD_012, "B02", "現役並みⅡ" },
  { UKE_OQSCD_012, "B03", "現役並みⅠ" },
  { UKE_OQSCD_012, "B04", "一般" },
  { UKE_OQSCD_012, "B05", "低所得Ⅱ" },
  { UKE_OQSCD_012, "B06", "低所得Ⅰ" },
  { UKE_OQSCD_012, "B07", "低所得Ⅰ（老福）" },
  { UKE_OQSCD_012, "B08", "低所得Ⅰ（境）" },
  { UKE_OQSCD_012, "B09", "一般Ⅱ" },
  { UKE_OQSCD_012, "B10", "一般Ⅰ" },
  { UKE_OQSCD_013, "1", "人工透析を要する慢性腎不全" },
  { UKE_OQSCD_013, "2", "先天性血液凝固因子障害（第VIII・IX因子）" },
  { UKE_OQSCD_013, "3", "血液凝固因子製剤に起因するHIV感染症" },
  { UKE_OQSCD_014, "0", "変更なし" },
  { UKE_OQSCD_014, "1", "変更あり又は判定不能" },
  { UKE_OQSCD_015, "1", "未就学該当" },
  { UKE_OQSCD_016, "0", "同意なし" },
  { UKE_OQSCD_016, "1", "同意あり" },
  { UKE_OQSCD_016, "2", "同意有効期限切れ" },
  { UKE_OQSCD_016, "3", "同意取得困難" },
  { UKE_OQSCD_017, "1", "電子処方箋" },
  { UKE_OQSCD_017, "2", "紙の処方箋" },
  { UKE_OQSCD_018, "01", "医療券" },
  { UKE_OQSCD_018, "02", "調剤券" },
  { UKE_OQSCD_019, "01", "入院" },
  { UKE_OQSCD_019, "02", "入院外" },
  { UKE_OQSCD_019, "03", "歯科" },
  { UKE_OQSCD_019, "04", "調剤" },
  { UKE_OQSCD_019, "05", "訪問看護" },
  { UKE_OQSCD_020, "01", "単独" },
  { UKE_OQSCD_020, "02", "併用" },
  { UKE_OQSCD_021, "01", "あり" },
  { UKE_OQSCD_021, "02", "なし" },
  { UKE_OQSCD_022, "1", "不整合あり" },
  { UKE_OQSCD_023, "01", "あり" },
  { UKE_OQSCD_023, "02", "なし" },
  { UKE_OQSCD_024, "01", "あり" },
  { UKE_OQSCD_024, "02", "なし" },
  { UKE_OQSCD_025, "01", "あり" },
  { UKE_OQSCD_025, "02", "なし" },
  { UKE_OQSCD_026, "0", "一致" },
  { UKE_OQSCD_026, "1", "不一致" },
};
/* clang-format on */

/**
 * uke_code_get_label:
 * @code: (nullable): as it came; “1” is not “01”
 *
 * Says what a code means, in the ministry's words, which are Japanese in every language.
 *
 * Returns: (nullable): static; NULL for a code that is absent, empty or not in the table: show the
 *   code itself then, and decide nothing by it
 */
const char *
uke_code_get_label (UkeCodeTable table, const char *code)
{
  if (code == NULL || table == UKE_OQSCD_NONE)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].table == table && strcmp (codes[i].code, code) == 0)
      return codes[i].label;
  return NULL;
}
