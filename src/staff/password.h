#pragma once

#include "staff/staff-error.h"

G_BEGIN_DECLS

/* The second recommended option of RFC 9106, section 4: 64 MiB, three passes, four lanes, a salt of
 * 128 bits, a tag of 256. The OWASP Password Storage Cheat Sheet asks for 19 MiB and two passes at
 * least. It takes a tenth of a second: nobody waits for that in the main thread. */
#define UKE_PASSWORD_MEMORY_KIB 65536
#define UKE_PASSWORD_PASSES 3
#define UKE_PASSWORD_LANES 4
#define UKE_PASSWORD_SALT_SIZE 16
#define UKE_PASSWORD_TAG_SIZE 32

/* In characters, and with letters, digits and symbols: what the ministry's guideline asks for where
 * there is a second factor (医療情報システムの安全管理に関するガイドライン 第6.0版 Q&A シQ-54 c). */
#define UKE_PASSWORD_MIN_LENGTH 8
/* In bytes; nobody types more, and somebody who sends more wants to keep us busy. */
#define UKE_PASSWORD_MAX_SIZE 1024

typedef enum {
  UKE_PASSWORD_GOOD,
  UKE_PASSWORD_TOO_SHORT,
  UKE_PASSWORD_TOO_LONG,
  UKE_PASSWORD_TOO_SIMPLE, /* lacks a letter, a digit or a symbol */
  UKE_PASSWORD_NO_TEXT,    /* not UTF-8 */
} UkePasswordVerdict;

UkePasswordVerdict uke_password_judge (const char *password);

char *uke_password_hash (const char *password, GError **error);
gboolean uke_password_verify (const char *hash,
                              const char *password,
                              gboolean *ret_fits,
                              GError **error);
gboolean uke_password_needs_rehash (const char *hash);

G_END_DECLS
