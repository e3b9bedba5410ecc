#include "card/errand.h"

struct _UkeErrand {
  /* The slot's. */
  guint placement;
  GTask *task;               /* nullable: returned */
  GCancellable *asked_by;    /* nullable: of whoever asked */
  gulong connection;         /* from that to the next */
  GCancellable *cancellable; /* of the work */

  /* Whoever carries it out. */
  UkeSlotWork work;
  gpointer data;
  gpointer result;
  GError *error;
};

static void
errand_clear (gpointer data)
{
  UkeErrand *self = data;

  if (self->asked_by != NULL)
    g_cancellable_disconnect (self->asked_by, self->connection);
  g_clear_object (&self->asked_by);
  g_clear_object (&self->cancellable);
  if (self->data != NULL && self->work.free_data != NULL)
    self->work.free_data (self->data);
  if (self->result != NULL && self->work.free_result != NULL)
    self->work.free_result (self->result);
  g_clear_error (&self->error);
}

static void
on_cancelled (GCancellable *asked_by, gpointer data)
{
  g_cancellable_cancel (data);
}

/**
 * uke_errand_new:
 * @task: (transfer full): returned on by uke_errand_return() or uke_errand_return_error()
 * @data: (transfer full): for @work
 *
 * Puts a piece of work into words.
 *
 * Returns: (transfer full): an errand
 */
UkeErrand *
uke_errand_new (guint placement, GTask *task, const UkeSlotWork *work, gpointer data)
{
  UkeErrand *self = g_atomic_rc_box_new0 (UkeErrand);

  self->placement = placement;
  self->task = task;
  self->cancellable = g_cancellable_new ();
  if (g_task_get_cancellable (task) != NULL) {
    self->asked_by = g_object_ref (g_task_get_cancellable (task));
    self->connection = g_cancellable_connect (self->asked_by, G_CALLBACK (on_cancelled),
                                              g_object_ref (self->cancellable), g_object_unref);
  }
  self->work = *work;
  self->data = data;
  return self;
}

UkeErrand *
uke_errand_ref (UkeErrand *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
uke_errand_unref (UkeErrand *self)
{
  g_atomic_rc_box_release_full (self, errand_clear);
}

guint
uke_errand_get_placement (UkeErrand *self)
{
  return self->placement;
}

/* Cancelled with whoever asked for the work, and by a slot that closes. */
GCancellable *
uke_errand_get_cancellable (UkeErrand *self)
{
  return self->cancellable;
}

/* In the thread that has the card, at most once. */
void
uke_errand_carry_out (UkeErrand *self, UkeChannel *channel)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return;
  self->result = self->work.ask (channel, self->data, self->cancellable, &self->error);
}

/**
 * uke_errand_return:
 *
 * Tells whoever asked what came of it; after it was carried out.
 *
 * Returns: (transfer full): the task, to be let go where it came from: the last reference to it may
 *   be the last one to the slot
 */
GTask *
uke_errand_return (UkeErrand *self)
{
  g_assert ((self->result != NULL) != (self->error != NULL));

  if (self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (self->task, g_steal_pointer (&self->result), self->work.free_result);
  return g_steal_pointer (&self->task);
}

/* Without waiting for whoever carries it out, if anybody does. @error is (transfer full). */
GTask *
uke_errand_return_error (UkeErrand *self, GError *error)
{
  g_task_return_error (self->task, error);
  return g_steal_pointer (&self->task);
}
