#include "card/mynumber-card.h"

#include "card/card-access.h"
#include "card/card-error.h"
#include "card/read-plan.h"

#include <string.h>

/* Short identifiers of the JPKI application's files. */
enum {
  SFI_TOKEN = 0x06,
  SFI_AUTH_CERTIFICATE = 0x0a,
  SFI_AUTH_KEY = 0x17,
  SFI_AUTH_PIN = 0x18,
};

#define LABEL_LENGTH 32
/* Real ones have some 1,600 bytes. What claims to be ten times longer is no certificate; nor is
 * what would not fill one answer, where an RSA-2048 key alone takes more. */
#define CERTIFICATE_MIN 256
#define CERTIFICATE_MAX (16 * 1024)

/* DigestInfo of SHA-256 up to the digest, RFC 8017 9.2 note 1. */
static const guint8 digest_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };

static gboolean
fail (GError **error, UkeCardError code, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, -1, message));
  return FALSE;
}

void
uke_mynumber_card_init (UkeMynumberCard *self, UkeChannel *channel, GCancellable *cancellable)
{
  *self = (UkeMynumberCard) {
    .dialogue = { .channel = channel, .cancellable = cancellable },
    .notes = uke_card_notes_of (channel),
  };
}

/**
 * uke_mynumber_card_select:
 *
 * Selects the JPKI application; every other request needs that.
 *
 * Cards are told apart by this and by uke_mynumber_card_read_kind(), never by
 * their ATR. Errors: WRONG_CARD when there is no such application.
 *
 * Returns: TRUE when it is selected
 */
gboolean
uke_mynumber_card_select (UkeMynumberCard *self, GError **error)
{
  return uke_card_access_select (self, UKE_APPLICATION_JPKI, error);
}

/* Space-padded, 32 bytes (PKCS #11, CK_TOKEN_INFO). */
static gboolean
label_is (const guint8 *label, const char *name)
{
  gsize length = strlen (name);

  if (memcmp (label, name, length) != 0)
    return FALSE;
  for (gsize i = length; i < LABEL_LENGTH; i++)
    if (label[i] != ' ' && label[i] != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
ask_kind (UkeMynumberCard *self, UkeCardKind *ret_kind, GError **error)
{
  const UkeApduCommand read = { .ins = UKE_INS_READ_BINARY,
                                .p1 = 0x80 | SFI_TOKEN,
                                .n_expected = LABEL_LENGTH };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send (&self->dialogue, &read, &reply, error))
    return FALSE;

  *ret_kind = UKE_CARD_KIND_UNKNOWN;
  if (reply.answer.sw == 0x6a82)
    return TRUE;
  if (reply.answer.sw != UKE_SW_OK || reply.answer.n_data != LABEL_LENGTH)
    return fail (error, UKE_CARD_ERROR_UNREADABLE, "The token's label cannot be read");

  if (label_is (reply.answer.data, "JPKIAPICCTOKEN2"))
    *ret_kind = UKE_CARD_KIND_MYNUMBER;
  else if (label_is (reply.answer.data, "JPKIAPGPSETOKEN"))
    *ret_kind = UKE_CARD_KIND_PHONE_ANDROID;
  else if (label_is (reply.answer.data, "JPKIAPIOSTOKEN"))
    *ret_kind = UKE_CARD_KIND_PHONE_IPHONE;
  else if (label_is (reply.answer.data, "JPKIAPICCTOKEN"))
    return fail (error, UKE_CARD_ERROR_WRONG_CARD, "This is a Basic Resident Register Card");
  return TRUE;
}

/**
 * uke_mynumber_card_read_kind:
 * @ret_kind: (out): what carries the application
 *
 * Reads the token's label in EF 0006 and tells from it what lies there.
 *
 * Errors: WRONG_CARD for a 住基カード, which people still have and which has
 * no place at a reception; a label that nobody knows is UNKNOWN, no error.
 * A card is asked once.
 *
 * Returns: TRUE when @ret_kind is set
 */
gboolean
uke_mynumber_card_read_kind (UkeMynumberCard *self, UkeCardKind *ret_kind, GError **error)
{
  if (!self->notes->has_kind && !ask_kind (self, &self->notes->kind, error))
    return FALSE;

  self->notes->has_kind = TRUE;
  *ret_kind = self->notes->kind;
  return TRUE;
}

/* DER, whose length takes two bytes here. */
static gsize
measure_certificate (const guint8 *data, gsize length)
{
  gsize total;

  if (length < CERTIFICATE_MIN || data[0] != 0x30 || data[1] != 0x82)
    return 0;
  total = 4 + ((gsize) data[2] << 8 | data[3]);
  return total >= CERTIFICATE_MIN ? total : 0;
}

/**
 * uke_mynumber_card_read_certificate:
 *
 * Reads the authentication certificate in EF 000A, which is free to read.
 *
 * Errors: UNREADABLE when the bytes are not one DER object of a plausible
 * length, WRONG_CARD when only a PIN would open it, REMOVED.
 *
 * Returns: (transfer full): DER, exactly as long as its header says; not parsed
 */
GBytes *
uke_mynumber_card_read_certificate (UkeMynumberCard *self, GError **error)
{
  static const UkeReadPlan plan = { SFI_AUTH_CERTIFICATE, measure_certificate, CERTIFICATE_MAX };
  g_autoptr (GError) local_error = NULL;
  guint16 sw;
  GBytes *der = uke_read_plan_carry_out (self, &plan, &sw, &local_error);

  /* Android wants the PIN first, and at this point nobody has been asked for one. */
  if (der == NULL && sw == 0x6982)
    fail (error, UKE_CARD_ERROR_WRONG_CARD, "The certificate cannot be read without a PIN");
  else if (der == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return der;
}

/**
 * uke_mynumber_card_query_tries:
 * @ret_tries: (out): PINs that the card will still look at; 0 when it is
 *   blocked, -1 when it does not tell
 *
 * Asks for the tries left of the authentication PIN without spending one.
 *
 * As long as nobody else can have used the card, it is asked once.
 *
 * Returns: TRUE when they are known, or known not to be told
 */
gboolean
uke_mynumber_card_query_tries (UkeMynumberCard *self, int *ret_tries, GError **error)
{
  if (self->notes->tries_left == UKE_TRIES_NOT_ASKED
      && !uke_card_access_query_tries (self, SFI_AUTH_PIN, &self->notes->tries_left, error))
    return FALSE;

  *ret_tries = self->notes->tries_left;
  return TRUE;
}

/**
 * uke_mynumber_card_verify_pin:
 * @pin: complete; wiped as soon as the card has answered, on every path
 *
 * Shows the PIN to the card, once; uke_card_access_verify() tells the errors.
 *
 * Returns: TRUE when the PIN is right
 */
gboolean
uke_mynumber_card_verify_pin (UkeMynumberCard *self, UkePin *pin, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  /* The right PIN fills the counter up again, to a number that the card keeps to itself. */
  self->notes->tries_left = UKE_TRIES_NOT_ASKED;
  if (uke_card_access_verify (self, SFI_AUTH_PIN, (UkeSecret *) pin, &local_error))
    return TRUE;

  if (uke_card_error_get_tries_left (local_error) >= 0)
    self->notes->tries_left = uke_card_error_get_tries_left (local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * uke_mynumber_card_sign:
 * @digest: UKE_DIGEST_LENGTH bytes, a SHA-256
 *
 * Has the card sign a digest with the authentication key, PKCS #1 v1.5.
 *
 * The card pads, and takes the DigestInfo from us. Needs the PIN verified.
 *
 * Returns: (transfer full): UKE_SIGNATURE_LENGTH bytes
 */
GBytes *
uke_mynumber_card_sign (UkeMynumberCard *self, const guint8 *digest, GError **error)
{
  guint8 input[sizeof digest_info + UKE_DIGEST_LENGTH];
  const UkeApduCommand sign = { .cla = 0x80,
                                .ins = UKE_INS_SIGN,
                                .p2 = 0x80 | SFI_AUTH_KEY,
                                .data = input,
                                .n_data = sizeof input,
                                .n_expected = UKE_SIGNATURE_LENGTH };
  g_auto (UkeReply) reply = { 0 };

  memcpy (input, digest_info, sizeof digest_info);
  memcpy (input + sizeof digest_info, digest, UKE_DIGEST_LENGTH);

  if (!uke_dialogue_send (&self->dialogue, &sign, &reply, error))
    return NULL;
  if (reply.answer.sw != UKE_SW_OK || reply.answer.n_data != UKE_SIGNATURE_LENGTH) {
    fail (error, UKE_CARD_ERROR_UNREADABLE, "The card did not sign");
    return NULL;
  }
  return g_bytes_new (reply.answer.data, reply.answer.n_data);
}

void
uke_mynumber_card_log_out (UkeMynumberCard *self)
{
  uke_card_access_log_out (self);
}
