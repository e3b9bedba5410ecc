#include "reader/reader-list.h"
#include "reader/reader.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <winscard.h>

/* A daemon that speaks another version of the protocol: all that it ever says to us is that. The
 * frames are pcsc-lite's (winscard_msg.h): length and command, then major, minor and result. */

#define CMD_VERSION 0x11
#define OTHER_MINOR 4

typedef struct {
  guint32 size;
  guint32 command;
  gint32 major;
  gint32 minor;
  guint32 result;
} VersionFrame;

G_STATIC_ASSERT (sizeof (VersionFrame) == 20);

static int n_asked; /* atomic */
static GCancellable *stop;

static void
answer (GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  VersionFrame frame;
  gsize n;

  if (!g_input_stream_read_all (input, &frame, sizeof frame, &n, NULL, NULL) || n != sizeof frame)
    return;
  g_assert_cmphex (frame.command, ==, CMD_VERSION);
  g_assert_cmpint (frame.major, ==, 4);
  g_atomic_int_inc (&n_asked);

  frame.result = frame.minor == OTHER_MINOR ? 0 : (guint32) SCARD_E_SERVICE_STOPPED;
  frame.minor = OTHER_MINOR;
  g_output_stream_write_all (output, &frame.major, sizeof frame - 8, NULL, NULL, NULL);
}

static gpointer
serve (gpointer data)
{
  GSocketListener *listener = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (listener, NULL, stop, NULL)) != NULL) {
    answer (connection);
    g_object_unref (connection);
  }
  g_object_unref (listener);
  return NULL;
}

static GThread *
start (const char *path)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, NULL, &error);
  g_assert_no_error (error);
  return g_thread_new ("daemon", serve, g_steal_pointer (&listener));
}

static UkeSlotState
judge_list (void)
{
  UkeSlotState absent = UKE_SLOT_EMPTY;
  g_autoptr (GPtrArray) list = uke_reader_list (&absent);

  g_assert_cmpuint (list->len, ==, 0);
  return absent;
}

#define STATE(reader) uke_slot_get_state (UKE_SLOT (reader))

/* First no daemon, then one of another version, then none again: each is told as what it is. The
 * watching thread asks once for each change, and not all the time. */
static void
test_another_version (void)
{
  const char *path = g_getenv ("PCSCLITE_CSOCK_NAME");
  UkeReader *reader = uke_reader_new (NULL);
  GThread *service;

  stop = g_cancellable_new ();
  g_assert_cmpint (STATE (reader), ==, UKE_SLOT_NO_SERVICE);
  g_assert_cmpint (judge_list (), ==, UKE_SLOT_NO_SERVICE);

  service = start (path);
  while (STATE (reader) != UKE_SLOT_SERVICE_MISMATCH)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (judge_list (), ==, UKE_SLOT_SERVICE_MISMATCH);
  g_assert_cmpint (g_atomic_int_get (&n_asked), <, 10);

  g_cancellable_cancel (stop);
  g_thread_join (service);
  g_clear_object (&stop);
  g_unlink (path);
  while (STATE (reader) != UKE_SLOT_NO_SERVICE)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (reader);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("uke-service-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pcscd.comm", NULL);
  int status;

  g_setenv ("PCSCLITE_CSOCK_NAME", path, TRUE); /* before the library looks, which it does once */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/another-version", test_another_version);

  status = g_test_run ();
  g_rmdir (folder);
  return status;
}
