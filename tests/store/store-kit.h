#pragma once

#include "store/store.h"

/* What tests of a store do again and again; each waits. */

/* A GAsyncReadyCallback: keeps the result where @data points. */
void keep_result (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *wait_for (GAsyncResult **result);

/* A visit of that day in November 2026, with a certificate. (transfer full) */
UkeVisitRecord *new_record (const char *id, GDateDay day, guint number);
gboolean write_visit (UkeStore *store, const UkeVisitRecord *record, GError **error);
/* Of days that can be read. (transfer full) */
GPtrArray *read_visits (UkeStore *store, const GDate *from, const GDate *to);
