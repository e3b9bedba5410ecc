#pragma once

#include "card/pin.h"
#include "card/slot.h"
#include "validity/certificate.h"

G_BEGIN_DECLS

/* Proves that whoever stands there knows the PIN: VERIFY, a signature over 32 fresh random bytes,
 * checked against @certificate, then logged out. @pin is (transfer full) and wiped on every path.
 * VERIFY is never sent twice. Errors: UKE_CARD_ERROR REMOVED, UNREADABLE, PIN_FORMAT, PIN_WRONG,
 * PIN_BLOCKED, PIN_UNSURE, FORGED, WRONG_CARD, NO_SERVICE; G_IO_ERROR_CANCELLED. */
void
uke_slot_prove_pin_async (UkeSlot *slot,
                          guint placement,
                          UkePin *pin,
                          UkeCertificate *certificate,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean
uke_slot_prove_pin_finish (UkeSlot *slot, GAsyncResult *result, GError **error);

G_END_DECLS
