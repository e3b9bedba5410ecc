#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is kept of a file of the eligibility terminal: codes and words as they came, NULL where one
 * was absent. Texts are owned and wiped. */
typedef struct {
  char *file;          /* the key of its name */
  char *fingerprint;   /* of its bytes */
  const char *outcome; /* nick, interned */
  gint64 taken;        /* µs since 1970 in UTC */
  char *insurer;       /* 保険者番号 */
  char *insurer_name;
  char *symbol; /* 記号 */
  char *number; /* 番号 */
  char *branch; /* 枝番 */
  char *share;  /* 一部負担金割合, 3 digits of percent */
  char *limit_class; /* 適用区分, a code */
  char *valid_from;  /* yyyyMMdd, like the one below */
  char *valid_until;
  char *notice_code; /* 処理結果コード, also where the outcome is good */
  char *notice;
} UkeResultRecord;

UkeResultRecord *uke_result_record_new (const char *file, const char *fingerprint);
UkeResultRecord *uke_result_record_copy (const UkeResultRecord *self);
void uke_result_record_free (UkeResultRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeResultRecord, uke_result_record_free)

G_END_DECLS
