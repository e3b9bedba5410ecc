#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values of the terminal's files, for people and for comparing. NULL is taken everywhere. */
gboolean uke_oqs_is_given (const char *text);
gboolean uke_oqs_parse_day (const char *text, GDate *day);
GDateTime *uke_oqs_parse_moment (const char *text);

/* (transfer full) */
char *uke_oqs_fold (const char *text);
char *uke_oqs_fold_number (const char *text);
char *uke_oqs_fold_kana (const char *text);

/* Why a name may not be written everywhere as it came. */
typedef enum {
  UKE_NAME_PLAIN,
  UKE_NAME_REPLACED,   /* ● stands for a character that the insurer's server lacks */
  UKE_NAME_BEYOND_JIS, /* outside JIS levels 1 and 2: receipts are refused with it */
} UkeNameDoubt;

UkeNameDoubt uke_oqs_judge_name (const char *name);
const char *uke_name_doubt_get_nick (UkeNameDoubt doubt);

G_END_DECLS
