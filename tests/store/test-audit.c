/* The record of accesses, on both databases: a chain that shows what was done to it. */

#include "store/audit-rows.h"
#include "store/migrations.h"
#include "store/postgres.h"
#include "store/sqlcipher.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder;
  char *path;
  UkeDatabase *database;
} Fixture;

static UkeDatabase *
open_database (Fixture *f, gconstpointer kind)
{
  static const guint8 key[UKE_SQLCIPHER_KEY_SIZE] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  UkeDatabase *database =
      g_str_equal (kind, "postgres")
          ? uke_postgres_new (g_getenv ("UKE_TEST_POSTGRES"), "uketsuke", &error)
          : uke_sqlcipher_open (f->path, key, &error);

  g_assert_no_error (error);
  return database;
}

static void
run (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;

  uke_database_run (f->database, sql, NULL, 0, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("uketsuke-audit-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "store.db", NULL);
  f->database = open_database (f, kind);
  if (g_str_equal (kind, "postgres"))
    run (f, "DROP SCHEMA IF EXISTS uketsuke CASCADE");
  uke_migrations_apply (f->database, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer kind)
{
  g_object_unref (f->database);
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static void
add (UkeDatabase *database, gint64 moment, const char *action)
{
  g_autoptr (UkeAuditEntry) entry =
      uke_audit_entry_new (moment, "Desk 1", "hanako", action, "some-visit");
  g_autoptr (GError) error = NULL;

  uke_audit_rows_add (database, entry, &error);
  g_assert_no_error (error);
}

static void
assert_verdict (Fixture *f, gint64 n_entries, gint64 broken_at)
{
  g_autoptr (GError) error = NULL;
  UkeAuditVerdict verdict;

  uke_audit_rows_verify (f->database, NULL, &verdict, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict.n_entries, ==, n_entries);
  g_assert_cmpint (verdict.broken_at, ==, broken_at);
  uke_audit_verdict_clear (&verdict);
}

static void
fill (Fixture *f)
{
  for (gint64 i = 1; i <= 5; i++)
    add (f->database, i, "call-seen");
  assert_verdict (f, 5, 0);
}

static void
test_what_was_added_is_read (Fixture *f, gconstpointer kind)
{
  g_autoptr (GPtrArray) entries = NULL;

  assert_verdict (f, 0, 0);
  fill (f);
  entries = uke_audit_rows_read (f->database, 3, 10, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (((UkeAuditEntry *) entries->pdata[0])->number, ==, 4);
  g_assert_cmpstr (((UkeAuditEntry *) entries->pdata[0])->who, ==, "hanako");
  g_assert_cmpstr (((UkeAuditEntry *) entries->pdata[1])->subject, ==, "some-visit");
}

static void
test_each_change_shows (Fixture *f, gconstpointer kind)
{
  static const struct {
    const char *sql;
    gint64 n_entries, broken_at;
  } cases[] = {
    { "UPDATE audit SET who = 'taro' WHERE number = 3", 5, 3 },
    { "UPDATE audit SET moment = 99 WHERE number = 1", 5, 1 },
    { "UPDATE audit SET subject = '' WHERE number = 5", 5, 5 },
    { "DELETE FROM audit WHERE number = 2", 4, 2 },
    { "DELETE FROM audit WHERE number = 1", 4, 1 },
    /* Words that move from one column to the next. */
    { "UPDATE audit SET place = 'Desk 1h', who = 'anako' WHERE number = 4", 5, 4 },
    /* An entry that was put in, with a seal of its own. */
    { "INSERT INTO audit VALUES (6, 1, '', '', 'x', '', '', 'abc')", 6, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    run (f, "DELETE FROM audit");
    fill (f);
    run (f, cases[i].sql);
    g_test_message ("%s", cases[i].sql);
    assert_verdict (f, cases[i].n_entries, cases[i].broken_at);
  }
}

/* The end can be cut off without a trace in the chain; a seal that was noted down is missed. */
static void
test_a_noted_seal_is_missed (Fixture *f, gconstpointer kind)
{
  UkeAuditVerdict verdict;
  g_autofree char *seal = NULL;

  fill (f);
  g_assert_true (uke_audit_rows_verify (f->database, NULL, &verdict, NULL));
  seal = g_strdup (verdict.last_seal);
  uke_audit_verdict_clear (&verdict);

  add (f->database, 6, "call-seen");
  g_assert_true (uke_audit_rows_verify (f->database, seal, &verdict, NULL));
  g_assert_true (verdict.knows);
  uke_audit_verdict_clear (&verdict);

  run (f, "DELETE FROM audit WHERE number >= 5");
  g_assert_true (uke_audit_rows_verify (f->database, seal, &verdict, NULL));
  g_assert_cmpint (verdict.broken_at, ==, 0);
  g_assert_false (verdict.knows);
  uke_audit_verdict_clear (&verdict);
}

typedef struct {
  Fixture *fixture;
  gconstpointer kind;
} Writer;

static gpointer
write_many (gpointer data)
{
  const Writer *writer = data;
  g_autoptr (UkeDatabase) database = open_database (writer->fixture, writer->kind);

  for (gint64 i = 0; i < 25; i++)
    add (database, i, "call-seen");
  return NULL;
}

static void
test_many_write_at_once (Fixture *f, gconstpointer kind)
{
  GThread *threads[4];
  Writer writer = { f, kind };

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("write", write_many, &writer);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_verdict (f, 100, 0);
}

#define ADD(kind, name, function)                                                                  \
  g_test_add ("/audit/" kind "/" name, Fixture, kind, set_up, function, tear_down)
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

  ADD_BOTH ("what-was-added-is-read", test_what_was_added_is_read);
  ADD_BOTH ("each-change-shows", test_each_change_shows);
  ADD_BOTH ("a-noted-seal-is-missed", test_a_noted_seal_is_missed);
  ADD_BOTH ("many-write-at-once", test_many_write_at_once);

  return g_test_run ();
}
