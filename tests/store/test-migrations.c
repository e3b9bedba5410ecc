/* Stores of every release there was, on both databases, brought to this one's shape. */

#include "store/migrations.h"
#include "store/postgres.h"
#include "store/sqlcipher.h"
#include "store/visit-rows.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder;
  char *path;
} Fixture;

static UkeDatabase *
open_database (Fixture *f, gconstpointer kind)
{
  static const guint8 key[UKE_SQLCIPHER_KEY_SIZE] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  UkeDatabase *database;

  if (g_str_equal (kind, "postgres"))
    database = uke_postgres_new (g_getenv ("UKE_TEST_POSTGRES"), "uketsuke", &error);
  else
    database = uke_sqlcipher_open (f->path, key, &error);
  g_assert_no_error (error);
  return database;
}

static void
run (UkeDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  uke_database_run (database, sql, NULL, 0, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer kind)
{
  f->folder = g_dir_make_tmp ("uketsuke-migrations-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "store.db", NULL);
  if (g_str_equal (kind, "postgres")) {
    g_autoptr (UkeDatabase) database = open_database (f, kind);

    run (database, "DROP SCHEMA IF EXISTS uketsuke CASCADE");
  }
}

static void
tear_down (Fixture *f, gconstpointer kind)
{
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static void
assert_shape (UkeDatabase *database, gint64 number)
{
  g_autoptr (UkeRows) rows = uke_database_ask (database, "SELECT number FROM shape", NULL, 0, NULL);

  g_assert_cmpuint (uke_rows_get_n_rows (rows), ==, 1);
  g_assert_cmpint (uke_rows_get_int (rows, 0, 0), ==, number);
}

/* What the first release wrote is read by this one. */
static void
test_from_each_release (Fixture *f, gconstpointer kind)
{
  for (guint shape = 1; shape <= UKE_MIGRATIONS_NEWEST; shape++) {
    g_autoptr (UkeDatabase) database = NULL;
    g_autoptr (UkeVisitRecord) record = NULL;
    g_autoptr (GError) error = NULL;

    tear_down (f, kind);
    set_up (f, kind);
    database = open_database (f, kind);
    g_assert_true (uke_migrations_apply_up_to (database, shape, &error));
    assert_shape (database, shape);
    run (database, "INSERT INTO visit (id, day, number, arrived, completed, step, method, reason,"
                   " clock_doubt, credential, issued, expires) VALUES ('old', '2026-11-24', 7, 5,"
                   " 6, 'complete', 'pin', 'none', 'none', 'card', '2022-01-02', '2027-01-02')");
    run (database, "INSERT INTO consent (visit, item, answer, answered)"
                   " VALUES ('old', 'medicines', 'agreed', 5)");

    g_assert_true (uke_migrations_apply (database, &error));
    assert_shape (database, UKE_MIGRATIONS_NEWEST);
    record = uke_visit_rows_read_one (database, "old", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (record->number, ==, 7);
    g_assert_cmpint (record->completed, ==, 6);
    g_assert_cmpint (record->help, ==, 0);
    g_assert_cmpint (record->tries_left, ==, -1);
    g_assert_null (record->place);
    g_assert_cmpstr (record->consents[0].answer, ==, "agreed");

    /* Once more changes nothing. */
    g_assert_true (uke_migrations_apply (database, &error));
    assert_shape (database, UKE_MIGRATIONS_NEWEST);
  }
}

static void
test_of_a_later_release_is_left_alone (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkeDatabase) database = open_database (f, kind);
  g_autoptr (GError) error = NULL;

  g_assert_true (uke_migrations_apply (database, NULL));
  run (database, "UPDATE shape SET number = 99");
  g_assert_false (uke_migrations_apply (database, &error));
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_NEWER);
  assert_shape (database, 99);
}

/* A migration that breaks in the middle leaves the shape as it was. */
static void
test_as_a_whole_or_not_at_all (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkeDatabase) database = open_database (f, kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeRows) rows = NULL;

  g_assert_true (uke_migrations_apply_up_to (database, 1, NULL));
  run (database, "ALTER TABLE visit ADD COLUMN tries_left BIGINT"); /* the file's second column */
  g_assert_false (uke_migrations_apply (database, &error));
  g_assert_nonnull (error);
  assert_shape (database, 1);
  rows = uke_database_ask (database, "SELECT help FROM visit", NULL, 0, NULL);
  g_assert_null (rows);
}

static gpointer
migrate (gpointer data)
{
  g_autoptr (UkeDatabase) database = data;
  g_autoptr (GError) error = NULL;

  uke_migrations_apply (database, &error);
  g_assert_no_error (error);
  return NULL;
}

/* Every machine of an institution is switched on at the same minute. */
static void
test_all_start_at_once (Fixture *f, gconstpointer kind)
{
  GThread *threads[8];
  g_autoptr (UkeDatabase) database = open_database (f, kind);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("migrate", migrate, open_database (f, kind));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_shape (database, UKE_MIGRATIONS_NEWEST);
}

#define ADD(kind, name, function)                                                                  \
  g_test_add ("/migrations/" kind "/" name, Fixture, kind, set_up, function, tear_down)
#define ADD_BOTH(name, function)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    ADD ("sqlcipher", name, function);                                                             \
    ADD ("postgres", name, function);                                                              \
  }                                                                                                \
  G_STMT_END

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("from-each-release", test_from_each_release);
  ADD_BOTH ("of-a-later-release-is-left-alone", test_of_a_later_release_is_left_alone);
  ADD_BOTH ("as-a-whole-or-not-at-all", test_as_a_whole_or_not_at_all);
  ADD_BOTH ("all-start-at-once", test_all_start_at_once);

  return g_test_run ();
}
