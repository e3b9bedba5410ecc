#include "card/mynumber-card.h"

#include "card/card-error.h"

#include <string.h>

/* Short identifiers of the JPKI application's files. */
enum {
  SFI_TOKEN = 0x06,
  SFI_AUTH_KEY = 0x17,
  SFI_AUTH_PIN = 0x18,
};

#define LABEL_LENGTH 32

static const guint8 jpki_aid[] = { 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };

/* The Issuer Security Domain of GlobalPlatform: what is current before anything is selected. */
static const guint8 isd_aid[] = { 0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 };

/* DigestInfo of SHA-256 up to the digest, RFC 8017 9.2 note 1. */
static const guint8 digest_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };

static gboolean
fail (GError **error, UkeCardError code, int tries_left, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, tries_left, message));
  return FALSE;
}

void
uke_mynumber_card_init (UkeMynumberCard *self, UkeChannel *channel, GCancellable *cancellable)
{
  *self = (UkeMynumberCard) { .dialogue = { .channel = channel, .cancellable = cancellable } };
}

/* Answers of cards that are in order but know no such application. 6A82 is the one to expect;
 * the others are what transit and bank cards say to a SELECT that they do not understand. */
static gboolean
means_other_card (guint16 sw)
{
  return sw == 0x6999 || (sw & 0xff00) == 0x6a00 || (sw & 0xff00) == 0x6d00
         || (sw & 0xff00) == 0x6e00;
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
  const UkeApduCommand select = {
    .ins = UKE_INS_SELECT, .p1 = 0x04, .p2 = 0x0c, .data = jpki_aid, .n_data = sizeof jpki_aid
  };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send (&self->dialogue, &select, &reply, error))
    return FALSE;

  /* One card was seen to answer its first command after power-on like this. */
  if (reply.answer.sw == 0x6f00 && self->dialogue.n_commands == 1) {
    uke_reply_clear (&reply);
    if (!uke_dialogue_send (&self->dialogue, &select, &reply, error))
      return FALSE;
  }

  if (reply.answer.sw == UKE_SW_OK)
    return TRUE;
  if (means_other_card (reply.answer.sw))
    return fail (error, UKE_CARD_ERROR_WRONG_CARD, -1, "There is no JPKI application");
  return fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "SELECT of the JPKI application failed");
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

/**
 * uke_mynumber_card_read_kind:
 * @ret_kind: (out): what carries the application
 *
 * Reads the token's label in EF 0006 and tells from it what lies there.
 *
 * Errors: WRONG_CARD for a 住基カード, which people still have and which has
 * no place at a reception; a label that nobody knows is UNKNOWN, no error.
 *
 * Returns: TRUE when @ret_kind is set
 */
gboolean
uke_mynumber_card_read_kind (UkeMynumberCard *self, UkeCardKind *ret_kind, GError **error)
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
    return fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "The token's label cannot be read");

  if (label_is (reply.answer.data, "JPKIAPICCTOKEN2"))
    *ret_kind = UKE_CARD_KIND_MYNUMBER;
  else if (label_is (reply.answer.data, "JPKIAPGPSETOKEN"))
    *ret_kind = UKE_CARD_KIND_PHONE_ANDROID;
  else if (label_is (reply.answer.data, "JPKIAPIOSTOKEN"))
    *ret_kind = UKE_CARD_KIND_PHONE_IPHONE;
  else if (label_is (reply.answer.data, "JPKIAPICCTOKEN"))
    return fail (error, UKE_CARD_ERROR_WRONG_CARD, -1, "This is a Basic Resident Register Card");
  return TRUE;
}

/**
 * uke_mynumber_card_query_tries:
 * @ret_tries: (out): PINs that the card will still look at; 0 when it is
 *   blocked, -1 when it does not tell
 *
 * Asks for the tries left of the authentication PIN without spending one.
 *
 * VERIFY of exactly four bytes (ISO/IEC 7816-4 11.5.6, case 1): with a length
 * byte appended it would be refused. 9000 means that the PIN was verified
 * before, and says nothing of the tries.
 *
 * Returns: TRUE when the card answered
 */
gboolean
uke_mynumber_card_query_tries (UkeMynumberCard *self, int *ret_tries, GError **error)
{
  const UkeApduCommand query = { .ins = UKE_INS_VERIFY, .p2 = 0x80 | SFI_AUTH_PIN };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send_once (&self->dialogue, &query, &reply, error))
    return FALSE;

  if ((reply.answer.sw & 0xfff0) == 0x63c0)
    *ret_tries = reply.answer.sw & 0x000f;
  else if (reply.answer.sw == 0x6983 || reply.answer.sw == 0x6984)
    *ret_tries = 0;
  else
    *ret_tries = -1;
  return TRUE;
}

/* What a VERIFY that was answered has come to. */
static gboolean
judge_verify (const UkeApduAnswer *answer, GError **error)
{
  /* VERIFY has nothing to tell but its status word, so these are not its bytes. */
  if (answer->n_data > 0)
    return fail (error, UKE_CARD_ERROR_PIN_UNSURE, -1, "VERIFY was answered with data");
  if (answer->sw == UKE_SW_OK)
    return TRUE;
  if (answer->sw == 0x63c0 || answer->sw == 0x6983 || answer->sw == 0x6984)
    return fail (error, UKE_CARD_ERROR_PIN_BLOCKED, 0, "The PIN is blocked");
  if ((answer->sw & 0xfff0) == 0x63c0)
    return fail (error, UKE_CARD_ERROR_PIN_WRONG, answer->sw & 0x000f, "The PIN is wrong");
  if (answer->sw == 0x6300)
    return fail (error, UKE_CARD_ERROR_PIN_WRONG, -1, "The PIN is wrong, and nothing is counted");
  return fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "VERIFY was refused");
}

/**
 * uke_mynumber_card_verify_pin:
 * @pin: complete; wiped as soon as the card has answered, on every path
 *
 * Shows the PIN to the card, once.
 *
 * A VERIFY that got no answer is not sent again: the first may have counted.
 * Errors: PIN_WRONG with the tries left, PIN_BLOCKED (also when this was the
 * last try), PIN_UNSURE when cut off, REMOVED, UNREADABLE when refused.
 *
 * Returns: TRUE when the PIN is right
 */
gboolean
uke_mynumber_card_verify_pin (UkeMynumberCard *self, UkePin *pin, GError **error)
{
  const UkeApduCommand verify = { .ins = UKE_INS_VERIFY,
                                  .p2 = 0x80 | SFI_AUTH_PIN,
                                  .data = uke_pin_peek (pin),
                                  .n_data = UKE_PIN_LENGTH };
  g_auto (UkeReply) reply = { 0 };
  g_autoptr (GError) local_error = NULL;
  gboolean answered;

  g_return_val_if_fail (uke_pin_is_complete (pin), FALSE);

  answered = uke_dialogue_send_once (&self->dialogue, &verify, &reply, &local_error);
  uke_pin_clear (pin);
  if (answered)
    return judge_verify (&reply.answer, error);

  if (g_error_matches (local_error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED)
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  return fail (error, UKE_CARD_ERROR_PIN_UNSURE, -1, "VERIFY was cut off");
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
    fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "The card did not sign");
    return NULL;
  }
  return g_bytes_new (reply.answer.data, reply.answer.n_data);
}

/**
 * uke_mynumber_card_log_out:
 *
 * Makes the card forget that a PIN was verified, as well as it can be done.
 *
 * The security status outlives a disconnect, so another program could sign
 * with it; selecting another application ends it. Done even when cancelled,
 * and failures are not told: whatever there was to say has been said.
 */
void
uke_mynumber_card_log_out (UkeMynumberCard *self)
{
  const UkeApduCommand select_isd = {
    .ins = UKE_INS_SELECT, .p1 = 0x04, .p2 = 0x0c, .data = isd_aid, .n_data = sizeof isd_aid
  };
  /* For a card without that name: selecting the same application again is OpenSC's way. */
  const UkeApduCommand select_again = {
    .ins = UKE_INS_SELECT, .p1 = 0x04, .p2 = 0x0c, .data = jpki_aid, .n_data = sizeof jpki_aid
  };
  g_auto (UkeReply) reply = { 0 };

  self->dialogue.cancellable = NULL;
  if (!uke_dialogue_send (&self->dialogue, &select_isd, &reply, NULL))
    return;
  if (reply.answer.sw == UKE_SW_OK)
    return;

  uke_reply_clear (&reply);
  if (!uke_dialogue_send (&self->dialogue, &select_again, &reply, NULL)
      || reply.answer.sw != UKE_SW_OK)
    g_debug ("The card did not log out");
}
