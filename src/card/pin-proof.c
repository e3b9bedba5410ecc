#include "card/pin-proof.h"

#include "card/card-error.h"
#include "card/mynumber-card.h"

#include <sys/random.h>

typedef struct {
  UkePin *pin;
  UkeCertificate *certificate;
} Proof;

static void
proof_free (Proof *self)
{
  uke_pin_free (self->pin);
  g_object_unref (self->certificate);
  g_free (self);
}

static gboolean
fail (GError **error, UkeCardError code, int tries_left, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, tries_left, message));
  return FALSE;
}

static gboolean
ensure_tries_left (UkeMynumberCard *card, GError **error)
{
  int tries_left;

  if (!uke_mynumber_card_query_tries (card, &tries_left, error))
    return FALSE;
  if (tries_left == 0)
    return fail (error, UKE_CARD_ERROR_PIN_BLOCKED, 0, "The PIN is blocked; it was not sent");
  return TRUE;
}

/* Fresh bytes each time: a signature that was seen before proves nothing. */
static gboolean
challenge (UkeMynumberCard *card, UkeCertificate *certificate, GError **error)
{
  guint8 nonce[32];
  guint8 digest[UKE_DIGEST_LENGTH];
  gsize n_digest = sizeof digest;
  g_autoptr (GChecksum) sha256 = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GBytes) signature = NULL;

  if (getrandom (nonce, sizeof nonce, 0) != sizeof nonce)
    return fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "There are no random bytes");
  g_checksum_update (sha256, nonce, sizeof nonce);
  g_checksum_get_digest (sha256, digest, &n_digest);

  signature = uke_mynumber_card_sign (card, digest, error);
  if (signature == NULL)
    return FALSE;

  message = g_bytes_new (nonce, sizeof nonce);
  if (!uke_certificate_verify (certificate, message, signature, NULL))
    return fail (error, UKE_CARD_ERROR_FORGED, -1, "The signature does not fit the certificate");
  return TRUE;
}

static gboolean
prove (UkeMynumberCard *card, Proof *proof, GError **error)
{
  gboolean proved;

  if (!uke_mynumber_card_select (card, error) || !ensure_tries_left (card, error)
      || !uke_mynumber_card_verify_pin (card, proof->pin, error))
    return FALSE;

  proved = challenge (card, proof->certificate, error);
  uke_mynumber_card_log_out (card);
  return proved;
}

static gpointer
prove_pin (UkeChannel *channel, gpointer data, GCancellable *cancellable, GError **error)
{
  Proof *proof = data;
  UkeMynumberCard card;
  gboolean proved;

  uke_mynumber_card_init (&card, channel, cancellable);
  proved = prove (&card, proof, error);
  uke_pin_clear (proof->pin);
  return GINT_TO_POINTER (proved);
}

/**
 * uke_slot_prove_pin_async:
 * @placement: which card; the PIN never reaches another one
 * @pin: (transfer full): wiped as soon as it has been sent, or freed unsent
 * @certificate: as read from that same card
 *
 * Has the card sign 32 fresh random bytes for whoever knows its PIN.
 *
 * VERIFY is sent at most once, and not at all when the card says beforehand
 * that it is blocked. Once it was sent, the card is logged out again, even
 * when cancelled. Errors: UKE_CARD_ERROR PIN_FORMAT when @pin is not complete,
 * PIN_WRONG with the tries left, PIN_BLOCKED, PIN_UNSURE when a try may be
 * spent, FORGED, REMOVED, UNREADABLE, WRONG_CARD, NO_SERVICE;
 * G_IO_ERROR_CANCELLED.
 */
void
uke_slot_prove_pin_async (UkeSlot *slot,
                          guint placement,
                          UkePin *pin,
                          UkeCertificate *certificate,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const UkeSlotWork work = { prove_pin, (GDestroyNotify) proof_free, NULL };
  GTask *task;
  Proof *proof;

  g_return_if_fail (UKE_IS_SLOT (slot));
  g_return_if_fail (pin != NULL);
  g_return_if_fail (UKE_IS_CERTIFICATE (certificate));

  proof = g_new0 (Proof, 1);
  proof->pin = pin;
  proof->certificate = g_object_ref (certificate);

  task = g_task_new (slot, cancellable, callback, user_data);
  g_task_set_source_tag (task, uke_slot_prove_pin_async);

  if (!uke_pin_is_complete (pin)) {
    g_task_return_error (task, uke_card_error_new (UKE_CARD_ERROR_PIN_FORMAT, -1,
                                                   "The PIN has fewer than four digits"));
    g_object_unref (task);
    proof_free (proof);
    return;
  }

  uke_slot_run (slot, placement, task, &work, proof);
}

gboolean
uke_slot_prove_pin_finish (UkeSlot *slot, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, slot), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
