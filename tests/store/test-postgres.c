/* A store at a real PostgreSQL server, which tests/with-postgres keeps beside this program. */

#include "store-kit.h"

#include "store/postgres-connection.h"
#include "store/postgres.h"

#include <string.h>

typedef struct {
  UkeStore *kiosk, *desk;
  GPtrArray *heard; /* what the desk heard, as "visit ID", "ask ID WORD" or "missed" */
} Fixture;

static UkeStore *
open_store (void)
{
  g_autoptr (GError) error = NULL;
  UkeStore *store = uke_store_open_server (g_getenv ("UKE_TEST_POSTGRES"), FALSE, &error);

  g_assert_no_error (error);
  return store;
}

static void
run_sql (const char *sql)
{
  g_autoptr (UkeDatabase) database =
      uke_postgres_new (g_getenv ("UKE_TEST_POSTGRES"), "uketsuke", NULL);
  g_autoptr (GError) error = NULL;

  uke_database_run (database, sql, NULL, 0, &error);
  g_assert_no_error (error);
}

static void
on_visit_changed (Fixture *f, const char *id)
{
  g_ptr_array_add (f->heard, g_strconcat ("visit ", id, NULL));
}

static void
on_asked (Fixture *f, const char *id, const char *word)
{
  g_ptr_array_add (f->heard, g_strjoin (" ", "ask", id, word, NULL));
}

static void
on_missed_some (Fixture *f)
{
  g_ptr_array_add (f->heard, g_strdup ("missed"));
}

/* Until the desk has heard it; forgets what came before. */
static void
wait_to_hear (Fixture *f, const char *words)
{
  guint index;

  while (!g_ptr_array_find_with_equal_func (f->heard, words, g_str_equal, &index))
    g_main_context_iteration (NULL, TRUE);
  g_ptr_array_remove_range (f->heard, 0, index + 1);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  run_sql ("DROP SCHEMA IF EXISTS uketsuke CASCADE");
  f->heard = g_ptr_array_new_with_free_func (g_free);
  f->kiosk = open_store ();
  f->desk = open_store ();
  g_signal_connect_swapped (f->desk, "visit-changed", G_CALLBACK (on_visit_changed), f);
  g_signal_connect_swapped (f->desk, "asked", G_CALLBACK (on_asked), f);
  g_signal_connect_swapped (f->desk, "missed-some", G_CALLBACK (on_missed_some), f);
  wait_to_hear (f, "missed");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  uke_store_close (f->kiosk);
  uke_store_close (f->desk);
  g_object_unref (f->kiosk);
  g_object_unref (f->desk);
  g_ptr_array_unref (f->heard);
}

static void
control_server (const char *word)
{
  const char *argv[] = { g_getenv ("UKE_POSTGRES_CONTROL"), word, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
write_one (UkeStore *store, const char *id, guint number)
{
  g_autoptr (UkeVisitRecord) record = new_record (id, 25, number);
  g_autoptr (GError) error = NULL;

  write_visit (store, record, &error);
  g_assert_no_error (error);
}

static GPtrArray *
read_day (UkeStore *store)
{
  GDate day;

  g_date_set_dmy (&day, 25, G_DATE_NOVEMBER, 2026);
  return read_visits (store, &day, &day);
}

static void
test_what_was_written_is_read (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisitRecord) record = new_record ("first", 25, 1);
  g_autoptr (GPtrArray) records = NULL;
  const UkeVisitRecord *read;

  record->place = "Kiosk 1";
  record->help = 5;
  record->tries_left = 2;
  record->consents[0] = (UkeConsentRecord) { "medicines", "agreed" };
  record->n_consents = 1;
  record->answered = 7;
  g_assert_true (write_visit (f->kiosk, record, NULL));
  record->step = "complete";
  record->completed = 9;
  record->help = 0;
  g_assert_true (write_visit (f->kiosk, record, NULL));

  records = read_day (f->desk);
  g_assert_cmpuint (records->len, ==, 1);
  read = records->pdata[0];
  g_assert_cmpint (read->arrived, ==, record->arrived);
  g_assert_cmpint (read->completed, ==, 9);
  g_assert_cmpint (read->help, ==, 0);
  g_assert_cmpint (read->tries_left, ==, 2);
  g_assert_cmpstr (read->place, ==, "Kiosk 1");
  g_assert_cmpint (g_date_compare (&read->expires, &record->expires), ==, 0);
  g_assert_cmpstr (read->consents[0].answer, ==, "agreed");
  g_assert_cmpint (uke_store_read_latest_arrival (f->desk, "Kiosk 1", NULL), ==, record->arrived);
  g_assert_cmpint (uke_store_read_latest_arrival (f->desk, "Kiosk 2", NULL), ==, 0);
}

static void
test_two_arrive_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisitRecord) record = new_record ("second", 25, 1);
  g_autoptr (GAsyncResult) result = NULL;
  guint number = 0;

  write_one (f->kiosk, "first", 1);
  uke_store_write_visit_async (f->desk, record, keep_result, &result);
  g_assert_true (uke_store_write_visit_finish (f->desk, wait_for (&result), &number, NULL));
  g_assert_cmpuint (number, ==, 2);

  /* It keeps the number, whatever it is called by. */
  write_one (f->desk, "second", 1);
  write_one (f->desk, "third", 2);
  {
    g_autoptr (GPtrArray) records = read_day (f->desk);

    for (guint i = 0; i < 3; i++)
      g_assert_cmpuint (((UkeVisitRecord *) records->pdata[i])->number, ==, i + 1);
  }
}

/* Both at the same moment, many times over: nobody gets another's number. */
static void
test_numbers_under_load (Fixture *f, gconstpointer data)
{
  GAsyncResult *results[100] = { NULL };
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    UkeStore *store = i % 2 == 0 ? f->kiosk : f->desk;
    g_autofree char *id = g_strdup_printf ("visit-%u", i);
    g_autoptr (UkeVisitRecord) record = new_record (id, 25, i / 2 + 1);

    uke_store_write_visit_async (store, record, keep_result, &results[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    g_autoptr (GError) error = NULL;
    guint number = 0;

    uke_store_write_visit_finish (i % 2 == 0 ? f->kiosk : f->desk, wait_for (&results[i]), &number,
                                  &error);
    g_assert_no_error (error);
    g_assert_true (g_hash_table_add (numbers, GUINT_TO_POINTER (number)));
    g_object_unref (results[i]);
  }
}

/* Announcements are signed by program, and this test is one: the other writes with its own name. */
static void
announce_from_elsewhere (const char *words)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT pg_notify ('uketsuke', 'somebody-else %s')", words);

  run_sql (sql);
}

static void
test_others_are_heard (Fixture *f, gconstpointer data)
{
  announce_from_elsewhere ("visit a-visit");
  wait_to_hear (f, "visit a-visit");
  announce_from_elsewhere ("ask a-visit confirmed");
  wait_to_hear (f, "ask a-visit confirmed");

  /* What this program does itself, and words of a later release, are not. */
  write_one (f->kiosk, "own", 1);
  announce_from_elsewhere ("dance all-night long and more");
  announce_from_elsewhere ("visit last");
  wait_to_hear (f, "visit last");
  g_assert_cmpuint (f->heard->len, ==, 0);
}

static void
test_rehearsals_are_apart (Fixture *f, gconstpointer data)
{
  UkeStore *training = uke_store_open_server (g_getenv ("UKE_TEST_POSTGRES"), TRUE, NULL);
  g_autoptr (GPtrArray) records = NULL;

  write_one (training, "rehearsed", 1);
  records = read_day (f->desk);
  g_assert_cmpuint (records->len, ==, 0);
  uke_store_close (training);
  g_object_unref (training);
}

/* A restart is waited for; whoever listens is told that something may have been missed. */
static void
test_restart_is_survived (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisitRecord) record = new_record ("during", 25, 2);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  write_one (f->kiosk, "before", 1);
  write_one (f->desk, "before", 1);
  control_server ("stop");
  uke_store_write_visit_async (f->kiosk, record, keep_result, &result);
  control_server ("start");
  uke_store_write_visit_finish (f->kiosk, wait_for (&result), NULL, &error);
  g_assert_no_error (error);
  wait_to_hear (f, "missed");

  /* The desk's own connection died as well, and nobody has used it since. */
  records = read_day (f->desk);
  g_assert_cmpuint (records->len, ==, 2);
}

static void
test_server_that_stays_away (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisitRecord) record = new_record ("during", 25, 1);
  g_autoptr (GError) error = NULL;
  gint64 begun;

  control_server ("stop");
  g_assert_false (write_visit (f->kiosk, record, &error));
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE);
  g_clear_error (&error);

  /* Once that is known, nobody waits for it any more. */
  begun = g_get_monotonic_time ();
  for (guint i = 0; i < 20; i++) {
    g_assert_false (write_visit (f->kiosk, record, &error));
    g_clear_error (&error);
  }
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 3 * G_USEC_PER_SEC);

  control_server ("start");
  wait_to_hear (f, "missed");
  while (!write_visit (f->kiosk, record, NULL))
    ;
}

/* The server loses power again and again while visits are completed: each that was confirmed is
 * there, once. */
static void
test_no_confirmed_visit_is_lost (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) confirmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) records = NULL;
  GAsyncResult *results[60] = { NULL };

  for (guint round = 0; round < 3; round++) {
    for (guint i = 0; i < 20; i++) {
      g_autofree char *id = g_strdup_printf ("visit-%u", round * 20 + i);
      g_autoptr (UkeVisitRecord) record = new_record (id, 25, round * 20 + i + 1);

      record->completed = 1;
      uke_store_write_visit_async (i % 2 == 0 ? f->kiosk : f->desk, record, keep_result,
                                   &results[round * 20 + i]);
    }
    control_server ("kill");
    control_server ("start");
  }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    if (uke_store_write_visit_finish (i % 2 == 0 ? f->kiosk : f->desk, wait_for (&results[i]), NULL,
                                      NULL))
      g_hash_table_add (confirmed, g_strdup_printf ("visit-%u", i));
    g_object_unref (results[i]);
  }
  g_assert_cmpuint (g_hash_table_size (confirmed), >, 0);

  records = read_day (f->desk);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (g_hash_table_add (found, ((UkeVisitRecord *) records->pdata[i])->id));
  {
    GHashTableIter iter;
    gpointer id;

    g_hash_table_iter_init (&iter, confirmed);
    while (g_hash_table_iter_next (&iter, &id, NULL))
      g_assert_true (g_hash_table_contains (found, id));
  }
}

/* The server's own words would quote the row. */
static void
test_errors_quote_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeDatabase) database =
      uke_postgres_new (g_getenv ("UKE_TEST_POSTGRES"), "uketsuke", NULL);
  g_autoptr (GError) error = NULL;

  write_one (f->kiosk, "marker-in-the-row", 1);
  g_assert_false (UKE_DATABASE_RUN (
      database, &error,
      "INSERT INTO visit (id, day, number, arrived, step, method, reason, clock_doubt)"
      " VALUES ($1, 'x', 1, 1, 'x', 'x', 'x', 'x')",
      "marker-in-the-row"));
  g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "23505"));
  g_assert_null (strstr (error->message, "marker"));
}

static void
test_off_this_machine_only_with_tls (void)
{
  static const struct {
    const char *address;
    gboolean allowed;
  } cases[] = {
    { "host=db.example", TRUE }, /* verify-full, without being told */
    { "host=db.example sslmode=verify-full", TRUE },
    { "host=db.example sslmode=verify-ca", TRUE },
    { "host=db.example sslmode=require", TRUE },
    { "host=db.example sslmode=prefer", FALSE },
    { "host=db.example sslmode=allow", FALSE },
    { "host=db.example sslmode=disable", FALSE },
    { "postgresql://uketsuke@db.example/uketsuke?sslmode=disable", FALSE },
    { "postgresql://uketsuke@localhost,db.example/uketsuke?sslmode=disable", FALSE },
    { "host=localhost hostaddr=192.0.2.1 sslmode=disable", FALSE },
    { "host=localhost.db.example sslmode=disable", FALSE },
    { "host=db.example hostaddr=127.0.0.1 sslmode=disable", TRUE },
    { "host=localhost sslmode=disable", TRUE },
    { "host=/run/postgresql sslmode=disable", TRUE },
    { "host=127.0.0.1 sslmode=disable", TRUE },
    { "postgresql://[::1]/uketsuke?sslmode=disable", TRUE },
    { "", TRUE },
    { "no address", FALSE },
    { "port=5432 colour=blue", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (UkePostgresAddress) address =
        uke_postgres_address_new (cases[i].address, "uketsuke", &error);

    g_test_message ("%s", cases[i].address);
    g_assert_cmpint (address != NULL, ==, cases[i].allowed);
    if (!cases[i].allowed)
      g_assert_error (error, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE);
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/postgres/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-was-written-is-read", test_what_was_written_is_read);
  ADD ("two-arrive-at-once", test_two_arrive_at_once);
  ADD ("numbers-under-load", test_numbers_under_load);
  ADD ("others-are-heard", test_others_are_heard);
  ADD ("rehearsals-are-apart", test_rehearsals_are_apart);
  ADD ("restart-is-survived", test_restart_is_survived);
  ADD ("server-that-stays-away", test_server_that_stays_away);
  ADD ("no-confirmed-visit-is-lost", test_no_confirmed_visit_is_lost);
  ADD ("errors-quote-nothing", test_errors_quote_nothing);
  g_test_add_func ("/postgres/off-this-machine-only-with-tls", test_off_this_machine_only_with_tls);

  return g_test_run ();
}
