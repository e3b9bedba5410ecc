#pragma once

#include "store/store-error.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

/* Where a server is and how to speak to it, checked: off this machine only under TLS. */
typedef struct _UkePostgresAddress UkePostgresAddress;

UkePostgresAddress *uke_postgres_address_new (const char *words, const char *schema, GError **error);
void uke_postgres_address_free (UkePostgresAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkePostgresAddress, uke_postgres_address_free)

/* Which of the database's schemas it is about, and the channel of its announcements. */
const char *uke_postgres_address_get_schema (const UkePostgresAddress *self);
PGconn *uke_postgres_address_connect (const UkePostgresAddress *self, GError **error);

/* What went wrong, without anything of what is kept. @result is nullable. */
void uke_postgres_set_error (PGconn *connection, const PGresult *result, GError **error);

G_END_DECLS
