#include "store/store-thread.h"

#include "store/migrations.h"
#include "store/store-error.h"

struct _UkeStoreThread {
  GAsyncQueue *jobs; /* of Job; one without work ends the thread */
  GThread *thread;
};

typedef struct {
  UkeStoreWork work;
  GTask *task;
  GDestroyNotify free_result;
} Job;

/* What the thread has for itself: it may see its owner go. */
typedef struct {
  UkeDatabase *database;
  GAsyncQueue *jobs;
  gboolean ready; /* the tables have the shape of this release */
} Desk;

static gpointer
work_once (Desk *desk, Job *job, GError **error)
{
  if (!desk->ready)
    desk->ready = uke_migrations_apply (desk->database, error);
  return desk->ready ? job->work (desk->database, g_task_get_task_data (job->task), error) : NULL;
}

/* A connection may have died since it was last used, and a server be back in a moment. */
static gpointer
work_at (Desk *desk, Job *job, GError **error)
{
  for (;;) {
    g_autoptr (GError) fault = NULL;
    gpointer result = work_once (desk, job, &fault);

    if (fault == NULL)
      return result;
    if (!g_error_matches (fault, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE)
        || !uke_database_wait (desk->database)) {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  }
}

static void
do_job (Desk *desk, Job *job)
{
  GError *error = NULL;
  gpointer result = work_at (desk, job, &error);

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
    do_job (desk, job);
  }

  g_object_unref (desk->database);
  g_async_queue_unref (desk->jobs);
  g_free (desk);
  return NULL;
}

/**
 * uke_store_thread_start:
 * @database: (transfer full):
 *
 * Starts to work at a database. Its tables are brought to this release's shape before the first
 * work is done; where that fails, the work fails with the same error, and the next one tries again.
 *
 * Returns: (transfer full): for uke_store_thread_stop()
 */
UkeStoreThread *
uke_store_thread_start (UkeDatabase *database)
{
  UkeStoreThread *self = g_new0 (UkeStoreThread, 1);
  Desk *desk = g_new0 (Desk, 1);

  self->jobs = g_async_queue_new ();
  desk->database = database;
  desk->jobs = g_async_queue_ref (self->jobs);
  self->thread = g_thread_new ("uke-store", work_off, desk);
  return self;
}

/**
 * uke_store_thread_stop:
 *
 * Does what was asked before, and ends; the database is closed then. When the thread itself drops
 * its owner's last reference, it cannot wait for itself: then it ends some time later.
 */
void
uke_store_thread_stop (UkeStoreThread *self)
{
  uke_store_thread_push (self, NULL, NULL, NULL);
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self);
}

/**
 * uke_store_thread_push:
 * @task: (transfer full): with what the work needs as its data
 *
 * Has something done; the task returns what the work did.
 */
void
uke_store_thread_push (UkeStoreThread *self,
                       UkeStoreWork work,
                       GTask *task,
                       GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job) { work, task, free_result };
  g_async_queue_push (self->jobs, job);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * uke_store_thread_ask:
 *
 * Has something done and waits for it alone: nothing else is dispatched meanwhile.
 */
gpointer
uke_store_thread_ask (UkeStoreThread *self,
                      UkeStoreWork work,
                      gpointer data,
                      GDestroyNotify free_result,
                      GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GTask *task;

  g_main_context_push_thread_default (context);
  task = g_task_new (NULL, NULL, keep_result, &result);
  g_task_set_task_data (task, data, NULL);
  uke_store_thread_push (self, work, task, free_result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  return g_task_propagate_pointer (G_TASK (result), error);
}
