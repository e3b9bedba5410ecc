#include "store/sqlcipher.h"

#include <errno.h>
#include <glib/gstdio.h>
#define SQLITE_HAS_CODEC 1 /* or the header keeps the key's functions to itself */
#include <sqlcipher/sqlite3.h>
#include <string.h>
#include <unistd.h>

/* A second program (uketsukectl) may hold the file for as long. */
#define BUSY_MS 5000

struct _UkeSqlcipher {
  UkeDatabase parent_instance;

  sqlite3 *connection;
};

G_DEFINE_FINAL_TYPE (UkeSqlcipher, uke_sqlcipher, UKE_TYPE_DATABASE)

static UkeStoreError
find_code (int result)
{
  switch (result & 0xff) {
  case SQLITE_FULL:
    return UKE_STORE_ERROR_FULL;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return UKE_STORE_ERROR_READ_ONLY;
  case SQLITE_CANTOPEN:
  case SQLITE_AUTH:
    return UKE_STORE_ERROR_UNREACHABLE;
  case SQLITE_NOTADB:
    return UKE_STORE_ERROR_WRONG_KEY;
  case SQLITE_CORRUPT:
    return UKE_STORE_ERROR_DAMAGED;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return UKE_STORE_ERROR_BUSY;
  default:
    return UKE_STORE_ERROR_FAILED;
  }
}

/* SQLite's words name tables and columns, never what is in them. */
static void
set_error (UkeSqlcipher *self, GError **error)
{
  int result = sqlite3_extended_errcode (self->connection);

  g_set_error (error, UKE_STORE_ERROR, (int) find_code (result), "%s (%d)",
               sqlite3_errmsg (self->connection), result);
}

static gboolean
bind (sqlite3_stmt *statement, const char *const *parameters, guint n_parameters)
{
  for (guint i = 0; i < n_parameters; i++) {
    g_autofree char *name = g_strdup_printf ("$%u", i + 1);
    int index = sqlite3_bind_parameter_index (statement, name);

    if (index == 0)
      continue;
    if (sqlite3_bind_text (statement, index, parameters[i], -1, SQLITE_STATIC) != SQLITE_OK)
      return FALSE;
  }
  return TRUE;
}

static UkeRows *
step_through (UkeSqlcipher *self, sqlite3_stmt *statement, GError **error)
{
  int n_columns = sqlite3_column_count (statement);
  g_autoptr (UkeRows) rows = uke_rows_new ((guint) n_columns);
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    for (int i = 0; i < n_columns; i++)
      uke_rows_append (rows, (const char *) sqlite3_column_text (statement, i));

  if (result != SQLITE_DONE) {
    set_error (self, error);
    return NULL;
  }
  return g_steal_pointer (&rows);
}

static UkeRows *
uke_sqlcipher_run (UkeDatabase *database,
                   const char *sql,
                   const char *const *parameters,
                   guint n_parameters,
                   GError **error)
{
  UkeSqlcipher *self = UKE_SQLCIPHER (database);
  sqlite3_stmt *statement = NULL;
  UkeRows *rows = NULL;

  if (sqlite3_prepare_v2 (self->connection, sql, -1, &statement, NULL) == SQLITE_OK
      && bind (statement, parameters, n_parameters))
    rows = step_through (self, statement, error);
  else
    set_error (self, error);

  sqlite3_finalize (statement);
  return rows;
}

static void
uke_sqlcipher_finalize (GObject *object)
{
  sqlite3_close (UKE_SQLCIPHER (object)->connection);

  G_OBJECT_CLASS (uke_sqlcipher_parent_class)->finalize (object);
}

static void
uke_sqlcipher_class_init (UkeSqlcipherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_sqlcipher_finalize;
  UKE_DATABASE_CLASS (klass)->run = uke_sqlcipher_run;
  /* Takes the right to write at once, instead of failing later where another has it. */
  UKE_DATABASE_CLASS (klass)->begin = "BEGIN IMMEDIATE";
}

static void
uke_sqlcipher_init (UkeSqlcipher *self)
{
}

/* As hexadecimal digits it is taken as it is; anything else would be stretched like a password. */
static gboolean
give_key (UkeSqlcipher *self, const guint8 *key)
{
  static const char digits[] = "0123456789abcdef";
  char words[2 + 2 * UKE_SQLCIPHER_KEY_SIZE + 1] = "x'";
  int result;

  for (guint i = 0; i < UKE_SQLCIPHER_KEY_SIZE; i++) {
    words[2 + 2 * i] = digits[key[i] >> 4];
    words[3 + 2 * i] = digits[key[i] & 0x0f];
  }
  words[sizeof words - 1] = '\'';

  result = sqlite3_key (self->connection, words, sizeof words);
  explicit_bzero (words, sizeof words);
  return result == SQLITE_OK;
}

/* PostgreSQL's name for it, so that one file makes the tables of both. */
static int
compare_bytes (void *data, int length_a, const void *a, int length_b, const void *b)
{
  int order = memcmp (a, b, (gsize) MIN (length_a, length_b));

  return order != 0 ? order : length_a - length_b;
}

/* What a file of ours is opened with; one of the two keys. */
typedef struct {
  const guint8 *key;
  const char *passphrase;
  const char *journal; /* how changes are made safe */
} Opening;

/* A passphrase is stretched by SQLCipher (PBKDF2-HMAC-SHA512, 256,000 rounds). */
static gboolean
unlock (UkeSqlcipher *self, const Opening *opening)
{
  if (opening->key != NULL)
    return give_key (self, opening->key);
  return sqlite3_key (self->connection, opening->passphrase, (int) strlen (opening->passphrase))
         == SQLITE_OK;
}

static gboolean
set_up (UkeSqlcipher *self, const Opening *opening, GError **error)
{
  const char *const settings[] = {
    "PRAGMA cipher_log_level = NONE", /* errors come back as such */
    "PRAGMA cipher_memory_security = ON",
    "SELECT count(*) FROM sqlite_master", /* the first look at the file: is it the right key? */
    opening->journal,
    "PRAGMA synchronous = FULL", /* what was committed survives the loss of power */
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY", /* no plain file beside the encrypted one */
    "PRAGMA secure_delete = ON",
  };

  sqlite3_busy_timeout (self->connection, BUSY_MS);
  sqlite3_create_collation (self->connection, "C", SQLITE_UTF8, NULL, compare_bytes);
  if (!unlock (self, opening)) {
    set_error (self, error);
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!uke_database_run (UKE_DATABASE (self), settings[i], NULL, 0, error))
      return FALSE;
  return TRUE;
}

/* On a disk that may only be read SQLite fails on the log already, and cannot say why. */
static gboolean
may_not_write (const char *path)
{
  return g_access (path, W_OK) < 0 && (errno == EROFS || errno == EACCES);
}

static gboolean
open_file (UkeSqlcipher *self, const char *path, const Opening *opening, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

  if (sqlite3_open_v2 (path, &self->connection, flags, NULL) == SQLITE_OK)
    return set_up (self, opening, error);
  set_error (self, error);
  return FALSE;
}

static UkeDatabase *
open_with (const char *path, const Opening *opening, GError **error)
{
  g_autoptr (UkeSqlcipher) self = g_object_new (UKE_TYPE_SQLCIPHER, NULL);
  g_autoptr (GError) fault = NULL;

  if (!open_file (self, path, opening, &fault)) {
    int code = may_not_write (path) ? UKE_STORE_ERROR_READ_ONLY : fault->code;

    g_set_error (error, UKE_STORE_ERROR, code, "%s: %s", path, fault->message);
    return NULL;
  }
  return UKE_DATABASE (g_steal_pointer (&self));
}

/**
 * uke_sqlcipher_open:
 * @path: a file, made if there is none; its folder must be there
 * @key: UKE_SQLCIPHER_KEY_SIZE random bytes
 *
 * Opens a database in an encrypted file, with a write-ahead log beside it that is encrypted, too.
 *
 * Errors: UKE_STORE_ERROR_WRONG_KEY also for a file that is something else.
 *
 * Returns: (transfer full):
 */
UkeDatabase *
uke_sqlcipher_open (const char *path, const guint8 *key, GError **error)
{
  return open_with (path, &(Opening) { key, NULL, "PRAGMA journal_mode = WAL" }, error);
}

/**
 * uke_sqlcipher_open_backup:
 * @path: a file, made if there is none; its folder must be there
 * @passphrase: what a person typed or keeps
 *
 * Opens a database in one encrypted file that stands for itself, to be carried elsewhere.
 *
 * Errors: UKE_STORE_ERROR_WRONG_KEY also for a file that is something else.
 *
 * Returns: (transfer full):
 */
UkeDatabase *
uke_sqlcipher_open_backup (const char *path, const char *passphrase, GError **error)
{
  return open_with (path, &(Opening) { NULL, passphrase, "PRAGMA journal_mode = DELETE" }, error);
}
