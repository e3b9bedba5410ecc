#include "terminal-files.h"

#include "eligibility/result-folder.h"
#include "terminal/terminal.h"

#include <stdio.h>
#include <string.h>

/* The training terminal at its worst against the folder at its best: torture FILES. 5 % are written
 * in halves, 5 % twice, 2 % vanish (half of them into the trash), both encodings, and the share is
 * disconnected 20 times. Nothing may be lost, nothing taken twice, and memory may not grow. */

#define DISCONNECTIONS 20
/* Between half time and end; that half of 20,000 files is 60 MiB, and what the test itself notes of
 * them 6. A sanitizer keeps freed memory, so that nothing can be said then. */
#ifndef __SANITIZE_ADDRESS__
#define MOST_GROWTH_MIB 16
#else
#define MOST_GROWTH_MIB G_MAXLONG
#endif

static gint64 n_files;

/* The fate of each file. */
typedef struct {
  guint taken;
  gboolean is_whole; /* it was there as a whole */
  gboolean is_gone;  /* for good, maybe before anybody saw it */
} Fate;

typedef struct {
  UkeResultFolder *folder;
  UkeTerminal *terminal;
  GHashTable *fates;  /* name to Fate */
  GHashTable *ledger; /* key to fingerprint: what a store would keep */
  gboolean is_over;
  guint disconnected, halves, rewritten, vanished, to_trash, lost_sight;
  guint n_taken, twice, conflicts;
  glong memory_at_half, memory_at_end;
} Torture;

static glong
get_memory_mib (void)
{
  g_autofree char *text = NULL;
  glong pages = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  g_assert_cmpint (sscanf (text, "%*d %ld", &pages), ==, 1);
  return pages / 256;
}

static Fate *
get_fate (Torture *self, const char *name)
{
  Fate *fate = g_hash_table_lookup (self->fates, name);

  if (fate == NULL) {
    fate = g_new0 (Fate, 1);
    g_hash_table_insert (self->fates, g_strdup (name), fate);
  }
  return fate;
}

static void
on_did (UkeTerminal *terminal, const char *what, const char *name, gpointer user_data)
{
  Torture *self = user_data;

  if (strcmp (what, "face") == 0)
    get_fate (self, name)->is_whole = TRUE;
  else if (strcmp (what, "vanished") == 0) {
    get_fate (self, name)->is_gone = TRUE;
    self->vanished++;
  } else if (strcmp (what, "to-trash") == 0)
    self->to_trash++;
  else if (strcmp (what, "half") == 0)
    self->halves++;
  else if (strcmp (what, "rewritten") == 0)
    self->rewritten++;
  else if (strcmp (what, "disconnected") == 0)
    self->disconnected++;
}

static void
on_finished (UkeTerminal *terminal, gpointer user_data)
{
  ((Torture *) user_data)->is_over = TRUE;
}

static void
on_result (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  Torture *self = user_data;
  Fate *fate = get_fate (self, file->name);

  g_assert_cmpint (uke_eligibility_get_outcome (file->eligibility), ==, UKE_OUTCOME_VALID);
  g_assert_cmpstr (uke_eligibility_get_insurance (file->eligibility)->name, ==, "見本　髙子");
  if (++fate->taken > 1)
    self->twice++;
  g_hash_table_replace (self->ledger, uke_file_name_dup_key (file->name),
                        g_strdup (file->fingerprint));
  if (++self->n_taken == n_files / 2)
    self->memory_at_half = get_memory_mib ();
}

static void
on_conflict (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  ((Torture *) user_data)->conflicts++;
}

static void
on_reachable (UkeResultFolder *folder, GParamSpec *pspec, gpointer user_data)
{
  if (!uke_result_folder_get_reachable (folder))
    ((Torture *) user_data)->lost_sight++;
}

static char *
look_up (const char *key, gpointer user_data)
{
  return g_strdup (g_hash_table_lookup (((Torture *) user_data)->ledger, key));
}

static UkeTerminalScript *
make_script (void)
{
  g_autofree char *json = g_strdup_printf (
      "{\"personas\": {\"x\": {\"body\": {\"processing_result_status\": \"1\","
      " \"qualification_validity\": \"1\", \"results\": [{\"name\": \"見本　髙子\"}]}}},"
      " \"faces\": [{\"face\": \"x\", \"repeat\": %" G_GINT64_FORMAT ", \"encoding\": \"mixed\","
      " \"pause_ms\": 150, \"pause_every\": 20, \"rewrite_after_ms\": 80, \"rewrite_every\": 20,"
      " \"vanish_after_ms\": 120, \"vanish_every\": 50,"
      " \"disconnect_ms\": 150, \"disconnect_every\": %" G_GINT64_FORMAT "}]}",
      n_files, n_files / DISCONNECTIONS);
  g_autoptr (GError) error = NULL;
  UkeTerminalScript *script = uke_terminal_script_new (json, -1, &error);

  g_assert_no_error (error);
  return script;
}

static void
set_up (Torture *self, const char *root)
{
  g_autoptr (GDateTime) begin = g_date_time_new_utc (2025, 11, 4, 9, 0, 0);
  g_autofree char *path = g_build_filename (root, "face", NULL);
  g_autofree char *trash = g_build_filename (root, "trash", NULL);

  self->fates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ledger = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->terminal = uke_terminal_new (root, make_script (), begin);
  g_signal_connect (self->terminal, "did", G_CALLBACK (on_did), self);
  g_signal_connect (self->terminal, "finished", G_CALLBACK (on_finished), self);

  self->folder = g_object_new (UKE_TYPE_RESULT_FOLDER, "path", path, "trash", trash,
                               "scan-interval", 20, "settle-time", 30, "tries", 100, NULL);
  uke_result_folder_set_ledger (self->folder, look_up, self, NULL);
  g_signal_connect (self->folder, "result", G_CALLBACK (on_result), self);
  g_signal_connect (self->folder, "conflict", G_CALLBACK (on_conflict), self);
  g_signal_connect (self->folder, "notify::reachable", G_CALLBACK (on_reachable), self);
}

static void
tear_down (Torture *self)
{
  g_assert_finalize_object (self->folder);
  g_assert_finalize_object (self->terminal);
  g_hash_table_unref (self->fates);
  g_hash_table_unref (self->ledger);
}

static void
on_scanned (UkeResultFolder *folder, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* Everything that the terminal left behind was met. */
static void
wait_for_quiet (Torture *self)
{
  guint scans = 0;
  gulong handler = g_signal_connect (self->folder, "scanned", G_CALLBACK (on_scanned), &scans);

  while (scans < 3 || uke_result_folder_get_n_waiting (self->folder) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (self->folder, handler);
}

static guint
count_lost (Torture *self)
{
  GHashTableIter iter;
  const char *name;
  const Fate *fate;
  guint lost = 0;

  g_hash_table_iter_init (&iter, self->fates);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &fate)) {
    g_assert_true (fate->is_whole);
    /* One that is gone for good may have been gone before it was met at all. */
    if (fate->taken == 0 && !fate->is_gone) {
      g_test_message ("lost: %s", name);
      lost++;
    }
  }
  return lost;
}

static void
test_torture (void)
{
  char *root = files_make_folder ();
  Torture self = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  set_up (&self, root);
  uke_terminal_start (self.terminal, 1000, &error);
  g_assert_no_error (error);
  uke_result_folder_start (self.folder);
  while (!self.is_over)
    g_main_context_iteration (NULL, TRUE);
  wait_for_quiet (&self);
  self.memory_at_end = get_memory_mib ();

  g_test_message (
      "%u of %" G_GINT64_FORMAT " files taken in %.1f s; %u in halves, %u rewritten, %u to the "
      "trash, %u gone; disconnected %u times, of which %u were noticed; memory %ld MiB at half "
      "time, %ld MiB at the end",
      self.n_taken, n_files, (g_get_monotonic_time () - began) / 1e6, self.halves, self.rewritten,
      self.to_trash, self.vanished, self.disconnected, self.lost_sight, self.memory_at_half,
      self.memory_at_end);
  g_assert_cmpint (g_hash_table_size (self.fates), ==, n_files);
  g_assert_cmpuint (count_lost (&self), ==, 0);
  g_assert_cmpuint (self.twice, ==, 0);
  g_assert_cmpuint (self.conflicts, ==, 0);
  g_assert_cmpuint (self.disconnected, ==, DISCONNECTIONS);
  g_assert_cmpuint (self.halves, ==, n_files / 20);
  g_assert_cmpuint (self.vanished + self.to_trash, ==, n_files / 50);
  g_assert_cmpint (self.memory_at_end - self.memory_at_half, <=, MOST_GROWTH_MIB);

  tear_down (&self);
  files_remove_folder (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  n_files = g_ascii_strtoll (argv[1], NULL, 10);
  g_assert_cmpint (n_files, >=, 200);

  g_test_add_func ("/terminal/torture", test_torture);
  return g_test_run ();
}
