#include "reception/anchor-folder.h"
#include "reception/anchor-import.h"
#include "validity/certificate-identity.h"

#include "forge.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *parent;
  char *folder; /* not made yet */
  UkeCertificate *first, *second;
  char *path; /* of the first, once it is there */
} Fixture;

static UkeCertificate *
make_authority (ForgeKey key)
{
  g_autoptr (GBytes) der = forge_authority ("JPKI", key);

  return uke_certificate_new_from_data (der, NULL);
}

static void
set_up (Fixture *fixture, const void *user_data)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *name = NULL;

  fixture->parent = g_dir_make_tmp ("uketsuke-import-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->parent, "uketsuke", "anchors", NULL);
  fixture->first = make_authority (FORGE_KEY_CA);
  fixture->second = make_authority (FORGE_KEY_OTHER_CA);

  fingerprint = uke_certificate_dup_fingerprint (fixture->first);
  name = g_strconcat (fingerprint, ".der", NULL);
  fixture->path = g_build_filename (fixture->folder, name, NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, const void *user_data)
{
  remove_tree (fixture->parent);
  g_free (fixture->parent);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->first);
  g_object_unref (fixture->second);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
import (Fixture *fixture, UkeCertificate *authority)
{
  g_autoptr (GError) error = NULL;

  uke_anchor_import (fixture->folder, authority, &error);
  g_assert_no_error (error);
}

static void
write_file (Fixture *fixture, const char *name, GBytes *data)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (data, NULL), g_bytes_get_size (data), NULL));
}

static guint
take_out (Fixture *fixture, UkeCertificate *authority)
{
  g_autofree char *fingerprint = uke_certificate_dup_fingerprint (authority);
  g_autoptr (GError) error = NULL;
  guint n;

  uke_anchor_remove (fixture->folder, fingerprint, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* As on a full disk: the first byte goes in, the last does not. */
static void
test_full_disk_leaves_nothing (Fixture *fixture, const void *user_data)
{
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;
  gboolean imported;

  import (fixture, fixture->second);

  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 100;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  imported = uke_anchor_import (fixture->folder, fixture->first, &error);
  setrlimit (RLIMIT_FSIZE, &before);

  g_assert_false (imported);
  g_assert_cmpuint (error->domain, ==, G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, g_strerror (EFBIG)));
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
}

static void
test_folder_that_is_a_file (Fixture *fixture, const void *user_data)
{
  g_autofree char *file = g_build_filename (fixture->parent, "uketsuke", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (uke_anchor_import (fixture->folder, fixture->first, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_nonnull (strstr (error->message, fixture->folder));
}

/* No rights help in /proc, not even the superuser's. */
static void
test_folder_that_cannot_be_written (Fixture *fixture, const void *user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (uke_anchor_import ("/proc/self/fd", fixture->first, &error));
  g_assert_cmpuint (error->domain, ==, G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, "/proc/self/fd/"));
}

static void
test_import (Fixture *fixture, const void *user_data)
{
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autofree char *contents = NULL;
  gsize size;
  struct stat folder, file;

  umask (0022);
  import (fixture, fixture->first);
  import (fixture, fixture->second);
  import (fixture, fixture->first); /* again: the same name, the same bytes */

  anchors = uke_anchors_load_folder (fixture->folder, NULL);
  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 2);
  g_assert_cmpuint (count_entries (fixture->folder), ==, 2);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  g_assert_cmpmem (contents, size,
                   g_bytes_get_data (uke_certificate_get_der (fixture->first), NULL),
                   g_bytes_get_size (uke_certificate_get_der (fixture->first)));

  g_assert_cmpint (stat (fixture->folder, &folder), ==, 0);
  g_assert_cmpint (stat (fixture->path, &file), ==, 0);
  g_assert_cmpint (folder.st_mode & 07777, ==, 0700);
  g_assert_cmpint (file.st_mode & 07777, ==, 0644);
}

/* What a link of that name leads to is somebody else's file. */
static void
test_link_is_replaced_and_not_followed (Fixture *fixture, const void *user_data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->parent, "elsewhere", NULL);
  g_autofree char *contents = NULL;

  import (fixture, fixture->second);
  g_assert_true (g_file_set_contents (elsewhere, "mine", 4, NULL));
  g_assert_cmpint (symlink (elsewhere, fixture->path), ==, 0);

  import (fixture, fixture->first);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (elsewhere, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "mine");
}

/* A folder that is a link is one that somebody chose. */
static void
test_linked_folder_is_followed (Fixture *fixture, const void *user_data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->parent, "elsewhere", NULL);
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  g_mkdir (elsewhere, 0700);
  g_mkdir (parent, 0700);
  g_assert_cmpint (symlink (elsewhere, fixture->folder), ==, 0);
  import (fixture, fixture->first);
  g_assert_cmpuint (count_entries (elsewhere), ==, 1);
}

static void
test_remove (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) pem = forge_pem (uke_certificate_get_der (fixture->first), NULL);

  import (fixture, fixture->first);
  import (fixture, fixture->second);
  write_file (fixture, "by-hand.pem", pem); /* the same once more */

  g_assert_cmpuint (take_out (fixture, fixture->first), ==, 2);
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
  g_assert_cmpuint (take_out (fixture, fixture->first), ==, 0);
  g_assert_cmpuint (take_out (fixture, fixture->second), ==, 1);
}

static void
test_remove_a_link (Fixture *fixture, const void *user_data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->parent, "elsewhere.der", NULL);
  GBytes *der = uke_certificate_get_der (fixture->first);

  import (fixture, fixture->second);
  g_assert_true (g_file_set_contents (elsewhere, g_bytes_get_data (der, NULL),
                                      g_bytes_get_size (der), NULL));
  g_assert_cmpint (symlink (elsewhere, fixture->path), ==, 0);
  g_assert_cmpuint (take_out (fixture, fixture->first), ==, 1);
  g_assert_true (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
}

/* Neither the other one in the bundle nor the file of its own goes. */
static void
test_remove_from_a_bundle_is_refused (Fixture *fixture, const void *user_data)
{
  g_autofree char *fingerprint = uke_certificate_dup_fingerprint (fixture->first);
  g_autoptr (GBytes) pem = forge_pem (uke_certificate_get_der (fixture->first),
                                      uke_certificate_get_der (fixture->second), NULL);
  g_autoptr (GError) error = NULL;
  guint n;

  import (fixture, fixture->first);
  write_file (fixture, "bundle.pem", pem);
  g_assert_false (uke_anchor_remove (fixture->folder, fingerprint, &n, &error));
  g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "bundle.pem"));
  g_assert_cmpuint (count_entries (fixture->folder), ==, 2);
}

static void
test_remove_where_there_is_nothing (Fixture *fixture, const void *user_data)
{
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_false (uke_anchor_remove (fixture->folder, "00", &n, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/anchor-import/full-disk-leaves-nothing", test_full_disk_leaves_nothing);
  ADD ("/anchor-import/folder-that-is-a-file", test_folder_that_is_a_file);
  ADD ("/anchor-import/folder-that-cannot-be-written", test_folder_that_cannot_be_written);
  ADD ("/anchor-import/link-is-replaced-and-not-followed", test_link_is_replaced_and_not_followed);
  ADD ("/anchor-import/linked-folder-is-followed", test_linked_folder_is_followed);
  ADD ("/anchor-import/import", test_import);
  ADD ("/anchor-import/remove-from-a-bundle-is-refused", test_remove_from_a_bundle_is_refused);
  ADD ("/anchor-import/remove-where-there-is-nothing", test_remove_where_there_is_nothing);
  ADD ("/anchor-import/remove-a-link", test_remove_a_link);
  ADD ("/anchor-import/remove", test_remove);

  return g_test_run ();
}
