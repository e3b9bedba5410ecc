#include "store/store.h"

#include "store/migrations.h"
#include "store/sqlcipher.h"
#include "store/store-key.h"
#include "store/visit-rows.h"

#include <errno.h>
#include <glib/gstdio.h>

struct _UkeStore {
  GObject parent_instance;

  GAsyncQueue *jobs; /* of Job; one without work ends the thread */
  GThread *thread;   /* NULL before it was opened */
};

/* Done in the thread. Returns what the task returns, which @free_result frees; NULL on failure. */
typedef gpointer (*Work) (UkeDatabase *database, gpointer data, GError **error);

typedef struct {
  Work work;
  GTask *task;
  GDestroyNotify free_result;
} Job;

/* What the thread has for itself: it may see the store's last reference go. */
typedef struct {
  UkeDatabase *database;
  GAsyncQueue *jobs;
} Desk;

G_DEFINE_FINAL_TYPE (UkeStore, uke_store, G_TYPE_OBJECT)

static void
do_job (UkeDatabase *database, Job *job)
{
  GError *error = NULL;
  gpointer result = job->work (database, g_task_get_task_data (job->task), &error);

  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->free_result);
  g_object_unref (job->task);
}

static gpointer
work_off (gpointer data)
{
  Desk *desk = data;

  for (;;) {
    g_autofree Job *job = g_async_queue_pop (desk->jobs);

    if (job->work == NULL)
      break;
    do_job (desk->database, job);
  }

  g_object_unref (desk->database);
  g_async_queue_unref (desk->jobs);
  g_free (desk);
  return NULL;
}

static void
start (UkeStore *self, UkeDatabase *database)
{
  Desk *desk = g_new0 (Desk, 1);

  desk->database = g_object_ref (database);
  desk->jobs = g_async_queue_ref (self->jobs);
  self->thread = g_thread_new ("uke-store", work_off, desk);
}

static void
push (UkeStore *self, Work work, GTask *task, GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job) { work, task, free_result };
  g_async_queue_push (self->jobs, job);
}

static void
uke_store_dispose (GObject *object)
{
  uke_store_close (UKE_STORE (object));

  G_OBJECT_CLASS (uke_store_parent_class)->dispose (object);
}

static void
uke_store_finalize (GObject *object)
{
  g_async_queue_unref (UKE_STORE (object)->jobs);

  G_OBJECT_CLASS (uke_store_parent_class)->finalize (object);
}

static void
uke_store_class_init (UkeStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = uke_store_dispose;
  object_class->finalize = uke_store_finalize;
}

static void
uke_store_init (UkeStore *self)
{
  self->jobs = g_async_queue_new ();
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
  UkeStore *self;

  if (database == NULL || !uke_migrations_apply (database, error))
    return NULL;

  self = g_object_new (UKE_TYPE_STORE, NULL);
  start (self, database);
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
  GThread *thread = g_steal_pointer (&self->thread);

  if (thread == NULL)
    return;

  push (self, NULL, NULL, NULL);
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

/**
 * uke_store_get_default_folder:
 *
 * Returns: (transfer full): where the store of this machine's user lies
 */
char *
uke_store_get_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "uketsuke", "store", NULL);
}

/**
 * uke_store_open_folder:
 * @folder: made, for its owner alone, if there is none
 *
 * Opens the store in a folder, with its key in a file beside it.
 *
 * Errors: UKE_STORE_ERROR.
 *
 * Returns: (transfer full):
 */
UkeStore *
uke_store_open_folder (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *key_path = g_build_filename (folder, "store.key", NULL);
  g_autoptr (UkeStoreKey) key = NULL;

  if (g_mkdir_with_parents (folder, 0700) < 0) {
    g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE, "%s: %s", folder,
                 g_strerror (errno));
    return NULL;
  }
  /* A new key beside an old store would lock it for good. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (key_path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_WRONG_KEY,
                 "%s: the key is gone; restore it from the backup", key_path);
    return NULL;
  }

  key = uke_store_key_open_file (key_path, error);
  return key != NULL ? uke_store_open_file (path, uke_store_key_peek (key), error) : NULL;
}

static gpointer
write_visit (UkeDatabase *database, gpointer data, GError **error)
{
  return GINT_TO_POINTER (uke_visit_rows_write (database, data, error));
}

/**
 * uke_store_write_visit_async:
 * @record: copied
 *
 * Writes a visit, over what was written of it before. It is on the disk when the answer comes.
 */
void
uke_store_write_visit_async (UkeStore *self,
                             const UkeVisitRecord *record,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (UKE_IS_STORE (self));
  g_return_if_fail (self->thread != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, uke_store_write_visit_async);
  g_task_set_task_data (task, uke_visit_record_copy (record),
                        (GDestroyNotify) uke_visit_record_free);
  push (self, write_visit, task, NULL);
}

gboolean
uke_store_write_visit_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Has the thread do something, and waits for it alone: nothing else is dispatched meanwhile. */
static gpointer
ask (UkeStore *self, Work work, gpointer data, GDestroyNotify free_result, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GTask *task;

  g_main_context_push_thread_default (context);
  task = g_task_new (self, NULL, keep_result, &result);
  g_task_set_task_data (task, data, NULL);
  push (self, work, task, free_result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct {
  const GDate *from, *to;
} Days;

static gpointer
read_visits (UkeDatabase *database, gpointer data, GError **error)
{
  const Days *days = data;

  return uke_visit_rows_read (database, days->from, days->to, error);
}

/**
 * uke_store_read_visits:
 * @from: the first day, in Japan
 * @to: the last day, included
 *
 * Reads the visits of some days, by day and number.
 *
 * Returns: (element-type UkeVisitRecord) (transfer full):
 */
GPtrArray *
uke_store_read_visits (UkeStore *self, const GDate *from, const GDate *to, GError **error)
{
  g_return_val_if_fail (UKE_IS_STORE (self) && self->thread != NULL, NULL);

  return ask (self, read_visits, &(Days) { from, to }, (GDestroyNotify) g_ptr_array_unref, error);
}

static gpointer
read_latest_arrival (UkeDatabase *database, gpointer data, GError **error)
{
  gint64 *ret_arrival = data;

  *ret_arrival = uke_visit_rows_read_latest_arrival (database, error);
  return *ret_arrival >= 0 ? ret_arrival : NULL;
}

/**
 * uke_store_read_latest_arrival:
 *
 * Tells when the latest visit arrived, on whatever day.
 *
 * Returns: µs since 1970 in UTC; 0 before the first one, -1 on failure
 */
gint64
uke_store_read_latest_arrival (UkeStore *self, GError **error)
{
  gint64 arrival = -1;

  g_return_val_if_fail (UKE_IS_STORE (self) && self->thread != NULL, -1);

  return ask (self, read_latest_arrival, &arrival, NULL, error) != NULL ? arrival : -1;
}
