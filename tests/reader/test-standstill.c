#include "stage.h"

#include "card/card-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>

/* A daemon that stands still and goes on is what a suspended computer looks like from here. And
 * what needs the USB reader of tests/reader/usb-reader.c: readers that come and go, a card without
 * life. */

#define STANDSTILL_MS 3000
#define MUTE "/run/uketsuke-test-usb/mute"

static void
signal_daemon (int number)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/run/pcscd/pcscd.pid", &text, NULL, NULL));
  g_assert_cmpint (kill (atoi (text), number), ==, 0);
}

/* The main loop must not be kept up meanwhile: it beats some hundred times. */
static gboolean
on_beat (gpointer user_data)
{
  guint *n_beats = user_data;

  (*n_beats)++;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_over (gpointer user_data)
{
  gboolean *is_over = user_data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
stand_still (void)
{
  gboolean is_over = FALSE;
  guint n_beats = 0;
  guint beat = g_timeout_add (10, on_beat, &n_beats);

  g_timeout_add (STANDSTILL_MS, on_over, &is_over);
  WAIT_UNTIL (is_over);
  g_source_remove (beat);
  g_assert_cmpuint (n_beats, >, 20);
}

static void
test_idle (void)
{
  UkeReader *reader = open_empty (NULL);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  signal_daemon (SIGSTOP);
  stand_still ();
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_EMPTY);
  signal_daemon (SIGCONT);

  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* Work that is asked for meanwhile is refused in time, and possible again afterwards. */
static void
test_card_lies_there (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  g_usleep (TURN_OVER_US);

  signal_daemon (SIGSTOP);
  g_assert_null (read_card (reader, 1, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_IN_USE);
  stand_still ();
  signal_daemon (SIGCONT);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* In the middle of a command: cancelling is heard while the daemon still stands. */
static void
test_while_reading (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  GAsyncResult *result = NULL;
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  virtual_card_hold (virtual);
  uke_slot_read_card_async (UKE_SLOT (reader), 1, cancellable, on_ready, &result);
  SPIN_UNTIL (virtual_card_is_holding (virtual));

  signal_daemon (SIGSTOP);
  virtual_card_release (virtual);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish_read (reader, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  stand_still ();
  signal_daemon (SIGCONT);
  assert_reads (reader, &card);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* Nobody cancels, and it goes on where it was. */
static void
test_reading_goes_on (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
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
  signal_daemon (SIGSTOP);
  virtual_card_release (virtual);
  stand_still ();
  g_assert_null (result);
  signal_daemon (SIGCONT);
  reading = finish_read (reader, &result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reading);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

/* Windows close although the daemon stands still. */
static void
test_closed (void)
{
  UkeReader *reader = open_empty (NULL);
  UkeReader *later;

  signal_daemon (SIGSTOP);
  g_object_run_dispose (G_OBJECT (reader));
  later = uke_reader_new (NULL); /* and open: it says at least that there is nothing yet */
  g_assert_cmpint (STATE (later), ==, UKE_SLOT_NO_SERVICE);
  signal_daemon (SIGCONT);
  WAIT_UNTIL (STATE (later) == UKE_SLOT_EMPTY);
  finish (later);
  finish (reader);
}

/* ---- The USB ---- */

static void
test_reader_pulled_out (void)
{
  UkeReader *reader = open_empty (NULL);
  GString *story = listen_to (reader);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  control ("unplug");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_NO_READER);
  virtual_card_lift (virtual);
  control ("plug");
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  g_assert_cmpint (uke_slot_get_placement (UKE_SLOT (reader)), ==, 2);
  g_assert_true (g_str_has_prefix (story->str, "occupied 1;"));
  g_assert_true (g_str_has_suffix (story->str, "no-reader 1;empty 1;occupied 2;"));

  virtual_card_lift (virtual);
  finish (reader);
  g_string_free (story, TRUE);
  fake_card_clear (&card);
}

/* A reader is plugged in, says the kernel, and the daemon knows of none. */
static void
test_driver_missing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("uke-usb-XXXXXX", NULL);
  g_autofree char *device = g_build_filename (folder, "1-1:1.0", NULL);
  g_autofree char *path = g_build_filename (device, "bInterfaceClass", NULL);
  UkeReader *reader;

  control ("start");
  control ("unplug");
  SPIN_UNTIL (!daemon_has_readers ());
  reader = g_object_new (UKE_TYPE_READER, "usb-devices", folder, NULL);
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_NO_READER);

  g_assert_cmpint (g_mkdir (device, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "0b\n", -1, NULL));
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_NO_DRIVER);
  control ("plug"); /* the driver is there now */
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);

  finish (reader);
  g_unlink (path);
  g_rmdir (device);
  g_rmdir (folder);
}

/* Something lies there that does not answer to power; then it is turned round. */
static void
test_mute_card (void)
{
  g_autoptr (GError) error = NULL;
  UkeReader *reader = open_empty (NULL);
  VirtualCard *virtual;
  FakeCard card;

  fake_card_init (&card, 1600);
  g_assert_true (g_file_set_contents (MUTE, "", -1, NULL));
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_MUTE);
  g_assert_null (read_card (reader, 1, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE);
  g_assert_cmpstr (error->message, ==, "The card does not answer");
  virtual_card_lift (virtual);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  g_assert_cmpuint (card.n_commands, ==, 0);

  g_unlink (MUTE);
  virtual = virtual_card_place (0, &card);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_OCCUPIED);
  assert_reads (reader, &card);
  g_assert_cmpuint (uke_slot_get_placement (UKE_SLOT (reader)), ==, 2);

  virtual_card_lift (virtual);
  finish (reader);
  fake_card_clear (&card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/standstill/idle", test_idle);
  g_test_add_func ("/standstill/card-lies-there", test_card_lies_there);
  g_test_add_func ("/standstill/while-reading", test_while_reading);
  g_test_add_func ("/standstill/reading-goes-on", test_reading_goes_on);
  g_test_add_func ("/standstill/closed", test_closed);
  g_test_add_func ("/usb/reader-pulled-out", test_reader_pulled_out);
  g_test_add_func ("/usb/driver-missing", test_driver_missing);
  g_test_add_func ("/usb/mute-card", test_mute_card);

  return g_test_run ();
}
