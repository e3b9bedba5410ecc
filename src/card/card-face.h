#pragma once

#include "card/number-b.h"
#include "card/slot.h"

G_BEGIN_DECLS

/* How far what the card shows of a person can be believed. Nicks: issuer-not-checked, training. */
#define UKE_TYPE_VISIBLE_TRUST (uke_visible_trust_get_type ())
GType
uke_visible_trust_get_type (void);

typedef enum {
  /* Signed by the key in the card's own certificate. Who issued that one cannot be checked: the
   * issuer's key is not published. */
  UKE_VISIBLE_TRUST_ISSUER_NOT_CHECKED,
  UKE_VISIBLE_TRUST_TRAINING, /* of nobody: made for training */
} UkeVisibleTrust;

/* What is printed on a card's front, out of its chip. Immutable; the pictures are wiped from memory
 * with it and with the last reference to each. */
#define UKE_TYPE_CARD_FACE (uke_card_face_get_type ())
G_DECLARE_FINAL_TYPE (UkeCardFace, uke_card_face, UKE, CARD_FACE, GObject)

UkeVisibleTrust
uke_card_face_get_trust (UkeCardFace *self);
const GDate *
uke_card_face_get_birth_date (UkeCardFace *self);
const GDate *
uke_card_face_get_expires (UkeCardFace *self);
GBytes *
uke_card_face_get_name_picture (UkeCardFace *self);
GBytes *
uke_card_face_get_address_picture (UkeCardFace *self);
GBytes *
uke_card_face_get_photograph (UkeCardFace *self);

/* @number is (transfer full) and wiped on every path. Errors: UKE_CARD_ERROR PIN_FORMAT, PIN_WRONG,
 * PIN_BLOCKED, PIN_UNSURE, REMOVED, UNREADABLE, WRONG_CARD, FORGED, NO_SERVICE;
 * G_IO_ERROR_CANCELLED. */
void
uke_slot_read_card_face_async (UkeSlot *slot,
                               guint placement,
                               UkeNumberB *number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
UkeCardFace *
uke_slot_read_card_face_finish (UkeSlot *slot, GAsyncResult *result, GError **error);

G_END_DECLS
