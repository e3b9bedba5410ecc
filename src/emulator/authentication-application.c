#include "emulator/authentication-application.h"

#include "emulator/card-issuer.h"
#include "emulator/card-status.h"

#include <string.h>

/* Nobody is asked for it here, but readers look at the files that it protects. */
#define SIGN_PASSWORD "TRAINING"

/* A certificate's file has one size on every card, whatever lies in it. */
static UkeCardFile *
add_certificate (GPtrArray *files, guint16 id, GBytes *certificate, const UkePersonaQuirks *quirks)
{
  g_autoptr (GBytes) content = NULL;
  guint8 *bytes = g_malloc (quirks->physical_size);
  gsize size;
  const guint8 *der = g_bytes_get_data (certificate, &size);

  memset (bytes, quirks->filler, quirks->physical_size);
  memcpy (bytes, der, MIN (size, quirks->physical_size));

  content = g_bytes_new_take (bytes, quirks->physical_size);
  return uke_card_files_add_data (files, id, content);
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
  append_padded (bytes, "9999999999999999", 16);
  append_numbers (bytes, numbers, G_N_ELEMENTS (numbers));
  append_padded (bytes, "03", 2);
  append_padded (bytes, "01", 2);
  append_padded (bytes, "9999999999999999", 16);
  return g_byte_array_free_to_bytes (bytes);
}

static void
add_information (GPtrArray *files, const UkePersonaFacts *facts)
{
  /* for signatures, for authentication, and a third that nobody has explained */
  const guint8 certificates[] = { facts->sign_certificate ? 0x8f : 0x00, 0x8f, 0x00 };
  g_autoptr (GBytes) token = write_token_info (facts->card);
  g_autoptr (GBytes) present = g_bytes_new (certificates, sizeof certificates);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  uke_card_files_add_data (files, UKE_FILE_TOKEN, token);
  uke_card_files_add_data (files, UKE_FILE_PRESENT, present);
  uke_card_files_add_data (files, UKE_FILE_SEALED, nothing)->sealed = TRUE;
}

static void
add_keys (GPtrArray *files, const UkeCardOrder *order, UkeCardFile *auth_pin, UkeCardFile *sign_pin)
{
  const UkeTrainingKeys *keys = uke_training_authority_get_keys (order->authority);

  /* A key that the certificate does not name, as of a card that somebody tampered with. */
  EVP_PKEY *auth_key = order->facts->quirks.wrong_key ? keys->sign_key : keys->auth_key;

  uke_card_file_let_open (uke_card_files_add_key (files, UKE_FILE_AUTH_KEY, auth_key), auth_pin);
  uke_card_file_let_open (uke_card_files_add_key (files, UKE_FILE_SIGN_KEY,
                                                  order->facts->sign_certificate ? keys->sign_key
                                                                                 : NULL),
                          sign_pin);
  uke_card_files_add_key (files, UKE_FILE_TERMINAL_KEY, NULL);
}

/**
 * uke_authentication_application_new:
 *
 * Lays out the application for authentication with a persona's secrets, keys and certificates
 * (mynumber-card.md 2.2).
 *
 * On an Android phone, the PIN opens the authentication certificate too; on a card it lies open.
 *
 * Returns: (transfer full): errors are UKE_PERSONA_ERROR
 */
UkeCardApplication *
uke_authentication_application_new (const UkeCardOrder *order, GError **error)
{
  const UkePersonaFacts *facts = order->facts;
  g_auto (UkeCardCertificates) certificates = { 0 };
  const UkePersonaQuirks *quirks = &facts->quirks;
  UkeCardApplication *self;
  UkeCardFile *auth_pin, *sign_pin, *certificate;

  if (!uke_card_issue (order, &certificates, error))
    return NULL;

  self = uke_card_application_new ("authentication", "D392F000260100000001");
  auth_pin =
      uke_card_files_add_pin (self->files, UKE_FILE_AUTH_PIN, facts->pin, 3, facts->tries_left);
  sign_pin = uke_card_files_add_pin (self->files, UKE_FILE_SIGN_PIN, SIGN_PASSWORD, 5, 5);
  sign_pin->shortest = 6;
  sign_pin->longest = 16;
  sign_pin->capitals = TRUE;
  add_keys (self->files, order, auth_pin, sign_pin);

  if (facts->sign_certificate) {
    certificate =
        add_certificate (self->files, UKE_FILE_SIGN_CERTIFICATE, certificates.sign, quirks);
    uke_card_file_let_open (certificate, sign_pin);
  } else if (quirks->absent_status == UKE_SW_NOT_OPENED) {
    add_certificate (self->files, UKE_FILE_SIGN_CERTIFICATE, certificates.sign, quirks)->sealed =
        TRUE;
  }
  add_certificate (self->files, UKE_FILE_SIGN_AUTHORITY, certificates.sign_authority, quirks);
  certificate = add_certificate (self->files, UKE_FILE_AUTH_CERTIFICATE, certificates.auth, quirks);
  if (facts->card == UKE_PERSONA_CARD_PHONE_ANDROID)
    uke_card_file_let_open (certificate, auth_pin);
  add_certificate (self->files, UKE_FILE_AUTH_AUTHORITY, certificates.auth_authority, quirks);
  add_information (self->files, facts);
  return self;
}
