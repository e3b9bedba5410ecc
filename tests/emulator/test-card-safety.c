#include "emulator/authentication-application.h"
#include "emulator/persona-private.h"

#include "fixture.h"
#include "objects.h"

#include <openssl/x509.h>
#include <string.h>

static const char *const schemes[] = {
  "80 2A 00 %s 01 AB 00",
  "80 2A 01 %s 01 AB 00",
  "80 2A 02 %s 20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00",
  "80 2A 03 %s 01 AB 00",
  "80 2A 04 %s 20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F 00",
  "80 2A 05 %s 01 AB 00",
};

/* Tries every scheme with the key of that P2. */
static void
check_schemes (UkeEmulatedCard *card, const char *key, const char *answer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    g_auto (GStrv) parts = g_strsplit (schemes[i], "%s", 2);
    g_autofree char *command = g_strjoinv (key, parts);

    uke_fixture_talk (card, command, answer);
  }
}

/* Whatever was verified but the key's own PIN, it does not sign. */
static void
test_signs_after_its_own_pin_only (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  check_schemes (card, "97", "6982");
  check_schemes (card, "9A", "6982");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  check_schemes (card, "97", "*9000");
  check_schemes (card, "9A", "6982");

  CONVERSE (card, SELECT_JPKI, "9000", "00 20 00 9B 08 545241494E494E47", "9000");
  check_schemes (card, "97", "6982");
  check_schemes (card, "9A", "*9000");

  /* the same digits in another application open nothing here */
  CONVERSE (card, SELECT_TEXT, "9000", "00 20 00 91 04 31323334", "9000", SELECT_JPKI, "9000");
  check_schemes (card, "97", "6982");
}

/* Takes a terminal's certificate for nothing: only approved ones could have such a thing, and what
 * follows is not public. */
static void
test_no_terminal_gets_in (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autofree guint8 *certificate = g_malloc0 (7 + 307);

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  memcpy (certificate, "\x80\xa2\x00\xc1\x00\x01\x33", 7);
  for (guint p = 0; p <= 0xffff; p++) {
    g_autoptr (GBytes) with_certificate = NULL;
    g_autoptr (GBytes) bare = NULL;

    certificate[2] = p >> 8;
    certificate[3] = p & 0xff;
    with_certificate = uke_emulated_card_transmit (card, certificate, 7 + 307);
    bare = uke_emulated_card_transmit (card, certificate, 4);
    g_assert_cmpmem (g_bytes_get_data (with_certificate, NULL), g_bytes_get_size (with_certificate),
                     "\x6a\x86", 2);
    g_assert_cmpmem (g_bytes_get_data (bare, NULL), g_bytes_get_size (bare), "\x67\x00", 2);
  }
  uke_fixture_talk (card, SIGN_ONE_BYTE, "6982");
}

static void
check_certificate (UkeEmulatedCard *card, guint id)
{
  g_autofree char *command = g_strdup_printf ("00 B0 8%X 00 00 00 00", id);
  g_autoptr (GBytes) file = uke_fixture_ask (card, command);
  const guint8 *der = g_bytes_get_data (file, NULL);
  X509 *certificate = d2i_X509 (NULL, &der, g_bytes_get_size (file));
  g_autofree char *text = NULL;
  BIO *output = BIO_new (BIO_s_mem ());
  char *bytes;
  long length;

  g_assert_nonnull (certificate);
  X509_print (output, certificate);
  length = BIO_get_mem_data (output, &bytes);
  text = g_strndup (bytes, length);
  g_assert_nonnull (strstr (text, "TRAINING"));
  g_assert_null (strstr (text, "JPKI"));
  g_assert_null (strstr (text, "1.2.392.200149")); /* the real policies' arc */
  BIO_free (output);
  X509_free (certificate);
}

/* Nobody can take what is on these cards for somebody's. */
static void
test_certificates_say_training (void)
{
  g_auto (GStrv) names = uke_persona_list_names ();
  GDate today = uke_fixture_get_today ();

  for (char **name = names; *name != NULL; name++) {
    g_autoptr (UkePersona) persona = uke_persona_find (*name, NULL);
    const UkePersonaFacts *facts = uke_persona_get_facts (persona);
    g_autoptr (GError) error = NULL;
    g_autoptr (UkeEmulatedCard) card =
        uke_emulated_card_new (persona, uke_fixture_get_authority (), &today, NULL, &error);

    g_assert_no_error (error);
    /* nothing there to read, or not whole */
    if (facts->card == UKE_PERSONA_CARD_OTHER || facts->quirks.physical_size < 2000)
      continue;

    uke_emulated_card_power_on (card);
    CONVERSE (card, SELECT_JPKI, "9000", "00 20 00 9B 08 545241494E494E47", "9000");
    check_certificate (card, UKE_FILE_AUTH_CERTIFICATE);
    check_certificate (card, UKE_FILE_AUTH_AUTHORITY);
    check_certificate (card, UKE_FILE_SIGN_AUTHORITY);
    if (facts->sign_certificate)
      check_certificate (card, UKE_FILE_SIGN_CERTIFICATE);
  }
}

static void
test_token_says_training (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) token = NULL;
  const char *text;

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  token = uke_fixture_ask (card, "00 B0 86 00 00");
  text = g_bytes_get_data (token, NULL);
  g_assert_cmpmem (text + 32, 32, "UKETSUKE TRAINING               ", 32);
  g_assert_cmpmem (text + 64, 16, "TRAINING        ", 16);
}

/* The keys of one card are three, and none is another's. */
static void
test_keys_differ (void)
{
  const UkeTrainingKeys *keys = uke_training_authority_get_keys (uke_fixture_get_authority ());
  const UkeFaceKeys *face = uke_training_authority_get_face_keys (uke_fixture_get_authority ());
  EVP_PKEY *const all[] = {
    keys->key,           keys->auth_key,   keys->sign_key,
    face->authority_key, face->record_key, face->chip_key,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    for (gsize j = 0; j < i; j++)
      g_assert_cmpint (EVP_PKEY_eq (all[i], all[j]), ==, 0);
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "signs-after-its-own-pin-only", test_signs_after_its_own_pin_only },
    { "no-terminal-gets-in", test_no_terminal_gets_in },
    { "certificates-say-training", test_certificates_say_training },
    { "token-says-training", test_token_says_training },
    { "keys-differ", test_keys_differ },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/safety/", tests);
}
