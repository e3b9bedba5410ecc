#pragma once

#include "store/backup.h"

G_BEGIN_DECLS

/* The tables of this release's shape, each after those that it refers to. */
typedef struct {
  const char *name;
  const char *key;     /* what its rows are unique by, and copied in the order of */
  const char *columns; /* all of them; those of the key first */
} UkeTable;

/* Ends with a NULL name. */
extern const UkeTable uke_tables[];

gboolean uke_table_copy (UkeDatabase *from,
                         UkeDatabase *to,
                         const UkeTable *table,
                         UkeBackupProgressFunc progress,
                         gpointer user_data,
                         guint64 *n_rows,
                         GError **error);

G_END_DECLS
