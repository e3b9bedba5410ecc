#include "emulator/vpcd.h"

#include "fixture.h"

#include <string.h>

/* A virtual reader of ours, so that it can misbehave. */
typedef struct {
  GSocketListener *listener;
  guint16 port;
  GCancellable *cancellable;
  GThread *thread;
  GSocketConnection *connection;
  guint slot_delay_ms;
  int n_placed; /* atomic */
  gboolean served;
  GError *error;
} Reader;

static void
on_placed (gpointer user_data)
{
  g_atomic_int_inc (&((Reader *) user_data)->n_placed);
}

static gpointer
serve (gpointer data)
{
  Reader *reader = data;
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  reader->served = uke_vpcd_serve_and_tell (card, "127.0.0.1", reader->port, reader->slot_delay_ms,
                                            on_placed, reader, reader->cancellable, &reader->error);
  return NULL;
}

static void
set_up (Reader *reader, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  uke_fixture_get_authority (); /* made here, not in a race */
  reader->slot_delay_ms = GPOINTER_TO_UINT (data);
  reader->cancellable = g_cancellable_new ();
  reader->listener = g_socket_listener_new ();
  reader->port = g_socket_listener_add_any_inet_port (reader->listener, NULL, &error);
  g_assert_no_error (error);

  reader->thread = g_thread_new ("card", serve, reader);
  reader->connection = g_socket_listener_accept (reader->listener, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
hang_up (Reader *reader)
{
  g_io_stream_close (G_IO_STREAM (reader->connection), NULL, NULL);
  g_clear_object (&reader->connection);
}

static void
wait_for_end (Reader *reader)
{
  g_clear_pointer (&reader->thread, g_thread_join);
}

static void
tear_down (Reader *reader, gconstpointer data)
{
  if (reader->connection != NULL)
    hang_up (reader);
  if (reader->thread != NULL)
    wait_for_end (reader);
  g_socket_listener_close (reader->listener);
  g_clear_object (&reader->listener);
  g_clear_object (&reader->cancellable);
  g_clear_error (&reader->error);
}

static void
send_bytes (Reader *reader, const void *bytes, gsize length)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (reader->connection));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (output, bytes, length, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
expect_bytes (Reader *reader, const void *bytes, gsize length)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (reader->connection));
  g_autofree guint8 *received = g_malloc (length);
  g_autoptr (GError) error = NULL;
  gsize n_received;

  g_input_stream_read_all (input, received, length, &n_received, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (received, n_received, bytes, length);
}

#define SEND(reader, bytes) send_bytes (reader, bytes, sizeof bytes - 1)
#define EXPECT(reader, bytes) expect_bytes (reader, bytes, sizeof bytes - 1)

#define ATR_FRAME "\x00\x09\x3b\xe0\x00\xff\x81\x31\xfe\x45\x14"
#define SELECT_FRAME "\x00\x0f\x00\xa4\x04\x0c\x0a\xd3\x92\xf0\x00\x26\x01\x00\x00\x00\x01"
#define DONE_FRAME "\x00\x02\x90\x00"

static void
test_hang_up_inside_header (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00");
  hang_up (reader);
  wait_for_end (reader);
  g_assert_false (reader->served);
  g_assert_error (reader->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
}

static void
test_hang_up_inside_command (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x05\x00\xa4");
  hang_up (reader);
  wait_for_end (reader);
  g_assert_error (reader->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
}

static void
test_hang_up_before_answer (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x01\x01" SELECT_FRAME SELECT_FRAME SELECT_FRAME);
  hang_up (reader);
  wait_for_end (reader);
  g_assert_true (reader->served);
}

static void
test_hang_up_between_frames (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x01\x04");
  EXPECT (reader, ATR_FRAME);
  hang_up (reader);
  wait_for_end (reader);
  g_assert_no_error (reader->error);
  g_assert_true (reader->served);
}

static void
test_empty_frame (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x00");
  wait_for_end (reader);
  g_assert_error (reader->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_cancelled_while_idle (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x01\x04");
  EXPECT (reader, ATR_FRAME);
  g_cancellable_cancel (reader->cancellable);
  wait_for_end (reader);
  g_assert_error (reader->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (reader->served);
}

static void
test_cancelled_inside_frame (Reader *reader, gconstpointer data)
{
  SEND (reader, "\xff\xff\x00\xa4");
  g_cancellable_cancel (reader->cancellable);
  wait_for_end (reader);
  g_assert_error (reader->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The card waits an hour before it answers; the test would, too, if that could not be ended. */
static void
test_cancelled_while_slow (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x01\x01"
                "\x00\x01\x04" SELECT_FRAME);
  EXPECT (reader, ATR_FRAME);
  g_usleep (50000); /* to be in the pause, most probably; before it, cancelling works as well */
  g_cancellable_cancel (reader->cancellable);
  wait_for_end (reader);
  g_assert_error (reader->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_slow_card_answers (Reader *reader, gconstpointer data)
{
  gint64 start;

  SEND (reader, "\x00\x01\x01");
  start = g_get_monotonic_time ();
  SEND (reader, SELECT_FRAME);
  EXPECT (reader, DONE_FRAME);
  /* Never sooner; how much later is the machine's affair. */
  g_assert_cmpint (g_get_monotonic_time () - start, >=, GPOINTER_TO_UINT (data) * 1000);
}

static void
test_controls (Reader *reader, gconstpointer data)
{
  /* Only the last of them has an answer. */
  SEND (reader, "\x00\x01\x01"
                "\x00\x01\x02"
                "\x00\x01\x00"
                "\x00\x01\x03"
                "\x00\x01\xff"
                "\x00\x01\x04");
  EXPECT (reader, ATR_FRAME);
  /* and the power is off */
  SEND (reader, SELECT_FRAME);
  EXPECT (reader, "\x00\x02\x6f\x00");
  SEND (reader, "\x00\x01\x01" SELECT_FRAME);
  EXPECT (reader, DONE_FRAME);
}

static void
test_frames_in_pieces (Reader *reader, gconstpointer data)
{
  static const char bytes[] = "\x00\x01\x01" SELECT_FRAME;

  for (gsize i = 0; i < sizeof bytes - 1; i++) {
    send_bytes (reader, bytes + i, 1);
    g_usleep (1000);
  }
  EXPECT (reader, DONE_FRAME);
}

static void
test_frames_joined (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x01\x01"
                "\x00\x01\x04" SELECT_FRAME "\x00\x05\x00\xb0\x88\x00\x00"
                "\x00\x04\x00\x20\x00\x98");
  EXPECT (reader, ATR_FRAME DONE_FRAME "\x00\x05\x8f\x8f\x00\x90\x00"
                                       "\x00\x02\x63\xc3");
}

static void
test_longest_command (Reader *reader, gconstpointer data)
{
  g_autofree guint8 *frame = g_malloc0 (2 + 65535);

  SEND (reader, "\x00\x01\x01" SELECT_FRAME);
  EXPECT (reader, DONE_FRAME);
  /* VERIFY with as much PIN as a frame takes: wrong, and costs a try */
  memcpy (frame, "\xff\xff\x00\x20\x00\x98\x00\xff\xf8", 9);
  send_bytes (reader, frame, 2 + 65535);
  EXPECT (reader, "\x00\x02\x63\xc2");
}

static void
test_long_answer (Reader *reader, gconstpointer data)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (reader->connection));
  guint8 answer[2 + 3808 + 2];
  gsize length;

  SEND (reader, "\x00\x01\x01" SELECT_FRAME "\x00\x07\x00\xb0\x8a\x00\x00\x00\x00");
  EXPECT (reader, DONE_FRAME);
  g_input_stream_read_all (input, answer, sizeof answer, &length, NULL, NULL);
  g_assert_cmpuint (length, ==, sizeof answer);
  g_assert_cmpuint (answer[0] << 8 | answer[1], ==, 3810);
  g_assert_cmpmem (answer + sizeof answer - 4, 4, "\xff\xff\x90\x00", 4);
}

static void
test_placed_is_told_once (Reader *reader, gconstpointer data)
{
  SEND (reader, "\x00\x01\x04");
  EXPECT (reader, ATR_FRAME);
  g_assert_cmpint (g_atomic_int_get (&reader->n_placed), ==, 0); /* not yet under power */

  SEND (reader, "\x00\x01\x01\x00\x01\x04\x00\x01\x04\x00\x01\x00\x00\x01\x01\x00\x01\x04");
  EXPECT (reader, ATR_FRAME ATR_FRAME ATR_FRAME);
  hang_up (reader);
  wait_for_end (reader);
  g_assert_cmpint (reader->n_placed, ==, 1);
}

/* All that a reader has to say lies ready, and what it is answered is kept: no socket anywhere. */
static void
serve_bytes (
    const void *bytes, gsize length, gboolean *ret_served, GBytes **ret_answers, GError **error)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (bytes, length, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (input, output);

  *ret_served = uke_vpcd_serve_stream (card, stream, 0, NULL, NULL, NULL, error);
  g_assert_true (g_io_stream_is_closed (stream));
  *ret_answers = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static void
test_stream_cut_short (void)
{
  static const char bytes[] = "\x00\x01\x01\x00\x0f\x00\xa4";
  g_autoptr (GBytes) answers = NULL;
  g_autoptr (GError) error = NULL;
  gboolean served;

  serve_bytes (bytes, sizeof bytes - 1, &served, &answers, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  g_assert_false (served);
  g_assert_cmpuint (g_bytes_get_size (answers), ==, 0);
}

static void
test_stream (void)
{
  static const char bytes[] = "\x00\x01\x01"
                              "\x00\x01\x04" SELECT_FRAME;
  static const char expected[] = ATR_FRAME DONE_FRAME;
  g_autoptr (GBytes) answers = NULL;
  g_autoptr (GError) error = NULL;
  gboolean served;
  gsize size;
  const void *data;

  serve_bytes (bytes, sizeof bytes - 1, &served, &answers, &error);
  g_assert_no_error (error);
  g_assert_true (served);
  data = g_bytes_get_data (answers, &size);
  g_assert_cmpmem (data, size, expected, sizeof expected - 1);
}

static void
test_nobody_listens (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener); /* a port that was free a moment ago */
  g_assert_false (uke_vpcd_serve (card, "127.0.0.1", port, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_cancelled_before_start (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (uke_vpcd_serve (card, "127.0.0.1", 1, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    guint slot_delay_ms;
    void (*run) (Reader *reader, gconstpointer data);
  } tests[] = {
    { "hang-up-inside-header", 0, test_hang_up_inside_header },
    { "hang-up-inside-command", 0, test_hang_up_inside_command },
    { "hang-up-before-answer", 0, test_hang_up_before_answer },
    { "hang-up-between-frames", 0, test_hang_up_between_frames },
    { "empty-frame", 0, test_empty_frame },
    { "cancelled-while-idle", 0, test_cancelled_while_idle },
    { "cancelled-inside-frame", 0, test_cancelled_inside_frame },
    { "cancelled-while-slow", 3600000, test_cancelled_while_slow },
    { "slow-card-answers", 30, test_slow_card_answers },
    { "controls", 0, test_controls },
    { "frames-in-pieces", 0, test_frames_in_pieces },
    { "frames-joined", 0, test_frames_joined },
    { "longest-command", 0, test_longest_command },
    { "long-answer", 0, test_long_answer },
    { "placed-is-told-once", 0, test_placed_is_told_once },
  };
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vpcd/nobody-listens", test_nobody_listens);
  g_test_add_func ("/vpcd/cancelled-before-start", test_cancelled_before_start);
  g_test_add_func ("/vpcd/stream-cut-short", test_stream_cut_short);
  g_test_add_func ("/vpcd/stream", test_stream);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/vpcd/", tests[i].path, NULL);

    g_test_add (path, Reader, GUINT_TO_POINTER (tests[i].slot_delay_ms), set_up, tests[i].run,
                tear_down);
  }

  status = g_test_run ();
  uke_fixture_remove_authority ();
  return status;
}
