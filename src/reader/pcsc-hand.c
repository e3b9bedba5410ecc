#include "reader/pcsc-hand.h"

/* How often a wait looks whether it is still wanted. A command to a card is done sooner. */
#define LOOK_MS 20
/* How long an idle hand may take to close its context. */
#define CLOSE_MS 500

/* Shared by the thread and whoever asks: a boxed reference each. */
struct _UkePcscHand {
  GThread *thread;
  UkePcscCall closing;

  GMutex lock; /* for what follows */
  GCond changed;
  gboolean let_go;
  gboolean ended;
  UkePcscCall call; /* nullable: nothing to do */
  gpointer data;
  GDestroyNotify free_data;
  LONG result;
};

static void
hand_clear (gpointer data)
{
  UkePcscHand *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}

/* FALSE when the hand was let go. */
static gboolean
await_call (UkePcscHand *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->call == NULL && !self->let_go)
    g_cond_wait (&self->changed, &self->lock);
  return self->call != NULL;
}

static void
finish_call (UkePcscHand *self, LONG result)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->result = result;
  self->call = NULL;
  g_cond_broadcast (&self->changed);
}

static gpointer
serve (gpointer data)
{
  UkePcscHand *self = data;
  SCARDCONTEXT context = 0;

  while (await_call (self)) {
    LONG result = SCARD_S_SUCCESS;

    if (context == 0)
      result = SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
    if (result == SCARD_S_SUCCESS)
      result = self->call (context, self->data);
    finish_call (self, result);
  }

  /* A context that is given back with a card in it resets the card, whoever has it by then. */
  if (context != 0 && self->data != NULL)
    self->closing (context, self->data);
  if (context != 0)
    SCardReleaseContext (context);

  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  g_atomic_rc_box_release_full (self, hand_clear);
  return NULL;
}

/**
 * uke_pcsc_hand_new:
 * @closing: the last call, made when the hand was let go, with the data of the
 *   call before; a claim that was granted too late is given back by it
 *
 * Starts a thread for calls to PC/SC.
 *
 * Returns: (transfer full): to be given to uke_pcsc_hand_let_go()
 */
UkePcscHand *
uke_pcsc_hand_new (UkePcscCall closing)
{
  UkePcscHand *self = g_atomic_rc_box_new0 (UkePcscHand);

  self->closing = closing;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("uke-hand", serve, g_atomic_rc_box_acquire (self));
  return self;
}

/**
 * uke_pcsc_hand_let_go:
 * @self: (transfer full): not used any more
 *
 * Ends the thread when it is idle. A busy one is left to itself at once: it
 * ends after the call that it is in, however long that takes, and closes its
 * connections then.
 */
void
uke_pcsc_hand_let_go (UkePcscHand *self)
{
  gint64 end = g_get_monotonic_time () + CLOSE_MS * G_TIME_SPAN_MILLISECOND;
  gboolean ended;

  g_mutex_lock (&self->lock);
  self->let_go = TRUE;
  g_cond_broadcast (&self->changed);
  while (self->call == NULL && !self->ended && g_cond_wait_until (&self->changed, &self->lock, end))
    ;
  ended = self->ended;
  g_mutex_unlock (&self->lock);

  if (ended)
    g_thread_join (self->thread);
  else
    g_thread_unref (self->thread);
  g_atomic_rc_box_release_full (self, hand_clear);
}

/**
 * uke_pcsc_hand_begin:
 * @call: done in the hand's thread, with its context
 * @data: (transfer full): given to @call; stays until the next call begins
 *
 * Begins a call; the hand must not be busy.
 */
void
uke_pcsc_hand_begin (UkePcscHand *self, UkePcscCall call, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_assert (self->call == NULL);
  if (self->free_data != NULL)
    self->free_data (self->data);
  self->data = data;
  self->free_data = free_data;
  self->call = call;
  g_cond_broadcast (&self->changed);
}

static gboolean
is_over (const UkePatience *patience)
{
  return (patience->quit != NULL && g_atomic_int_get (patience->quit) != 0)
         || g_cancellable_is_cancelled (patience->cancellable);
}

/**
 * uke_pcsc_hand_wait:
 * @patience: how long to wait
 * @ret_result: (out): what the call returned
 *
 * Waits until the call has returned, or until nobody wants to wait any more.
 *
 * Returns: FALSE when the hand is still busy; one may wait again, or let go
 */
gboolean
uke_pcsc_hand_wait (UkePcscHand *self, const UkePatience *patience, LONG *ret_result)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 end = g_get_monotonic_time () + patience->timeout_ms * G_TIME_SPAN_MILLISECOND;

  while (self->call != NULL) {
    gint64 now = g_get_monotonic_time ();

    if (now >= end || is_over (patience))
      return FALSE;
    g_cond_wait_until (&self->changed, &self->lock,
                       MIN (end, now + LOOK_MS * G_TIME_SPAN_MILLISECOND));
  }

  *ret_result = self->result;
  return TRUE;
}
