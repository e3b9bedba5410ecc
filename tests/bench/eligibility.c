/* Reads results of the terminal, and lets libxml2 alone parse the same bytes, in turns; then takes
 * in 10,000 files that wait in a folder; then measures how long one takes from being complete to
 * being told, with and without hearing of changes. Prints, in this order: microseconds of ours and
 * of bare for UTF-8, the same for CP932; milliseconds of the 10,000; of one when heard, of one when
 * only looked for. Usage: bench-eligibility UTF-8-FILE CP932-FILE */

#include "eligibility/result-folder.h"
#include "terminal-files.h"

#include <libxml/parser.h>
#include <stdlib.h>

#define ROUNDS 301
#define PER_ROUND 20
#define WAITING 10000
#define LATENCY_ROUNDS 15

/* --- Parsing ----------------------------------------------------------------------------- */

static void
parse (GBytes *bytes)
{
  g_autoptr (UkeEligibility) self = uke_eligibility_new_from_data (bytes, NULL);

  g_assert_cmpint (uke_eligibility_get_outcome (self), ==, UKE_OUTCOME_VALID);
}

static void
parse_bare (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlDoc *document = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  xmlFreeDoc (document);
}

static int
compare (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gint64
get_middle (gint64 *took, gsize count)
{
  qsort (took, count, sizeof *took, compare);
  return took[count / 2];
}

static gint64
measure (void (*way) (GBytes *), GBytes *bytes)
{
  gint64 began = g_get_monotonic_time ();

  for (int i = 0; i < PER_ROUND; i++)
    way (bytes);
  return g_get_monotonic_time () - began;
}

static void
bench_parse (const char *path)
{
  static gint64 ours[ROUNDS], bare[ROUNDS];
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (data, size);
  for (int i = 0; i < ROUNDS; i++) {
    ours[i] = measure (parse, bytes);
    bare[i] = measure (parse_bare, bytes);
  }
  g_print ("%.2f %.2f ", (double) get_middle (ours, ROUNDS) / PER_ROUND,
           (double) get_middle (bare, ROUNDS) / PER_ROUND);
}

/* --- Folders ------------------------------------------------------------------------------ */

static void
on_result (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
wait_for (const guint *counter, guint count)
{
  while (*counter < count)
    g_main_context_iteration (NULL, TRUE);
}

static void
bench_waiting (GBytes *bytes)
{
  char *path = files_make_folder ();
  g_autoptr (UkeResultFolder) folder = uke_result_folder_new (path, NULL);
  guint taken = 0;
  gint64 began;

  for (guint i = 0; i < WAITING; i++) {
    g_autofree char *name = files_make_name (i);

    files_write (path, name, bytes);
  }
  g_signal_connect (folder, "result", G_CALLBACK (on_result), &taken);
  began = g_get_monotonic_time ();
  uke_result_folder_start (folder);
  wait_for (&taken, WAITING);
  g_print ("%.1f ", (g_get_monotonic_time () - began) / 1e3);
  uke_result_folder_stop (folder);
  files_remove_folder (path);
}

/* At moments spread over the interval of scans, so that the worst is among them. */
static gboolean
on_moment (gpointer user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_REMOVE;
}

static void
bench_latency (GBytes *bytes, gboolean listens)
{
  char *path = files_make_folder ();
  g_autoptr (UkeResultFolder) folder =
      g_object_new (UKE_TYPE_RESULT_FOLDER, "path", path, "listens", listens, NULL);
  gint64 took[LATENCY_ROUNDS];
  guint taken = 0;

  g_signal_connect (folder, "result", G_CALLBACK (on_result), &taken);
  uke_result_folder_start (folder);
  for (guint i = 0; i < LATENCY_ROUNDS; i++) {
    g_autofree char *name = files_make_name (i);
    guint moments = 0;

    g_timeout_add (100 + 130 * i % 2000, on_moment, &moments);
    wait_for (&moments, 1);
    files_write (path, name, bytes);
    took[i] = g_get_monotonic_time ();
    wait_for (&taken, i + 1);
    took[i] = g_get_monotonic_time () - took[i];
  }
  qsort (took, LATENCY_ROUNDS, sizeof *took, compare);
  g_print ("%.1f ", took[LATENCY_ROUNDS - 1] / 1e3); /* the worst */
  uke_result_folder_stop (folder);
  files_remove_folder (path);
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) bytes = files_make_result ("見本　花子", FALSE);

  g_assert_cmpint (argc, ==, 3);
  bench_parse (argv[1]);
  bench_parse (argv[2]);
  bench_waiting (bytes);
  bench_latency (bytes, TRUE);
  bench_latency (bytes, FALSE);
  g_print ("\n");
  return 0;
}
