#include "store/store-folder.h"

#include "store/migrations.h"
#include "store/sqlcipher.h"
#include "store/store-key.h"

#include <errno.h>
#include <glib/gstdio.h>

/**
 * uke_store_folder_get_default:
 *
 * Returns: (transfer full): where the store of this machine's user lies
 */
char *
uke_store_folder_get_default (void)
{
  return g_build_filename (g_get_user_data_dir (), "uketsuke", "store", NULL);
}

static UkeDatabase *
open_file (const char *path, const char *key_path, GError **error)
{
  g_autoptr (UkeStoreKey) key = uke_store_key_open_file (key_path, error);
  g_autoptr (UkeDatabase) database =
      key != NULL ? uke_sqlcipher_open (path, uke_store_key_peek (key), error) : NULL;

  if (database == NULL)
    return NULL;
  if (!uke_migrations_apply (database, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  return g_steal_pointer (&database);
}

/**
 * uke_store_folder_open:
 * @folder: made, for its owner alone, if there is none
 *
 * Opens the store in a folder, and brings its tables to this release's shape.
 *
 * Errors: UKE_STORE_ERROR.
 *
 * Returns: (transfer full):
 */
UkeDatabase *
uke_store_folder_open (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *key_path = g_build_filename (folder, "store.key", NULL);

  if (g_mkdir_with_parents (folder, 0700) < 0) {
    g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE, "%s: %s", folder,
                 g_strerror (errno));
    return NULL;
  }
  /* A new key beside an old store would lock it for good. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (key_path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_WRONG_KEY,
                 "%s: the key is gone; restore it from the backup", key_path);
    return NULL;
  }
  return open_file (path, key_path, error);
}
