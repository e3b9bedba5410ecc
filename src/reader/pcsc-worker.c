#include "reader/pcsc-worker.h"

#include "reader/pcsc-session.h"

#include "card/card-error.h"

/* SCardCancel() does nothing when the wait has not quite begun, so it is repeated at this pace
 * while work is there and the worker still sleeps. */
#define NUDGE_MS 5
/* A daemon that answered and broke down at once is tried again after this. */
#define RETRY_US G_TIME_SPAN_SECOND
/* A reader may be busy with one command for seconds; nobody waits for that when windows close. */
#define STOP_US G_TIME_SPAN_SECOND

typedef struct {
  guint placement;
  GTask *task;
  UkeSlotWork work;
} Job;

/* Shared by the thread and its owner: a boxed reference each. */
struct _UkePcscWorker {
  GThread *thread;
  char *only;
  int quit; /* atomic */

  GMutex lock; /* for what follows */
  GCond changed;
  GQueue jobs;     /* of Job */
  GQueue views;    /* of UkeSlotView: news for the owner */
  GQueue finished; /* of GTask: let go where they came from, not in the thread */
  gboolean seek;   /* the daemon's socket has changed: worth another look */
  gboolean looked; /* at least once */
  gboolean waiting;
  gboolean ended;
  SCARDCONTEXT context; /* while waiting */

  /* The owner's alone. */
  UkePcscWorkerFunc on_view;
  gpointer user_data;
  GMainContext *home;
  GSource *announcer;
  GSource *nudger; /* nullable */
};

static void
worker_clear (gpointer data)
{
  UkePcscWorker *self = data;

  g_queue_clear_full (&self->views, (GDestroyNotify) uke_slot_view_free);
  g_queue_clear_full (&self->finished, g_object_unref);
  g_source_unref (self->announcer);
  g_main_context_unref (self->home);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->only);
}

/* ---- The thread ---- */

static Job *
take_job (UkePcscWorker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_queue_pop_head (&self->jobs);
}

static void
announce (UkePcscWorker *self, UkePcscSession *session)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (session->views->len > 0)
    g_queue_push_tail (&self->views, g_ptr_array_steal_index (session->views, 0));
  if (!g_queue_is_empty (&self->views))
    g_source_set_ready_time (self->announcer, 0);
  self->looked = TRUE;
  g_cond_broadcast (&self->changed);
}

/* The last reference to a task may be the last one to the slot, too, and a slot that is finalized
 * here would wait for this very thread: so the task goes home. */
static void
finish_job (UkePcscWorker *self, Job *job)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_push_tail (&self->finished, job->task);
  g_source_set_ready_time (self->announcer, 0);
  g_free (job);
}

static void
run_job (UkePcscWorker *self, UkePcscSession *session, Job *job)
{
  uke_pcsc_session_run (session, job->placement, job->task, job->work);
  finish_job (self, job);
}

static void
reject_jobs (UkePcscWorker *self)
{
  Job *job;

  while ((job = take_job (self)) != NULL) {
    g_task_return_error (job->task,
                         uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The slot is closed"));
    finish_job (self, job);
  }
}

static gboolean
has_orders (UkePcscWorker *self)
{
  return g_atomic_int_get (&self->quit) != 0 || !g_queue_is_empty (&self->jobs);
}

static void
wait_for_card (UkePcscWorker *self, UkePcscSession *session)
{
  gboolean served;

  g_mutex_lock (&self->lock);
  if (has_orders (self)) {
    g_mutex_unlock (&self->lock);
    return;
  }
  self->waiting = TRUE;
  self->context = session->context;
  g_mutex_unlock (&self->lock);

  served = uke_pcsc_session_wait (session);

  /* From here, nobody cancels this context, and it may be released. */
  g_mutex_lock (&self->lock);
  self->waiting = FALSE;
  g_mutex_unlock (&self->lock);

  if (!served)
    uke_pcsc_session_close (session);
}

/* Until the daemon's socket has changed, or until @deadline when that is not 0. */
static void
wait_for_service (UkePcscWorker *self, gint64 deadline)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->seek && !has_orders (self)) {
    if (deadline == 0)
      g_cond_wait (&self->changed, &self->lock);
    else if (!g_cond_wait_until (&self->changed, &self->lock, deadline))
      break;
  }
  self->seek = FALSE;
}

static gpointer
follow_cards (gpointer data)
{
  UkePcscWorker *self = data;
  UkePcscSession session;

  uke_pcsc_session_init (&session, self->only, &self->quit);

  while (g_atomic_int_get (&self->quit) == 0) {
    gboolean opened = uke_pcsc_session_open (&session);
    gboolean served = opened && uke_pcsc_session_look (&session);
    Job *job;

    announce (self, &session);

    job = take_job (self);
    if (job != NULL)
      run_job (self, &session, job);
    else if (served)
      wait_for_card (self, &session);
    else
      wait_for_service (self, opened ? g_get_monotonic_time () + RETRY_US : 0);
  }

  reject_jobs (self);
  uke_pcsc_session_clear (&session);

  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  g_atomic_rc_box_release_full (self, worker_clear);
  return NULL;
}

/* ---- The owner ---- */

static gboolean
nudge (UkePcscWorker *self)
{
  if (!self->waiting || !has_orders (self))
    return G_SOURCE_REMOVE;

  SCardCancel (self->context);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_nudge (gpointer data)
{
  UkePcscWorker *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (nudge (self) == G_SOURCE_CONTINUE)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->nudger, g_source_unref);
  return G_SOURCE_REMOVE;
}

/* With the lock held, after an order was given. */
static void
wake (UkePcscWorker *self)
{
  g_cond_broadcast (&self->changed);

  if (nudge (self) == G_SOURCE_REMOVE || self->nudger != NULL)
    return;
  self->nudger = g_timeout_source_new (NUDGE_MS);
  g_source_set_callback (self->nudger, on_nudge, self, NULL);
  g_source_attach (self->nudger, self->home);
}

static UkeSlotView *
take_view (UkePcscWorker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_queue_pop_head (&self->views);
}

static void
drop_finished (UkePcscWorker *self)
{
  GQueue finished = G_QUEUE_INIT;

  g_mutex_lock (&self->lock);
  finished = self->finished;
  g_queue_init (&self->finished);
  g_mutex_unlock (&self->lock);

  g_queue_clear_full (&finished, g_object_unref);
}

static gboolean
on_news (gpointer data)
{
  /* Whoever hears the news may stop the worker, or let go of the slot. */
  UkePcscWorker *self = g_atomic_rc_box_acquire (data);
  UkeSlotView *view;

  while (self->on_view != NULL && (view = take_view (self)) != NULL) {
    self->on_view (view, self->user_data);
    uke_slot_view_free (view);
  }
  drop_finished (self);

  g_atomic_rc_box_release_full (self, worker_clear);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_announcer (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs announcer_funcs = { .dispatch = dispatch_announcer };

/**
 * uke_pcsc_worker_start:
 * @only: (nullable): the reader to use, or NULL for all
 * @on_view: called in this thread's main context for each change, in order
 *
 * Starts the thread that owns all that has to do with PC/SC.
 *
 * Returns: (transfer full): to be given to uke_pcsc_worker_stop()
 */
UkePcscWorker *
uke_pcsc_worker_start (const char *only, UkePcscWorkerFunc on_view, gpointer user_data)
{
  UkePcscWorker *self = g_atomic_rc_box_new0 (UkePcscWorker);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->only = g_strdup (only);
  self->on_view = on_view;
  self->user_data = user_data;
  self->home = g_main_context_ref_thread_default ();

  self->announcer = g_source_new (&announcer_funcs, sizeof (GSource));
  g_source_set_callback (self->announcer, on_news, self, NULL);
  g_source_attach (self->announcer, self->home);

  self->thread = g_thread_new ("uke-reader", follow_cards, g_atomic_rc_box_acquire (self));
  return self;
}

/**
 * uke_pcsc_worker_stop:
 * @self: (transfer full): no call comes from it afterwards
 *
 * Ends the thread, and waits for that as long as a click may take.
 *
 * A sleeping worker ends at once, a working one after the command that is on
 * its way. Should a reader hang, the thread is left to end by itself.
 */
void
uke_pcsc_worker_stop (UkePcscWorker *self)
{
  gint64 deadline = g_get_monotonic_time () + STOP_US;
  gboolean is_home = self->thread != g_thread_self ();
  gboolean ended;

  self->on_view = NULL;

  g_mutex_lock (&self->lock);
  g_atomic_int_set (&self->quit, 1);
  g_cond_broadcast (&self->changed);
  while (is_home && !self->ended && g_get_monotonic_time () < deadline) {
    nudge (self);
    g_cond_wait_until (&self->changed, &self->lock,
                       g_get_monotonic_time () + NUDGE_MS * G_TIME_SPAN_MILLISECOND);
  }
  ended = self->ended;
  if (self->nudger != NULL)
    g_source_destroy (self->nudger);
  g_clear_pointer (&self->nudger, g_source_unref);
  g_mutex_unlock (&self->lock);

  if (ended)
    g_thread_join (self->thread);
  else
    g_thread_unref (self->thread);

  g_source_destroy (self->announcer);
  drop_finished (self);
  g_atomic_rc_box_release_full (self, worker_clear);
}

/**
 * uke_pcsc_worker_await_first_look:
 * @timeout_ms: how long a daemon may take that does not answer
 *
 * Waits, some milliseconds as a rule, until it is known what lies there.
 */
void
uke_pcsc_worker_await_first_look (UkePcscWorker *self, guint timeout_ms)
{
  gint64 deadline = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&self->lock);
  while (!self->looked && g_cond_wait_until (&self->changed, &self->lock, deadline))
    ;
  g_mutex_unlock (&self->lock);

  on_news (self);
}

/* The daemon may be there now: look again. */
void
uke_pcsc_worker_seek_service (UkePcscWorker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->seek = TRUE;
  g_cond_broadcast (&self->changed);
}

/* @task is (transfer full). */
void
uke_pcsc_worker_push (UkePcscWorker *self, guint placement, GTask *task, UkeSlotWork work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Job *job = g_new0 (Job, 1);

  job->placement = placement;
  job->task = task;
  job->work = work;
  g_queue_push_tail (&self->jobs, job);
  wake (self);
}
