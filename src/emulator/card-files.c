#include "emulator/card-files.h"

#include <string.h>

static void
card_file_free (gpointer data)
{
  UkeCardFile *self = data;

  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_free (self->secret);
  g_free (self);
}

static UkeCardFile *
add_file (GPtrArray *files, guint16 id, UkeCardFileKind kind)
{
  UkeCardFile *file = g_new0 (UkeCardFile, 1);

  file->id = id;
  file->kind = kind;
  g_ptr_array_add (files, file);
  return file;
}

GPtrArray *
uke_card_files_new (void)
{
  return g_ptr_array_new_with_free_func (card_file_free);
}

UkeCardFile *
uke_card_files_add_data (GPtrArray *files, guint16 id, GBytes *content)
{
  UkeCardFile *file = add_file (files, id, UKE_CARD_FILE_DATA);

  file->content = g_bytes_ref (content);
  return file;
}

/**
 * uke_card_files_add_record:
 *
 * Adds a file of records with one record in it; no card is known to have more.
 *
 * Returns: (transfer none):
 */
UkeCardFile *
uke_card_files_add_record (GPtrArray *files, guint16 id, GBytes *content)
{
  UkeCardFile *file = add_file (files, id, UKE_CARD_FILE_RECORD);

  file->content = g_bytes_ref (content);
  return file;
}

/**
 * uke_card_files_add_pin:
 *
 * Adds a PIN of digits that has always the same length, as all but one.
 *
 * Returns: (transfer none):
 */
UkeCardFile *
uke_card_files_add_pin (
    GPtrArray *files, guint16 id, const char *secret, guint max_tries, guint tries_left)
{
  UkeCardFile *file = add_file (files, id, UKE_CARD_FILE_PIN);

  file->secret = g_strdup (secret);
  file->shortest = file->longest = strlen (secret);
  file->max_tries = max_tries;
  file->tries_left = tries_left;
  return file;
}

/**
 * uke_card_files_add_key:
 * @key: (nullable): NULL for one that signs nothing
 *
 * Adds a key that signs only when one of its PINs was verified; without any, it never does.
 *
 * Returns: (transfer none):
 */
UkeCardFile *
uke_card_files_add_key (GPtrArray *files, guint16 id, EVP_PKEY *key)
{
  UkeCardFile *file = add_file (files, id, UKE_CARD_FILE_KEY);

  if (key != NULL && EVP_PKEY_up_ref (key) == 1)
    file->key = key;
  return file;
}

/**
 * uke_card_files_find:
 *
 * Finds a file by its identifier. All identifiers are below 001F, so a short one is the same
 * number. A file with the identifier 0 is never found: it is reached by other ways.
 *
 * Returns: (transfer none) (nullable):
 */
UkeCardFile *
uke_card_files_find (GPtrArray *files, guint16 id)
{
  for (guint i = 0; i < files->len; i++) {
    UkeCardFile *file = files->pdata[i];

    if (file->id == id && id != 0)
      return file;
  }
  return NULL;
}

void
uke_card_files_forget_verified (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    ((UkeCardFile *) files->pdata[i])->verified = FALSE;
}

/**
 * uke_card_file_let_open:
 *
 * Lets @pin open the file, as well as those that may already; three at most.
 */
void
uke_card_file_let_open (UkeCardFile *self, UkeCardFile *pin)
{
  gsize n = 0;

  while (n < G_N_ELEMENTS (self->openers) && self->openers[n] != NULL)
    n++;
  g_return_if_fail (n < G_N_ELEMENTS (self->openers));
  self->openers[n] = pin;
}

gboolean
uke_card_file_is_open (const UkeCardFile *self)
{
  if (self->sealed)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (self->openers) && self->openers[i] != NULL; i++)
    if (self->openers[i]->verified)
      return TRUE;
  return self->openers[0] == NULL;
}
