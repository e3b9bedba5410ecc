#include "stage.h"

#include "card/card-error.h"

/* Another process that wants the card, too. */

static GSubprocess *
other_program (const char *what)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *other =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        g_getenv ("UKE_HOLD_CARD"), what, VIRTUAL_READER_0, NULL);
  char word[5] = "";
  gsize n = 0;

  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (other), word, 4, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (word, ==, "held");
  return other;
}

static void
let_go (GSubprocess *other)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (other), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (other, NULL, NULL));
  g_object_unref (other);
}

static void
die (GSubprocess *other)
{
  g_subprocess_force_exit (other);
  g_assert_true (g_subprocess_wait (other, NULL, NULL));
  g_object_unref (other);
}

typedef struct {
  const char *name;
  const char *how;
  gboolean connected_before; /* we had the card already */
  void (*leave) (GSubprocess *other);
} HeldCase;

static const HeldCase held[] = {
  { "transaction-before-we-connect", "shared", FALSE, let_go },
  { "transaction-between-our-turns", "shared", TRUE, let_go },
  { "transaction-of-one-that-crashes", "shared", TRUE, die },
  { "exclusive", "exclusive", FALSE, let_go },
  { "exclusive-of-one-that-crashes", "exclusive", FALSE, die },
};

/* It is told, it is bounded, and it is over by itself; the placement stays what it was. */
static void
test_held (gconstpointer data)
{
  const HeldCase *row = data;
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  GString *story = listen_to (reader);
  GSubprocess *other;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  if (row->connected_before)
    assert_reads (reader, &card);

  other = other_program (row->how);
  g_assert_null (read_card (reader, 1, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_IN_USE);

  row->leave (other);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  g_assert_cmpstr (story->str, ==, "occupied 1;in-use 1;occupied 1;");

  virtual_card_lift (virtual);
  finish (reader);
  g_string_free (story, TRUE);
  fake_card_clear (&card);
}

/* The patient does not wait for the other program. */
static void
test_lifted_while_held (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  GSubprocess *other;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  other = other_program ("shared");
  g_assert_null (read_card (reader, 1, &error));
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_IN_USE);

  virtual_card_lift (virtual);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  let_go (other);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (uke_slot_get_placement (UKE_SLOT (reader)) == 2);
  assert_reads (reader, &card);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* Cancelled and closed while it waits: neither takes as long as the wait would have. */
static void
test_cancelled_while_held (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  GAsyncResult *result = NULL;
  GSubprocess *other;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  other = other_program ("shared");

  uke_slot_read_card_async (UKE_SLOT (reader), 1, cancellable, on_ready, &result);
  g_usleep (100000);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish_read (reader, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (STATE (reader), ==,
                   UKE_SLOT_OCCUPIED); /* it was not given the time to be held */
  g_clear_error (&error);

  uke_slot_read_card_async (UKE_SLOT (reader), 1, NULL, on_ready, &result);
  g_usleep (100000);
  g_object_run_dispose (G_OBJECT (reader));
  g_assert_null (finish_read (reader, &result, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);

  let_go (other);
  virtual_card_lift (virtual);
  g_assert_cmpuint (card.n_commands, ==, 0);
  finish (reader);
  fake_card_clear (&card);
}

/* Between two of our turns, again and again: each finds the connection reset, and takes it up. */
static void
test_reset_between_turns (void)
{
  UkeReader *reader = open_empty (NULL);
  GString *story = listen_to (reader);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  for (int i = 0; i < 5; i++) {
    assert_reads (reader, &card);
    let_go (other_program ("reset"));
  }
  assert_reads (reader, &card);
  g_assert_cmpstr (story->str, ==, "occupied 1;");

  virtual_card_lift (virtual);
  finish (reader);
  g_string_free (story, TRUE);
  fake_card_clear (&card);
}

/* The reset is asked for while we work: it waits for our turn to end, and no command is lost. */
static void
test_reset_while_we_work (void)
{
  UkeReader *reader = open_empty (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  GAsyncResult *result = NULL;
  GSubprocess *other;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  g_usleep (TURN_OVER_US);

  virtual_card_hold (virtual);
  uke_slot_read_card_async (UKE_SLOT (reader), 1, NULL, on_ready, &result);
  SPIN_UNTIL (virtual_card_is_holding (virtual));
  other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                            &error, g_getenv ("UKE_HOLD_CARD"), "reset", VIRTUAL_READER_0, NULL);
  g_assert_no_error (error);
  g_usleep (100000);
  virtual_card_release (virtual);
  reading = finish_read (reader, &result, &error);
  g_assert_no_error (error);
  let_go (other);
  assert_reads (reader, &card);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (held); i++) {
    g_autofree char *path = g_strconcat ("/sharing/held/", held[i].name, NULL);

    g_test_add_data_func (path, &held[i], test_held);
  }
  g_test_add_func ("/sharing/lifted-while-held", test_lifted_while_held);
  g_test_add_func ("/sharing/cancelled-while-held", test_cancelled_while_held);
  g_test_add_func ("/sharing/reset-between-turns", test_reset_between_turns);
  g_test_add_func ("/sharing/reset-while-we-work", test_reset_while_we_work);

  return g_test_run ();
}
