/* A store with years of history, and how long it takes to find somebody in it.
 *
 * Usage: bench-history fill WHERE VISITS TODAY    a tenth as many patients
 *        bench-history search WHERE               prints ms at the median and at most through the
 *                                                 store, and at the median of the bare queries
 * WHERE is a folder, or "server" for the one in $UKE_TEST_POSTGRES. */

#include "store/postgres.h"
#include "store/search-key.h"
#include "store/sqlcipher.h"
#include "store/store-key.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

#define NUMBERS "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %u) "
#define SYLLABLES                                                                                  \
  "'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン'"
#define SYLLABLE(n) "substr (" SYLLABLES ", 1 + CAST ((" n ") %% 45 AS INTEGER), 1)"
#define KANA                                                                                       \
  SYLLABLE ("n")                                                                                   \
  " || " SYLLABLE ("n / 45 * 7") " || " SYLLABLE ("n / 2025 * 11") " || " SYLLABLE (               \
      "n / 7") " || " SYLLABLE ("n / 11")
/* Two digits each without a function that the two databases call by different names. */
#define DAY(year)                                                                                  \
  "CAST (" year                                                                                    \
  " AS TEXT) || '-' || CAST (10 + n %% 3 AS TEXT) || '-' || CAST (10 + n %% 19 AS TEXT)"

static UkeDatabase *
open_database (const char *where)
{
  g_autofree char *path = g_build_filename (where, "store.db", NULL);
  g_autofree char *key_path = g_build_filename (where, "store.key", NULL);
  g_autoptr (UkeStoreKey) key = NULL;

  if (g_str_equal (where, "server"))
    return uke_postgres_new (g_getenv ("UKE_TEST_POSTGRES"), "uketsuke", NULL);
  key = uke_store_key_open_file (key_path, NULL);
  return uke_sqlcipher_open (path, uke_store_key_peek (key), NULL);
}

static UkeStore *
open_store (const char *where)
{
  g_autoptr (GError) error = NULL;
  UkeStore *store = g_str_equal (where, "server")
                        ? uke_store_open_server (g_getenv ("UKE_TEST_POSTGRES"), FALSE, &error)
                        : uke_store_open_folder (where, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

static void
run (UkeDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (!uke_database_run (database, sql, NULL, 0, &error))
    g_error ("%s", error->message);
}

static gboolean
fill_tables (UkeDatabase *database, gpointer data, GError **error)
{
  const guint *counts = data;
  g_autofree char *patients =
      g_strdup_printf (NUMBERS
                       "INSERT INTO patient (id, chart, name, name_key, kana, kana_key, birth)"
                       " SELECT 'p' || n, CAST (n AS TEXT), '患者' || n, '患者' || n, " KANA
                       ", " KANA ", " DAY ("1930 + n %% 80") " FROM c",
                       counts[0] / 10);
  g_autofree char *visits = g_strdup_printf (
      NUMBERS
      "INSERT INTO visit (id, day, number, arrived, completed, ended, step, method, reason,"
      " clock_doubt, credential, issued, expires, patient)"
      " SELECT 'v' || n, " DAY ("2021 + n %% 5") ", n, n, n, n, 'complete', 'pin', 'none',"
                                                 " 'none', 'card', '2021-01-01', '2026-01-01', 'p' "
                                                 "|| (1 + n %% %u) FROM c",
      counts[0], counts[0] / 10);
  g_autofree char *consents =
      g_strdup_printf (NUMBERS "INSERT INTO consent (visit, item, answer, answered)"
                               " SELECT 'v' || n, 'medicines', 'agreed', n FROM c",
                       counts[0] / 4);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) japan = g_date_time_add_hours (now, 9);
  g_autofree char *today = g_date_time_format (japan, "%Y-%m-%d");
  g_autofree char *visits_today = g_strdup_printf (
      NUMBERS "INSERT INTO visit (id, day, number, arrived, completed, ended, step, method, reason,"
              " clock_doubt, credential, issued, expires, patient)"
              " SELECT 'today-' || n, '%s', n, %" G_GINT64_FORMAT
              " - n, 1, 1, 'complete', 'pin', 'none',"
              " 'none', 'card', '2023-01-01', '2028-01-01', 'p' || n FROM c",
      counts[1], today, g_date_time_to_unix_usec (now));

  run (database, patients);
  run (database, visits);
  run (database, consents);
  if (counts[1] > 0)
    run (database, visits_today);
  return TRUE;
}

static void
fill (const char *where, guint n_visits, guint n_today)
{
  UkeStore *store = open_store (where);
  g_autoptr (UkeDatabase) database = NULL;
  GDate day;

  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 2000);
  g_ptr_array_unref (uke_store_read_visits (store, &day, &day, NULL)); /* its tables are there */
  uke_store_close (store);
  g_object_unref (store);

  database = open_database (where);
  if (g_str_equal (where, "server"))
    run (database, "SET statement_timeout = 0"); /* a million rows at once are our own fault */
  if (!uke_database_change (database, fill_tables, (guint[]) { n_visits, n_today }, NULL))
    exit (1);
  run (database, "ANALYZE");
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static UkePatientSearch *
new_search (guint i)
{
  static const char *const words[] = { "ア", "カキ", "ヤマ", "ンアカ", "患者9", "患", "サ" };
  UkePatientSearch *search = g_new0 (UkePatientSearch, 1);

  switch (i % 3) {
  case 0:
    search->words = uke_search_key_fold (words[i / 3 % G_N_ELEMENTS (words)]);
    break;
  case 1:
    search->chart = g_strdup_printf ("%u", 1 + i % 99);
    break;
  default:
    search->birth = g_strdup_printf ("%u-11-%u", 1930 + i % 80, 10 + i % 19);
  }
  return search;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

#define ROUNDS 150

static void
search (const char *where)
{
  UkeStore *store = open_store (where);
  g_autoptr (UkeDatabase) database = open_database (where);
  double ours[ROUNDS], bare[ROUNDS];
  GDate day;

  /* As when somebody begins to type: the day's visits are on the screen already. */
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 2000);
  g_ptr_array_unref (uke_store_read_visits (store, &day, &day, NULL));
  uke_rows_free (uke_database_ask (database, "SELECT 1", NULL, 0, NULL));
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (UkePatientSearch) wanted = new_search (i);
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GPtrArray) found = NULL;
    gint64 begun = g_get_monotonic_time ();

    uke_store_search_patients_async (store, new_search (i), 50, keep_result, &result);
    while (result == NULL)
      g_main_context_iteration (NULL, TRUE);
    found = uke_store_search_patients_finish (store, result, NULL);
    ours[i] = (double) (g_get_monotonic_time () - begun) / 1000;

    begun = g_get_monotonic_time ();
    g_ptr_array_unref (uke_patient_rows_search (database, wanted, 50, NULL));
    bare[i] = (double) (g_get_monotonic_time () - begun) / 1000;
  }
  qsort (ours, ROUNDS, sizeof *ours, compare);
  qsort (bare, ROUNDS, sizeof *bare, compare);
  printf ("%.3f %.3f %.3f\n", ours[ROUNDS / 2], ours[ROUNDS - 1], bare[ROUNDS / 2]);
  uke_store_close (store);
  g_object_unref (store);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "fill"))
    fill (argv[2], (guint) atoi (argv[3]), (guint) atoi (argv[4]));
  else if (argc == 3 && g_str_equal (argv[1], "search"))
    search (argv[2]);
  else
    return 2;
  return 0;
}
