#include "emulator/card-atr.h"

enum {
  ATR_USUAL,
  ATR_CONTACT,
  ATR_CONTACT_CHAINING,
  ATR_CONTACT_CAPABILITIES,
  ATR_SYNTHESIZED_D1,
  ATR_SYNTHESIZED_A1,
  ATR_CONTACTLESS_05,
  ATR_CONTACTLESS_41,
  ATR_CONTACTLESS_4B,
  ATR_CONTACTLESS_4B_106,
  ATR_RESIDENT_REGISTER,
  ATR_PLAIN,
};

const char *const uke_card_atr_words[] = {
  "usual",
  "contact",
  "contact-chaining",
  "contact-capabilities",
  "synthesized-d1",
  "synthesized-a1",
  "contactless-05",
  "contactless-41",
  "contactless-4b",
  "contactless-4b-106",
  "resident-register",
  "plain",
  NULL,
};

/* All that were seen (mynumber-card.md 1.2); the last is any contactless card that has nothing to
 * say of itself (PC/SC part 3). */
/* clang-format off */
static const struct {
  guint8 size;
  guint8 bytes[20];
} atrs[] = {
  [ATR_CONTACT] = { 9, { 0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14 } },
  [ATR_CONTACT_CHAINING] = { 19, { 0x3b, 0xda, 0x13, 0xff, 0x81, 0x31, 0xfb, 0x46, 0x80, 0x12,
                                   0x39, 0x2f, 0x31, 0xc1, 0x73, 0xc6, 0x01, 0xc0, 0x3b } },
  [ATR_CONTACT_CAPABILITIES] = { 13, { 0x3b, 0xc5, 0xff, 0x81, 0x31, 0xfb, 0x45, 0x80, 0x73, 0xc6,
                                       0x01, 0x00, 0x00 } },
  [ATR_SYNTHESIZED_D1] = { 17, { 0x3b, 0xf5, 0x91, 0x00, 0xff, 0x91, 0x81, 0x71, 0xfe, 0x40, 0x00,
                                 0x42, 0x00, 0x01, 0x00, 0xd1, 0xd6 } },
  [ATR_SYNTHESIZED_A1] = { 17, { 0x3b, 0xf5, 0x91, 0x00, 0xff, 0x91, 0x81, 0x71, 0xfe, 0x40, 0x00,
                                 0x42, 0x00, 0x01, 0xb3, 0xa1, 0x15 } },
  [ATR_CONTACTLESS_05] = { 13, { 0x3b, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xe0, 0xb3, 0x81, 0xa1,
                                 0x00, 0x7f } },
  [ATR_CONTACTLESS_41] = { 13, { 0x3b, 0x88, 0x80, 0x01, 0x00, 0x00, 0x41, 0xe0, 0xb3, 0x81, 0xa1,
                                 0x00, 0x3b } },
  [ATR_CONTACTLESS_4B] = { 13, { 0x3b, 0x88, 0x80, 0x01, 0x00, 0x4b, 0x51, 0xff, 0xb3, 0x81, 0xd1,
                                 0x00, 0x0f } },
  [ATR_CONTACTLESS_4B_106] = { 13, { 0x3b, 0x88, 0x80, 0x01, 0x00, 0x4b, 0x51, 0xff, 0x00, 0x81,
                                     0xd1, 0x00, 0xbc } },
  [ATR_RESIDENT_REGISTER] = { 13, { 0x3b, 0x88, 0x80, 0x01, 0x00, 0x00, 0x14, 0xe0, 0xb3, 0x81,
                                    0x91, 0x00, 0x5e } },
  [ATR_PLAIN] = { 5, { 0x3b, 0x80, 0x80, 0x01, 0x01 } },
};
/* clang-format on */

static GBytes *
get_bytes (guint index)
{
  return g_bytes_new_static (atrs[index].bytes, atrs[index].size);
}

/* The contact card without historical bytes, which OpenSC knows, is the usual one. */
static guint
choose_usual (UkePersonaCard card)
{
  switch (card) {
  case UKE_PERSONA_CARD_MYNUMBER:
  case UKE_PERSONA_CARD_JUKI:
    return ATR_CONTACT;
  case UKE_PERSONA_CARD_PHONE_ANDROID:
  case UKE_PERSONA_CARD_PHONE_IPHONE:
  case UKE_PERSONA_CARD_OTHER:
    return ATR_PLAIN;
  }
  g_return_val_if_reached (ATR_PLAIN);
}

/**
 * uke_card_atr_get:
 *
 * Tells how the card answers to reset. A phone, or a card of another kind, answers as any
 * contactless one: no client may tell them apart by it.
 *
 * Returns: (transfer full): 5 to 19 bytes
 */
GBytes *
uke_card_atr_get (const UkePersonaFacts *facts)
{
  guint index = facts->quirks.atr;

  return get_bytes (index != ATR_USUAL ? index : choose_usual (facts->card));
}

GBytes *
uke_card_atr_get_of_contacts (const UkePersonaFacts *facts)
{
  guint index = facts->quirks.atr;
  gboolean has_contacts = index == ATR_CONTACT_CHAINING || index == ATR_CONTACT_CAPABILITIES;

  return get_bytes (has_contacts ? index : ATR_CONTACT);
}
