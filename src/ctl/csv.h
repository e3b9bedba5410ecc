#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* Rows of a comma-separated file (RFC 4180), one at a time. */
typedef struct _UkeCsv UkeCsv;

UkeCsv *uke_csv_new (FILE *stream);
void uke_csv_free (UkeCsv *self);

gboolean uke_csv_next (UkeCsv *self);
guint uke_csv_get_line (UkeCsv *self);
const char *uke_csv_get_field (UkeCsv *self, guint column);
guint uke_csv_get_n_fields (UkeCsv *self);
const char *uke_csv_get_fault (UkeCsv *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeCsv, uke_csv_free)

G_END_DECLS
