#include "emulator/card-files.h"

#include "emulator/card-issuer.h"

#include <string.h>

#define FILLER 0xff

/* Nobody is asked for it here, but readers look at the files that it protects. */
#define SIGN_PASSWORD "TRAINING"

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
add_file (GPtrArray *files, guint16 id, UkeCardFileKind kind, UkeCardFile *opened_by)
{
  UkeCardFile *file = g_new0 (UkeCardFile, 1);

  file->id = id;
  file->kind = kind;
  file->opened_by = opened_by;
  g_ptr_array_add (files, file);
  return file;
}

static void
add_data (GPtrArray *files, guint16 id, UkeCardFile *opened_by, GBytes *content)
{
  add_file (files, id, UKE_CARD_FILE_DATA, opened_by)->content = g_bytes_ref (content);
}

static UkeCardFile *
add_pin (GPtrArray *files, guint16 id, const char *secret, guint max_tries, guint tries_left)
{
  UkeCardFile *file = add_file (files, id, UKE_CARD_FILE_PIN, NULL);

  file->secret = g_strdup (secret);
  file->max_tries = max_tries;
  file->tries_left = tries_left;
  return file;
}

static void
add_key (GPtrArray *files, guint16 id, UkeCardFile *opened_by, EVP_PKEY *key)
{
  UkeCardFile *file = add_file (files, id, UKE_CARD_FILE_KEY, opened_by);

  if (key != NULL && EVP_PKEY_up_ref (key) == 1)
    file->key = key;
}

/* A certificate's file has one size on every card, whatever lies in it. */
static void
add_certificate (
    GPtrArray *files, guint16 id, UkeCardFile *opened_by, GBytes *certificate, gsize physical_size)
{
  g_autoptr (GBytes) content = NULL;
  guint8 *bytes = g_malloc (physical_size);
  gsize size;
  const guint8 *der = g_bytes_get_data (certificate, &size);

  memset (bytes, FILLER, physical_size);
  memcpy (bytes, der, MIN (size, physical_size));

  content = g_bytes_new_take (bytes, physical_size);
  add_data (files, id, opened_by, content);
}

static void
append_padded (GByteArray *bytes, const char *text, gsize width)
{
  gsize length = strlen (text);

  g_assert (length <= width);
  g_byte_array_append (bytes, (const guint8 *) text, length);
  for (gsize i = length; i < width; i++)
    g_byte_array_append (bytes, (const guint8 *) " ", 1);
}

static void
append_numbers (GByteArray *bytes, const guint32 *numbers, gsize n_numbers)
{
  for (gsize i = 0; i < n_numbers; i++) {
    guint32 big = GUINT32_TO_BE (numbers[i]);

    g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
  }
}

static const char *
get_token_label (UkePersonaCard card)
{
  switch (card) {
  case UKE_PERSONA_CARD_MYNUMBER:
    return "JPKIAPICCTOKEN2";
  case UKE_PERSONA_CARD_PHONE_ANDROID:
    return "JPKIAPGPSETOKEN";
  case UKE_PERSONA_CARD_PHONE_IPHONE:
    return "JPKIAPIOSTOKEN";
  case UKE_PERSONA_CARD_JUKI:
    return "JPKIAPICCTOKEN";
  case UKE_PERSONA_CARD_OTHER:
    break;
  }
  g_return_val_if_reached ("");
}

/* A CK_TOKEN_INFO of PKCS#11 in 160 big-endian bytes. */
static GBytes *
write_token_info (UkePersonaCard card)
{
  /* Flags; sessions: most and open, of all and of writing ones; PIN: longest and shortest; memory:
   * all and free, public and private. */
  static const guint32 numbers[] = {
    0x0000040d, 1, 0, 1, 0, 16, 6, G_MAXUINT32, G_MAXUINT32, G_MAXUINT32, G_MAXUINT32,
  };
  GByteArray *bytes = g_byte_array_sized_new (160);

  append_padded (bytes, get_token_label (card), 32);
  append_padded (bytes, "UKETSUKE TRAINING", 32);
  append_padded (bytes, "TRAINING", 16);
  append_padded (bytes, "0000000000000000", 16);
  append_numbers (bytes, numbers, G_N_ELEMENTS (numbers));
  append_padded (bytes, "03", 2);
  append_padded (bytes, "01", 2);
  append_padded (bytes, "9999999999999999", 16);
  return g_byte_array_free_to_bytes (bytes);
}

static void
add_information (GPtrArray *files, const UkePersonaFacts *facts)
{
  static const guint8 both_certificates[] = { 0x8f, 0x8f, 0x00 };
  g_autoptr (GBytes) token = write_token_info (facts->card);
  g_autoptr (GBytes) present = g_bytes_new_static (both_certificates, sizeof both_certificates);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  UkeCardFile *sealed;

  add_data (files, UKE_FILE_TOKEN, NULL, token);
  add_data (files, UKE_FILE_PRESENT, NULL, present);
  add_data (files, UKE_FILE_SEALED, NULL, nothing);
  sealed = uke_card_files_find (files, UKE_FILE_SEALED);
  sealed->opened_by = sealed;
}

/**
 * uke_card_files_new:
 *
 * Lays out the application for authentication with a persona's secrets, keys and certificates
 * (mynumber-card.md 2.2).
 *
 * On an Android phone, the PIN opens the authentication certificate too; on a card it lies open.
 */
GPtrArray *
uke_card_files_new (UkePersona *persona,
                    UkeTrainingAuthority *authority,
                    const GDate *today,
                    GError **error)
{
  const UkePersonaFacts *facts = uke_persona_get_facts (persona);
  const UkeTrainingKeys *keys = uke_training_authority_get_keys (authority);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (card_file_free);
  g_auto (UkeCardCertificates) certificates = { 0 };
  gboolean on_android = facts->card == UKE_PERSONA_CARD_PHONE_ANDROID;
  gsize size = facts->quirks.physical_size;
  UkeCardFile *auth_pin, *sign_pin;

  if (!uke_card_issue (persona, authority, today, &certificates, error))
    return NULL;

  auth_pin = add_pin (files, UKE_FILE_AUTH_PIN, facts->pin, 3, facts->tries_left);
  sign_pin = add_pin (files, UKE_FILE_SIGN_PIN, SIGN_PASSWORD, 5, 5);
  add_key (files, UKE_FILE_AUTH_KEY, auth_pin, keys->auth_key);
  add_key (files, UKE_FILE_SIGN_KEY, sign_pin, keys->sign_key);
  add_key (files, UKE_FILE_TERMINAL_KEY, NULL, NULL);

  add_certificate (files, UKE_FILE_SIGN_CERTIFICATE, sign_pin, certificates.sign, size);
  add_certificate (files, UKE_FILE_SIGN_AUTHORITY, NULL, certificates.sign_authority, size);
  add_certificate (files, UKE_FILE_AUTH_CERTIFICATE, on_android ? auth_pin : NULL,
                   certificates.auth, size);
  add_certificate (files, UKE_FILE_AUTH_AUTHORITY, NULL, certificates.auth_authority, size);
  add_information (files, facts);
  return g_steal_pointer (&files);
}

/**
 * uke_card_files_find:
 *
 * Finds a file by its identifier. All identifiers are below 001F, so a short one is the same
 * number.
 *
 * Returns: (transfer none) (nullable):
 */
UkeCardFile *
uke_card_files_find (GPtrArray *files, guint16 id)
{
  for (guint i = 0; i < files->len; i++) {
    UkeCardFile *file = files->pdata[i];

    if (file->id == id)
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

gboolean
uke_card_file_is_open (const UkeCardFile *self)
{
  return self->opened_by == NULL || self->opened_by->verified;
}
