/* What the terminal said, kept with the visit: on both databases. */

#include "store-kit.h"

#include "store/postgres.h"
#include "store/sqlcipher.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder;
  char *path;
  UkeStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer kind)
{
  static const guint8 key[UKE_SQLCIPHER_KEY_SIZE] = { 1, 2, 3 };
  const char *server = g_getenv ("UKE_TEST_POSTGRES");
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("uketsuke-results-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "store.db", NULL);
  if (g_str_equal (kind, "postgres")) {
    g_autoptr (UkeDatabase) database = uke_postgres_new (server, "uketsuke", NULL);

    uke_database_run (database, "DROP SCHEMA IF EXISTS uketsuke CASCADE", NULL, 0, &error);
    f->store = uke_store_open_server (server, FALSE, NULL);
  } else {
    f->store = uke_store_open_file (f->path, key, &error);
  }
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer kind)
{
  uke_store_close (f->store);
  g_object_unref (f->store);
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

/* (transfer full) */
static UkeVisitRecord *
new_with_result (const char *id, guint number, const char *file)
{
  UkeVisitRecord *record = new_record (id, 25, number);

  record->result = uke_result_record_new (file, "f1");
  record->result->outcome = "valid";
  record->result->taken = 7;
  record->result->insurer = g_strdup ("  012345");
  record->result->branch = g_strdup ("");
  record->result->share = g_strdup ("030");
  record->consents[0] = (UkeConsentRecord) { "medicines", "agreed", 86400 };
  record->consents[1] = (UkeConsentRecord) { "visits", "refused", 0 };
  record->n_consents = 2;
  record->answered = 5;
  return record;
}

static UkeVisitRecord *
read_one (Fixture *f, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  uke_store_read_visit_async (f->store, id, keep_result, &result);
  return uke_store_read_visit_finish (f->store, wait_for (&result), NULL);
}

static GHashTable *
read_taken (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *taken;

  uke_store_read_taken_async (f->store, keep_result, &result);
  taken = uke_store_read_taken_finish (f->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return taken;
}

static void
test_one_file_belongs_to_one_visit (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkeVisitRecord) first = new_with_result ("first", 1, "file-a");
  g_autoptr (UkeVisitRecord) second = new_with_result ("second", 2, "file-a");
  g_autoptr (UkeVisitRecord) nobody = NULL;
  g_autoptr (GHashTable) taken = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (write_visit (f->store, first, NULL));
  g_assert_true (write_visit (f->store, first, NULL)); /* over itself */
  g_assert_false (write_visit (f->store, second, &error));
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_TAKEN);
  nobody = read_one (f, "second"); /* nor is there a visit without its result */
  g_assert_null (nobody);

  taken = read_taken (f);
  g_assert_cmpuint (g_hash_table_size (taken), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (taken, "file-a"), ==, "f1");
}

static void
test_absent_and_empty_stay_apart (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkeVisitRecord) record = new_with_result ("visit", 1, "file-a");
  g_autoptr (UkeVisitRecord) read = NULL;

  g_assert_true (write_visit (f->store, record, NULL));
  read = read_one (f, "visit");
  g_assert_nonnull (read->result);
  g_assert_cmpstr (read->result->outcome, ==, "valid");
  g_assert_cmpstr (read->result->insurer, ==, "  012345");
  g_assert_cmpstr (read->result->branch, ==, "");
  g_assert_null (read->result->symbol);
  g_assert_cmpstr (read->result->share, ==, "030");
  g_assert_cmpint (read->result->taken, ==, 7);
  g_assert_cmpuint (read->n_consents, ==, 2);
  g_assert_cmpint (read->consents[0].until, ==, 86400);
  g_assert_cmpint (read->consents[1].until, ==, 0);
}

/* A second result of the same visit is shown; that the first one was taken is not forgotten. */
static void
test_the_latest_one_is_shown (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkeVisitRecord) first = new_with_result ("visit", 1, "file-b");
  g_autoptr (UkeVisitRecord) second = new_with_result ("visit", 1, "file-a");
  g_autoptr (UkeVisitRecord) without = new_record ("visit", 25, 1);
  g_autoptr (UkeVisitRecord) read = NULL;
  g_autoptr (GHashTable) taken = NULL;

  second->result->taken = 8;
  second->result->outcome = "invalid";
  g_assert_true (write_visit (f->store, first, NULL));
  g_assert_true (write_visit (f->store, second, NULL));
  g_assert_true (write_visit (f->store, without, NULL)); /* says nothing about it */
  read = read_one (f, "visit");
  g_assert_cmpstr (read->result->outcome, ==, "invalid");
  taken = read_taken (f);
  g_assert_cmpuint (g_hash_table_size (taken), ==, 2);
}

#define ADD_BOTH(name, function)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_test_add ("/results/sqlcipher/" name, Fixture, "sqlcipher", set_up, function, tear_down);    \
    g_test_add ("/results/postgres/" name, Fixture, "postgres", set_up, function, tear_down);      \
  }                                                                                                \
  G_STMT_END

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("one-file-belongs-to-one-visit", test_one_file_belongs_to_one_visit);
  ADD_BOTH ("absent-and-empty-stay-apart", test_absent_and_empty_stay_apart);
  ADD_BOTH ("the-latest-one-is-shown", test_the_latest_one_is_shown);

  return g_test_run ();
}
