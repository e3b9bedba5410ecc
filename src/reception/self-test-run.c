#include "reception/self-test.h"

#include "reader/reader-list.h"
#include "reception/anchor-folder.h"
#include "reception/rules.h"
#include "reception/setting.h"
#include "store/store.h"
#include "validity/date.h"

#include <sys/statvfs.h>

/* What uke_self_test_run() looks at; what it thinks of it stands in self-test.c. */

static UkeCheck *
look_at_reader (void)
{
  g_autofree char *chosen = uke_setting_dup_text ("reader-name");
  UkeSlotState absent = UKE_SLOT_NO_READER;
  g_autoptr (GPtrArray) readers = uke_reader_list (&absent);

  return uke_check_reader (readers, absent, chosen);
}

static UkeStore *
open_store (const char *server, const char *folder, GError **error)
{
  if (*server != '\0')
    return uke_store_open_server (server, FALSE, error);

  /* To look must not make a store where there is none. */
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return uke_store_open_folder (folder, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: there is no store here", folder);
  return NULL;
}

static guint64
get_free_bytes (const char *server, const char *folder)
{
  struct statvfs disk;

  if (*server != '\0' || statvfs (folder, &disk) != 0)
    return G_MAXUINT64;
  return (guint64) disk.f_bavail * disk.f_frsize;
}

static UkeCheck *
look_at_store (GDateTime **ret_latest_arrival)
{
  g_autofree char *server = uke_setting_dup_text ("store-server");
  g_autofree char *folder = uke_store_get_default_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeStore) store = open_store (server, folder, &error);
  gint64 arrival = store != NULL ? uke_store_read_latest_arrival (store, NULL, &error) : 0;

  if (store != NULL)
    uke_store_close (store);
  *ret_latest_arrival = arrival > 0 ? g_date_time_new_from_unix_utc_usec (arrival) : NULL;
  return uke_check_store (error, get_free_bytes (server, folder));
}

static UkeCheck *
look_at_anchors (GDateTime *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeAnchors) anchors = uke_anchors_load_default (&error);
  GDate today;

  uke_date_from_instant (now, &today);
  return uke_check_anchors (anchors, error, &today);
}

static UkeCheck *
look_at_rules (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeRules) rules = uke_rules_load_default (&error);

  return uke_check_rules (error);
}

static UkeCheck *
not_set_up (UkeFinding finding)
{
  UkeCheck *check = g_new0 (UkeCheck, 1);

  check->finding = finding;
  return check;
}

/**
 * uke_self_test_run:
 * @now: what the clock says
 * @built_on: the day of this release
 *
 * Looks at all that reception needs, each part once. It opens the store, asks the PC/SC service,
 * and waits for both: not for the main thread of a window.
 *
 * Returns: (element-type UkeCheck) (transfer full): in the order of UkeCheckPart
 */
GPtrArray *
uke_self_test_run (GDateTime *now, const GDate *built_on)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) uke_check_free);
  g_autoptr (GDateTime) latest_arrival = NULL;
  UkeCheck *store;

  g_return_val_if_fail (now != NULL, NULL);
  g_return_val_if_fail (g_date_valid (built_on), NULL);

  store = look_at_store (&latest_arrival);
  g_ptr_array_add (checks, look_at_reader ());
  g_ptr_array_add (checks, uke_check_clock (now, built_on, latest_arrival));
  g_ptr_array_add (checks, store);
  g_ptr_array_add (checks, look_at_anchors (now));
  g_ptr_array_add (checks, look_at_rules ());
  g_ptr_array_add (checks, not_set_up (UKE_FINDING_FOLDERS_NOT_SET_UP));
  g_ptr_array_add (checks, not_set_up (UKE_FINDING_CAMERA_NOT_SET_UP));
  return checks;
}
