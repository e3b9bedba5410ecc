#include "store/store-private.h"

#include "store/migrations.h"
#include "store/postgres.h"
#include "store/sqlcipher.h"
#include "store/store-folder.h"
#include "store/store-listener.h"

#include <string.h>

struct _UkeStore {
  GObject parent_instance;

  UkeStoreThread *thread;     /* NULL after it was closed */
  UkeStoreListener *listener; /* at a server */
};

G_DEFINE_FINAL_TYPE (UkeStore, uke_store, G_TYPE_OBJECT)

enum {
  SIGNAL_VISIT_CHANGED,
  SIGNAL_ASKED,
  SIGNAL_MISSED_SOME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
uke_store_dispose (GObject *object)
{
  uke_store_close (UKE_STORE (object));

  G_OBJECT_CLASS (uke_store_parent_class)->dispose (object);
}

static void
uke_store_class_init (UkeStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = uke_store_dispose;

  signals[SIGNAL_VISIT_CHANGED] = g_signal_new ("visit-changed", UKE_TYPE_STORE, G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ASKED] = g_signal_new ("asked", UKE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_MISSED_SOME] = g_signal_new ("missed-some", UKE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
uke_store_init (UkeStore *self)
{
}

static UkeStore *
open_at (UkeDatabase *database)
{
  UkeStore *self = g_object_new (UKE_TYPE_STORE, NULL);

  self->thread = uke_store_thread_start (database);
  return self;
}

/**
 * uke_store_open_file:
 * @path: a file in a folder that is there; made if there is none
 * @key: UKE_SQLCIPHER_KEY_SIZE random bytes; not kept
 *
 * Opens the store of one machine, an encrypted file, and brings its tables to this release's shape.
 *
 * Errors: UKE_STORE_ERROR.
 *
 * Returns: (transfer full):
 */
UkeStore *
uke_store_open_file (const char *path, const guint8 *key, GError **error)
{
  g_autoptr (UkeDatabase) database = uke_sqlcipher_open (path, key, error);

  if (database == NULL)
    return NULL;
  if (!uke_migrations_apply (database, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  return open_at (g_steal_pointer (&database));
}

/* "visit ID" or "ask ID WORD" */
static void
on_heard (const char *words, gpointer user_data)
{
  g_autoptr (UkeStore) self = g_object_ref (user_data);
  g_auto (GStrv) parts = g_strsplit (words != NULL ? words : "", " ", 3);
  guint n_parts = g_strv_length (parts);

  if (words == NULL)
    g_signal_emit (self, signals[SIGNAL_MISSED_SOME], 0);
  else if (n_parts == 2 && g_str_equal (parts[0], "visit"))
    g_signal_emit (self, signals[SIGNAL_VISIT_CHANGED], 0, parts[1]);
  else if (n_parts == 3 && g_str_equal (parts[0], "ask"))
    g_signal_emit (self, signals[SIGNAL_ASKED], 0, parts[1], parts[2]);
}

/**
 * uke_store_open_server:
 * @address: see uke_postgres_address_new()
 * @training: whether it is a rehearsal, which has tables of its own there
 *
 * Opens the store that lies on a PostgreSQL server. It need not be there yet: it is looked for
 * until it is found, and whatever is asked meanwhile fails. What other programs do there is told in
 * the main context of the caller.
 *
 * Errors: UKE_STORE_ERROR_UNREACHABLE for an address that is none.
 *
 * Returns: (transfer full):
 */
UkeStore *
uke_store_open_server (const char *address, gboolean training, GError **error)
{
  const char *schema = training ? "uketsuke_training" : "uketsuke";
  UkeDatabase *database = uke_postgres_new (address, schema, error);
  UkeStore *self;

  if (database == NULL)
    return NULL;
  self = open_at (database);
  self->listener =
      uke_store_listener_start (uke_postgres_address_new (address, schema, NULL), on_heard, self);
  return self;
}

/**
 * uke_store_close:
 *
 * Does what was asked before, and closes the database. Nothing may be asked afterwards. Without
 * this, it is closed some time after the last reference is gone.
 */
void
uke_store_close (UkeStore *self)
{
  g_clear_pointer (&self->listener, uke_store_listener_stop);
  g_clear_pointer (&self->thread, uke_store_thread_stop);
}

/**
 * uke_store_is_shared:
 *
 * Tells whether other programs write there, too.
 */
gboolean
uke_store_is_shared (UkeStore *self)
{
  return self->listener != NULL;
}

char *
uke_store_get_default_folder (void)
{
  return uke_store_folder_get_default ();
}

/**
 * uke_store_open_folder:
 * @folder: see uke_store_folder_open()
 *
 * Opens the store of one machine.
 *
 * Errors: UKE_STORE_ERROR.
 *
 * Returns: (transfer full):
 */
UkeStore *
uke_store_open_folder (const char *folder, GError **error)
{
  UkeDatabase *database = uke_store_folder_open (folder, error);

  return database != NULL ? open_at (database) : NULL;
}

void
uke_store_run_async (UkeStore *self,
                     UkeStoreWork work,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_result,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (UKE_IS_STORE (self) && self->thread != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, data, free_data);
  uke_store_thread_push (self->thread, work, task, free_result);
}

gpointer
uke_store_run_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
uke_store_run (
    UkeStore *self, UkeStoreWork work, gpointer data, GDestroyNotify free_result, GError **error)
{
  g_return_val_if_fail (UKE_IS_STORE (self) && self->thread != NULL, NULL);

  return uke_store_thread_ask (self->thread, work, data, free_result, error);
}
