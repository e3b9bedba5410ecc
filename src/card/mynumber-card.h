#pragma once

#include "card/card-notes.h"
#include "card/card-reading.h"
#include "card/dialogue.h"
#include "card/pin.h"

G_BEGIN_DECLS

#define UKE_DIGEST_LENGTH 32     /* SHA-256 */
#define UKE_SIGNATURE_LENGTH 256 /* RSA-2048 */

/* What can be asked of a My Number Card, in the slot's thread, one command after the other.
 * A plain struct on the stack. */
typedef struct {
  UkeDialogue dialogue;
  UkeCardNotes *notes; /* the channel's */
} UkeMynumberCard;

void
uke_mynumber_card_init (UkeMynumberCard *self, UkeChannel *channel, GCancellable *cancellable);

/* All but the first after select. Errors: UKE_CARD_ERROR; G_IO_ERROR_CANCELLED. */
gboolean
uke_mynumber_card_select (UkeMynumberCard *self, GError **error);
gboolean
uke_mynumber_card_read_kind (UkeMynumberCard *self, UkeCardKind *ret_kind, GError **error);
GBytes *
uke_mynumber_card_read_certificate (UkeMynumberCard *self, GError **error);
gboolean
uke_mynumber_card_query_tries (UkeMynumberCard *self, int *ret_tries, GError **error);
gboolean
uke_mynumber_card_verify_pin (UkeMynumberCard *self, UkePin *pin, GError **error);
GBytes *
uke_mynumber_card_sign (UkeMynumberCard *self, const guint8 *digest, GError **error);
void
uke_mynumber_card_log_out (UkeMynumberCard *self);

G_END_DECLS
