#pragma once

#include "store/database.h"
#include "store/visit-record.h"

G_BEGIN_DECLS

/* The tables “visit” and “consent”, for the store's own thread. */

gboolean uke_visit_rows_write (UkeDatabase *database, UkeVisitRecord *record, GError **error);
/* The desk came. */
gboolean uke_visit_rows_clear_help (UkeDatabase *database, const char *id, GError **error);
gboolean uke_visit_rows_link (UkeDatabase *database, const char *id, const char *patient, GError **error);

/* (transfer full) (nullable): NULL without an error where there is none */
UkeVisitRecord *uke_visit_rows_read_one (UkeDatabase *database, const char *id, GError **error);
/* (element-type UkeVisitRecord) (transfer full): by day and number; both ends included. */
GPtrArray *uke_visit_rows_read (UkeDatabase *database,
                                const GDate *from,
                                const GDate *to,
                                GError **error);
/* The last answer to each item at any earlier visit with the same card or of the same patient, as a
 * record that has nothing else. (transfer full) (nullable): NULL without an error where there is
 * none */
UkeVisitRecord *uke_visit_rows_read_answers (UkeDatabase *database, const char *id, GError **error);
GPtrArray *uke_visit_rows_read_history (UkeDatabase *database, const char *patient, guint limit, GError **error);
/* At a place, or at any (NULL): µs since 1970; 0 when there is none, -1 on failure. */
gint64 uke_visit_rows_read_latest_arrival (UkeDatabase *database, const char *place, GError **error);

G_END_DECLS
