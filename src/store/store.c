#include "store/store.h"

#include "store/migrations.h"
#include "store/sqlcipher.h"
#include "store/visit-rows.h"

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
 * Does what was asked before, and closes the database. Nothing may be asked afterwards. Without this,
 * it is closed some time after the last reference is gone.
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

typedef struct {
  GDate from, to;
} Days;

static gpointer
read_visits (UkeDatabase *database, gpointer data, GError **error)
{
  Days *days = data;

  return uke_visit_rows_read (database, &days->from, &days->to, error);
}

/**
 * uke_store_read_visits_async:
 * @from: the first day, in Japan
 * @to: the last day, included
 *
 * Reads the visits of some days, by day and number.
 */
void
uke_store_read_visits_async (UkeStore *self,
                             const GDate *from,
                             const GDate *to,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Days days = { *from, *to };
  GTask *task;

  g_return_if_fail (UKE_IS_STORE (self));
  g_return_if_fail (self->thread != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, uke_store_read_visits_async);
  g_task_set_task_data (task, g_memdup2 (&days, sizeof days), g_free);
  push (self, read_visits, task, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * uke_store_read_visits_finish:
 *
 * Returns: (element-type UkeVisitRecord) (transfer full):
 */
GPtrArray *
uke_store_read_visits_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
