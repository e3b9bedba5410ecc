#include "reader/pcsc-hand.h"

#include "stage.h"

/* A call that takes as long as we like. Counted references: the hand may be the last to have it. */
typedef struct {
  GMutex lock;
  GCond changed;
  gboolean is_open;
  gboolean is_inside;
  gboolean is_closed; /* by the hand's last call */
  int *n_freed;
} Gate;

static int n_freed;

static Gate *
gate_new (void)
{
  Gate *self = g_atomic_rc_box_new0 (Gate);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->n_freed = &n_freed;
  return self;
}

static void
gate_clear (gpointer data)
{
  Gate *self = data;

  g_atomic_int_inc (self->n_freed);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}

static void
gate_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, gate_clear);
}

static void
gate_set (Gate *self, gboolean *what)
{
  g_mutex_lock (&self->lock);
  *what = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gboolean
gate_is (Gate *self, const gboolean *what)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return *what;
}

static LONG
pass (SCARDCONTEXT context, gpointer data)
{
  Gate *self = data;

  g_assert_cmpint (SCardIsValidContext (context), ==, SCARD_S_SUCCESS);
  gate_set (self, &self->is_inside);
  g_mutex_lock (&self->lock);
  while (!self->is_open)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return SCARD_E_TIMEOUT;
}

static LONG
close_gate (SCARDCONTEXT context, gpointer data)
{
  Gate *self = data;

  g_assert_cmpint (SCardIsValidContext (context), ==, SCARD_S_SUCCESS);
  gate_set (self, &self->is_closed);
  return SCARD_S_SUCCESS;
}

static void
begin (UkePcscHand *hand, Gate *gate)
{
  uke_pcsc_hand_begin (hand, pass, g_atomic_rc_box_acquire (gate), gate_unref);
}

/* The call's result comes home, and the next call may begin. */
static void
test_waited_for (void)
{
  const UkePatience patient = { .timeout_ms = STUCK_S * 1000 };
  UkePcscHand *hand;
  Gate *gate = gate_new ();
  LONG result = 0;

  control ("start");
  hand = uke_pcsc_hand_new (close_gate);
  gate_set (gate, &gate->is_open);
  for (int i = 0; i < 2; i++) {
    begin (hand, gate);
    g_assert_true (uke_pcsc_hand_wait (hand, &patient, &result));
    g_assert_cmphex ((guint32) result, ==, (guint32) SCARD_E_TIMEOUT);
  }
  uke_pcsc_hand_let_go (hand); /* idle: it has ended when this returns */
  g_assert_true (gate_is (gate, &gate->is_closed));
  gate_unref (gate);
}

/* Each reason to stop waiting, then the result after all. */
static void
test_not_waited_for (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  const int quit = 1;
  const UkePatience impatient[] = {
    { .timeout_ms = 0 },
    { .timeout_ms = 30 },
    { .quit = &quit, .timeout_ms = G_MAXINT },
    { .cancellable = cancelled, .timeout_ms = G_MAXINT },
  };
  const UkePatience patient = { .timeout_ms = STUCK_S * 1000 };
  UkePcscHand *hand = uke_pcsc_hand_new (close_gate);
  Gate *gate = gate_new ();
  LONG result = 0;

  g_cancellable_cancel (cancelled);
  begin (hand, gate);
  for (gsize i = 0; i < G_N_ELEMENTS (impatient); i++)
    g_assert_false (uke_pcsc_hand_wait (hand, &impatient[i], &result));
  g_assert_cmpint (result, ==, 0);

  gate_set (gate, &gate->is_open);
  g_assert_true (uke_pcsc_hand_wait (hand, &patient, &result));
  uke_pcsc_hand_let_go (hand);
  gate_unref (gate);
}

/* Let go in the middle of a call: nobody waits, and it is closed and freed when the call is over.
 */
static void
test_let_go (void)
{
  UkePcscHand *hand = uke_pcsc_hand_new (close_gate);
  Gate *gate = gate_new ();
  int before = g_atomic_int_get (&n_freed);

  begin (hand, gate);
  SPIN_UNTIL (gate_is (gate, &gate->is_inside));
  uke_pcsc_hand_let_go (hand);
  g_assert_false (gate_is (gate, &gate->is_closed));
  gate_set (gate, &gate->is_open);
  SPIN_UNTIL (gate_is (gate, &gate->is_closed));
  gate_unref (gate);
  SPIN_UNTIL (g_atomic_int_get (&n_freed) == before + 1);
}

/* Without a daemon, the call is not made at all. */
static void
test_no_daemon (void)
{
  const UkePatience patient = { .timeout_ms = STUCK_S * 1000 };
  UkePcscHand *hand;
  Gate *gate = gate_new ();
  LONG result = 0;

  control ("stop");
  hand = uke_pcsc_hand_new (close_gate);
  begin (hand, gate);
  g_assert_true (uke_pcsc_hand_wait (hand, &patient, &result));
  g_assert_cmphex ((guint32) result, ==, (guint32) SCARD_E_NO_SERVICE);
  uke_pcsc_hand_let_go (hand);
  g_assert_false (gate->is_inside || gate->is_closed);
  gate_unref (gate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hand/waited-for", test_waited_for);
  g_test_add_func ("/hand/not-waited-for", test_not_waited_for);
  g_test_add_func ("/hand/let-go", test_let_go);
  g_test_add_func ("/hand/no-daemon", test_no_daemon);

  return g_test_run ();
}
