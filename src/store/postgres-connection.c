#include "store/postgres-connection.h"

#include <string.h>

/* Seconds until a server that does not answer counts as gone (2 is libpq's least). */
#define CONNECT_SECONDS "3"
/* Milliseconds: a cable that was pulled is noticed, and a statement that hangs is given up. */
#define SILENCE_MS "5000"
#define SERVER_OPTIONS "-c statement_timeout=10000 -c lock_timeout=5000"

struct _UkePostgresAddress {
  char *schema;
  GPtrArray *keywords; /* of owned texts, NULL at the end */
  GPtrArray *values;   /* as many */
};

static void
free_wiped (gpointer text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
add (UkePostgresAddress *self, const char *keyword, const char *value)
{
  g_ptr_array_add (self->keywords, g_strdup (keyword));
  g_ptr_array_add (self->values, g_strdup (value));
}

/**
 * uke_postgres_address_free:
 *
 * Frees an address. It may have a password in it, which is wiped.
 */
void
uke_postgres_address_free (UkePostgresAddress *self)
{
  g_ptr_array_unref (self->keywords);
  g_ptr_array_unref (self->values);
  g_free (self->schema);
  g_free (self);
}

static const char *
find (const PQconninfoOption *options, const char *keyword)
{
  for (; options->keyword != NULL; options++)
    if (strcmp (options->keyword, keyword) == 0)
      return options->val != NULL && *options->val != '\0' ? options->val : NULL;
  return NULL;
}

/* One of a comma-separated list of hosts; a folder is that of a socket. No name but this one is
 * known to mean this machine: the others are asked of a network. */
static gboolean
is_here (const char *host)
{
  return *host == '\0' || *host == '/' || *host == '@' || strcmp (host, "localhost") == 0
         || strcmp (host, "::1") == 0 || g_str_has_prefix (host, "127.");
}

static gboolean
are_here (const char *hosts)
{
  g_auto (GStrv) names = g_strsplit (hosts != NULL ? hosts : "", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (!is_here (g_strstrip (names[i])))
      return FALSE;
  return TRUE;
}

/* NULL: the server may be spoken to as it pleases. */
static const char *
choose_tls (const PQconninfoOption *options, GError **error)
{
  /* What libpq would connect to: the number where there is one, the name otherwise. */
  const char *number = find (options, "hostaddr");
  const char *mode = find (options, "sslmode");

  if (are_here (number != NULL ? number : find (options, "host")))
    return mode != NULL ? mode : "prefer";
  if (mode == NULL)
    return "verify-full";
  if (g_str_equal (mode, "require") || g_str_equal (mode, "verify-ca")
      || g_str_equal (mode, "verify-full"))
    return mode;

  g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE,
               "sslmode=%s would send patients’ data over the network as plain text; "
               "leave it out, or say verify-full",
               mode);
  return NULL;
}

/**
 * uke_postgres_address_new:
 * @words: a connection string or URI of libpq; what it leaves out comes from libpq's own places
 *   (environment, service file, password file)
 * @schema: where the tables lie; lower-case letters and underscores
 *
 * Reads and checks the address of a server. Off this machine, TLS is required, and the server's
 * certificate and name are verified unless the words settle for less.
 *
 * Errors: UKE_STORE_ERROR_UNREACHABLE, with a remedy.
 *
 * Returns: (transfer full):
 */
UkePostgresAddress *
uke_postgres_address_new (const char *words, const char *schema, GError **error)
{
  g_autoptr (UkePostgresAddress) self = g_new0 (UkePostgresAddress, 1);
  char *message = NULL;
  PQconninfoOption *options = PQconninfoParse (words, &message);
  g_autofree char *server_options = g_strconcat (SERVER_OPTIONS " -c search_path=", schema, NULL);
  const char *tls;

  self->schema = g_strdup (schema);
  self->keywords = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (free_wiped);
  if (options == NULL) {
    g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE,
                 "The server’s address cannot be read: %s", g_strchomp (message));
    PQfreemem (message);
    return NULL;
  }

  tls = choose_tls (options, error);
  for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
    if (option->val != NULL && strcmp (option->keyword, "sslmode") != 0)
      add (self, option->keyword, option->val);
  if (find (options, "connect_timeout") == NULL)
    add (self, "connect_timeout", CONNECT_SECONDS);
  add (self, "sslmode", tls);
  add (self, "tcp_user_timeout", SILENCE_MS);
  add (self, "client_encoding", "UTF8");
  add (self, "application_name", "uketsuke");
  add (self, "options", server_options);
  add (self, NULL, NULL);
  PQconninfoFree (options);

  return tls != NULL ? g_steal_pointer (&self) : NULL;
}

const char *
uke_postgres_address_get_schema (const UkePostgresAddress *self)
{
  return self->schema;
}

/* Hints of the server say nothing that a log may not hold; details would quote the row. */
static void
ignore_notice (void *data, const PGresult *notice)
{
}

/**
 * uke_postgres_address_connect:
 *
 * Connects; waits for the server for a few seconds at most.
 *
 * Returns: (transfer full): for PQfinish()
 */
PGconn *
uke_postgres_address_connect (const UkePostgresAddress *self, GError **error)
{
  PGconn *connection = PQconnectdbParams ((const char *const *) self->keywords->pdata,
                                          (const char *const *) self->values->pdata, 0);

  if (PQstatus (connection) == CONNECTION_OK) {
    PQsetNoticeReceiver (connection, ignore_notice, NULL);
    return connection;
  }
  uke_postgres_set_error (connection, NULL, error);
  PQfinish (connection);
  return NULL;
}

/* Classes and codes of PostgreSQL's appendix “Error Codes”. */
static UkeStoreError
find_code (const char *state)
{
  static const struct {
    const char *state; /* or its beginning */
    UkeStoreError code;
  } codes[] = {
    { "53100", UKE_STORE_ERROR_FULL },
    { "53", UKE_STORE_ERROR_BUSY }, /* too many connections, out of memory */
    { "25006", UKE_STORE_ERROR_READ_ONLY },
    { "42501", UKE_STORE_ERROR_READ_ONLY },
    { "28", UKE_STORE_ERROR_WRONG_KEY },
    { "XX001", UKE_STORE_ERROR_DAMAGED },
    { "XX002", UKE_STORE_ERROR_DAMAGED },
    { "58", UKE_STORE_ERROR_DAMAGED }, /* the server cannot read its own disk */
    { "40", UKE_STORE_ERROR_BUSY },
    { "55P03", UKE_STORE_ERROR_BUSY },
    { "57014", UKE_STORE_ERROR_BUSY },
    { "57P", UKE_STORE_ERROR_UNREACHABLE }, /* shutting down, or starting up */
    { "08", UKE_STORE_ERROR_UNREACHABLE },
    { "3D000", UKE_STORE_ERROR_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (state, codes[i].state))
      return codes[i].code;
  return UKE_STORE_ERROR_FAILED;
}

/**
 * uke_postgres_set_error:
 * @result: (nullable): what the server answered; NULL: nothing, or it was not reached
 *
 * Says what went wrong. Of the server's words only the first sentence is taken: its details quote
 * what is kept.
 */
void
uke_postgres_set_error (PGconn *connection, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  g_autofree char *words = NULL;

  if (state != NULL) {
    g_set_error (error, UKE_STORE_ERROR, (int) find_code (state), "%s (%s)",
                 PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY), state);
    return;
  }

  words = g_utf8_make_valid (PQerrorMessage (connection), -1);
  g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE, "%s", g_strchomp (words));
}
