#include "emulator/card-verifiable.h"
#include "emulator/training-authority-private.h"

#include "fixture.h"
#include "objects.h"

#include <openssl/sha.h>
#include <string.h>

#define VERIFY_BIRTH_CODE "00 20 00 91 06 353530323137"
#define VISUAL_NUMBER_A "00 20 00 93 0C 393939393939393939393939"
#define VISUAL_NUMBER_B "00 20 00 92 0E 3535303231373230333233313431"
#define TEXT_PIN "00 20 00 91 04 31323334"
#define TEXT_NUMBER_A "00 20 00 94 0C 393939393939393939393939"
#define TEXT_NUMBER_B "00 20 00 95 0E 3535303231373230333233313431"

/* Which files lie open once a secret was shown, by their last digits. */
typedef struct {
  const char *name;
  const char *select;
  const char *verify; /* NULL: none */
  const char *open;
} Access;

/* clang-format off */
static const Access accesses[] = {
  { "visual-nothing", SELECT_VISUAL, NULL, "346" },
  { "visual-birth-code", SELECT_VISUAL, VERIFY_BIRTH_CODE, "1346" },
  { "visual-number-b", SELECT_VISUAL, VISUAL_NUMBER_B, "2346" },
  { "visual-number-a", SELECT_VISUAL, VISUAL_NUMBER_A, "23456" },
  { "text-nothing", SELECT_TEXT, NULL, "4568" },
  { "text-pin", SELECT_TEXT, TEXT_PIN, "12345678" },
  { "text-number-a", SELECT_TEXT, TEXT_NUMBER_A, "1345678" },
  { "text-number-b", SELECT_TEXT, TEXT_NUMBER_B, "2345678" },
};
/* clang-format on */

static void
test_access (gconstpointer data)
{
  const Access *access = data;
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  guint last = strcmp (access->select, SELECT_TEXT) == 0 ? 8 : 6;

  uke_fixture_talk (card, access->select, "9000");
  if (access->verify != NULL)
    uke_fixture_talk (card, access->verify, "9000");

  for (guint id = 1; id <= last; id++) {
    g_autofree char *read = g_strdup_printf ("00 B0 8%u 00 01", id);

    uke_fixture_talk (card, read, strchr (access->open, '0' + id) != NULL ? "??9000" : "6982");
  }
}

static GBytes *
read_file (UkeEmulatedCard *card, guint id)
{
  g_autofree char *command = g_strdup_printf ("00 B0 8%X 00 00 00 00", id);

  return uke_fixture_ask (card, command);
}

/* The key that a face's records are signed by, out of its certificate on the card. */
static EVP_PKEY *
read_record_key (UkeEmulatedCard *card)
{
  g_autoptr (GBytes) certificate = read_file (card, 4);

  return test_get_certified_key (certificate);
}

/* The record's last object signs all before it; another key or content would be noticed. */
static void
check_record (UkeEmulatedCard *card, guint id, guint tag, guint first, guint last, guint signature)
{
  EVP_PKEY *key = read_record_key (card);
  EVP_PKEY *other = uke_training_authority_get_face_keys (uke_fixture_get_authority ())->chip_key;
  g_autoptr (GBytes) file = read_file (card, id);
  g_autoptr (GBytes) inside = test_open_object (file, tag);
  g_autoptr (GBytes) signed_objects = test_get_objects_as_written (inside, first, last);
  g_autoptr (GBytes) signed_by = test_get_object (inside, signature);

  g_assert_true (test_verify_message (key, signed_objects, signed_by));
  g_assert_false (test_verify_message (other, signed_objects, signed_by));
  g_assert_false (test_verify_message (key, inside, signed_by));
  EVP_PKEY_free (key);
}

static GBytes *
hash_of (GBytes *objects, guint first, guint last)
{
  g_autoptr (GBytes) bytes = test_get_objects_as_written (objects, first, last);
  guint8 hash[SHA256_DIGEST_LENGTH];

  SHA256 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), hash);
  return g_bytes_new (hash, sizeof hash);
}

static gboolean
face_is_signed (EVP_PKEY *key, GBytes *objects)
{
  g_autoptr (GBytes) signature = test_get_object (objects, 0xdf28);
  g_autoptr (GBytes) digest_info = uke_fixture_from_hex ("3071300D060960864801650304020105000460");
  const guint groups[][2] = { { 0xdf22, 0xdf24 }, { 0xdf25, 0xdf26 }, { 0xdf27, 0xdf27 } };
  GByteArray *input = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (input, g_bytes_get_data (digest_info, NULL), 19);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    g_autoptr (GBytes) hash = hash_of (objects, groups[i][0], groups[i][1]);

    g_byte_array_append (input, g_bytes_get_data (hash, NULL), 32);
  }
  bytes = g_byte_array_free_to_bytes (input);
  return test_verify_bare (key, bytes, signature);
}

static void
test_face_is_signed (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) objects = NULL;
  g_autoptr (GBytes) tampered = NULL;
  g_autofree guint8 *copy = NULL;
  EVP_PKEY *key;

  CONVERSE (card, SELECT_VISUAL, "9000", VISUAL_NUMBER_B, "9000");
  key = read_record_key (card);
  file = read_file (card, 2);
  objects = test_open_object (file, 0xff20);
  g_assert_true (face_is_signed (key, objects));

  copy = g_memdup2 (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  copy[test_find_object (file, objects, 0xdf27) + 500] ^= 1; /* a little of the photograph */
  g_clear_pointer (&objects, g_bytes_unref);
  tampered = g_bytes_new (copy, g_bytes_get_size (file));
  objects = test_open_object (tampered, 0xff20);
  g_assert_false (face_is_signed (key, objects));
  EVP_PKEY_free (key);
}

static void
assert_begins (GBytes *objects, guint tag, const char *beginning)
{
  g_autoptr (GBytes) object = test_get_object (objects, tag);
  g_autoptr (GBytes) expected = uke_fixture_from_hex (beginning);
  gsize size = g_bytes_get_size (expected);

  g_assert_cmpuint (g_bytes_get_size (object), >=, size);
  g_assert_cmpmem (g_bytes_get_data (object, NULL), size, g_bytes_get_data (expected, NULL), size);
}

static void
test_face_content (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) objects = NULL;
  g_autoptr (GBytes) table = NULL;
  g_autoptr (GBytes) photograph = NULL;
  const guint8 *offsets;

  CONVERSE (card, SELECT_VISUAL, "9000", VISUAL_NUMBER_B, "9000");
  file = read_file (card, 2);
  objects = test_open_object (file, 0xff20);
  assert_begins (objects, 0xdf22, "3139383030323137");
  assert_begins (objects, 0xdf23, "32");
  assert_begins (objects, 0xdf24, "9003 010001 91820100");
  assert_begins (objects, 0xdf25, "89504E470D0A1A0A");
  assert_begins (objects, 0xdf26, "89504E470D0A1A0A");
  assert_begins (objects, 0xdf27, "0000000C 6A502020 0D0A870A");
  assert_begins (objects, 0xdf29, "3230333231323237"); /* five years behind the certificate */
  /* 24 by 12 dots of one bit, grey */
  assert_begins (objects, 0xdf2a, "89504E470D0A1A0A 0000000D49484452 00000018 0000000C 0100000000");
  photograph = test_get_object (objects, 0xdf27);
  g_assert_cmpuint (g_bytes_get_size (photograph), >, 4000);

  table = test_get_object (objects, 0xdf21);
  offsets = g_bytes_get_data (table, NULL);
  g_assert_cmpuint (g_bytes_get_size (table), ==, 18);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpuint (offsets[2 * i] << 8 | offsets[2 * i + 1], ==,
                      test_find_object (file, objects, 0xdf22 + i));
}

static void
test_no_photograph (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"photograph\": false");
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) objects = NULL;
  g_autoptr (GBytes) photograph = NULL;
  EVP_PKEY *key;

  CONVERSE (card, SELECT_VISUAL, "9000", VISUAL_NUMBER_B, "9000");
  file = read_file (card, 2);
  objects = test_open_object (file, 0xff20);
  photograph = test_get_object (objects, 0xdf27);
  g_assert_cmpuint (g_bytes_get_size (photograph), ==, 0);
  key = read_record_key (card);
  g_assert_true (face_is_signed (key, objects));
  EVP_PKEY_free (key);
}

static void
test_other_records_of_the_face (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            SELECT_VISUAL, "9000",
            VERIFY_BIRTH_CODE, "9000",
            "00 B0 81 00 10", "FF10 82021E DF1108 3139383030323137 9000",
            VISUAL_NUMBER_A, "9000",
            "00 B0 85 00 05", "FF40 82???? 9000",
            "00 B0 83 00 0C", "FF30 82???? DF3104 06030E01 9000",
            "00 B0 86 00 00", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 9000");
  /* clang-format on */
  check_record (card, 1, 0xff10, 0xdf11, 0xdf12, 0xdf13);
  check_record (card, 5, 0xff40, 0xdf41, 0xdf42, 0xdf43);
}

static void
test_text_content (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (
      "\"holder\": {\"name\": \"試験　花\", \"address\": \"どこ\", \"birth_date\": \"1990-04-01\","
      " \"sex\": \"male\"}");

  /* clang-format off */
  CONVERSE (card,
            SELECT_TEXT, "9000",
            TEXT_PIN, "9000",
            /* with two bytes of filler, which its hash includes */
            "00 B0 81 00 00", "FF100C 393939393939393939393939 FFFF 9000",
            "00 B0 82 00 00", "FF2032 DF2108 000E001D00260031"
                              " DF220C E8A9A6E9A893E38080E88AB1"
                              " DF2306 E381A9E38193"
                              " DF2408 3139393030343031"
                              " DF2501 31 9000",
            "00 B0 83 00 05", "FF30 82014B 9000",
            "00 B0 84 00 05", "7F21 820233 9000",
            "00 B0 85 00 0A", "FF40 819E DF4104 01030E 9000",
            "00 B0 86 00 07", "A1820109 900301 9000",
            "00 B0 87 00 05", "FF50 820213 9000",
            "00 B0 88 00 00", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 9000");
  /* clang-format on */
}

static void
test_text_records (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GBytes) number = NULL;
  g_autoptr (GBytes) attributes = NULL;
  g_autoptr (GBytes) values = NULL;
  g_autoptr (GBytes) integrity = NULL;
  g_autoptr (GBytes) objects = NULL;
  g_autoptr (GBytes) number_hash = NULL;
  g_autoptr (GBytes) values_hash = NULL;
  g_autoptr (GBytes) expected = NULL;
  guint8 hash[SHA256_DIGEST_LENGTH];

  CONVERSE (card, SELECT_TEXT, "9000", TEXT_PIN, "9000");
  check_record (card, 3, 0xff30, 0xdf31, 0xdf32, 0xdf33);
  check_record (card, 7, 0xff50, 0xdf51, 0xdf51, 0xdf52);

  integrity = read_file (card, 3);
  objects = test_open_object (integrity, 0xff30);
  number_hash = test_get_object (objects, 0xdf31);
  values_hash = test_get_object (objects, 0xdf32);
  number = read_file (card, 1);
  g_assert_cmpuint (g_bytes_get_size (number), ==, 17);
  SHA256 (g_bytes_get_data (number, NULL), 17, hash);
  g_assert_cmpmem (g_bytes_get_data (number_hash, NULL), g_bytes_get_size (number_hash), hash, 32);

  attributes = read_file (card, 2);
  values = test_open_object (attributes, 0xff20);
  expected = hash_of (values, 0xdf22, 0xdf25);
  g_assert_true (g_bytes_equal (values_hash, expected));
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
    certificate = read_file (card, 4);
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
  file = read_file (card, 2);
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
test_text_key_always_blocked (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_TEXT, "9000", "00 20 00 92", "63C0", "00 20 00 92 04 31323334", "6984");
}

/* The tries of each secret, and that each counts for itself. */
static void
test_tries (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"number_b_tries_left\": 2");

  /* clang-format off */
  CONVERSE (card,
            SELECT_VISUAL, "9000",
            "00 20 00 91", "63CA",
            "00 20 00 92", "63C2",
            "00 20 00 93", "63CA",
            "00 20 00 92 0E 3030303030303030303030303030", "63C1",
            SELECT_TEXT, "9000",
            "00 20 00 91", "63C3",
            "00 20 00 94", "63CA",
            "00 20 00 95", "63C2", /* another file than the visual one's */
            SELECT_VISUAL, "9000",
            VISUAL_NUMBER_B, "9000",
            "00 20 00 92", "63CA");
  /* clang-format on */
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "no-other-key-does", test_no_other_key_does },
    { "chip-signs-without-pin", test_chip_signs_without_pin },
    { "tries", test_tries },
    { "text-key-always-blocked", test_text_key_always_blocked },
    { "face-is-signed", test_face_is_signed },
    { "face-content", test_face_content },
    { "no-photograph", test_no_photograph },
    { "other-records-of-the-face", test_other_records_of_the_face },
    { "text-content", test_text_content },
    { "text-records", test_text_records },
    { "certificates", test_certificates },
    { "chain-of-the-card", test_chain_of_the_card },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (accesses); i++) {
    g_autofree char *path = g_strconcat ("/card/face/access/", accesses[i].name, NULL);

    g_test_add_data_func (path, &accesses[i], test_access);
  }
  return uke_fixture_run ("/card/face/", tests);
}
