#include "stage.h"

#include <signal.h>
#include <stdlib.h>

gboolean
stage_on_stuck (gpointer data)
{
  g_error ("%s did not happen within %d seconds", (const char *) data, STUCK_S);
  return G_SOURCE_REMOVE;
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
control (const char *verb)
{
  const char *argv[] = { g_getenv ("UKE_PCSCD_CONTROL"), verb, NULL };
  int status = -1;

  g_assert_nonnull (argv[0]);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* As a crash would end it: the socket stays behind, and nobody says goodbye. */
void
kill_daemon (void)
{
  g_autofree char *text = NULL;
  pid_t pid;

  g_assert_true (g_file_get_contents ("/run/pcscd/pcscd.pid", &text, NULL, NULL));
  pid = atoi (text);
  g_assert_cmpint (pid, >, 1);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
}

/* ---- What is told, in order ---- */

static void
on_state_changed (UkeSlot *slot, GParamSpec *pspec, gpointer user_data)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (UKE_TYPE_SLOT_STATE);
  GString *story = user_data;

  g_string_append_printf (story, "%s %u;",
                          g_enum_get_value (states, (int) uke_slot_get_state (slot))->value_nick,
                          uke_slot_get_placement (slot));
}

GString *
listen_to (UkeReader *reader)
{
  GString *story = g_string_new (NULL);

  g_signal_connect (reader, "notify::state", G_CALLBACK (on_state_changed), story);
  return story;
}

/* The worker lets go of what it has done a moment after it has told the result. */
void
finish (UkeReader *reader)
{
  SPIN_UNTIL (g_atomic_int_get (&G_OBJECT (reader)->ref_count) == 1);
  g_assert_finalize_object (reader);
}

/* What the daemon says to somebody else. It looks at its readers a few times a second. */
gboolean
daemon_sees (const char *reader, DWORD flag)
{
  SCARDCONTEXT context;
  SCARD_READERSTATE state = { .szReader = reader };

  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==, 0);
  g_assert_cmpint (SCardGetStatusChange (context, 0, &state, 1), ==, 0);
  SCardReleaseContext (context);
  return (state.dwEventState & flag) != 0;
}

gboolean
daemon_has_readers (void)
{
  SCARDCONTEXT context;
  DWORD length = 0;
  LONG result;

  g_assert_cmpint (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context), ==, 0);
  result = SCardListReaders (context, NULL, NULL, &length);
  SCardReleaseContext (context);
  return result != SCARD_E_NO_READERS_AVAILABLE;
}

/* A slot without a card; the daemon has noticed, too, that the last test's is lifted. */
UkeReader *
open_empty (const char *only)
{
  UkeReader *reader;

  control ("start");
  SPIN_UNTIL (daemon_sees (VIRTUAL_READER_0, SCARD_STATE_EMPTY)
              && daemon_sees (VIRTUAL_READER_1, SCARD_STATE_EMPTY));
  reader = uke_reader_new (only);
  WAIT_UNTIL (STATE (reader) == UKE_SLOT_EMPTY);
  return reader;
}

/* ---- Reading ---- */

void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

UkeCardReading *
finish_read (UkeReader *reader, GAsyncResult **result, GError **error)
{
  UkeCardReading *reading;

  WAIT_UNTIL (*result != NULL);
  reading = uke_slot_read_card_finish (UKE_SLOT (reader), *result, error);
  g_clear_object (result);
  return reading;
}

UkeCardReading *
read_card (UkeReader *reader, guint placement, GError **error)
{
  GAsyncResult *result = NULL;

  uke_slot_read_card_async (UKE_SLOT (reader), placement, NULL, on_ready, &result);
  return finish_read (reader, &result, error);
}

void
assert_reads (UkeReader *reader, FakeCard *card)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading =
      read_card (reader, uke_slot_get_placement (UKE_SLOT (reader)), &error);

  g_assert_no_error (error);
  g_assert_true (
      g_bytes_equal (uke_certificate_get_der (uke_card_reading_get_certificate (reading)),
                     card->certificate));
}
