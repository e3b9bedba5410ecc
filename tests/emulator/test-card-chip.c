#include "emulator/card-verifiable.h"
#include "emulator/training-authority-private.h"

#include "fixture.h"
#include "objects.h"

/* "AB" signed by the key of the chip, without any PIN. */
static void
check_presence (UkeEmulatedCard *card, const char *command, EVP_PKEY *key)
{
  g_autoptr (GBytes) input = g_bytes_new_static ("AB", 2);
  g_autoptr (GBytes) signature = uke_fixture_ask (card, command);

  g_assert_true (test_verify_bare (key, input, signature));
}

static void
test_chip_signs_without_pin (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) objects = NULL;
  g_autoptr (GBytes) written = NULL;
  EVP_PKEY *key;

  CONVERSE (card, SELECT_VISUAL, "9000", VISUAL_NUMBER_B, "9000");
  file = test_read_file (card, 2);
  objects = test_open_object (file, 0xff20);
  written = test_get_object (objects, 0xdf24);
  key = test_read_public_key (written);

  uke_fixture_talk (card, SELECT_VISUAL, "9000"); /* nothing is verified now */
  check_presence (card, "80 2A 00 00 02 4142 00", key);
  uke_fixture_talk (card, "80 2A 00 80 02 4142 00", "6986");
  uke_fixture_talk (card, SELECT_TEXT, "9000");
  check_presence (card, "80 2A 00 00 02 4142 00", key);
  check_presence (card, "80 2A 00 93 02 4142 00", key);
  uke_fixture_talk (card, "00 A4 02 0C 02 0013", "9000");
  check_presence (card, "80 2A 00 80 02 4142 00", key);
  EVP_PKEY_free (key);
}

/* Whatever the reference: no key for authentication or signatures signs without its PIN. */
static void
test_no_other_key_does (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  for (guint scheme = 0; scheme <= 0xff; scheme++) {
    for (guint reference = 0; reference <= 0xff; reference++) {
      const guint8 command[] = { 0x80, 0x2a, scheme, reference, 0x01, 0xab, 0x00 };
      g_autoptr (GBytes) answer = uke_emulated_card_transmit (card, command, sizeof command);

      g_assert_cmpuint (g_bytes_get_size (answer), ==, 2);
    }
  }
}

static void
test_certificates (void)
{
  static const char *const selects[] = { SELECT_VISUAL, SELECT_TEXT };
  static const char *const issuers[] = { UKE_TRAINING_ISSUER_VISUAL, UKE_TRAINING_ISSUER_TEXT };
  static const char *const subjects[] = { UKE_TRAINING_SUBJECT_VISUAL, UKE_TRAINING_SUBJECT_TEXT };
  const UkeFaceKeys *keys = uke_training_authority_get_face_keys (uke_fixture_get_authority ());
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  for (gsize i = 0; i < G_N_ELEMENTS (selects); i++) {
    g_autoptr (GBytes) certificate = NULL;
    g_autoptr (GBytes) ids = NULL;
    guint8 id[UKE_KEY_ID_SIZE];

    uke_fixture_talk (card, selects[i], "9000");
    certificate = test_read_file (card, 4);
    g_assert_cmpuint (g_bytes_get_size (certificate), ==, 568);
    g_assert_true (test_is_certified_by (certificate, keys->authority_key));
    g_assert_false (test_is_certified_by (certificate, keys->chip_key));

    ids = g_bytes_new_from_bytes (certificate, 10, 2 * UKE_KEY_ID_SIZE);
    uke_key_id_write (issuers[i], id);
    g_assert_cmpmem (g_bytes_get_data (ids, NULL), UKE_KEY_ID_SIZE, id, UKE_KEY_ID_SIZE);
    uke_key_id_write (subjects[i], id);
    g_assert_cmpmem ((const guint8 *) g_bytes_get_data (ids, NULL) + UKE_KEY_ID_SIZE,
                     UKE_KEY_ID_SIZE, id, UKE_KEY_ID_SIZE);
  }
}

static void
test_chain_of_the_card (void)
{
  const UkeFaceKeys *keys = uke_training_authority_get_face_keys (uke_fixture_get_authority ());
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) upper = uke_fixture_ask (card, "00 CA 00 F8 00 00 00");
  g_autoptr (GBytes) lower = uke_fixture_ask (card, "00 CA 7F 21 00 00 00");
  EVP_PKEY *intermediate = test_get_certified_key (upper);

  g_assert_true (test_is_certified_by (upper, keys->authority_key));
  g_assert_true (test_is_certified_by (lower, intermediate));
  EVP_PKEY_free (intermediate);
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "chip-signs-without-pin", test_chip_signs_without_pin },
    { "no-other-key-does", test_no_other_key_does },
    { "certificates", test_certificates },
    { "chain-of-the-card", test_chain_of_the_card },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/chip/", tests);
}
