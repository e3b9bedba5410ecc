/* Kills a program that keeps visits, at moments that nobody foresees, and counts what is left.
 *
 * Usage: kill ROUNDS. The child writes visits and says the number of each once it was confirmed;
 * whoever was told so must be found afterwards, and the file must be whole. */

#include "store/sqlcipher.h"
#include "store/store-key.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_WAIT_US 60000

static void
fill_record (UkeVisitRecord *record, guint number)
{
  g_date_set_dmy (&record->day, 25, G_DATE_NOVEMBER, 2026);
  record->number = number;
  record->arrived = number;
  record->completed = number;
  record->step = "complete";
  record->method = "pin";
  record->reason = record->clock_doubt = "none";
  record->consents[0] = (UkeConsentRecord) { "medicines", "agreed" };
  record->n_consents = 1;
  record->answered = number;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Until it is killed. */
static _Noreturn void
write_visits (const char *folder, guint number, int confirmed)
{
  g_autoptr (GError) error = NULL;
  UkeStore *store = uke_store_open_folder (folder, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  number--;
  if (write (confirmed, &number, sizeof number) != sizeof number) /* it is open */
    _exit (1);
  for (number++;; number++) {
    g_autofree char *id = g_strdup_printf ("visit-%u", number);
    g_autoptr (UkeVisitRecord) record = uke_visit_record_new (id);
    g_autoptr (GAsyncResult) result = NULL;

    fill_record (record, number);
    uke_store_write_visit_async (store, record, keep_result, &result);
    while (result == NULL)
      g_main_context_iteration (NULL, TRUE);
    if (!uke_store_write_visit_finish (store, result, NULL, &error))
      g_error ("%s", error->message);
    if (write (confirmed, &number, sizeof number) != sizeof number)
      _exit (1);
  }
}

/* The last number that was confirmed before the child was killed; a late death comes after the
 * store was opened. */
static guint
kill_once (const char *folder, guint last, gboolean late)
{
  int ends[2];
  guint number;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0) {
    close (ends[0]);
    write_visits (folder, last + 1, ends[1]);
  }
  close (ends[1]);
  if (late)
    g_assert_cmpint (read (ends[0], &number, sizeof number), ==, sizeof number);
  g_usleep ((gulong) g_random_int_range (0, MAX_WAIT_US));
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);

  while (read (ends[0], &number, sizeof number) == sizeof number)
    last = number;
  close (ends[0]);
  return last;
}

static void
check (const char *folder, guint last)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *key_path = g_build_filename (folder, "store.key", NULL);
  g_autoptr (UkeStoreKey) key = uke_store_key_open_file (key_path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeDatabase) database = uke_sqlcipher_open (path, uke_store_key_peek (key), &error);
  g_autoptr (UkeRows) whole = NULL;
  g_autoptr (UkeRows) sealed = NULL;
  g_autoptr (UkeRows) kept = NULL;

  g_assert_no_error (error);
  whole = uke_database_ask (database, "PRAGMA integrity_check", NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (uke_rows_get_text (whole, 0, 0), ==, "ok");
  sealed = uke_database_ask (database, "PRAGMA cipher_integrity_check", NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uke_rows_get_n_rows (sealed), ==, 0);

  /* Each with its consent: a visit is there as a whole or not at all. */
  kept = uke_database_ask (database,
                           "SELECT count(DISTINCT visit.id), count(consent.item), max(number)"
                           " FROM visit LEFT JOIN consent ON visit.id = consent.visit",
                           NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (uke_rows_get_int (kept, 0, 0), ==, uke_rows_get_int (kept, 0, 1));
  g_assert_cmpint (uke_rows_get_int (kept, 0, 0), ==, uke_rows_get_int (kept, 0, 2));
  g_assert_cmpint (uke_rows_get_int (kept, 0, 2), >=, last);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("uketsuke-kill-XXXXXX", NULL);
  int rounds = argc > 1 ? atoi (argv[1]) : 0;
  guint last = 0;

  g_assert_cmpint (rounds, >, 0);
  {
    g_autoptr (UkeStore) store = uke_store_open_folder (folder, NULL); /* its key and its tables */

    uke_store_close (store);
  }
  for (int round = 0; round < rounds; round++) {
    guint before = last;

    last = kill_once (folder, last, round % 4 != 0);
    check (folder, last);
    /* What was written but not confirmed is written over by the next child. */
    g_assert_cmpuint (last, >=, before);
  }
  g_print ("1..1\nok 1 %d-kills-and-%u-visits\n", rounds, last);
  g_assert_cmpuint (last, >, 0);

  for (gsize i = 0; i < 4; i++) {
    static const char *const names[] = { "store.db", "store.db-wal", "store.db-shm", "store.key" };
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
  return 0;
}
