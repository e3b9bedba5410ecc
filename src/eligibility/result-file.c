#include "eligibility/result-file.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (UkeResultFile, uke_result_file, uke_result_file_ref, uke_result_file_unref)

static gboolean
read_contents (UkeResultFile *self, GBytes *bytes, GError **error)
{
  switch (self->kind) {
  case UKE_FILE_ARCHIVE:
    if (g_bytes_get_size (bytes) > 0)
      return TRUE;
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_INCOMPLETE,
                         "the file is empty");
    return FALSE;
  case UKE_FILE_REJECTION:
    self->message = uke_encoding_decode_plain (bytes);
    if (self->message != NULL) {
      g_strstrip (self->message);
      return TRUE;
    }
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_ENCODING,
                         "the message is neither UTF-8 nor Shift_JIS");
    return FALSE;
  case UKE_FILE_FACE:
  case UKE_FILE_ANSWER:
  case UKE_FILE_REQUEST:
  case UKE_FILE_OTHER:
    break;
  }
  self->eligibility = uke_eligibility_new_from_data (bytes, error);
  return self->eligibility != NULL;
}

/**
 * uke_result_file_new:
 * @name: without a folder
 * @bytes: all of it
 * @fingerprint: of @bytes
 *
 * Reads what a file of its name holds. Of an archive nothing is read: it may be a bulk answer, or
 * the terminal encrypts its files, and both are for a person to look at.
 *
 * Errors: those of uke_eligibility_new_from_data().
 *
 * Returns: (transfer full):
 */
UkeResultFile *
uke_result_file_new (const char *name, GBytes *bytes, const char *fingerprint, GError **error)
{
  UkeResultFile *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_new0 (UkeResultFile, 1);
  g_ref_count_init (&self->references);
  self->name = g_strdup (name);
  self->kind = uke_file_name_get_kind (name);
  self->fingerprint = g_strdup (fingerprint);
  if (read_contents (self, bytes, error))
    return self;

  uke_result_file_unref (self);
  return NULL;
}

UkeResultFile *
uke_result_file_ref (UkeResultFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->references);
  return self;
}

void
uke_result_file_unref (UkeResultFile *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->eligibility, uke_eligibility_unref);
  g_free (self->name);
  g_free (self->fingerprint);
  g_free (self->message);
  g_free (self);
}
