#include "command.h"
#include "json.h"
#include "open-store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Rows between two signs of life. */
#define STEP 20000

static void
free_wiped (char *text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

/* The first line of a file; the exit status says why there is none. (transfer full) */
static char *
read_passphrase (const char *command, const char *path, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (path == NULL) {
    *ret_status = uke_ctl_fail (UKE_EXIT_USAGE, "%s: name a file with --passphrase-file", command);
    return NULL;
  }
  if (!g_file_get_contents (path, &text, NULL, &error)) {
    *ret_status = uke_ctl_fail_to_load (command, error);
    return NULL;
  }
  text[strcspn (text, "\r\n")] = '\0';
  if (g_utf8_validate (text, -1, NULL))
    return text;
  free_wiped (text);
  *ret_status = uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s is not UTF-8", command, path);
  return NULL;
}

static void
show_progress (guint64 n_rows, gpointer user_data)
{
  if (isatty (STDERR_FILENO) && n_rows % STEP == 0)
    fprintf (stderr, "%" G_GUINT64_FORMAT " rows…\r", n_rows);
}

static int
print_counts (const char *path, const UkeBackupCounts *counts)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "file", path);
  uke_ctl_add_number (json, "patients", (gint64) counts->patients);
  uke_ctl_add_number (json, "visits", (gint64) counts->visits);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
  return UKE_EXIT_DONE;
}

typedef gboolean (*Move) (UkeDatabase *database,
                          const char *path,
                          const char *passphrase,
                          UkeBackupCounts *counts,
                          GError **error);

static gboolean
write_backup (UkeDatabase *database,
              const char *path,
              const char *passphrase,
              UkeBackupCounts *counts,
              GError **error)
{
  return uke_backup_write (database, path, passphrase, show_progress, NULL, counts, error);
}

static gboolean
restore_backup (UkeDatabase *database,
                const char *path,
                const char *passphrase,
                UkeBackupCounts *counts,
                GError **error)
{
  return uke_backup_restore (path, passphrase, database, show_progress, NULL, counts, error);
}

static int
move (int argc, char **argv, Move how, gboolean make)
{
  g_autofree char *folder = NULL;
  g_autofree char *passphrase_file = NULL;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry options[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file,
      "The passphrase is the first line of this file", "FILE" },
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &folder, "The store in this folder", "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (UkeDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  UkeBackupCounts counts;
  char *passphrase;
  gboolean done;
  int status;

  if (!uke_ctl_parse (argc, argv, options, "FILE", &rest))
    return UKE_EXIT_USAGE;
  if (g_strv_length (rest) != 1)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: name one file", argv[0]);
  passphrase = read_passphrase (argv[0], passphrase_file, &status);
  if (passphrase == NULL)
    return status;

  database = uke_ctl_open_database (argv[0], folder, make, &status);
  done = database != NULL && how (database, rest[0], passphrase, &counts, &error);
  free_wiped (passphrase);
  if (database == NULL)
    return status;
  return done ? print_counts (rest[0], &counts) : uke_ctl_fail_at_store (argv[0], error);
}

int
uke_ctl_backup (int argc, char **argv)
{
  return move (argc, argv, write_backup, FALSE);
}

int
uke_ctl_restore (int argc, char **argv)
{
  return move (argc, argv, restore_backup, TRUE);
}
