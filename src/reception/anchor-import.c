#include "reception/anchor-import.h"

#include "reception/anchor-folder.h"
#include "validity/certificate-identity.h"
#include "validity/trust.h"

#include <errno.h>
#include <glib/gstdio.h>

static void
set_errno_error (GError **error, int code, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", shown,
               g_strerror (code));
}

/**
 * uke_anchor_import:
 * @folder: made where it is missing, for its owner alone (0700), as everything in a data folder
 * @authority: a CA certificate that somebody decided to believe
 *
 * Puts a CA certificate into a folder, as FINGERPRINT.der: DER, so that sha256sum of the file is
 * its name, and readable for all (0644, less the umask), since it is no secret. It is there whole
 * or not at all, also after a power cut, and takes the place of what had that name.
 *
 * Errors: G_FILE_ERROR, with the cause in its message.
 */
gboolean
uke_anchor_import (const char *folder, UkeCertificate *authority, GError **error)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  GBytes *der;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (UKE_IS_CERTIFICATE (authority), FALSE);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    set_errno_error (error, errno, folder);
    return FALSE;
  }

  fingerprint = uke_certificate_dup_fingerprint (authority);
  name = g_strconcat (fingerprint, ".der", NULL);
  path = g_build_filename (folder, name, NULL);
  der = uke_certificate_get_der (authority);
  return g_file_set_contents_full (path, g_bytes_get_data (der, NULL),
                                   (gssize) g_bytes_get_size (der),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0644, error);
}

static gboolean
is_of (UkeCertificate *certificate, const char *fingerprint)
{
  g_autofree char *own = uke_certificate_dup_fingerprint (certificate);

  return g_str_equal (own, fingerprint);
}

/* A file that holds others as well is an error: they would be lost. */
static gboolean
holds (const char *path, const char *fingerprint, gboolean *ret_found, GError **error)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autofree char *shown = g_filename_display_name (path);
  guint n;

  *ret_found = FALSE;
  if (!uke_anchors_load_file (anchors, path, error))
    return FALSE;

  n = uke_anchors_get_size (anchors);
  for (guint i = 0; i < n; i++)
    *ret_found |= is_of (uke_anchors_get_nth (anchors, i), fingerprint);
  if (!*ret_found || n == 1)
    return TRUE;

  g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
               "%s: The file holds other certificates as well (%u); take this one out of it with "
               "an editor",
               shown, n - 1);
  return FALSE;
}

static GPtrArray *
find_holders (const char *folder, const char *fingerprint, GError **error)
{
  g_autoptr (GPtrArray) holders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) paths = uke_anchor_folder_list (folder, error);

  if (paths == NULL)
    return NULL;

  for (guint i = 0; i < paths->len; i++) {
    gboolean found;

    if (!holds (paths->pdata[i], fingerprint, &found, error))
      return NULL;
    if (found)
      g_ptr_array_add (holders, g_strdup (paths->pdata[i]));
  }
  return g_steal_pointer (&holders);
}

/**
 * uke_anchor_remove:
 * @fingerprint: as uke_certificate_dup_fingerprint() writes it
 * @ret_n_removed: (out): how many files went; 0 where none held it
 *
 * Takes a CA certificate out of a folder, whatever the names of the files that hold it. A link is
 * removed, and not what it leads to. Nothing is removed before every file was read.
 *
 * Errors: those of uke_anchors_load_folder(), G_FILE_ERROR where a file cannot be removed,
 * UKE_CERTIFICATE_ERROR_MALFORMED where a file holds others as well; the message names the file.
 */
gboolean
uke_anchor_remove (const char *folder,
                   const char *fingerprint,
                   guint *ret_n_removed,
                   GError **error)
{
  g_autoptr (GPtrArray) holders = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (fingerprint != NULL, FALSE);
  g_return_val_if_fail (ret_n_removed != NULL, FALSE);

  *ret_n_removed = 0;
  holders = find_holders (folder, fingerprint, error);
  if (holders == NULL)
    return FALSE;

  for (; *ret_n_removed < holders->len; (*ret_n_removed)++) {
    const char *path = holders->pdata[*ret_n_removed];

    if (g_unlink (path) != 0) {
      set_errno_error (error, errno, path);
      return FALSE;
    }
  }
  return TRUE;
}
