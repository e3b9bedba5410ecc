#include "store/postgres.h"

#include "store/postgres-connection.h"

/* µs for which a lost server is waited for by whoever wants to write: a restart takes about as
 * long. Afterwards it is asked now and then, so that nobody stands in line for it. */
#define PATIENCE (4 * G_USEC_PER_SEC)
#define PAUSE (G_USEC_PER_SEC / 5)
#define LONG_PAUSE (2 * G_USEC_PER_SEC)

struct _UkePostgres {
  UkeDatabase parent_instance;

  UkePostgresAddress *address;
  PGconn *connection; /* NULL before the first use, and after it was lost */
  gint64 lost;        /* since when, monotonic; 0: it is there */
  gint64 next_try;    /* when to ask it again, monotonic */
};

G_DEFINE_FINAL_TYPE (UkePostgres, uke_postgres, UKE_TYPE_DATABASE)

static UkeRows *
take_rows (const PGresult *result)
{
  int n_rows = PQntuples (result);
  int n_columns = PQnfields (result);
  UkeRows *rows = uke_rows_new ((guint) n_columns);

  for (int row = 0; row < n_rows; row++)
    for (int column = 0; column < n_columns; column++)
      uke_rows_append (rows,
                       PQgetisnull (result, row, column) ? NULL : PQgetvalue (result, row, column));
  return rows;
}

static gboolean
connect (UkePostgres *self, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (self->connection != NULL)
    return TRUE;
  if (now < self->next_try) {
    g_set_error_literal (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE,
                         "The server was not reached a moment ago");
    return FALSE;
  }

  self->connection = uke_postgres_address_connect (self->address, error);
  now = g_get_monotonic_time ();
  if (self->connection != NULL)
    self->lost = 0;
  else if (self->lost == 0)
    self->lost = now;
  self->next_try = self->connection != NULL ? 0 : now + PAUSE;
  if (self->lost != 0 && now - self->lost > PATIENCE)
    self->next_try = now + LONG_PAUSE;
  return self->connection != NULL;
}

static gboolean
uke_postgres_wait (UkeDatabase *database)
{
  UkePostgres *self = UKE_POSTGRES (database);
  gint64 now = g_get_monotonic_time ();

  if (self->lost == 0)
    self->lost = now;
  if (now - self->lost > PATIENCE)
    return FALSE;
  g_usleep (PAUSE);
  return TRUE;
}

static UkeRows *
uke_postgres_run (UkeDatabase *database,
                  const char *sql,
                  const char *const *parameters,
                  guint n_parameters,
                  GError **error)
{
  UkePostgres *self = UKE_POSTGRES (database);
  UkeRows *rows = NULL;
  PGresult *result;

  if (!connect (self, error))
    return NULL;

  result = PQexecParams (self->connection, sql, (int) n_parameters, NULL, parameters, NULL, NULL,
                         0 /* texts */);
  if (PQresultStatus (result) == PGRES_TUPLES_OK || PQresultStatus (result) == PGRES_COMMAND_OK)
    rows = take_rows (result);
  else
    uke_postgres_set_error (self->connection, result, error);
  PQclear (result);

  if (PQstatus (self->connection) != CONNECTION_OK)
    g_clear_pointer (&self->connection, PQfinish);
  return rows;
}

/* Whoever may not make schemas has been given one. */
static gboolean
uke_postgres_prepare (UkeDatabase *database, GError **error)
{
  const char *schema = uke_postgres_address_get_schema (UKE_POSTGRES (database)->address);
  g_autoptr (UkeRows) rows =
      UKE_DATABASE_ASK (database, error, "SELECT 1 FROM pg_namespace WHERE nspname = $1", schema);
  g_autofree char *sql = g_strconcat ("CREATE SCHEMA ", schema, NULL);

  if (rows == NULL)
    return FALSE;
  return uke_rows_get_n_rows (rows) > 0 || uke_database_run (database, sql, NULL, 0, error);
}

static void
uke_postgres_finalize (GObject *object)
{
  UkePostgres *self = UKE_POSTGRES (object);

  g_clear_pointer (&self->connection, PQfinish);
  g_clear_pointer (&self->address, uke_postgres_address_free);

  G_OBJECT_CLASS (uke_postgres_parent_class)->finalize (object);
}

static void
uke_postgres_class_init (UkePostgresClass *klass)
{
  UkeDatabaseClass *database_class = UKE_DATABASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = uke_postgres_finalize;
  database_class->run = uke_postgres_run;
  database_class->wait = uke_postgres_wait;
  database_class->look = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  database_class->prepare = uke_postgres_prepare;
  /* A number of ours ("uke"): whoever holds it changes the tables or hands out numbers alone. */
  database_class->exclude = "SELECT pg_advisory_xact_lock (7695205)";
  database_class->announce = "SELECT pg_notify (current_setting ('search_path'), $1)";
}

static void
uke_postgres_init (UkePostgres *self)
{
}

/**
 * uke_postgres_new:
 * @address: see uke_postgres_address_new()
 * @schema: likewise; made where there is none
 *
 * Makes a connection, which is opened when it is first used, and again whenever it was lost.
 *
 * Errors: UKE_STORE_ERROR_UNREACHABLE for an address that is none.
 *
 * Returns: (transfer full):
 */
UkeDatabase *
uke_postgres_new (const char *address, const char *schema, GError **error)
{
  g_autoptr (UkePostgresAddress) checked = uke_postgres_address_new (address, schema, error);
  UkePostgres *self;

  if (checked == NULL)
    return NULL;
  self = g_object_new (UKE_TYPE_POSTGRES, NULL);
  self->address = g_steal_pointer (&checked);
  return UKE_DATABASE (self);
}
