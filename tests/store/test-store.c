#include "store-kit.h"

#include "store/sqlcipher.h"
#include "store/store-key.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <string.h>

/* A store in a folder of its own, with the key beside it. */
typedef struct {
  char *folder;
  char *path;
  char *key_path;
  UkeStoreKey *key;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("uketsuke-store-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "store.db", NULL);
  f->key_path = g_build_filename (f->folder, "store.key", NULL);
  f->key = uke_store_key_open_file (f->key_path, NULL);
  g_assert_nonnull (f->key);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_rmdir (f->folder);
  g_clear_pointer (&f->key, uke_store_key_free);
  g_free (f->key_path);
  g_free (f->path);
  g_free (f->folder);
}

static UkeStore *
open_store (Fixture *f, GError **error)
{
  return uke_store_open_file (f->path, uke_store_key_peek (f->key), error);
}

static void
close_store (UkeStore *store)
{
  if (store == NULL)
    return;
  uke_store_close (store);
  g_object_unref (store);
}

typedef UkeStore OpenStore;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenStore, close_store)

static void
fill (Fixture *f)
{
  g_autoptr (OpenStore) store = open_store (f, NULL);

  for (guint i = 1; i <= 200; i++) {
    g_autofree char *id = g_strdup_printf ("marker-%08u", i);
    g_autoptr (UkeVisitRecord) record = new_record (id, 25, i);

    g_assert_true (write_visit (store, record, NULL));
  }
}

static void
test_what_was_written_is_read (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisitRecord) record = new_record ("first", 25, 1);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OpenStore) store = open_store (f, &error);
  const UkeVisitRecord *read;

  g_assert_no_error (error);
  record->consents[0] = (UkeConsentRecord) { "medicines", "agreed" };
  record->consents[1] = (UkeConsentRecord) { "visits", "refused" };
  record->n_consents = 2;
  record->answered = 7;
  g_assert_true (write_visit (store, record, &error));
  g_assert_no_error (error);

  /* Over it: it is complete now, and the patient has thought better of one answer. */
  record->step = "complete";
  record->completed = 9;
  record->consents[0].answer = "refused";
  record->n_consents = 1;
  g_assert_true (write_visit (store, record, &error));

  records = read_visits (store, &record->day, &record->day);
  g_assert_cmpuint (records->len, ==, 1);
  read = records->pdata[0];
  g_assert_cmpstr (read->id, ==, "first");
  g_assert_cmpint (g_date_compare (&read->day, &record->day), ==, 0);
  g_assert_cmpuint (read->number, ==, 1);
  g_assert_cmpint (read->arrived, ==, record->arrived);
  g_assert_cmpint (read->completed, ==, 9);
  g_assert_cmpint (read->ended, ==, 0);
  g_assert_cmpstr (read->step, ==, "complete");
  g_assert_cmpstr (read->credential, ==, "card");
  g_assert_cmpint (g_date_compare (&read->expires, &record->expires), ==, 0);
  g_assert_cmpuint (read->n_consents, ==, 1);
  g_assert_cmpstr (read->consents[0].item, ==, "medicines");
  g_assert_cmpstr (read->consents[0].answer, ==, "refused");
}

static void
test_survives_closing_and_days_are_told_apart (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = NULL;
  GDate day;

  for (guint number = 1; number <= 3; number++) {
    g_autoptr (OpenStore) store = open_store (f, NULL);
    g_autofree char *id = g_strdup_printf ("visit-%u", number);
    g_autoptr (UkeVisitRecord) record = new_record (id, (GDateDay) (24 + number / 2), number);

    if (number == 2) { /* a card that was not believed */
      record->credential = NULL;
      g_date_clear (&record->issued, 1);
      g_date_clear (&record->expires, 1);
    }
    g_assert_true (write_visit (store, record, NULL));
    uke_store_close (store);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_assert_finalize_object (g_steal_pointer (&store));
  }

  {
    g_autoptr (OpenStore) store = open_store (f, NULL);

    g_date_set_dmy (&day, 25, G_DATE_NOVEMBER, 2026);
    records = read_visits (store, &day, &day);
    g_assert_cmpuint (records->len, ==, 2);
    g_assert_cmpstr (((UkeVisitRecord *) records->pdata[0])->id, ==, "visit-2");
    g_assert_false (g_date_valid (&((UkeVisitRecord *) records->pdata[0])->expires));
    g_assert_null (((UkeVisitRecord *) records->pdata[0])->credential);
  }
}

static void
test_latest_arrival (Fixture *f, gconstpointer data)
{
  g_autoptr (OpenStore) store = open_store (f, NULL);
  g_autoptr (UkeVisitRecord) first = new_record ("first", 24, 8);
  g_autoptr (UkeVisitRecord) second = new_record ("second", 25, 3);

  g_assert_cmpint (uke_store_read_latest_arrival (store, NULL, NULL), ==, 0);
  g_assert_true (write_visit (store, first, NULL));
  g_assert_true (write_visit (store, second, NULL));
  g_assert_cmpint (uke_store_read_latest_arrival (store, NULL, NULL), ==, first->arrived);
}

/* The key was deleted, the store was not: a new key would make the loss final. */
static void
test_key_that_is_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OpenStore) opened = NULL;

  fill (f);
  g_assert_cmpint (g_unlink (f->key_path), ==, 0);
  opened = uke_store_open_folder (f->folder, &error);
  g_assert_null (opened);
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_WRONG_KEY);
  g_assert_false (g_file_test (f->key_path, G_FILE_TEST_EXISTS));
}

/* What is asked last is done before the file is closed. */
static void
test_closing_waits_for_what_was_asked (Fixture *f, gconstpointer data)
{
  GAsyncResult *results[20] = { NULL };
  g_autoptr (OpenStore) store = open_store (f, NULL);
  g_autoptr (OpenStore) again = NULL;
  g_autoptr (GPtrArray) records = NULL;
  GDate day;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    g_autofree char *id = g_strdup_printf ("visit-%02u", i);
    g_autoptr (UkeVisitRecord) record = new_record (id, 25, i + 1);

    day = record->day;
    uke_store_write_visit_async (store, record, keep_result, &results[i]);
  }
  uke_store_close (store);

  again = open_store (f, NULL);
  records = read_visits (again, &day, &day);
  g_assert_cmpuint (records->len, ==, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    wait_for (&results[i]);
    g_assert_true (uke_store_write_visit_finish (store, results[i], NULL, NULL));
    g_object_unref (results[i]);
  }
}

static void
assert_refused (Fixture *f, UkeStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OpenStore) store = open_store (f, &error);

  g_assert_null (store);
  g_assert_error (error, UKE_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "store.db"));
}

static void
test_wrong_key (Fixture *f, gconstpointer data)
{
  fill (f);
  g_clear_pointer (&f->key, uke_store_key_free);
  g_assert_cmpint (g_unlink (f->key_path), ==, 0);
  f->key = uke_store_key_open_file (f->key_path, NULL);
  assert_refused (f, UKE_STORE_ERROR_WRONG_KEY);
}

static void
test_not_a_store (Fixture *f, gconstpointer data)
{
  g_autofree char *noise = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (f->path, noise, 8192, NULL));
  assert_refused (f, UKE_STORE_ERROR_WRONG_KEY);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "absent", "store.db", NULL);

  g_free (f->path);
  f->path = g_steal_pointer (&path);
  assert_refused (f, UKE_STORE_ERROR_UNREACHABLE);
}

/* One page is overwritten; SQLCipher's seal of each page finds it. */
static void
test_damaged_page (Fixture *f, gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autoptr (OpenStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  GDate day;

  fill (f);
  g_assert_true (g_file_get_contents (f->path, &contents, &size, NULL));
  g_assert_cmpuint (size, >, 5 * 4096);
  for (gsize page = 2; page < size / 4096; page++)
    contents[page * 4096 + 100] ^= 0x20;
  g_assert_true (g_file_set_contents (f->path, contents, (gssize) size, NULL));

  store = open_store (f, &error);
  if (store != NULL) {
    g_date_set_dmy (&day, 25, G_DATE_NOVEMBER, 2026);
    g_assert_null (uke_store_read_visits (store, &day, &day, &error));
  }
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_DAMAGED);
}

static void
test_newer_shape (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeDatabase) database = NULL;

  fill (f);
  database = uke_sqlcipher_open (f->path, uke_store_key_peek (f->key), NULL);
  g_assert_true (uke_database_run (database, "UPDATE shape SET number = 99", NULL, 0, NULL));
  g_clear_object (&database);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (OpenStore) store = open_store (f, &error);

    g_assert_null (store);
    g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_NEWER);
  }
}

/* Neither the file nor its log shows a word to whoever has no key. */
static void
test_nothing_is_readable (Fixture *f, gconstpointer data)
{
  static const char *const planted[] = { "marker-0", "CREATE TABLE", "SQLite format", "complete" };
  g_autoptr (OpenStore) store = NULL;
  g_autoptr (UkeVisitRecord) record = new_record ("marker-last", 25, 999);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_files = 0;

  fill (f);
  store = open_store (f, NULL); /* open, so that the log is there */
  g_assert_true (write_visit (store, record, NULL));
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_autofree char *contents = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
    n_files += size > 0;
    for (gsize i = 0; i < G_N_ELEMENTS (planted); i++)
      g_assert_null (memmem (contents, size, planted[i], strlen (planted[i])));
  }
  g_assert_cmpuint (n_files, >=, 3); /* key, file, log */
}

static void
test_key_is_kept_and_guarded (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeStoreKey) again = uke_store_key_open_file (f->key_path, NULL);
  g_autoptr (UkeStoreKey) cut = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpmem (uke_store_key_peek (again), UKE_SQLCIPHER_KEY_SIZE, uke_store_key_peek (f->key),
                   UKE_SQLCIPHER_KEY_SIZE);
  g_assert_cmpint (g_stat (f->key_path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_assert_true (g_file_set_contents (f->key_path, "short", 5, NULL));
  cut = uke_store_key_open_file (f->key_path, &error);
  g_assert_null (cut);
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_WRONG_KEY);
}

#define ADD(name, function) g_test_add ("/store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("wrong-key", test_wrong_key);
  ADD ("key-that-is-gone", test_key_that_is_gone);
  ADD ("latest-arrival", test_latest_arrival);
  ADD ("not-a-store", test_not_a_store);
  ADD ("no-folder", test_no_folder);
  ADD ("damaged-page", test_damaged_page);
  ADD ("newer-shape", test_newer_shape);
  ADD ("nothing-is-readable", test_nothing_is_readable);
  ADD ("key-is-kept-and-guarded", test_key_is_kept_and_guarded);
  ADD ("what-was-written-is-read", test_what_was_written_is_read);
  ADD ("survives-closing-and-days-are-told-apart", test_survives_closing_and_days_are_told_apart);
  ADD ("closing-waits-for-what-was-asked", test_closing_waits_for_what_was_asked);

  return g_test_run ();
}
