#pragma once

#include "card/slot.h"
#include "validity/certificate.h"
#include "validity/provision.h"

G_BEGIN_DECLS

/* Nicks: mynumber, phone-android, phone-iphone, unknown. */
#define UKE_TYPE_CARD_KIND (uke_card_kind_get_type ())
GType
uke_card_kind_get_type (void);

typedef enum {
  UKE_CARD_KIND_MYNUMBER,
  UKE_CARD_KIND_PHONE_ANDROID,
  UKE_CARD_KIND_PHONE_IPHONE,
  UKE_CARD_KIND_UNKNOWN, /* a JPKI application with another label, such as the old Juki card */
} UkeCardKind;

const char *
uke_card_kind_get_nick (UkeCardKind kind);

/* What was read of a card without spending a PIN try. Immutable. */
#define UKE_TYPE_CARD_READING (uke_card_reading_get_type ())
G_DECLARE_FINAL_TYPE (UkeCardReading, uke_card_reading, UKE, CARD_READING, GObject)

UkeCardKind
uke_card_reading_get_kind (UkeCardReading *self);
UkeCredential uke_card_reading_get_credential (UkeCardReading *self);
UkeCertificate *
uke_card_reading_get_certificate (UkeCardReading *self);
int
uke_card_reading_get_tries_left (
    UkeCardReading *self); /* 0 = blocked, -1 = the card does not tell */
guint
uke_card_reading_get_n_commands (UkeCardReading *self);
guint uke_card_reading_get_n_certificate_commands (UkeCardReading *self);
gsize
uke_card_reading_get_n_bytes (UkeCardReading *self); /* both ways, with status words */
gint64
uke_card_reading_get_elapsed_us (UkeCardReading *self);

/* Kind, certificate and tries left of the card placed as @placement. Errors: UKE_CARD_ERROR
 * REMOVED, UNREADABLE, WRONG_CARD, NO_SERVICE; G_IO_ERROR_CANCELLED. */
void
uke_slot_read_card_async (UkeSlot *slot,
                          guint placement,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
UkeCardReading *
uke_slot_read_card_finish (UkeSlot *slot, GAsyncResult *result, GError **error);

G_END_DECLS
