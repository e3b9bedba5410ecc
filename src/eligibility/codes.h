#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ministry's code tables, by their number: UKE_OQSCD_006 is OQSCD006. */
typedef enum {
  UKE_OQSCD_NONE, /* no code: a text, a number or a date */
  UKE_OQSCD_001,  /* 限度額適用認定証提供同意フラグ */
  UKE_OQSCD_002,  /* 照会区分 */
  UKE_OQSCD_003,  /* 処理結果区分 */
  UKE_OQSCD_004,  /* 処理結果状況 */
  UKE_OQSCD_005,  /* 文字コード識別 */
  UKE_OQSCD_006,  /* 資格有効性 */
  UKE_OQSCD_007,  /* 性別 */
  UKE_OQSCD_008,  /* 資格喪失事由 */
  UKE_OQSCD_009,  /* 本人・家族の別 */
  UKE_OQSCD_010,  /* 被保険者証区分 */
  UKE_OQSCD_011,  /* 限度額適用認定証区分 */
  UKE_OQSCD_012,  /* 限度額適用認定証適用区分 */
  UKE_OQSCD_013,  /* 認定疾病区分 */
  UKE_OQSCD_014,  /* 限度額適用認定証情報変更有無 */
  UKE_OQSCD_015,  /* 未就学区分 */
  UKE_OQSCD_016,  /* 同意フラグ */
  UKE_OQSCD_017,  /* 処方箋発行形態 */
  UKE_OQSCD_018,  /* 医療券・調剤券の別 */
  UKE_OQSCD_019,  /* 診療別 */
  UKE_OQSCD_020,  /* 単独・併用の別 */
  UKE_OQSCD_021,  /* 社会保険の状況 */
  UKE_OQSCD_022,  /* 不整合フラグ */
  UKE_OQSCD_023,  /* 感染症該当状況 */
  UKE_OQSCD_024,  /* 後期高齢者医療の状況 */
  UKE_OQSCD_025,  /* 都道府県費の状況 */
  UKE_OQSCD_026,  /* 指定医療機関の一致 */
} UkeCodeTable;

const char *uke_code_get_label (UkeCodeTable table, const char *code);

G_END_DECLS
