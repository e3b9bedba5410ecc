#include "fixture.h"
#include "objects.h"

#include <openssl/sha.h>

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
  test_check_record (card, 3, 0xff30, 0xdf31, 0xdf32, 0xdf33);
  test_check_record (card, 7, 0xff50, 0xdf51, 0xdf51, 0xdf52);

  integrity = test_read_file (card, 3);
  objects = test_open_object (integrity, 0xff30);
  number_hash = test_get_object (objects, 0xdf31);
  values_hash = test_get_object (objects, 0xdf32);
  number = test_read_file (card, 1);
  g_assert_cmpuint (g_bytes_get_size (number), ==, 17);
  SHA256 (g_bytes_get_data (number, NULL), 17, hash);
  g_assert_cmpmem (g_bytes_get_data (number_hash, NULL), g_bytes_get_size (number_hash), hash, 32);

  attributes = test_read_file (card, 2);
  values = test_open_object (attributes, 0xff20);
  expected = test_hash_objects (values, 0xdf22, 0xdf25);
  g_assert_true (g_bytes_equal (values_hash, expected));
}

static void
test_text_key_always_blocked (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_TEXT, "9000", "00 20 00 92", "63C0", "00 20 00 92 04 31323334", "6984");
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "content", test_text_content },
    { "records", test_text_records },
    { "key-always-blocked", test_text_key_always_blocked },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/text/", tests);
}
