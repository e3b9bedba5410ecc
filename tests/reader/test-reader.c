#include "stage.h"

#include "card/pin-proof.h"

#include "card/apdu.h"
#include "card/card-error.h"

/* ---- The daemon ---- */

static void
test_no_daemon (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader;

  control ("stop");
  reader = uke_reader_new (NULL);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_NO_SERVICE);
  g_assert_null (uke_slot_dup_reader_name (UKE_SLOT (reader)));
  g_assert_null (read_card (reader, 0, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
  finish (reader);
}

static void
test_daemon_started_later (void)
{
  g_autofree char *name = NULL;
  UkeReader *reader;

  control ("stop");
  reader = uke_reader_new (NULL);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_NO_SERVICE);
  control ("start");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  name = uke_slot_dup_reader_name (UKE_SLOT (reader));
  g_assert_cmpstr (name, ==, VIRTUAL_READER_0);
  finish (reader);
}

static void
test_daemon_killed_while_waiting (void)
{
  UkeReader *reader = open_empty (NULL);
  GString *story = listen_to (reader);

  kill_daemon ();
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_NO_SERVICE);
  control ("start");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  g_assert_cmpstr (story->str, ==, "no-service 0;empty 0;");
  finish (reader);
  g_string_free (story, TRUE);
}

static void
test_daemon_killed_with_card (void)
{
  UkeReader *reader = open_empty (NULL);
  GString *story = listen_to (reader);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);

  kill_daemon ();
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_NO_SERVICE);
  virtual_card_lift (virtual);
  control ("start");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  g_assert_cmpstr (story->str, ==, "occupied 1;no-service 1;empty 1;occupied 2;");

  virtual_card_lift (virtual);
  finish (reader);
  g_string_free (story, TRUE);
  fake_card_clear (&card);
}

static void
test_daemon_killed_while_reading (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  GAsyncResult *result = NULL;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  virtual_card_hold (virtual);
  uke_slot_read_card_async (UKE_SLOT (reader), 1, NULL, on_ready, &result);
  SPIN_UNTIL (virtual_card_is_holding (virtual));
  kill_daemon ();
  g_assert_null (finish_read (reader, &result, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_NO_SERVICE);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_NO_SERVICE);
  control ("start");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

static void
test_daemon_stopped_in_order (void)
{
  UkeReader *reader = open_empty (NULL);

  control ("stop");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_NO_SERVICE);
  control ("start");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  finish (reader);
}

/* ---- Cards ---- */

static void
test_card_lay_there (void)
{
  UkeReader *waiting = open_empty (NULL);
  UkeReader *reader;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (waiting) == UKE_SLOT_OCCUPIED);

  reader = uke_reader_new (NULL);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_OCCUPIED);
  g_assert_cmpuint (uke_slot_get_placement (UKE_SLOT (reader)), ==, 1);
  assert_reads (reader, &card);

  virtual_card_lift (virtual);
  finish (reader);
  finish (waiting);
  fake_card_clear (&card);
}

static void
test_placed_lifted_placed (void)
{
  UkeReader *reader = open_empty (NULL);
  GString *story = listen_to (reader);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  for (int i = 0; i < 2; i++) {
    virtual = virtual_card_place (0, &card);
    WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
    assert_reads (reader, &card);
    virtual_card_lift (virtual);
    WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  }
  g_assert_cmpstr (story->str, ==, "occupied 1;empty 1;occupied 2;empty 2;");

  finish (reader);
  g_string_free (story, TRUE);
  fake_card_clear (&card);
}

/* Both events fall between two looks of the worker, which is kept busy with the first card's work;
 * the next patient's card must not get any of it. */
static gpointer
work_until_released (UkeChannel *channel, gpointer gate, GCancellable *cancellable, GError **error)
{
  return g_async_queue_pop (gate);
}

static void
test_lifted_and_placed_unseen (void)
{
  UkeReader *reader = open_empty (NULL);
  GString *story = listen_to (reader);
  static const UkeSlotWork work = { work_until_released, NULL, NULL };
  g_autoptr (GAsyncQueue) gate = g_async_queue_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *worked = NULL;
  GAsyncResult *result = NULL;
  VirtualCard *virtual;
  FakeCard first;
  FakeCard second;
  GTask *task;

  fake_card_init (&first, 1600);
  fake_card_init (&second, 1700);
  virtual = virtual_card_place (0, &first);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);

  task = g_task_new (reader, NULL, on_ready, &worked);
  uke_slot_run (UKE_SLOT (reader), 1, task, &work, gate);
  uke_slot_read_card_async (UKE_SLOT (reader), 1, NULL, on_ready, &result);

  virtual_card_lift (virtual);
  SPIN_UNTIL (daemon_sees (VIRTUAL_READER_0, SCARD_STATE_EMPTY));
  virtual = virtual_card_place (0, &second);
  SPIN_UNTIL (daemon_sees (VIRTUAL_READER_0, SCARD_STATE_PRESENT));
  g_async_queue_push (gate, gate);

  g_assert_null (finish_read (reader, &result, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
  WAIT_UNTIL (uke_slot_get_placement (UKE_SLOT (reader)) == 2);
  g_assert_cmpstr (story->str, ==, "occupied 1;empty 1;occupied 2;");
  assert_reads (reader, &second);
  g_assert_nonnull (worked);
  g_clear_object (&worked);

  virtual_card_lift (virtual);
  g_assert_cmpuint (second.n_commands, ==, 5); /* the reading of just now, and nothing before */
  finish (reader);
  g_string_free (story, TRUE);
  fake_card_clear (&first);
  fake_card_clear (&second);
}

/* With the first command, and in the middle of the certificate. */
static void
test_pulled_while_reading (void)
{
  static const guint moments[] = { 1, 4 };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++) {
    g_autoptr (GError) error = NULL;
    UkeReader *reader = open_empty (NULL);
    VirtualCard *virtual;
    FakeCard card;

    fake_card_init (&card, 1600);
    card.fails_at = moments[i];
    card.fails_with = UKE_CARD_ERROR_REMOVED;
    virtual = virtual_card_place (0, &card);
    WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
    g_assert_null (read_card (reader, 1, &error));
    g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
    WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);

    virtual_card_lift (virtual);
    finish (reader);
    fake_card_clear (&card);
  }
}

static void
test_work_for_another_placement (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  g_assert_null (read_card (reader, 2, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);

  virtual_card_lift (virtual);
  g_assert_cmpuint (card.n_commands, ==, 0);
  finish (reader);
  fake_card_clear (&card);
}

/* Long commands pass this reader: SELECT, label, two READs, query. */
static void
test_fewest_commands (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  UkeReader *reader = open_empty (NULL);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 2000);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  reading = read_card (reader, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uke_card_reading_get_n_commands (reading), ==, 5);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* The worker sleeps between two of these; each has to wake it. */
static void
test_wakes_every_time (void)
{
  UkeReader *reader = open_empty (NULL);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  for (int i = 0; i < 100; i++) {
    assert_reads (reader, &card);
    g_usleep ((gulong) g_random_int_range (0, 2000));
  }

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* ---- Other programs ---- */

static void
test_reset_by_another_program (void)
{
  UkeReader *reader = open_empty (NULL);
  SCARDCONTEXT context;
  SCARDHANDLE handle;
  DWORD protocol;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);

  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==, 0);
  g_assert_cmpint (SCardConnect (context, VIRTUAL_READER_0, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1,
                                 &handle, &protocol),
                   ==, 0);
  SCardDisconnect (handle, SCARD_RESET_CARD);
  SCardReleaseContext (context);

  assert_reads (reader, &card);
  g_assert_cmpuint (uke_slot_get_placement (UKE_SLOT (reader)), ==, 1);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

static void
test_held_by_another_program (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  SCARDCONTEXT context;
  SCARDHANDLE handle;
  DWORD protocol;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);

  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==, 0);
  g_assert_cmpint (SCardConnect (context, VIRTUAL_READER_0, SCARD_SHARE_EXCLUSIVE,
                                 SCARD_PROTOCOL_T1, &handle, &protocol),
                   ==, 0);
  g_assert_null (read_card (reader, 1, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_IN_USE);
  SCardDisconnect (handle, SCARD_LEAVE_CARD);
  SCardReleaseContext (context);

  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* ---- Two readers ---- */

static void
test_first_card_keeps_the_slot (void)
{
  UkeReader *reader = open_empty (NULL);
  g_autofree char *name = NULL;
  VirtualCard *at_0;
  VirtualCard *at_1;
  FakeCard first;
  FakeCard second;

  fake_card_init (&first, 1600);
  fake_card_init (&second, 1700);
  at_1 = virtual_card_place (1, &first);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  name = uke_slot_dup_reader_name (UKE_SLOT (reader));
  g_assert_cmpstr (name, ==, VIRTUAL_READER_1);

  at_0 = virtual_card_place (0, &second);
  SPIN_UNTIL (daemon_sees (VIRTUAL_READER_0, SCARD_STATE_PRESENT));
  assert_reads (reader, &first);
  g_assert_cmpuint (uke_slot_get_placement (UKE_SLOT (reader)), ==, 1);

  virtual_card_lift (at_1);
  WAIT_UNTIL (uke_slot_get_placement (UKE_SLOT (reader)) == 2);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_OCCUPIED);
  assert_reads (reader, &second);

  virtual_card_lift (at_0);
  finish (reader);
  fake_card_clear (&first);
  fake_card_clear (&second);
}

static void
test_one_reader_and_no_other (void)
{
  UkeReader *any = open_empty (NULL);
  UkeReader *reader = open_empty (VIRTUAL_READER_1);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (any) == UKE_SLOT_OCCUPIED);
  settle ();
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_EMPTY);
  virtual_card_lift (virtual);

  virtual = virtual_card_place (1, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  virtual_card_lift (virtual);

  finish (reader);
  finish (any);
  fake_card_clear (&card);
}

static void
test_no_reader_of_that_name (void)
{
  UkeReader *reader;

  control ("start");
  reader = uke_reader_new ("No Such Reader 00 00");
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_NO_READER);
  finish (reader);
}

/* ---- Leaving ---- */

static void
test_disposed_while_waiting (void)
{
  /* Right after the start, and a little later: whether or not the wait has begun. */
  control ("start");
  for (int i = 0; i < 20; i++) {
    UkeReader *reader = uke_reader_new (NULL);

    g_usleep ((gulong) i * 200);
    g_assert_finalize_object (reader);
  }
}

static UkePin *
type_pin (const char *digits)
{
  UkePin *pin = uke_pin_new ();

  while (*digits != '\0')
    uke_pin_append (pin, *digits++);
  return pin;
}

/* A whole login: SELECT, the tries, the certificate in two, VERIFY and the signature. The label and
 * the log-out come on top. */
static void
test_login_in_six_commands (void)
{
  UkeReader *reader = open_empty (NULL);
  g_autoptr (UkeCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  certificate = uke_certificate_new_from_data (card.certificate, NULL);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);

  assert_reads (reader, &card);
  uke_slot_prove_pin_async (UKE_SLOT (reader), 1, type_pin ("1234"), certificate, NULL, on_ready,
                            &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (uke_slot_prove_pin_finish (UKE_SLOT (reader), result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_cmpuint (card.n_commands, ==, 6 + 2);

  /* Another program may have had it: everything that it could have changed is asked again. */
  g_usleep (TURN_OVER_US);
  assert_reads (reader, &card);
  g_assert_cmpuint (card.n_commands, ==, 6 + 2 + 2);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

static void
test_disposed_while_working (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  GAsyncResult *result = NULL;
  GAsyncResult *queued = NULL;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  virtual_card_hold (virtual);
  uke_slot_read_card_async (UKE_SLOT (reader), 1, NULL, on_ready, &result);
  uke_slot_read_card_async (UKE_SLOT (reader), 1, NULL, on_ready, &queued);
  SPIN_UNTIL (virtual_card_is_holding (virtual));

  /* The card hangs for longer than anyone waits for it; then it answers after all. */
  g_object_run_dispose (G_OBJECT (reader));
  virtual_card_release (virtual);
  g_assert_null (finish_read (reader, &result, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
  g_clear_error (&error);
  g_assert_null (finish_read (reader, &queued, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
  g_clear_error (&error);
  g_assert_null (read_card (reader, 1, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);

  virtual_card_lift (virtual);
  g_assert_cmpuint (card.n_commands, ==, 1);
  finish (reader);
  fake_card_clear (&card);
}

/* The PIN is verified, and the card hangs over the signature for longer than anyone waits: it must
 * not be left open to whoever connects next. */
static void
test_closed_while_verified (void)
{
  UkeReader *reader = open_empty (NULL);
  g_autoptr (UkeCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  VirtualCard *virtual;
  FakeCard card;
  guint n_before;

  fake_card_init (&card, 1600);
  certificate = uke_certificate_new_from_data (card.certificate, NULL);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  virtual_card_hold_at (virtual, UKE_INS_SIGN);
  uke_slot_prove_pin_async (UKE_SLOT (reader), 1, type_pin ("1234"), certificate, NULL, on_ready,
                            &result);
  SPIN_UNTIL (virtual_card_is_holding (virtual));
  n_before = virtual_card_count_power_offs (virtual);

  g_object_run_dispose (G_OBJECT (reader));
  virtual_card_release (virtual);
  WAIT_UNTIL (result != NULL);
  g_assert_false (uke_slot_prove_pin_finish (UKE_SLOT (reader), result, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
  g_clear_object (&result);
  /* Not only when the daemon itself cares for its idle cards, which is after five seconds. */
  for (int i = 0; i < 20 && virtual_card_count_power_offs (virtual) == n_before; i++)
    g_usleep (100000);
  g_assert_cmpuint (virtual_card_count_power_offs (virtual), >, n_before);

  virtual_card_lift (virtual);
  g_assert_false (card.is_verified);
  finish (reader);
  fake_card_clear (&card);
}

/* Nobody but the work holds the slot; it goes when the work has ended, in the right thread. */
static void
test_let_go_while_working (void)
{
  UkeReader *reader = open_empty (NULL);
  GAsyncResult *result = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  UkeReader *weak = reader;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  virtual_card_hold (virtual);
  uke_slot_read_card_async (UKE_SLOT (reader), 1, NULL, on_ready, &result);
  SPIN_UNTIL (virtual_card_is_holding (virtual));
  g_object_add_weak_pointer (G_OBJECT (reader), (gpointer *) &weak);
  g_object_unref (reader);
  virtual_card_release (virtual);
  WAIT_UNTIL (result != NULL);
  reading = g_task_propagate_pointer (G_TASK (result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  SPIN_UNTIL (weak == NULL);

  virtual_card_lift (virtual);
  fake_card_clear (&card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* clang-format off */
  g_test_add_func ("/reader/no-daemon", test_no_daemon);
  g_test_add_func ("/reader/daemon-started-later", test_daemon_started_later);
  g_test_add_func ("/reader/daemon-killed-while-waiting", test_daemon_killed_while_waiting);
  g_test_add_func ("/reader/daemon-killed-with-card", test_daemon_killed_with_card);
  g_test_add_func ("/reader/daemon-killed-while-reading", test_daemon_killed_while_reading);
  g_test_add_func ("/reader/daemon-stopped-in-order", test_daemon_stopped_in_order);
  g_test_add_func ("/reader/card-lay-there", test_card_lay_there);
  g_test_add_func ("/reader/placed-lifted-placed", test_placed_lifted_placed);
  g_test_add_func ("/reader/lifted-and-placed-unseen", test_lifted_and_placed_unseen);
  g_test_add_func ("/reader/pulled-while-reading", test_pulled_while_reading);
  g_test_add_func ("/reader/work-for-another-placement", test_work_for_another_placement);
  g_test_add_func ("/reader/fewest-commands", test_fewest_commands);
  g_test_add_func ("/reader/login-in-six-commands", test_login_in_six_commands);
  g_test_add_func ("/reader/wakes-every-time", test_wakes_every_time);
  g_test_add_func ("/reader/reset-by-another-program", test_reset_by_another_program);
  g_test_add_func ("/reader/held-by-another-program", test_held_by_another_program);
  g_test_add_func ("/reader/first-card-keeps-the-slot", test_first_card_keeps_the_slot);
  g_test_add_func ("/reader/one-reader-and-no-other", test_one_reader_and_no_other);
  g_test_add_func ("/reader/no-reader-of-that-name", test_no_reader_of_that_name);
  g_test_add_func ("/reader/disposed-while-waiting", test_disposed_while_waiting);
  g_test_add_func ("/reader/disposed-while-working", test_disposed_while_working);
  g_test_add_func ("/reader/closed-while-verified", test_closed_while_verified);
  g_test_add_func ("/reader/let-go-while-working", test_let_go_while_working);
  /* clang-format on */

  return g_test_run ();
}
