#include "emulator/training-authority-private.h"

#include <glib/gstdio.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  char *folder;
  char *file;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  g_autofree char *root = g_dir_make_tmp ("uketsuke-authority-XXXXXX", NULL);

  place->folder = g_build_filename (root, "new", "folder", NULL);
  place->file = g_build_filename (place->folder, "authority.pem", NULL);
}

static guint
empty_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
    n_files++;
  }
  g_clear_pointer (&dir, g_dir_close);
  return n_files;
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (place->folder);
  g_autofree char *root = g_path_get_dirname (parent);

  empty_folder (place->folder);
  g_rmdir (place->folder);
  g_unlink (parent);
  g_rmdir (parent);
  g_assert_cmpint (g_rmdir (root), ==, 0);
  g_free (place->folder);
  g_free (place->file);
}

static UkeTrainingAuthority *
open_well (Place *place)
{
  g_autoptr (GError) error = NULL;
  UkeTrainingAuthority *authority = uke_training_authority_open (place->folder, &error);

  g_assert_no_error (error);
  return authority;
}

static char *
get_face_file (Place *place)
{
  return g_build_filename (place->folder, "face.pem", NULL);
}

static void
assert_damaged (Place *place)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uke_training_authority_open (place->folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, place->file));
}

static void
test_damaged (Place *place, gconstpointer data)
{
  g_autoptr (UkeTrainingAuthority) authority = open_well (place);
  g_autofree char *pem = NULL;
  gsize length;
  char *at;

  g_file_get_contents (place->file, &pem, &length, NULL);

  g_file_set_contents (place->file, "", 0, NULL);
  assert_damaged (place);
  g_file_set_contents (place->file, "no PEM at all\n", -1, NULL);
  assert_damaged (place);
  /* the last key is missing */
  at = g_strrstr (pem, "-----BEGIN");
  g_file_set_contents (place->file, pem, at - pem, NULL);
  assert_damaged (place);
  /* one letter of the first key is another */
  at = strstr (pem, "KEY-----\n") + 200;
  *at = *at == 'A' ? 'B' : 'A';
  g_file_set_contents (place->file, pem, length, NULL);
  assert_damaged (place);
}

static void
test_damaged_face (Place *place, gconstpointer data)
{
  g_autoptr (UkeTrainingAuthority) authority = open_well (place);
  g_autofree char *file = get_face_file (place);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, "no PEM at all\n", -1, NULL);
  g_assert_null (uke_training_authority_open (place->folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, file));
}

/* A folder from before cards had faces keeps its authority: cards in use depend on it. */
static void
test_older_folder_is_completed (Place *place, gconstpointer data)
{
  g_autoptr (UkeTrainingAuthority) before = open_well (place);
  g_autofree char *file = get_face_file (place);
  g_autoptr (UkeTrainingAuthority) after = NULL;
  g_autoptr (UkeTrainingAuthority) again = NULL;

  g_assert_cmpint (g_unlink (file), ==, 0);
  after = open_well (place);
  again = open_well (place);
  g_assert_true (g_bytes_equal (uke_training_authority_get_anchor (before),
                                uke_training_authority_get_anchor (after)));
  g_assert_cmpint (EVP_PKEY_eq (uke_training_authority_get_face_keys (after)->chip_key,
                                uke_training_authority_get_face_keys (again)->chip_key),
                   ==, 1);
}

/* A real CA's key must never be picked up and used, should somebody put one there. */
static void
test_foreign_authority (Place *place, gconstpointer data)
{
  g_auto (UkeTrainingKeys) keys = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (uke_training_keys_make (&keys, &error));
  X509_free (keys.certificate);
  keys.certificate = uke_certificate_make_authority (keys.key, "JPKI", &error);
  g_assert_no_error (error);
  g_mkdir_with_parents (place->folder, 0700);
  g_assert_true (uke_training_keys_save (&keys, place->file, &error));

  assert_damaged (place);
}

static void
test_keys_of_others (Place *place, gconstpointer data)
{
  g_auto (UkeTrainingKeys) keys = { 0 };
  g_autoptr (GError) error = NULL;
  EVP_PKEY *key;

  g_assert_true (uke_training_keys_make (&keys, &error));
  key = keys.key;
  keys.key = keys.auth_key;
  keys.auth_key = key;
  g_mkdir_with_parents (place->folder, 0700);
  g_assert_true (uke_training_keys_save (&keys, place->file, &error));

  assert_damaged (place);
}

static void
test_folder_is_a_file (Place *place, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (place->folder);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (parent, "", 0, NULL);
  g_assert_null (uke_training_authority_open (place->folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

static void
test_save_never_overwrites (Place *place, gconstpointer data)
{
  g_autoptr (UkeTrainingAuthority) first = open_well (place);
  g_autoptr (UkeTrainingAuthority) again = NULL;
  g_auto (UkeTrainingKeys) keys = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (uke_training_keys_make (&keys, NULL));
  g_assert_false (uke_training_keys_save (&keys, place->file, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);

  again = open_well (place);
  g_assert_true (g_bytes_equal (uke_training_authority_get_anchor (first),
                                uke_training_authority_get_anchor (again)));
}

static void
test_kept_for_its_owner_alone (Place *place, gconstpointer data)
{
  g_autoptr (UkeTrainingAuthority) authority = open_well (place);
  struct stat file, folder;

  g_assert_cmpint (stat (place->file, &file), ==, 0);
  g_assert_cmpint (stat (place->folder, &folder), ==, 0);
  g_assert_cmpint (file.st_mode & 0777, ==, 0600);
  g_assert_cmpint (folder.st_mode & 0777, ==, 0700);
}

static void
test_anchor_is_a_training_authority (Place *place, gconstpointer data)
{
  g_autoptr (UkeTrainingAuthority) authority = open_well (place);
  GBytes *anchor = uke_training_authority_get_anchor (authority);
  const guint8 *der = g_bytes_get_data (anchor, NULL);
  X509 *certificate = d2i_X509 (NULL, &der, g_bytes_get_size (anchor));
  char name[64];

  g_assert_nonnull (certificate);
  X509_NAME_get_text_by_NID (X509_get_subject_name (certificate), NID_organizationName, name,
                             sizeof name);
  g_assert_cmpstr (name, ==, "UKETSUKE TRAINING");
  g_assert_cmpint (X509_check_ca (certificate), ==, 1);
  g_assert_cmpint (X509_get_key_usage (certificate), ==, KU_KEY_CERT_SIGN | KU_CRL_SIGN);
  g_assert_nonnull (X509_get0_subject_key_id (certificate));
  g_assert_cmpint (X509_verify (certificate, X509_get0_pubkey (certificate)), ==, 1);
  X509_free (certificate);
}

static gpointer
open_in_thread (gpointer data)
{
  g_autoptr (UkeTrainingAuthority) authority = open_well (data);

  return g_bytes_ref (uke_training_authority_get_anchor (authority));
}

static void
test_threads_race (Place *place, gconstpointer data)
{
  GThread *threads[4];
  GBytes *anchors[G_N_ELEMENTS (threads)];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, open_in_thread, place);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    anchors[i] = g_thread_join (threads[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_assert_true (g_bytes_equal (anchors[i], anchors[0]));
    if (i > 0)
      g_bytes_unref (anchors[i]);
  }
  g_bytes_unref (anchors[0]);
  /* and nobody left a temporary file */
  g_assert_cmpuint (empty_folder (place->folder), ==, 2);
}

static pid_t
open_in_child (Place *place, int output)
{
  pid_t pid = fork ();

  if (pid == 0) {
    g_autoptr (UkeTrainingAuthority) authority = open_well (place);
    GBytes *anchor = uke_training_authority_get_anchor (authority);
    g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, anchor);

    _exit (write (output, sum, 64) == 64 ? 0 : 1);
  }
  g_assert_cmpint (pid, >, 0);
  return pid;
}

static void
test_processes_race (Place *place, gconstpointer data)
{
  pid_t children[3];
  int output[2];
  char sums[G_N_ELEMENTS (children)][64];

  g_assert_cmpint (pipe (output), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    children[i] = open_in_child (place, output[1]);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++) {
    int status;

    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    g_assert_cmpint (status, ==, 0);
    g_assert_cmpint (read (output[0], sums[i], 64), ==, 64);
    g_assert_cmpmem (sums[i], 64, sums[0], 64);
  }
  close (output[0]);
  close (output[1]);
  g_assert_cmpuint (empty_folder (place->folder), ==, 2);
}

static void
test_default_folder (void)
{
  g_autofree char *folder = uke_training_authority_get_default_folder ();
  g_autofree char *expected = g_build_filename (g_get_user_data_dir (), "uketsuke/training", NULL);

  g_assert_cmpstr (folder, ==, expected);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (Place *place, gconstpointer data);
  } tests[] = {
    { "damaged", test_damaged },
    { "damaged-face", test_damaged_face },
    { "older-folder-is-completed", test_older_folder_is_completed },
    { "foreign-authority", test_foreign_authority },
    { "keys-of-others", test_keys_of_others },
    { "folder-is-a-file", test_folder_is_a_file },
    { "save-never-overwrites", test_save_never_overwrites },
    { "kept-for-its-owner-alone", test_kept_for_its_owner_alone },
    { "anchor-is-a-training-authority", test_anchor_is_a_training_authority },
    /* Before any thread: a child must not inherit another thread's lock. */
    { "processes-race", test_processes_race },
    { "threads-race", test_threads_race },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/training-authority/", tests[i].path, NULL);

    g_test_add (path, Place, NULL, set_up, tests[i].run, tear_down);
  }
  g_test_add_func ("/training-authority/default-folder", test_default_folder);

  return g_test_run ();
}
