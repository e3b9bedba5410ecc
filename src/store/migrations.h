#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The shape of the tables that this release works with: the number of its last file. */
#define UKE_MIGRATIONS_NEWEST 5

gboolean uke_migrations_apply_up_to (UkeDatabase *database, guint newest, GError **error);
gboolean uke_migrations_apply (UkeDatabase *database, GError **error);

G_END_DECLS
