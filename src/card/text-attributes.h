#pragma once

#include "card/card-face.h"
#include "card/pin.h"

G_BEGIN_DECLS

/* 基本4情報: name, address, birth date and sex as text. Immutable, wiped from memory with the last
 * reference.
 *
 * No page offers to read them: they have a PIN of their own, 券面事項入力補助用暗証番号, and its
 * tries are not a reception's to spend. */
#define UKE_TYPE_TEXT_ATTRIBUTES (uke_text_attributes_get_type ())
G_DECLARE_FINAL_TYPE (UkeTextAttributes, uke_text_attributes, UKE, TEXT_ATTRIBUTES, GObject)

/* Nicks: male, female, not-applicable. */
#define UKE_TYPE_SEX (uke_sex_get_type ())
GType
uke_sex_get_type (void);

typedef enum {
  UKE_SEX_MALE,
  UKE_SEX_FEMALE,
  UKE_SEX_NOT_APPLICABLE, /* "9", and whatever else a card may say */
} UkeSex;

UkeVisibleTrust
uke_text_attributes_get_trust (UkeTextAttributes *self);
const char *
uke_text_attributes_get_name (UkeTextAttributes *self);
const char *
uke_text_attributes_get_address (UkeTextAttributes *self);
const GDate *
uke_text_attributes_get_birth_date (UkeTextAttributes *self);
UkeSex
uke_text_attributes_get_sex (UkeTextAttributes *self);

/* @pin is (transfer full) and wiped on every path. Errors: as uke_slot_read_card_face_async(). */
void
uke_slot_read_text_attributes_async (UkeSlot *slot,
                                     guint placement,
                                     UkePin *pin,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
UkeTextAttributes *
uke_slot_read_text_attributes_finish (UkeSlot *slot, GAsyncResult *result, GError **error);

G_END_DECLS
