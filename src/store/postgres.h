#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* A database on a PostgreSQL server, shared by several desks and kiosks. */
#define UKE_TYPE_POSTGRES (uke_postgres_get_type ())
G_DECLARE_FINAL_TYPE (UkePostgres, uke_postgres, UKE, POSTGRES, UkeDatabase)

UkeDatabase *uke_postgres_new (const char *address, const char *schema, GError **error);

G_END_DECLS
