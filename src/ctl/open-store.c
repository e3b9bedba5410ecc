#include "open-store.h"

#include "command.h"

#include "reception/setting.h"
#include "store/migrations.h"
#include "store/postgres.h"
#include "store/store-folder.h"

static const char *
get_remedy (const GError *error)
{
  switch ((UkeStoreError) error->code) {
  case UKE_STORE_ERROR_FULL:
    return "free some space on the disk";
  case UKE_STORE_ERROR_READ_ONLY:
    return "make the disk and the folder writable";
  case UKE_STORE_ERROR_WRONG_KEY:
  case UKE_STORE_ERROR_DAMAGED:
    return "restore the newest backup";
  case UKE_STORE_ERROR_NEWER:
    return "install the release that wrote it";
  case UKE_STORE_ERROR_BUSY:
    return "try again when the other program is done";
  case UKE_STORE_ERROR_UNREACHABLE:
    return "check the server or the folder, and its permissions";
  case UKE_STORE_ERROR_TAKEN:
  case UKE_STORE_ERROR_FAILED:
    break;
  }
  return "see what the sentence says";
}

int
uke_ctl_fail_at_store (const char *command, GError *error)
{
  g_autofree char *message = g_steal_pointer (&error->message);

  error->message = g_strdup_printf ("%s; %s", message, get_remedy (error));
  return uke_ctl_fail_to_load (command, error);
}

/* (transfer full) (nullable): NULL where a folder is meant */
static char *
choose_server (const char *folder)
{
  g_autofree char *server = folder == NULL ? uke_setting_dup_text ("store-server") : NULL;

  return server != NULL && *server != '\0' ? g_steal_pointer (&server) : NULL;
}

static char *
choose_folder (const char *folder)
{
  return folder != NULL ? g_strdup (folder) : uke_store_get_default_folder ();
}

static gboolean
is_there (const char *command, const char *folder, int *ret_status)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  *ret_status =
      uke_ctl_fail (UKE_EXIT_UNREACHABLE, "%s: %s: there is no store here", command, folder);
  return FALSE;
}

UkeStore *
uke_ctl_open_store (const char *command, const char *folder, int *ret_status)
{
  g_autofree char *server = choose_server (folder);
  g_autofree char *chosen = choose_folder (folder);
  g_autoptr (GError) error = NULL;
  UkeStore *store;

  if (server == NULL && !is_there (command, chosen, ret_status))
    return NULL;
  store = server != NULL ? uke_store_open_server (server, FALSE, &error)
                         : uke_store_open_folder (chosen, &error);
  if (store == NULL)
    *ret_status = uke_ctl_fail_at_store (command, error);
  return store;
}

UkeDatabase *
uke_ctl_open_database (const char *command, const char *folder, gboolean make, int *ret_status)
{
  g_autofree char *server = choose_server (folder);
  g_autofree char *chosen = choose_folder (folder);
  g_autoptr (GError) error = NULL;
  UkeDatabase *database;

  if (server == NULL && !make && !is_there (command, chosen, ret_status))
    return NULL;
  database = server != NULL ? uke_postgres_new (server, "uketsuke", &error)
                            : uke_store_folder_open (chosen, &error);
  if (database != NULL && uke_migrations_apply (database, &error))
    return database;
  g_clear_object (&database);
  *ret_status = uke_ctl_fail_at_store (command, error);
  return NULL;
}
