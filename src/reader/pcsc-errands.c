#include "reader/pcsc-errands.h"

#include "card/card-error.h"
#include "reader/pcsc-channel.h"

/* A card is granted within some milliseconds, or within half a second when it has to be powered
 * first. Whoever takes longer has it for something else. */
#define GRANT_MS 1500
/* How soon the card is asked for again after another program has had it for itself. */
#define AGAIN_MS 250

typedef struct {
  guint placement;
  GTask *task;
  UkeSlotWork work;
} Errand;

/* Shared by the thread and whoever started it: a boxed reference each. */
struct _UkePcscErrands {
  UkePcscErrandsFuncs funcs;
  gpointer user_data;
  int quit; /* atomic */

  GMutex lock; /* for what follows */
  GCond changed;
  GQueue queue; /* of Errand */
  UkePcscSight sight;

  /* The thread's alone. */
  UkePcscChannel *channel; /* nullable; for channel_placement */
  guint channel_placement;
  gboolean is_held; /* by another program, and we still ask for it */
};

static void
errands_clear (gpointer data)
{
  UkePcscErrands *self = data;

  g_free (self->sight.reader_name);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}

static gboolean
is_quitting (UkePcscErrands *self)
{
  return g_atomic_int_get (&self->quit) != 0;
}

static gboolean
has_card (const UkePcscSight *sight)
{
  return sight->state == UKE_SLOT_OCCUPIED || sight->state == UKE_SLOT_MUTE;
}

/* ---- The connection ---- */

static void
set_held (UkePcscErrands *self, gboolean is_held)
{
  if (self->is_held == is_held)
    return;
  self->is_held = is_held;
  g_debug (is_held ? "Another program has the card" : "The card is free again");
  self->funcs.held (self->channel_placement, is_held, self->user_data);
}

static void
drop_channel (UkePcscErrands *self)
{
  set_held (self, FALSE);
  g_clear_object (&self->channel);
}

/* One whose card is not there any more closes at once, so that the reader is free for others. */
static void
drop_stale_channel (UkePcscErrands *self)
{
  gboolean is_stale;

  g_mutex_lock (&self->lock);
  is_stale = !has_card (&self->sight) || self->sight.placement != self->channel_placement;
  g_mutex_unlock (&self->lock);

  if (self->channel != NULL && (is_stale || !uke_pcsc_channel_is_sound (self->channel)))
    drop_channel (self);
}

static gboolean
refuse (GError **error, UkeCardError code, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, -1, message));
  return FALSE;
}

static gboolean
ensure_channel (UkePcscErrands *self, guint placement, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (is_quitting (self))
    return refuse (error, UKE_CARD_ERROR_REMOVED, "The slot is closed");
  if (!has_card (&self->sight) || self->sight.placement != placement)
    return refuse (error, UKE_CARD_ERROR_REMOVED, "The card was lifted");
  if (self->sight.state == UKE_SLOT_MUTE)
    return refuse (error, UKE_CARD_ERROR_UNREADABLE, "The card does not answer");

  if (self->channel == NULL) {
    self->channel =
        uke_pcsc_channel_new (self->sight.reader_name, self->sight.event_state, &self->quit);
    self->channel_placement = placement;
  }
  return TRUE;
}

/* ---- The work ---- */

static gboolean
claim (UkePcscErrands *self, Errand *errand, GError **error)
{
  GCancellable *cancellable = g_task_get_cancellable (errand->task);

  drop_stale_channel (self);
  if (!ensure_channel (self, errand->placement, error))
    return FALSE;

  switch (uke_pcsc_channel_claim (self->channel, cancellable, GRANT_MS, error)) {
  case UKE_CLAIM_GRANTED:
    set_held (self, FALSE);
    return TRUE;
  case UKE_CLAIM_FAILED:
    drop_channel (self);
    return FALSE;
  case UKE_CLAIM_PENDING:
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    break;
  case UKE_CLAIM_REFUSED:
    break;
  }

  if (is_quitting (self))
    return refuse (error, UKE_CARD_ERROR_REMOVED, "The slot is closed");
  set_held (self, TRUE);
  return refuse (error, UKE_CARD_ERROR_UNREADABLE, "Another program has the card");
}

/* The last reference to a task may be the last one to the slot, too, and a slot that is finalized
 * here would wait for this very thread: so the task goes home. */
static void
finish (UkePcscErrands *self, Errand *errand)
{
  self->funcs.finished (errand->task, self->user_data);
  g_free (errand);
}

static void
run (UkePcscErrands *self, Errand *errand)
{
  g_autoptr (GError) error = NULL;

  if (claim (self, errand, &error)) {
    uke_pcsc_channel_set_cancellable (self->channel, g_task_get_cancellable (errand->task));
    errand->work (errand->task, UKE_CHANNEL (self->channel));
    uke_pcsc_channel_set_cancellable (self->channel, NULL);
    uke_pcsc_channel_end (self->channel);
  } else {
    g_task_return_error (errand->task, g_steal_pointer (&error));
  }
  finish (self, errand);
}

static Errand *
take_errand (UkePcscErrands *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_queue_pop_head (&self->queue);
}

static void
reject_all (UkePcscErrands *self)
{
  Errand *errand;

  while ((errand = take_errand (self)) != NULL) {
    g_task_return_error (errand->task,
                         uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The slot is closed"));
    finish (self, errand);
  }
}

/* Asked for until we have it: then it is anyone's. */
static void
ask_again (UkePcscErrands *self)
{
  switch (uke_pcsc_channel_claim (self->channel, NULL, 0, NULL)) {
  case UKE_CLAIM_GRANTED:
    uke_pcsc_channel_end (self->channel);
    set_held (self, FALSE);
    break;
  case UKE_CLAIM_FAILED:
    drop_channel (self);
    break;
  case UKE_CLAIM_PENDING:
  case UKE_CLAIM_REFUSED:
    break;
  }
}

static Errand *
await_errand (UkePcscErrands *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_queue_is_empty (&self->queue) && !is_quitting (self)) {
    if (self->is_held)
      g_cond_wait_until (&self->changed, &self->lock,
                         g_get_monotonic_time () + AGAIN_MS * G_TIME_SPAN_MILLISECOND);
    else
      g_cond_wait (&self->changed, &self->lock);
  }
  return is_quitting (self) ? NULL : g_queue_pop_head (&self->queue);
}

static gpointer
go (gpointer data)
{
  UkePcscErrands *self = data;

  while (!is_quitting (self)) {
    Errand *errand = await_errand (self);

    drop_stale_channel (self);
    if (self->is_held)
      ask_again (self);
    if (errand != NULL)
      run (self, errand);
  }

  reject_all (self);
  g_clear_object (&self->channel);
  self->funcs.ended (self->user_data);
  uke_pcsc_errands_unref (self);
  return NULL;
}

/* ---- From elsewhere ---- */

UkePcscErrands *
uke_pcsc_errands_new (const UkePcscErrandsFuncs *funcs, gpointer user_data)
{
  UkePcscErrands *self = g_atomic_rc_box_new0 (UkePcscErrands);

  self->funcs = *funcs;
  self->user_data = user_data;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_thread_unref (g_thread_new ("uke-card", go, g_atomic_rc_box_acquire (self)));
  return self;
}

void
uke_pcsc_errands_unref (UkePcscErrands *self)
{
  g_atomic_rc_box_release_full (self, errands_clear);
}

void
uke_pcsc_errands_see (UkePcscErrands *self, const UkePcscSight *sight)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->sight.state = sight->state;
  self->sight.placement = sight->placement;
  self->sight.event_state = sight->event_state;
  g_set_str (&self->sight.reader_name, sight->reader_name);
  g_cond_broadcast (&self->changed);
}

/* @task is (transfer full). */
void
uke_pcsc_errands_push (UkePcscErrands *self, guint placement, GTask *task, UkeSlotWork work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Errand *errand = g_new0 (Errand, 1);

  errand->placement = placement;
  errand->task = task;
  errand->work = work;
  g_queue_push_tail (&self->queue, errand);
  g_cond_broadcast (&self->changed);
}

void
uke_pcsc_errands_quit (UkePcscErrands *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_atomic_int_set (&self->quit, 1);
  g_cond_broadcast (&self->changed);
}
