#include "terminal-files.h"

#include "eligibility/result-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "OQSsiquc01res_face_9910000001a0a1a2a3a4a5a6a7a8a9_20251104092210.xml"
#define OTHER_NAME "OQSsiquc01res_face_20251104092211.xml"
/* Longer than any test: what happens then was not waited for. */
#define NEVER 3600000
/* A machine that is slow does not fail a test, one that hangs does. */
#define DEADLINE 60

/* A watched folder, and all that was heard of it. */
typedef struct {
  char *root;
  char *path;
  char *trash;
  UkeResultFolder *folder;
  GString *heard; /* "result NAME; " */
  guint scans;
  GHashTable *ledger; /* key to fingerprint */
} Watch;

static void
on_result (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  Watch *self = user_data;
  g_autofree char *key = uke_file_name_dup_key (file->name);

  g_string_append_printf (self->heard, "result %s; ", file->name);
  g_hash_table_insert (self->ledger, g_steal_pointer (&key), g_strdup (file->fingerprint));
}

static void
on_conflict (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  g_string_append_printf (((Watch *) user_data)->heard, "conflict %s; ", file->name);
}

static void
on_trouble (UkeResultFolder *folder, const char *name, const GError *error, gpointer user_data)
{
  const char *nick = error->domain == UKE_ELIGIBILITY_ERROR
                         ? uke_eligibility_error_get_nick (error->code)
                         : "unreadable";

  g_string_append_printf (((Watch *) user_data)->heard, "trouble %s %s; ", nick, name);
}

static void
on_vanished (UkeResultFolder *folder, const char *name, gpointer user_data)
{
  g_string_append_printf (((Watch *) user_data)->heard, "vanished %s; ", name);
}

static void
on_scanned (UkeResultFolder *folder, gpointer user_data)
{
  ((Watch *) user_data)->scans++;
}

static char *
look_up (const char *key, gpointer user_data)
{
  return g_strdup (g_hash_table_lookup (((Watch *) user_data)->ledger, key));
}

static void
make_folder (Watch *self, guint scan_interval, guint settle_time, gboolean listens)
{
  self->folder = g_object_new (UKE_TYPE_RESULT_FOLDER, "path", self->path, "trash", self->trash,
                               "scan-interval", scan_interval, "settle-time", settle_time,
                               "listens", listens, "tries", 4, NULL);
  g_signal_connect (self->folder, "result", G_CALLBACK (on_result), self);
  g_signal_connect (self->folder, "conflict", G_CALLBACK (on_conflict), self);
  g_signal_connect (self->folder, "trouble", G_CALLBACK (on_trouble), self);
  g_signal_connect (self->folder, "vanished", G_CALLBACK (on_vanished), self);
  g_signal_connect (self->folder, "scanned", G_CALLBACK (on_scanned), self);
}

static Watch *
watch_new_with (guint scan_interval, guint settle_time, gboolean listens)
{
  Watch *self = g_new0 (Watch, 1);

  self->root = files_make_folder ();
  self->path = g_build_filename (self->root, "face", NULL);
  self->trash = g_build_filename (self->root, "trash", NULL);
  g_mkdir (self->path, 0700);
  g_mkdir (self->trash, 0700);
  self->heard = g_string_new (NULL);
  self->ledger = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  make_folder (self, scan_interval, settle_time, listens);
  return self;
}

/* Quick, and not told of anything: what it finds it has looked for. */
static Watch *
watch_new (void)
{
  return watch_new_with (5, 2, FALSE);
}

static void
watch_free (Watch *self)
{
  g_assert_finalize_object (self->folder);
  files_remove_folder (self->root);
  g_free (self->path);
  g_free (self->trash);
  g_string_free (self->heard, TRUE);
  g_hash_table_unref (self->ledger);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watch, watch_free)

static gboolean
on_deadline (gpointer user_data)
{
  g_error ("heard only: %s", ((Watch *) user_data)->heard->str);
  return G_SOURCE_REMOVE;
}

#define WAIT_UNTIL(self, condition)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint deadline = g_timeout_add_seconds (DEADLINE, on_deadline, self);                          \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (deadline);                                                                    \
  }                                                                                                \
  G_STMT_END

/* Whatever was there before this call has been met, and read as often as it takes. */
static void
wait_for_quiet (Watch *self)
{
  guint scans = self->scans;

  WAIT_UNTIL (self, self->scans > scans + 1 && uke_result_folder_get_n_waiting (self->folder) == 0);
}

static void
assert_heard (Watch *self, const char *words)
{
  wait_for_quiet (self);
  g_assert_cmpstr (self->heard->str, ==, words);
}

static void
write_result (Watch *self, const char *name, const char *person)
{
  g_autoptr (GBytes) bytes = files_make_result (person, FALSE);

  files_write (self->path, name, bytes);
}

/* --- Taken, once ---------------------------------------------------------------------------- */

static void
test_waiting (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autoptr (GBytes) sjis = files_make_result ("見本", TRUE);

  files_write (self->path, NAME, sjis);
  files_write (self->path, "YZKsiquc01res_1.xml", sjis);
  files_write (self->path, "prescription_1.xml", sjis);
  files_write (self->path, "OQSsiquc01res_1.xml", sjis); /* no face */
  files_write (self->path, NAME ".tmp", sjis);
  files_write_text (self->path, "del20251104.txt", "");
  g_assert_false (uke_result_folder_get_reachable (self->folder));
  uke_result_folder_start (self->folder);
  assert_heard (self, "result " NAME "; ");
  g_assert_true (uke_result_folder_get_reachable (self->folder));
}

/* With an interval that never ends, only being told brings it. */
static void
test_told (void)
{
  g_autoptr (Watch) self = watch_new_with (NEVER, 2, TRUE);

  uke_result_folder_start (self->folder);
  WAIT_UNTIL (self, self->scans >= 2); /* the second is the one that follows listening */
  write_result (self, NAME, "見本");
  WAIT_UNTIL (self, self->heard->len > 0);
  g_assert_cmpstr (self->heard->str, ==, "result " NAME "; ");
}

static void
test_half_written (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autoptr (GBytes) bytes = files_make_result ("見本", TRUE);

  files_write_part (self->path, NAME, bytes, 0);
  uke_result_folder_start (self->folder);
  assert_heard (self, "trouble incomplete " NAME "; ");
  files_write_part (self->path, NAME, bytes, 300);
  assert_heard (self, "trouble incomplete " NAME "; trouble incomplete " NAME "; ");
  files_write (self->path, NAME, bytes);
  assert_heard (self,
                "trouble incomplete " NAME "; trouble incomplete " NAME "; result " NAME "; ");
}

/* Bad for good: told once, and looked at again. */
static void
test_broken (void)
{
  g_autoptr (Watch) self = watch_new ();

  files_write_text (self->path, NAME, "<!DOCTYPE XmlMsg><XmlMsg/>");
  files_write_text (self->path, OTHER_NAME, "<html/>");
  uke_result_folder_start (self->folder);
  wait_for_quiet (self);
  WAIT_UNTIL (self, self->scans > 25); /* given up, and tried again, twice */
  wait_for_quiet (self);
  g_assert_nonnull (strstr (self->heard->str, "trouble forbidden " NAME "; "));
  g_assert_nonnull (strstr (self->heard->str, "trouble foreign " OTHER_NAME "; "));
  g_assert_cmpuint (self->heard->len, ==,
                    strlen ("trouble forbidden " NAME "; trouble foreign " OTHER_NAME "; "));
}

static void
test_gibibyte (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autofree char *path = g_build_filename (self->path, NAME, NULL);

  files_write_text (self->path, NAME, "<XmlMsg>");
  g_assert_cmpint (truncate (path, 1 << 30), ==, 0);
  uke_result_folder_start (self->folder);
  assert_heard (self, "trouble too-large " NAME "; ");
}

static void
test_no_file (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autofree char *folder = g_build_filename (self->path, NAME, NULL);
  g_autofree char *pipe = g_build_filename (self->path, OTHER_NAME, NULL);

  g_mkdir (folder, 0700);
  mkfifo (pipe, 0600);
  uke_result_folder_start (self->folder);
  wait_for_quiet (self);
  g_assert_nonnull (strstr (self->heard->str, "trouble foreign " NAME "; "));
  g_assert_nonnull (strstr (self->heard->str, "trouble foreign " OTHER_NAME "; "));
}

/* --- Not twice ------------------------------------------------------------------------------- */

static void
test_written_again (void)
{
  g_autoptr (Watch) self = watch_new ();

  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  assert_heard (self, "result " NAME "; ");
  write_result (self, NAME, "見本");
  assert_heard (self, "result " NAME "; ");
  files_remove (self->path, NAME);
  wait_for_quiet (self);
  write_result (self, NAME, "見本");
  assert_heard (self, "result " NAME "; ");
  /* The share does not care about case. */
  files_remove (self->path, NAME);
  write_result (self, "oqssiquc01RES_FACE_9910000001a0a1a2a3a4a5a6a7a8a9_20251104092210.XML",
                "見本");
  assert_heard (self, "result " NAME "; ");
}

static void
test_changed (void)
{
  g_autoptr (Watch) self = watch_new ();

  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  wait_for_quiet (self);
  write_result (self, NAME, "別人");
  assert_heard (self, "result " NAME "; conflict " NAME "; ");
  write_result (self, NAME, "別人");
  assert_heard (self, "result " NAME "; conflict " NAME "; ");
}

static void
test_ledger (void)
{
  g_autoptr (Watch) self = watch_new ();

  uke_result_folder_set_ledger (self->folder, look_up, self, NULL);
  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  assert_heard (self, "result " NAME "; ");
  files_remove (self->path, NAME);
  wait_for_quiet (self);
  write_result (self, NAME, "見本");
  assert_heard (self, "result " NAME "; ");

  /* Another process, that knows what this one took. */
  g_assert_finalize_object (self->folder);
  make_folder (self, 5, 2, FALSE);
  uke_result_folder_set_ledger (self->folder, look_up, self, NULL);
  uke_result_folder_start (self->folder);
  assert_heard (self, "result " NAME "; ");
  write_result (self, NAME, "別人");
  assert_heard (self, "result " NAME "; conflict " NAME "; ");
}

/* --- Gone, and back ----------------------------------------------------------------------------
 */

static void
test_vanished (void)
{
  g_autoptr (Watch) self = watch_new_with (5, NEVER, FALSE);

  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  WAIT_UNTIL (self, uke_result_folder_get_n_waiting (self->folder) == 1);
  files_remove (self->path, NAME);
  assert_heard (self, "vanished " NAME "; ");
  g_object_set (self->folder, "settle-time", 2, NULL);
  write_result (self, NAME, "見本");
  assert_heard (self, "vanished " NAME "; result " NAME "; ");
}

static void
test_moved_to_trash (void)
{
  g_autoptr (Watch) self = watch_new_with (5, 200, FALSE);

  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  WAIT_UNTIL (self, uke_result_folder_get_n_waiting (self->folder) == 1);
  files_move (self->path, NAME, self->trash);
  assert_heard (self, "result " NAME "; ");
}

/* The other program was faster than we. */
static void
test_in_trash (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autoptr (GBytes) bytes = files_make_result ("見本", TRUE);

  files_write (self->trash, NAME, bytes);
  files_write (self->path, OTHER_NAME, bytes);
  uke_result_folder_start (self->folder);
  wait_for_quiet (self);
  g_assert_nonnull (strstr (self->heard->str, "result " NAME));
  g_assert_nonnull (strstr (self->heard->str, "result " OTHER_NAME));
  /* And moves the other one now. */
  g_string_truncate (self->heard, 0);
  files_move (self->path, OTHER_NAME, self->trash);
  assert_heard (self, "");
}

static void
test_days (void)
{
  g_autoptr (Watch) self = watch_new ();
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 5, G_DATE_NOVEMBER, 2025);
  uke_result_folder_set_day (self->folder, &day);
  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  assert_heard (self, "");
  write_result (self, "OQSsiquc01res_face_20251105000000.xml", "見本");
  assert_heard (self, "result OQSsiquc01res_face_20251105000000.xml; ");
  uke_result_folder_set_day (self->folder, NULL);
  assert_heard (self, "result OQSsiquc01res_face_20251105000000.xml; result " NAME "; ");
}

static void
test_disconnected (void)
{
  g_autoptr (Watch) self = watch_new_with (5, 2, TRUE);
  g_autofree char *away = g_build_filename (self->root, "away", NULL);
  g_autoptr (GBytes) bytes = files_make_result ("見本", FALSE);

  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  assert_heard (self, "result " NAME "; ");
  for (int i = 0; i < 3; i++) {
    g_autofree char *name = files_make_name (i);
    g_autofree char *heard = g_strdup_printf ("result %s; ", name);

    g_string_truncate (self->heard, 0);
    g_assert_cmpint (g_rename (self->path, away), ==, 0);
    WAIT_UNTIL (self, !uke_result_folder_get_reachable (self->folder));
    g_assert_error (uke_result_folder_get_error (self->folder), G_FILE_ERROR, G_FILE_ERROR_NOENT);
    files_write (away, name, bytes);
    g_assert_cmpint (g_rename (away, self->path), ==, 0);
    WAIT_UNTIL (self, uke_result_folder_get_reachable (self->folder));
    g_assert_no_error (uke_result_folder_get_error (self->folder));
    assert_heard (self, heard);
  }
}

static void
on_reachable (UkeResultFolder *folder, GParamSpec *pspec, gpointer user_data)
{
  g_string_append (user_data, uke_result_folder_get_reachable (folder) ? "there " : "lost ");
}

static void
test_not_there_yet (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autoptr (GString) told = g_string_new (NULL);

  g_rmdir (self->path);
  g_signal_connect (self->folder, "notify::reachable", G_CALLBACK (on_reachable), told);
  uke_result_folder_start (self->folder);
  WAIT_UNTIL (self, told->len > 0);
  g_assert_cmpstr (told->str, ==, "lost ");
  g_mkdir (self->path, 0700);
  write_result (self, NAME, "見本");
  assert_heard (self, "result " NAME "; ");
  g_assert_cmpstr (told->str, ==, "lost there ");
}

/* As an unmounted share looks: there, and empty. */
static void
test_empty_for_a_while (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autofree char *away = g_build_filename (self->root, "away", NULL);

  write_result (self, NAME, "見本");
  uke_result_folder_start (self->folder);
  wait_for_quiet (self);
  g_rename (self->path, away);
  g_mkdir (self->path, 0700);
  wait_for_quiet (self);
  g_rmdir (self->path);
  g_rename (away, self->path);
  assert_heard (self, "result " NAME "; ");
}

/* --- Manners
 * -------------------------------------------------------------------------------------- */

static char *
describe (const char *path)
{
  struct stat facts;

  g_assert_cmpint (stat (path, &facts), ==, 0);
  return g_strdup_printf ("%lu %ld %ld.%ld %o", (gulong) facts.st_ino, (long) facts.st_size,
                          (long) facts.st_mtim.tv_sec, (long) facts.st_mtim.tv_nsec, facts.st_mode);
}

static void
test_leaves_files_alone (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autofree char *path = g_build_filename (self->path, NAME, NULL);
  g_autofree char *before = NULL;
  g_autofree char *folder_before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *folder_after = NULL;

  write_result (self, NAME, "見本");
  files_write_text (self->path, OTHER_NAME, "<html/>");
  before = describe (path);
  folder_before = describe (self->path);
  uke_result_folder_start (self->folder);
  wait_for_quiet (self);
  after = describe (path);
  folder_after = describe (self->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (folder_before, ==, folder_after);
}

static gboolean
wants_all (const char *name, UkeFileKind kind, gpointer user_data)
{
  return TRUE;
}

static void
on_any_result (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  g_string_append_printf (user_data, "%s %s; ", uke_file_kind_get_nick (file->kind),
                          file->message != NULL       ? file->message
                          : file->eligibility != NULL ? "xml"
                                                      : "-");
}

static void
test_other_kinds (void)
{
  g_autoptr (Watch) self = watch_new ();
  g_autoptr (GString) kinds = g_string_new (NULL);

  uke_result_folder_set_filter (self->folder, wants_all, NULL, NULL);
  g_signal_connect (self->folder, "result", G_CALLBACK (on_any_result), kinds);
  uke_result_folder_start (self->folder);
  files_write_text (self->path, "OQSsiquc01req_1.err", "\x8c\xa9\x96\x7b\r\n");
  wait_for_quiet (self);
  files_write_text (self->path, "OQSsiquc01res_2.zip", "PK");
  wait_for_quiet (self);
  write_result (self, "OQSsiquc01res_3.xml", "見本");
  wait_for_quiet (self);
  g_assert_cmpstr (kinds->str, ==, "rejection 見本; archive -; answer xml; ");
}

static void
on_result_stop (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  uke_result_folder_stop (folder);
}

static void
test_stopped (void)
{
  g_autoptr (Watch) self = watch_new ();
  gulong stopper;

  for (guint i = 0; i < 5; i++) {
    g_autofree char *name = files_make_name (i);

    write_result (self, name, "見本");
  }
  stopper = g_signal_connect (self->folder, "result", G_CALLBACK (on_result_stop), NULL);
  uke_result_folder_start (self->folder);
  WAIT_UNTIL (self, self->heard->len > 0);
  g_assert_cmpuint (g_hash_table_size (self->ledger), ==, 1);

  g_signal_handler_disconnect (self->folder, stopper);
  uke_result_folder_start (self->folder);
  WAIT_UNTIL (self, g_hash_table_size (self->ledger) == 5);
  wait_for_quiet (self);
  g_assert_cmpuint (self->heard->len, ==, 5 * strlen ("result ; ") + 5 * strlen (NAME));
}

/* While its thread is at work. */
static void
test_dropped (void)
{
  for (int i = 0; i < 20; i++) {
    g_autoptr (Watch) self = watch_new ();

    write_result (self, NAME, "見本");
    uke_result_folder_start (self->folder);
    for (int turn = 0; turn < i; turn++)
      g_main_context_iteration (NULL, FALSE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/result-folder/waiting", test_waiting);
  g_test_add_func ("/result-folder/told", test_told);
  g_test_add_func ("/result-folder/half-written", test_half_written);
  g_test_add_func ("/result-folder/broken", test_broken);
  g_test_add_func ("/result-folder/gibibyte", test_gibibyte);
  g_test_add_func ("/result-folder/no-file", test_no_file);
  g_test_add_func ("/result-folder/written-again", test_written_again);
  g_test_add_func ("/result-folder/changed", test_changed);
  g_test_add_func ("/result-folder/ledger", test_ledger);
  g_test_add_func ("/result-folder/vanished", test_vanished);
  g_test_add_func ("/result-folder/moved-to-trash", test_moved_to_trash);
  g_test_add_func ("/result-folder/in-trash", test_in_trash);
  g_test_add_func ("/result-folder/days", test_days);
  g_test_add_func ("/result-folder/disconnected", test_disconnected);
  g_test_add_func ("/result-folder/not-there-yet", test_not_there_yet);
  g_test_add_func ("/result-folder/empty-for-a-while", test_empty_for_a_while);
  g_test_add_func ("/result-folder/leaves-files-alone", test_leaves_files_alone);
  g_test_add_func ("/result-folder/other-kinds", test_other_kinds);
  g_test_add_func ("/result-folder/stopped", test_stopped);
  g_test_add_func ("/result-folder/dropped", test_dropped);
  return g_test_run ();
}
