#include "store-place.h"

#include <glib/gstdio.h>

static char *
find_name (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "place-name");

  return g_strdup (*name != '\0' ? name : g_get_host_name ());
}

/**
 * uke_store_place_open:
 * @training: whether it is a rehearsal
 *
 * Opens the store that the settings name. Nothing of a rehearsal is left on this machine; at a
 * server it has tables of its own.
 *
 * Errors: UKE_STORE_ERROR, G_FILE_ERROR.
 */
gboolean
uke_store_place_open (UkeStorePlace *self, GSettings *settings, gboolean training, GError **error)
{
  g_autofree char *server = g_settings_get_string (settings, "store-server");
  g_autofree char *folder = NULL;

  self->name = find_name (settings);
  if (*server != '\0') {
    self->store = uke_store_open_server (server, training, error);
    return self->store != NULL;
  }

  if (training) {
    self->throw_away = g_dir_make_tmp ("uketsuke-training-XXXXXX", error);
    if (self->throw_away == NULL)
      return FALSE;
  }
  folder = training ? g_strdup (self->throw_away) : uke_store_get_default_folder ();
  self->store = uke_store_open_folder (folder, error);
  return self->store != NULL;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

void
uke_store_place_close (UkeStorePlace *self)
{
  if (self->store != NULL)
    uke_store_close (self->store);
  g_clear_object (&self->store);
  if (self->throw_away != NULL)
    remove_folder (self->throw_away);
  g_clear_pointer (&self->throw_away, g_free);
  g_clear_pointer (&self->name, g_free);
}
