#include "reader/pcsc-errands.h"

#include "card/card-error.h"
#include "reader/pcsc-access.h"

/* A card is granted within some milliseconds, or within half a second when it has to be powered
 * first. Whoever takes longer has it for something else. */
#define GRANT_MS 1500
/* How soon the card is asked for again after another program has had it for itself. */
#define AGAIN_MS 250
/* So long the card stays ours when work is done: what follows at once finds it as it was left. */
#define TURN_MS 200

/* Shared by the thread and whoever started it: a boxed reference each. */
struct _UkePcscErrands {
  UkePcscErrandsFuncs funcs;
  gpointer user_data;
  int quit; /* atomic */

  GMutex lock; /* for what follows */
  GCond changed;
  GQueue queue; /* of UkeErrand */
  UkePcscSight sight;

  /* The thread's alone. */
  UkePcscAccess *access; /* nullable; to the card of access_placement */
  guint access_placement;
  gint64 turn_ends; /* monotonic; 0 when the card is not granted */
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
  self->funcs.held (self->access_placement, is_held, self->user_data);
}

static void
drop_access (UkePcscErrands *self)
{
  set_held (self, FALSE);
  self->turn_ends = 0;
  g_clear_pointer (&self->access, uke_pcsc_access_free);
}

static void
end_turn (UkePcscErrands *self)
{
  self->turn_ends = 0;
  uke_pcsc_access_end (self->access);
}

/* One whose card is not there any more closes at once, so that the reader is free for others. */
static void
drop_stale_access (UkePcscErrands *self)
{
  gboolean is_stale;

  g_mutex_lock (&self->lock);
  is_stale = !has_card (&self->sight) || self->sight.placement != self->access_placement;
  g_mutex_unlock (&self->lock);

  if (self->access != NULL && (is_stale || !uke_pcsc_access_is_sound (self->access)))
    drop_access (self);
}

static gboolean
refuse (GError **error, UkeCardError code, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, -1, message));
  return FALSE;
}

static gboolean
ensure_access (UkePcscErrands *self, guint placement, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (is_quitting (self))
    return refuse (error, UKE_CARD_ERROR_REMOVED, "The slot is closed");
  if (!has_card (&self->sight) || self->sight.placement != placement)
    return refuse (error, UKE_CARD_ERROR_REMOVED, "The card was lifted");
  if (self->sight.state == UKE_SLOT_MUTE)
    return refuse (error, UKE_CARD_ERROR_UNREADABLE, "The card does not answer");

  if (self->access == NULL) {
    self->access =
        uke_pcsc_access_new (self->sight.reader_name, self->sight.event_state, &self->quit);
    self->access_placement = placement;
  }
  return TRUE;
}

/* ---- The work ---- */

static gboolean
claim (UkePcscErrands *self, UkeErrand *errand, GError **error)
{
  GCancellable *cancellable = uke_errand_get_cancellable (errand);

  drop_stale_access (self);
  if (!ensure_access (self, uke_errand_get_placement (errand), error))
    return FALSE;
  if (self->turn_ends != 0)
    return TRUE;

  switch (uke_pcsc_access_claim (self->access, cancellable, GRANT_MS, error)) {
  case UKE_CLAIM_GRANTED:
    set_held (self, FALSE);
    return TRUE;
  case UKE_CLAIM_FAILED:
    drop_access (self);
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

/* @errand is (transfer full). The last reference to a task may be the last one to the slot, too,
 * and a slot that is finalized here would wait for this very thread: so the task goes home. */
static void
run (UkePcscErrands *self, UkeErrand *errand)
{
  g_autoptr (GError) error = NULL;
  GTask *task;

  if (claim (self, errand, &error)) {
    task = uke_pcsc_access_carry_out (self->access, errand);
    self->turn_ends = g_get_monotonic_time () + TURN_MS * G_TIME_SPAN_MILLISECOND;
  } else {
    task = uke_errand_return_error (errand, g_steal_pointer (&error));
  }
  self->funcs.finished (task, self->user_data);
  uke_errand_unref (errand);
}

static UkeErrand *
take_errand (UkePcscErrands *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_queue_pop_head (&self->queue);
}

static void
reject_all (UkePcscErrands *self)
{
  UkeErrand *errand;

  while ((errand = take_errand (self)) != NULL) {
    GTask *task = uke_errand_return_error (errand, uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1,
                                                                       "The slot is closed"));

    self->funcs.finished (task, self->user_data);
    uke_errand_unref (errand);
  }
}

/* Asked for until we have it: then it is anyone's. */
static void
ask_again (UkePcscErrands *self)
{
  switch (uke_pcsc_access_claim (self->access, NULL, 0, NULL)) {
  case UKE_CLAIM_GRANTED:
    uke_pcsc_access_end (self->access);
    set_held (self, FALSE);
    break;
  case UKE_CLAIM_FAILED:
    drop_access (self);
    break;
  case UKE_CLAIM_PENDING:
  case UKE_CLAIM_REFUSED:
    break;
  }
}

/* When there is something to do without an errand: to ask again, or to end the turn. */
static gint64
find_deadline (UkePcscErrands *self)
{
  if (self->is_held)
    return g_get_monotonic_time () + AGAIN_MS * G_TIME_SPAN_MILLISECOND;
  return self->turn_ends;
}

static UkeErrand *
await_errand (UkePcscErrands *self)
{
  gint64 deadline = find_deadline (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_queue_is_empty (&self->queue) && !is_quitting (self)) {
    if (deadline != 0)
      g_cond_wait_until (&self->changed, &self->lock, deadline);
    else
      g_cond_wait (&self->changed, &self->lock);
  }
  return is_quitting (self) ? NULL : g_queue_pop_head (&self->queue);
}

static gboolean
is_turn_over (UkePcscErrands *self)
{
  return self->turn_ends != 0 && g_get_monotonic_time () >= self->turn_ends;
}

static gpointer
go (gpointer data)
{
  UkePcscErrands *self = data;

  while (!is_quitting (self)) {
    UkeErrand *errand = await_errand (self);

    drop_stale_access (self);
    if (self->is_held)
      ask_again (self);
    if (errand != NULL)
      run (self, errand);
    else if (is_turn_over (self))
      end_turn (self);
  }

  reject_all (self);
  g_clear_pointer (&self->access, uke_pcsc_access_free);
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

/* @errand is (transfer full). */
void
uke_pcsc_errands_push (UkePcscErrands *self, UkeErrand *errand)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

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
