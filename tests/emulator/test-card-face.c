#include "fixture.h"
#include "objects.h"

#include <openssl/sha.h>
#include <string.h>

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
    g_autoptr (GBytes) hash = test_hash_objects (objects, groups[i][0], groups[i][1]);

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
  key = test_read_record_key (card);
  file = test_read_file (card, 2);
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
  file = test_read_file (card, 2);
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
  file = test_read_file (card, 2);
  objects = test_open_object (file, 0xff20);
  photograph = test_get_object (objects, 0xdf27);
  g_assert_cmpuint (g_bytes_get_size (photograph), ==, 0);
  key = test_read_record_key (card);
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
  test_check_record (card, 1, 0xff10, 0xdf11, 0xdf12, 0xdf13);
  test_check_record (card, 5, 0xff40, 0xdf41, 0xdf42, 0xdf43);
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
    { "tries", test_tries },
    { "face-is-signed", test_face_is_signed },
    { "face-content", test_face_content },
    { "no-photograph", test_no_photograph },
    { "other-records-of-the-face", test_other_records_of_the_face },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (accesses); i++) {
    g_autofree char *path = g_strconcat ("/card/face/access/", accesses[i].name, NULL);

    g_test_add_data_func (path, &accesses[i], test_access);
  }
  return uke_fixture_run ("/card/face/", tests);
}
