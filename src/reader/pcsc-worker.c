#include "reader/pcsc-worker.h"

#include "reader/pcsc-errands.h"
#include "reader/pcsc-session.h"

/* SCardCancel() does nothing when the wait has not quite begun, so it is repeated at this pace
 * until the watching thread has ended. */
#define NUDGE_MS 5
/* A daemon that is about to listen, or that broke down at once, is tried again after this. */
#define RETRY_US G_TIME_SPAN_SECOND
/* One of another version notes each try in the machine's log. */
#define RETRY_MISMATCH_US (10 * G_TIME_SPAN_SECOND)
/* A daemon may stand still; nobody waits for that when windows close. */
#define STOP_US G_TIME_SPAN_SECOND

/* Shared by the threads and their owner: a boxed reference each. */
struct _UkePcscWorker {
  UkePcscErrands *errands;
  char *only;
  char *usb_devices;
  int quit; /* atomic */

  GMutex lock; /* for what follows */
  GCond changed;
  GQueue views;     /* of UkeSlotView: news for the owner */
  GQueue finished;  /* of GTask: let go where they came from, not in a thread */
  UkeSlotView seen; /* by the watching thread, last */
  guint held;       /* placement of the card that another program has, or 0 */
  gboolean seek;    /* the daemon's socket has changed: worth another look */
  gboolean looked;  /* at least once */
  gboolean waiting;
  gboolean watch_ended;
  gboolean errands_ended;
  SCARDCONTEXT context; /* while waiting */

  /* The owner's alone. */
  UkePcscWorkerFunc on_view;
  gpointer user_data;
  GMainContext *home;
  GSource *announcer;
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
  uke_pcsc_errands_unref (self->errands);
  g_free (self->seen.reader_name);
  g_free (self->only);
  g_free (self->usb_devices);
}

static void
worker_unref (UkePcscWorker *self)
{
  g_atomic_rc_box_release_full (self, worker_clear);
}

/* ---- What is told; with the lock held ---- */

static void
tell_seen (UkePcscWorker *self)
{
  UkeSlotView *view = g_new0 (UkeSlotView, 1);

  *view = self->seen;
  view->reader_name = g_strdup (self->seen.reader_name);
  if (view->state == UKE_SLOT_OCCUPIED && view->placement == self->held)
    view->state = UKE_SLOT_IN_USE;
  g_queue_push_tail (&self->views, view);
  g_source_set_ready_time (self->announcer, 0);
}

static void
see (UkePcscWorker *self, const UkeSlotView *view)
{
  self->seen.state = view->state;
  self->seen.placement = view->placement;
  g_set_str (&self->seen.reader_name, view->reader_name);
  tell_seen (self);
}

/* ---- The watching thread ---- */

static void
announce (UkePcscWorker *self, UkePcscSession *session)
{
  const UkePcscSight sight = {
    .state = session->watch.state,
    .placement = session->watch.placement,
    .reader_name = session->watch.reader_name,
    .event_state = uke_pcsc_session_get_event_state (session),
  };
  g_autoptr (GMutexLocker) locker = NULL;

  /* Before the news is out: work for a card is asked for as soon as somebody hears of it. */
  uke_pcsc_errands_see (self->errands, &sight);

  locker = g_mutex_locker_new (&self->lock);
  for (guint i = 0; i < session->views->len; i++)
    see (self, session->views->pdata[i]);
  g_ptr_array_set_size (session->views, 0);
  self->looked = TRUE;
  g_cond_broadcast (&self->changed);
}

static gboolean
is_quitting (UkePcscWorker *self)
{
  return g_atomic_int_get (&self->quit) != 0;
}

static void
wait_for_card (UkePcscWorker *self, UkePcscSession *session)
{
  gboolean served;

  g_mutex_lock (&self->lock);
  if (is_quitting (self)) {
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

/* Until the daemon's socket has changed. That is told when it is made, which is a moment before
 * somebody listens; and where systemd listens for the daemon, it does not change at all. */
static void
wait_for_service (UkePcscWorker *self, UkePcscSession *session)
{
  gboolean is_mismatch = session->watch.state == UKE_SLOT_SERVICE_MISMATCH;
  gint64 deadline = g_get_monotonic_time () + (is_mismatch ? RETRY_MISMATCH_US : RETRY_US);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->seek && !is_quitting (self)
         && g_cond_wait_until (&self->changed, &self->lock, deadline))
    ;
  self->seek = FALSE;
}

static gpointer
follow_cards (gpointer data)
{
  UkePcscWorker *self = data;
  UkePcscSession session;

  uke_pcsc_session_init (&session, self->only, self->usb_devices);

  while (!is_quitting (self)) {
    gboolean served = uke_pcsc_session_open (&session) && uke_pcsc_session_look (&session);

    announce (self, &session);

    if (served)
      wait_for_card (self, &session);
    else
      wait_for_service (self, &session);
  }

  uke_pcsc_session_clear (&session);

  g_mutex_lock (&self->lock);
  self->watch_ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  worker_unref (self);
  return NULL;
}

/* Whoever stops the worker must not wait for the daemon, and SCardCancel() does. */
static gpointer
wake_watching_thread (gpointer data)
{
  UkePcscWorker *self = data;

  g_mutex_lock (&self->lock);
  while (!self->watch_ended) {
    SCARDCONTEXT context = self->waiting ? self->context : 0;

    /* A context that is given back meanwhile is no harm: the library knows it no more. */
    g_mutex_unlock (&self->lock);
    if (context != 0)
      SCardCancel (context);
    g_mutex_lock (&self->lock);
    if (self->watch_ended)
      break;
    g_cond_wait_until (&self->changed, &self->lock,
                       g_get_monotonic_time () + NUDGE_MS * G_TIME_SPAN_MILLISECOND);
  }
  g_mutex_unlock (&self->lock);

  worker_unref (self);
  return NULL;
}

/* ---- From the errands' thread ---- */

static void
on_held (guint placement, gboolean is_held, gpointer user_data)
{
  UkePcscWorker *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->held = is_held ? placement : 0;
  tell_seen (self);
}

static void
on_finished (GTask *task, gpointer user_data)
{
  UkePcscWorker *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_push_tail (&self->finished, task);
  g_source_set_ready_time (self->announcer, 0);
}

static void
on_errands_ended (gpointer user_data)
{
  UkePcscWorker *self = user_data;

  g_mutex_lock (&self->lock);
  self->errands_ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  worker_unref (self);
}

/* ---- The owner ---- */

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

  worker_unref (self);
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
 * @usb_devices: as for uke_usb_devices_have_reader()
 * @on_view: called in this thread's main context for each change, in order
 *
 * Starts the threads that own all that has to do with PC/SC.
 *
 * Returns: (transfer full): to be given to uke_pcsc_worker_stop()
 */
UkePcscWorker *
uke_pcsc_worker_start (const char *only,
                       const char *usb_devices,
                       UkePcscWorkerFunc on_view,
                       gpointer user_data)
{
  static const UkePcscErrandsFuncs errands_funcs = { on_held, on_finished, on_errands_ended };
  UkePcscWorker *self = g_atomic_rc_box_new0 (UkePcscWorker);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->only = g_strdup (only);
  self->usb_devices = g_strdup (usb_devices);
  self->on_view = on_view;
  self->user_data = user_data;
  self->home = g_main_context_ref_thread_default ();

  self->announcer = g_source_new (&announcer_funcs, sizeof (GSource));
  g_source_set_callback (self->announcer, on_news, self, NULL);
  g_source_attach (self->announcer, self->home);

  self->errands = uke_pcsc_errands_new (&errands_funcs, g_atomic_rc_box_acquire (self));
  g_thread_unref (g_thread_new ("uke-reader", follow_cards, g_atomic_rc_box_acquire (self)));
  return self;
}

/**
 * uke_pcsc_worker_stop:
 * @self: (transfer full): no call comes from it afterwards
 *
 * Ends the threads, and waits for that as long as a click may take.
 *
 * They end at once as a rule, even in the middle of a command. Should the
 * daemon stand still, they are left to end by themselves.
 */
void
uke_pcsc_worker_stop (UkePcscWorker *self)
{
  gint64 deadline = g_get_monotonic_time () + STOP_US;

  self->on_view = NULL;
  uke_pcsc_errands_quit (self->errands);

  g_mutex_lock (&self->lock);
  g_atomic_int_set (&self->quit, 1);
  g_cond_broadcast (&self->changed);
  g_thread_unref (g_thread_new ("uke-waker", wake_watching_thread, g_atomic_rc_box_acquire (self)));
  while (!(self->watch_ended && self->errands_ended)
         && g_cond_wait_until (&self->changed, &self->lock, deadline))
    ;
  g_mutex_unlock (&self->lock);

  g_source_destroy (self->announcer);
  drop_finished (self);
  worker_unref (self);
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

/* @errand is (transfer full). */
void
uke_pcsc_worker_push (UkePcscWorker *self, UkeErrand *errand)
{
  uke_pcsc_errands_push (self->errands, errand);
}
