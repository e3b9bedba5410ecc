#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a question to the database was answered with: a table of texts, some of them absent. */
typedef struct _UkeRows UkeRows;

UkeRows *uke_rows_new (guint n_columns);
void uke_rows_free (UkeRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeRows, uke_rows_free)

/* Cells come row by row, from left to right; @text is copied and nullable. */
void uke_rows_append (UkeRows *self, const char *text);

guint uke_rows_get_n_rows (const UkeRows *self);
/* NULL for SQL's NULL. (transfer none) */
const char *uke_rows_get_text (const UkeRows *self, guint row, guint column);
/* 0 for SQL's NULL. */
gint64 uke_rows_get_int (const UkeRows *self, guint row, guint column);

G_END_DECLS
