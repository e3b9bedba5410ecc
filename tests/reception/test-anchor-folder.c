#include "reception/anchor-folder.h"

#include "forge.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *folder;
  GBytes *first, *second, *holder;
} Fixture;

static void
set_up (Fixture *fixture, const void *user_data)
{
  fixture->folder = g_dir_make_tmp ("uketsuke-anchors-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->first = forge_authority ("JPKI", FORGE_KEY_CA);
  fixture->second = forge_authority ("JPKI", FORGE_KEY_OTHER_CA);
  fixture->holder = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
}

static void
tear_down (Fixture *fixture, const void *user_data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);

  g_free (fixture->folder);
  g_bytes_unref (fixture->first);
  g_bytes_unref (fixture->second);
  g_bytes_unref (fixture->holder);
}

static void
write_file (Fixture *fixture, const char *name, GBytes *data)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (data, NULL), g_bytes_get_size (data), NULL));
}

static void
test_missing_folder (Fixture *fixture, const void *user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uke_anchors_load_folder ("/nonexistent/anchors", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "/nonexistent/anchors"));
}

static void
test_bad_file_is_named (Fixture *fixture, const void *user_data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, "a.pem", fixture->first);
  write_file (fixture, "b.pem", fixture->holder);
  g_assert_null (uke_anchors_load_folder (fixture->folder, &error));
  g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "/b.pem: "));
}

static void
test_first_bad_file_by_name (Fixture *fixture, const void *user_data)
{
  static const char *names[] = { "d.cer", "b.der", "c.crt", "e.pem" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    write_file (fixture, names[i], fixture->holder);
  g_assert_null (uke_anchors_load_folder (fixture->folder, &error));
  g_assert_nonnull (strstr (error->message, "/b.der: "));
}

static void
test_unreadable_file_is_named (Fixture *fixture, const void *user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "folder.pem", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (uke_anchors_load_folder (fixture->folder, &error));
  g_assert_cmpuint (error->domain, ==, G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, "folder.pem"));
}

static void
test_endless_file_is_named (Fixture *fixture, const void *user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "endless.pem", NULL);

  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
  g_assert_null (uke_anchors_load_folder (fixture->folder, &error));
  g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "endless.pem: Larger than"));
}

/* Nobody writes into it: the reception must open all the same, or say why not. */
static void
test_pipe_is_not_waited_for (Fixture *fixture, const void *user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "pipe.pem", NULL);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (uke_anchors_load_folder (fixture->folder, &error));
  g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED);
}

static void
test_takes_certificates_and_leaves_the_rest (Fixture *fixture, const void *user_data)
{
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) both = forge_pem (fixture->first, fixture->second, NULL);

  write_file (fixture, "one.der", fixture->first);
  write_file (fixture, "both.crt", both);
  write_file (fixture, "README", fixture->holder);
  write_file (fixture, ".hidden.pem", fixture->holder);

  anchors = uke_anchors_load_folder (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 2);
}

static void
test_empty_folder (Fixture *fixture, const void *user_data)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_load_folder (fixture->folder, NULL);

  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 0);
}

/* Nobody chose it: it is below the user's data, and may be missing. */
static void
test_default_folder (Fixture *fixture, const void *user_data)
{
  g_autofree char *expected =
      g_build_filename (g_get_user_data_dir (), "uketsuke", "anchors", NULL);
  g_autofree char *path = g_build_filename (expected, "a.pem", NULL);
  g_autofree char *parent = g_path_get_dirname (expected);
  g_autofree char *folder = NULL;
  g_autoptr (UkeAnchors) none = uke_anchors_load_default (NULL);
  g_autoptr (UkeAnchors) one = NULL;
  gboolean named = TRUE;

  folder = uke_anchor_folder_dup_default (&named);
  g_assert_cmpstr (folder, ==, expected);
  g_assert_false (named);
  g_assert_cmpuint (uke_anchors_get_size (none), ==, 0);

  g_assert_cmpint (g_mkdir_with_parents (expected, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (fixture->first, NULL),
                                      g_bytes_get_size (fixture->first), NULL));
  one = uke_anchors_load_default (NULL);
  g_assert_cmpuint (uke_anchors_get_size (one), ==, 1);

  g_remove (path);
  g_rmdir (expected);
  g_rmdir (parent);
  g_rmdir (g_get_user_data_dir ());
}

static void
test_chosen_folder (Fixture *fixture, const void *user_data)
{
  g_autoptr (GSettings) settings = g_settings_new (UKE_APP_ID);
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  gboolean named = FALSE;

  write_file (fixture, "a.pem", fixture->first);
  g_settings_set_string (settings, "anchors-folder", fixture->folder);
  folder = uke_anchor_folder_dup_default (&named);
  g_assert_cmpstr (folder, ==, fixture->folder);
  g_assert_true (named);
  anchors = uke_anchors_load_default (NULL);
  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 1);

  /* Whoever chose one must be told that it is gone, and not receive with no anchors at all. */
  g_settings_set_string (settings, "anchors-folder", "/nonexistent/anchors");
  g_assert_null (uke_anchors_load_default (&error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_settings_reset (settings, "anchors-folder");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *data_folder = g_dir_make_tmp ("uketsuke-data-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", data_folder, TRUE); /* before GLib asks for it */
  g_test_init (&argc, &argv, NULL);

  ADD ("/anchor-folder/missing-folder", test_missing_folder);
  ADD ("/anchor-folder/bad-file-is-named", test_bad_file_is_named);
  ADD ("/anchor-folder/first-bad-file-by-name", test_first_bad_file_by_name);
  ADD ("/anchor-folder/unreadable-file-is-named", test_unreadable_file_is_named);
  ADD ("/anchor-folder/endless-file-is-named", test_endless_file_is_named);
  ADD ("/anchor-folder/pipe-is-not-waited-for", test_pipe_is_not_waited_for);
  ADD ("/anchor-folder/takes-certificates-and-leaves-the-rest",
       test_takes_certificates_and_leaves_the_rest);
  ADD ("/anchor-folder/empty-folder", test_empty_folder);

  ADD ("/anchor-folder/chosen-folder", test_chosen_folder);
  ADD ("/anchor-folder/default-folder", test_default_folder);

  return g_test_run ();
}
