#include "store/store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What becomes of visits on a disk that is full, and on one that may only be read; see
 * tests/with-disk, which makes them. */

static const char *disk;

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
write_visit (UkeStore *store, guint number, GError **error)
{
  g_autofree char *id = g_strdup_printf ("visit-%u", number);
  g_autoptr (UkeVisitRecord) record = uke_visit_record_new (id);
  g_autoptr (GAsyncResult) result = NULL;

  g_date_set_dmy (&record->day, 25, G_DATE_NOVEMBER, 2026);
  record->number = number;
  record->arrived = record->completed = number;
  record->step = "complete";
  record->method = "pin";
  record->reason = record->clock_doubt = "none";
  uke_store_write_visit_async (store, record, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return uke_store_write_visit_finish (store, result, NULL, error);
}

static guint
count_visits (UkeStore *store)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  GDate day;

  g_date_set_dmy (&day, 25, G_DATE_NOVEMBER, 2026);
  records = uke_store_read_visits (store, &day, &day, &error);
  g_assert_no_error (error);
  return records->len;
}

/* Somebody else's file takes what room there is. */
static char *
fill_disk (void)
{
  char *path = g_build_filename (disk, "ballast", NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  char block[4096] = "";

  while (write (fd, block, sizeof block) > 0)
    ;
  close (fd);
  return path;
}

static void
test_full (void)
{
  g_autofree char *folder = g_build_filename (disk, "store", NULL);
  g_autofree char *ballast = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeStore) store = uke_store_open_folder (folder, &error);
  guint confirmed = 0;

  g_assert_no_error (error);
  g_assert_true (write_visit (store, ++confirmed, NULL));
  ballast = fill_disk ();
  while (write_visit (store, confirmed + 1, &error))
    confirmed++;
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_FULL);
  g_assert_cmpuint (count_visits (store), ==, confirmed);

  /* Again and again: nothing is confirmed, nothing breaks. */
  for (int i = 0; i < 20; i++)
    g_assert_false (write_visit (store, confirmed + 1, NULL));

  /* Room was made, and nobody had to start anything anew. */
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  g_assert_true (write_visit (store, ++confirmed, NULL));
  uke_store_close (store);
  g_clear_object (&store);

  store = uke_store_open_folder (folder, NULL);
  g_assert_cmpuint (count_visits (store), ==, confirmed);
  uke_store_close (store);
}

static void
test_full_before_the_first_start (void)
{
  g_autofree char *folder = g_build_filename (disk, "late", NULL);
  g_autofree char *ballast = fill_disk ();
  g_autofree char *key = g_build_filename (folder, "store.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeStore) store = uke_store_open_folder (folder, &error);

  g_assert_null (store);
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_FULL);
  g_assert_cmpint (g_unlink (ballast), ==, 0);

  /* What was left half made does not stand in the way. */
  store = uke_store_open_folder (folder, &error);
  g_assert_nonnull (store);
  g_assert_true (write_visit (store, 1, NULL));
  uke_store_close (store);
}

static void
prepare (void)
{
  g_autofree char *folder = g_build_filename (disk, "store", NULL);
  g_autoptr (UkeStore) store = uke_store_open_folder (folder, NULL);

  g_assert_true (write_visit (store, 1, NULL));
  uke_store_close (store);
}

static void
test_read_only (void)
{
  g_autofree char *folder = g_build_filename (disk, "store", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeStore) store = uke_store_open_folder (folder, &error);

  g_assert_null (store);
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "store.db"));
}

int
main (int argc, char **argv)
{
  gboolean prepares = argc > 1 && g_str_equal (argv[argc - 1], "prepare");
  gboolean full = argc > 1 && g_str_equal (argv[1], "full");

  g_test_init (&argc, &argv, NULL);
  disk = g_getenv ("UKE_TEST_DISK");
  g_assert_nonnull (disk);

  if (prepares) {
    prepare ();
    return 0;
  }
  if (full) {
    g_test_add_func ("/disk/full", test_full);
    g_test_add_func ("/disk/full-before-the-first-start", test_full_before_the_first_start);
  } else {
    g_test_add_func ("/disk/read-only", test_read_only);
  }
  return g_test_run ();
}
