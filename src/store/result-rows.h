#pragma once

#include "store/database.h"
#include "store/result-record.h"

G_BEGIN_DECLS

/* The table “result”, for the store's own thread. */

/* The columns of a result, from a table called r. */
#define UKE_RESULT_COLUMNS                                                                         \
  "r.file, r.fingerprint, r.taken, r.outcome, r.insurer, r.insurer_name, r.symbol, r.number, "     \
  "r.branch, r.share, r.limit_class, r.valid_from, r.valid_until, r.notice_code, r.notice"

/* (transfer full) */
UkeResultRecord *uke_result_rows_take (const UkeRows *rows, guint row, guint column);
/* Inside of a change. @result is nullable: then nothing is written. */
gboolean uke_result_rows_write (UkeDatabase *database,
                                const char *visit,
                                const UkeResultRecord *result,
                                GError **error);
/* (element-type utf8 utf8) (transfer full): the fingerprint of each file, by its key */
GHashTable *uke_result_rows_read_taken (UkeDatabase *database, GError **error);

G_END_DECLS
