#include "emulator/issuer-domain.h"

#include "emulator/card-verifiable.h"

#include <string.h>

/* Tags of GET DATA (mynumber-card.md 2.5). */
#define ISSUER_NUMBER 0x0042
#define CARD_NUMBER 0x0045
#define CARD_RECOGNITION 0x0066
#define MUNICIPALITY 0x00f0
#define EXPIRY 0x00f2
#define INTERMEDIATE_KEY 0x00f7
#define UPPER_CERTIFICATE 0x00f8
#define LOWER_CERTIFICATE 0x7f21
#define CONTACT_ATR 0x5f51

static void
add (GHashTable *objects, guint tag, gconstpointer data, gsize length)
{
  g_hash_table_insert (objects, GUINT_TO_POINTER (tag), g_bytes_new (data, length));
}

static void
add_certificates (GHashTable *objects, const UkeFaceKeys *keys)
{
  g_hash_table_insert (objects, GUINT_TO_POINTER (UPPER_CERTIFICATE),
                       uke_card_verifiable_certify (UKE_TRAINING_ISSUER_CARD, keys->authority_key,
                                                    UKE_TRAINING_SUBJECT_CARD, keys->record_key));
  g_hash_table_insert (objects, GUINT_TO_POINTER (LOWER_CERTIFICATE),
                       uke_card_verifiable_certify (UKE_TRAINING_SUBJECT_CARD, keys->record_key,
                                                    UKE_TRAINING_SUBJECT_CARD, keys->chip_key));
}

/**
 * uke_issuer_domain_new:
 * @atr: the card's answer to reset
 *
 * Gathers what the card says of itself before an application is selected. Only a My Number Card
 * says anything; whether others do is nowhere published.
 *
 * Returns: (transfer full) (element-type GBytes):
 */
GHashTable *
uke_issuer_domain_new (const UkeCardOrder *order, GBytes *atr)
{
  /* GlobalPlatform's card recognition data: nothing but its arc, 1.2.840.114283.1. */
  static const guint8 recognition[] = {
    0x73, 0x09, 0x06, 0x07, 0x2a, 0x86, 0x48, 0x86, 0xfc, 0x6b, 0x01,
  };
  GHashTable *objects = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);
  const char *atr_bytes = g_bytes_get_data (atr, NULL);
  guint8 id[UKE_KEY_ID_SIZE];
  char expiry[9];

  if (order->facts->card != UKE_PERSONA_CARD_MYNUMBER)
    return objects;

  uke_key_id_write (UKE_TRAINING_ISSUER_CARD, id);
  add (objects, ISSUER_NUMBER, id, sizeof id);
  add (objects, CARD_NUMBER, "TRAINING", strlen ("TRAINING"));
  add (objects, CARD_RECOGNITION, recognition, sizeof recognition);
  add (objects, MUNICIPALITY, UKE_TRAINING_MUNICIPALITY, strlen (UKE_TRAINING_MUNICIPALITY));
  g_date_strftime (expiry, sizeof expiry, "%Y%m%d", &order->expiry);
  add (objects, EXPIRY, expiry, strlen (expiry));
  uke_key_id_write (UKE_TRAINING_SUBJECT_CARD, id);
  add (objects, INTERMEDIATE_KEY, id, sizeof id);
  add_certificates (objects, uke_training_authority_get_face_keys (order->authority));
  /* without its first byte, TS */
  add (objects, CONTACT_ATR, atr_bytes + 1, g_bytes_get_size (atr) - 1);
  return objects;
}
