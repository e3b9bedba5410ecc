#include "store/store-listener.h"

#include "store/database.h"

#include <gio/gio.h>
#include <string.h>

/* ms between two tries to reach a lost server, and between two looks whether a silent one lives. */
#define PAUSE_MS 250
#define SILENCE_MS 15000

struct _UkeStoreListener {
  UkePostgresAddress *address;
  UkeStoreHeardFunc heard;
  gpointer user_data;
  GMainContext *context; /* of who started it; where it is told */
  GCancellable *stop;
  GThread *thread;
};

/* On its way from the thread to the main loop. */
typedef struct {
  UkeStoreListener *listener;
  GCancellable *stop; /* its own reference: the listener may be gone */
  char *words;
} Message;

static void
free_message (gpointer data)
{
  Message *message = data;

  g_object_unref (message->stop);
  g_free (message->words);
  g_free (message);
}

static gboolean
deliver (gpointer data)
{
  Message *message = data;

  if (!g_cancellable_is_cancelled (message->stop))
    message->listener->heard (message->words, message->listener->user_data);
  return G_SOURCE_REMOVE;
}

static void
tell (UkeStoreListener *self, const char *words)
{
  Message *message = g_new0 (Message, 1);

  *message = (Message) { self, g_object_ref (self->stop), g_strdup (words) };
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, deliver, message, free_message);
}

/* FALSE: to be stopped. @fd may be -1. */
static gboolean
wait_for (UkeStoreListener *self, int fd, int timeout_ms)
{
  GPollFD polled[2] = { { fd, G_IO_IN, 0 } };
  GPollFD *stop = &polled[fd >= 0];

  if (!g_cancellable_make_pollfd (self->stop, stop))
    return FALSE;
  g_poll (polled, fd >= 0 ? 2 : 1, timeout_ms);
  g_cancellable_release_fd (self->stop);
  return !g_cancellable_is_cancelled (self->stop);
}

static gboolean
succeeds (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);
  ExecStatusType status = PQresultStatus (result);

  PQclear (result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static void
tell_what_came (UkeStoreListener *self, PGconn *connection)
{
  const char *own = uke_database_get_origin ();
  PGnotify *notification;

  while ((notification = PQnotifies (connection)) != NULL) {
    const char *words = strchr (notification->extra, ' ');

    if (words != NULL && !g_str_has_prefix (notification->extra, own))
      tell (self, words + 1);
    PQfreemem (notification);
  }
}

/* Until the server is lost (TRUE), or no more is to be heard. */
static gboolean
listen_at (UkeStoreListener *self, PGconn *connection)
{
  const char *schema = uke_postgres_address_get_schema (self->address);
  g_autofree char *sql = g_strconcat ("LISTEN ", schema, NULL);

  if (!succeeds (connection, sql))
    return TRUE;
  tell (self, NULL);

  for (;;) {
    if (!wait_for (self, PQsocket (connection), SILENCE_MS))
      return FALSE;
    /* After a silence this asks for a sign of life; what came meanwhile is read along with it. */
    if (!PQconsumeInput (connection) || PQstatus (connection) != CONNECTION_OK)
      return TRUE;
    tell_what_came (self, connection);
  }
}

static gpointer
listen_for_good (gpointer data)
{
  UkeStoreListener *self = data;
  gboolean go_on = TRUE;

  while (go_on) {
    PGconn *connection = uke_postgres_address_connect (self->address, NULL);

    if (connection != NULL) {
      go_on = listen_at (self, connection);
      PQfinish (connection);
    }
    if (go_on)
      go_on = wait_for (self, -1, PAUSE_MS);
  }
  return NULL;
}

/**
 * uke_store_listener_start:
 * @address: (transfer full): where
 * @heard: called in the main context of the caller
 *
 * Listens, in a thread of its own, for as long as it is not stopped; a lost server is waited for.
 * What this program itself announces is left out.
 *
 * Returns: (transfer full): for uke_store_listener_stop()
 */
UkeStoreListener *
uke_store_listener_start (UkePostgresAddress *address, UkeStoreHeardFunc heard, gpointer user_data)
{
  UkeStoreListener *self = g_new0 (UkeStoreListener, 1);

  self->address = address;
  self->heard = heard;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->stop = g_cancellable_new ();
  self->thread = g_thread_new ("uke-listener", listen_for_good, self);
  return self;
}

/**
 * uke_store_listener_stop:
 *
 * Stops listening and frees it; @heard is not called any more. To be called in the main context in
 * which it was started. Waits for a connection that is just being made, for some seconds at most.
 */
void
uke_store_listener_stop (UkeStoreListener *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_object_unref (self->stop);
  g_main_context_unref (self->context);
  uke_postgres_address_free (self->address);
  g_free (self);
}
