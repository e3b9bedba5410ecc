#include "reception/anchor-folder.h"

#include "reception/anchor-file.h"
#include "reception/setting.h"

static gboolean
names_certificate (const char *name)
{
  return name[0] != '.'
         && (g_str_has_suffix (name, ".pem") || g_str_has_suffix (name, ".crt")
             || g_str_has_suffix (name, ".cer") || g_str_has_suffix (name, ".der"));
}

static int
compare_names (const void *a, const void *b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/**
 * uke_anchor_folder_list:
 *
 * Lists the files of a folder that are named as certificates: sorted, so that it is always the same
 * one that is complained about.
 *
 * Errors: G_FILE_ERROR where the folder cannot be read.
 *
 * Returns: (transfer full) (element-type filename): paths
 */
GPtrArray *
uke_anchor_folder_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);

  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (names_certificate (name))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  g_ptr_array_sort (paths, compare_names);
  return g_steal_pointer (&paths);
}

/**
 * uke_anchors_load_file:
 * @path: a file as uke_anchor_file_read() reads it
 *
 * Believes the CAs in a file: all of them, or on failure none.
 *
 * Errors: those of uke_anchor_file_read() and of uke_anchors_add(); the message names the file.
 */
gboolean
uke_anchors_load_file (UkeAnchors *anchors, const char *path, GError **error)
{
  g_autoptr (GBytes) data = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (UKE_IS_ANCHORS (anchors), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  data = uke_anchor_file_read (path, error);
  if (data == NULL)
    return FALSE;
  if (uke_anchors_add (anchors, data, error))
    return TRUE;

  shown = g_filename_display_name (path);
  g_prefix_error (error, "%s: ", shown);
  return FALSE;
}

/**
 * uke_anchors_load_folder:
 * @folder: where *.pem, *.crt, *.cer and *.der are all CA certificates, DER or PEM whatever the
 *   name; other files are left alone
 *
 * Believes the CAs in a folder, which may be none. One bad file fails the whole: an institution
 * must not go on with half of its anchors.
 *
 * Errors: G_FILE_ERROR where the folder cannot be read, those of uke_anchors_load_file() otherwise.
 *
 * Returns: (transfer full):
 */
UkeAnchors *
uke_anchors_load_folder (const char *folder, GError **error)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GPtrArray) paths = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  paths = uke_anchor_folder_list (folder, error);
  if (paths == NULL)
    return NULL;

  for (guint i = 0; i < paths->len; i++)
    if (!uke_anchors_load_file (anchors, paths->pdata[i], error))
      return NULL;

  return g_steal_pointer (&anchors);
}

/**
 * uke_anchor_folder_dup_default:
 * @ret_named: (out) (optional): whether somebody chose it, so that it has to be there
 *
 * Tells where this institution keeps the CA certificates that it trusts: what the setting
 * anchors-folder names, else uketsuke/anchors below the user's data folder, which need not exist.
 *
 * Returns: (transfer full): a path
 */
char *
uke_anchor_folder_dup_default (gboolean *ret_named)
{
  g_autofree char *folder = uke_setting_dup_text ("anchors-folder");
  gboolean named = *folder != '\0';

  if (ret_named != NULL)
    *ret_named = named;
  return named ? g_steal_pointer (&folder)
               : g_build_filename (g_get_user_data_dir (), "uketsuke", "anchors", NULL);
}

/**
 * uke_anchors_load_default:
 *
 * Believes the CAs in the institution's folder. One that nobody chose and that is not there yet
 * means no anchors yet: every card is then of an unknown issuer.
 *
 * Errors: those of uke_anchors_load_folder().
 *
 * Returns: (transfer full):
 */
UkeAnchors *
uke_anchors_load_default (GError **error)
{
  gboolean named;
  g_autofree char *folder = uke_anchor_folder_dup_default (&named);

  if (!named && !g_file_test (folder, G_FILE_TEST_EXISTS))
    return uke_anchors_new ();
  return uke_anchors_load_folder (folder, error);
}
