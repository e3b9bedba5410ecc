#include "kiosk/idle-watch.h"

struct _UkeIdleWatch {
  GObject parent_instance;

  guint tick_ms;
  guint limit; /* ticks; 0: nothing is watched */
  guint doublings;
  guint passed; /* ticks since the last touch */
  guint timer;
};

G_DEFINE_FINAL_TYPE (UkeIdleWatch, uke_idle_watch, G_TYPE_OBJECT)

enum {
  SIGNAL_WARNED,
  SIGNAL_COUNTED,
  SIGNAL_EXPIRED,
  SIGNAL_RESUMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
patience (UkeIdleWatch *self)
{
  return self->limit << self->doublings;
}

static gboolean
on_tick (gpointer user_data)
{
  UkeIdleWatch *self = user_data;
  guint left;

  self->passed++;
  if (self->passed < patience (self))
    return G_SOURCE_CONTINUE;

  left = patience (self) + UKE_IDLE_COUNTDOWN - self->passed;
  g_object_ref (self);
  if (self->passed == patience (self))
    g_signal_emit (self, signals[SIGNAL_WARNED], 0);
  if (left == 0) {
    self->timer = 0;
    self->passed = 0;
    g_signal_emit (self, signals[SIGNAL_EXPIRED], 0);
    g_object_unref (self);
    return G_SOURCE_REMOVE;
  }
  g_signal_emit (self, signals[SIGNAL_COUNTED], 0, left);
  g_object_unref (self);
  return G_SOURCE_CONTINUE;
}

static void
restart_with (UkeIdleWatch *self, guint limit, guint doublings)
{
  gboolean warning = uke_idle_watch_is_warning (self);

  self->passed = 0;
  self->limit = limit;
  self->doublings = doublings;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->limit > 0)
    self->timer = g_timeout_add (self->tick_ms, on_tick, self);
  if (warning)
    g_signal_emit (self, signals[SIGNAL_RESUMED], 0);
}

static void
uke_idle_watch_dispose (GObject *object)
{
  g_clear_handle_id (&UKE_IDLE_WATCH (object)->timer, g_source_remove);
  G_OBJECT_CLASS (uke_idle_watch_parent_class)->dispose (object);
}

static void
uke_idle_watch_class_init (UkeIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = uke_idle_watch_dispose;

  signals[SIGNAL_WARNED] = g_signal_new ("warned", UKE_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COUNTED] = g_signal_new ("counted", UKE_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_EXPIRED] = g_signal_new ("expired", UKE_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", UKE_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
uke_idle_watch_init (UkeIdleWatch *self)
{
}

/**
 * uke_idle_watch_new:
 * @tick_ms: how long a tick is, in milliseconds; a second for people, less for tests
 *
 * Creates a watch that watches nothing yet.
 *
 * Returns: (transfer full): a watch
 */
UkeIdleWatch *
uke_idle_watch_new (guint tick_ms)
{
  UkeIdleWatch *self = g_object_new (UKE_TYPE_IDLE_WATCH, NULL);

  self->tick_ms = tick_ms;
  return self;
}

/**
 * uke_idle_watch_set_limit:
 * @self: a watch
 * @ticks: how many may pass without a touch before the warning; 0: it watches nothing
 *
 * Begins anew, as another page does.
 */
void
uke_idle_watch_set_limit (UkeIdleWatch *self, guint ticks)
{
  restart_with (self, ticks, self->doublings);
}

/**
 * uke_idle_watch_touch:
 * @self: a watch
 *
 * Notes that somebody is there.
 */
void
uke_idle_watch_touch (UkeIdleWatch *self)
{
  if (self->limit > 0)
    restart_with (self, self->limit, self->doublings);
}

/**
 * uke_idle_watch_give_more_time:
 * @self: a watch
 *
 * Doubles what is waited until the warning, up to sixteenfold, until uke_idle_watch_forget().
 */
void
uke_idle_watch_give_more_time (UkeIdleWatch *self)
{
  restart_with (self, self->limit, MIN (self->doublings + 1, UKE_IDLE_MAX_DOUBLINGS));
}

/* The next person has the time of everybody. */
void
uke_idle_watch_forget (UkeIdleWatch *self)
{
  restart_with (self, self->limit, 0);
}

gboolean
uke_idle_watch_is_warning (UkeIdleWatch *self)
{
  return self->limit > 0 && self->passed >= patience (self);
}

/**
 * uke_idle_limit_of_step:
 * @step: where the visit stands
 * @seconds: for how long a choice waits; 0: nothing waits
 *
 * Finds how long a page waits. Entering a PIN and answering consents take twice as long as a choice
 * (45 and 90 seconds, unless the institution decides otherwise).
 *
 * Returns: seconds, 0 where the next step is not up to the person at the screen
 */
guint
uke_idle_limit_of_step (UkeStep step, guint seconds)
{
  switch (step) {
  case UKE_STEP_IDLE: /* a language or a size may have been chosen */
  case UKE_STEP_CHOOSE_IDENTITY:
  case UKE_STEP_PIN_BLOCKED:
  case UKE_STEP_FACE_MISMATCH:
  case UKE_STEP_NOT_REGISTERED:
  case UKE_STEP_EXPIRY_NOTICE:
  case UKE_STEP_GRACE_NOTICE:
  case UKE_STEP_SUBSIDY:
  case UKE_STEP_PRESCRIPTION:
    return seconds;
  case UKE_STEP_PIN:
  case UKE_STEP_PIN_WRONG:
  case UKE_STEP_CONSENT:
    return 2 * seconds;
  case UKE_STEP_READING:
  case UKE_STEP_UNREADABLE:
  case UKE_STEP_WRONG_CARD:
  case UKE_STEP_LAPSED:
  case UKE_STEP_HELD:
  case UKE_STEP_PIN_CHECKING:
  case UKE_STEP_FACE:
  case UKE_STEP_STAFF_CHECK:
  case UKE_STEP_ELIGIBILITY_PENDING:
  case UKE_STEP_RECORDING:
  case UKE_STEP_COMPLETE:
  case UKE_STEP_CARD_LEFT_BEHIND:
  case UKE_STEP_CANCELLED:
  case UKE_STEP_TROUBLE:
    return 0;
  case UKE_N_STEPS:
    break;
  }
  g_assert_not_reached ();
}
