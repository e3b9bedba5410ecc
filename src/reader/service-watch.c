#include "reader/service-watch.h"

#include <string.h>

#define DAEMON_SOCKET "/run/pcscd/pcscd.comm"

struct _UkeServiceWatch {
  char *socket;
  char *folder;          /* the one that is watched */
  GFileMonitor *monitor; /* nullable */
  UkeServiceWatchFunc on_changed;
  gpointer user_data;
};

/* Before the daemon's first start, its folder may not be there. A monitor of a folder that is not
 * there would look for it every few seconds; the deepest one that is there tells by itself. */
static char *
find_folder (const char *socket)
{
  g_autofree char *folder = g_path_get_dirname (socket);

  while (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    char *parent = g_path_get_dirname (folder);

    g_free (folder);
    folder = parent;
  }
  return g_steal_pointer (&folder);
}

static gboolean
leads_to (const char *path, const char *socket)
{
  gsize length = strlen (path);

  return strncmp (socket, path, length) == 0 && (socket[length] == '/' || socket[length] == '\0');
}

static void
on_file_changed (UkeServiceWatch *self, GFile *file);

static void
watch_folder (UkeServiceWatch *self)
{
  g_autofree char *folder = find_folder (self->socket);
  g_autoptr (GFile) file = NULL;

  if (g_strcmp0 (folder, self->folder) == 0 && self->monitor != NULL)
    return;

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_set_str (&self->folder, folder);
  file = g_file_new_for_path (folder);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (on_file_changed), self);
}

/* Any event will do. The socket's mode is changed once the daemon listens, and that is told, too.
 */
static void
on_file_changed (UkeServiceWatch *self, GFile *file)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL || !leads_to (path, self->socket))
    return;

  /* Gone and made anew, a folder has the same name and needs a new monitor. */
  if (strcmp (path, self->folder) == 0)
    g_clear_pointer (&self->folder, g_free);
  watch_folder (self);
  self->on_changed (self->user_data);
}

/**
 * uke_service_watch_new:
 * @on_changed: called in this thread's main context when something happened
 *   to the daemon's socket, good or bad
 *
 * Watches for the daemon's socket, wherever PCSCLITE_CSOCK_NAME says it is.
 *
 * Returns: (transfer full): the watch
 */
UkeServiceWatch *
uke_service_watch_new (UkeServiceWatchFunc on_changed, gpointer user_data)
{
  UkeServiceWatch *self = g_new0 (UkeServiceWatch, 1);
  const char *socket = g_getenv ("PCSCLITE_CSOCK_NAME");

  self->socket = g_canonicalize_filename (socket != NULL ? socket : DAEMON_SOCKET, "/");
  self->on_changed = on_changed;
  self->user_data = user_data;
  watch_folder (self);
  return self;
}

void
uke_service_watch_free (UkeServiceWatch *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_free (self->folder);
  g_free (self->socket);
  g_free (self);
}
