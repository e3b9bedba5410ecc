#include "emulator/training-authority.h"

#include "emulator/training-authority-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#define FILE_NAME "authority.pem"
/* Apart, as the first came into the world without them. */
#define FACE_FILE_NAME "face.pem"

struct _UkeTrainingAuthority {
  GObject parent_instance;

  UkeTrainingKeys keys;
  UkeFaceKeys face_keys;
  GBytes *anchor;
};

G_DEFINE_FINAL_TYPE (UkeTrainingAuthority, uke_training_authority, G_TYPE_OBJECT)

static void
uke_training_authority_finalize (GObject *object)
{
  UkeTrainingAuthority *self = UKE_TRAINING_AUTHORITY (object);

  uke_training_keys_clear (&self->keys);
  uke_face_keys_clear (&self->face_keys);
  g_clear_pointer (&self->anchor, g_bytes_unref);

  G_OBJECT_CLASS (uke_training_authority_parent_class)->finalize (object);
}

static void
uke_training_authority_class_init (UkeTrainingAuthorityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_training_authority_finalize;
}

static void
uke_training_authority_init (UkeTrainingAuthority *self)
{
}

static gboolean
make_and_save (const char *path, GError **error)
{
  g_auto (UkeTrainingKeys) keys = { 0 };
  g_autoptr (GError) save_error = NULL;

  if (!uke_training_keys_make (&keys, error))
    return FALSE;
  if (uke_training_keys_save (&keys, path, &save_error)
      || g_error_matches (save_error, G_FILE_ERROR, G_FILE_ERROR_EXIST))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&save_error));
  return FALSE;
}

/* What lies in the folder counts, also just after it was made: somebody may have been faster. */
static gboolean
load_or_make (const char *path, UkeTrainingKeys *ret_keys, GError **error)
{
  g_autoptr (GError) load_error = NULL;

  if (uke_training_keys_load (path, ret_keys, &load_error))
    return TRUE;
  if (g_error_matches (load_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return make_and_save (path, error) && uke_training_keys_load (path, ret_keys, error);

  g_propagate_error (error, g_steal_pointer (&load_error));
  return FALSE;
}

static gboolean
make_and_save_face (const char *path, GError **error)
{
  g_auto (UkeFaceKeys) keys = { 0 };
  g_autoptr (GError) save_error = NULL;

  if (!uke_face_keys_make (&keys, error))
    return FALSE;
  if (uke_face_keys_save (&keys, path, &save_error)
      || g_error_matches (save_error, G_FILE_ERROR, G_FILE_ERROR_EXIST))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&save_error));
  return FALSE;
}

static gboolean
load_or_make_face (const char *path, UkeFaceKeys *ret_keys, GError **error)
{
  g_autoptr (GError) load_error = NULL;

  if (uke_face_keys_load (path, ret_keys, &load_error))
    return TRUE;
  if (g_error_matches (load_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return make_and_save_face (path, error) && uke_face_keys_load (path, ret_keys, error);

  g_propagate_error (error, g_steal_pointer (&load_error));
  return FALSE;
}

/**
 * uke_training_authority_open:
 * @folder: made, for its owner alone, where it does not exist
 *
 * Loads the training authority of a folder, and makes it first where there is none. Whoever opens
 * the same folder, at whatever time, has the same one. A folder from before cards had faces gets
 * the keys for them, and keeps its other ones.
 *
 * Its certificate holds from 2000 to 2049, so that any day can be rehearsed.
 *
 * Errors: G_FILE_ERROR where the folder cannot be used; G_IO_ERROR_INVALID_DATA where its file is
 * damaged: that is never overwritten, as cards already trusted somewhere depend on it.
 *
 * Returns: (transfer full):
 */
UkeTrainingAuthority *
uke_training_authority_open (const char *folder, GError **error)
{
  g_autoptr (UkeTrainingAuthority) self = NULL;
  g_autofree char *path = NULL;
  g_autofree char *face_path = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    int code = errno;

    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: cannot be made: %s",
                 folder, g_strerror (code));
    return NULL;
  }

  path = g_build_filename (folder, FILE_NAME, NULL);
  face_path = g_build_filename (folder, FACE_FILE_NAME, NULL);
  self = g_object_new (UKE_TYPE_TRAINING_AUTHORITY, NULL);
  if (!load_or_make (path, &self->keys, error)
      || !load_or_make_face (face_path, &self->face_keys, error))
    return NULL;

  self->anchor = uke_certificate_to_der (self->keys.certificate);
  return g_steal_pointer (&self);
}

/**
 * uke_training_authority_get_default_folder:
 *
 * Names the folder that the application and the shell share.
 *
 * Returns: (transfer full):
 */
char *
uke_training_authority_get_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "uketsuke", "training", NULL);
}

GBytes *
uke_training_authority_get_anchor (UkeTrainingAuthority *self)
{
  g_return_val_if_fail (UKE_IS_TRAINING_AUTHORITY (self), NULL);

  return self->anchor;
}

const UkeTrainingKeys *
uke_training_authority_get_keys (UkeTrainingAuthority *self)
{
  g_return_val_if_fail (UKE_IS_TRAINING_AUTHORITY (self), NULL);

  return &self->keys;
}

const UkeFaceKeys *
uke_training_authority_get_face_keys (UkeTrainingAuthority *self)
{
  g_return_val_if_fail (UKE_IS_TRAINING_AUTHORITY (self), NULL);

  return &self->face_keys;
}
