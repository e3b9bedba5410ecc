#include "fixture.h"

#include <string.h>

/* What is printed on the card, as somebody would type it. */
static void
check_number_b (const char *members, const char *expected)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);
  g_autoptr (GString) verify = g_string_new ("00 20 00 92 0E ");

  g_assert_cmpstr (uke_emulated_card_get_number_b (card), ==, expected);
  for (const char *p = expected; *p != '\0'; p++)
    g_string_append_printf (verify, "%02X", *p);
  CONVERSE (card, SELECT_VISUAL, "9000", verify->str, "9000");
}

static void
test_number_b_of_its_era (gconstpointer data)
{
  const char *const *born_and_number = data;
  g_autofree char *members =
      g_strdup_printf ("\"holder\": {\"birth_date\": \"%s\"}", born_and_number[0]);

  check_number_b (members, born_and_number[1]);
}

/* The card's last day is the certificate's and five years; here 2028-02-29 has no like in 2033. */
static void
test_number_b_of_its_expiry (void)
{
  check_number_b ("\"expires_in_days\": 464, \"security_code\": \"0007\"", "55021720330007");
  check_number_b ("\"expires_in_days\": -3650", "55021720213141");
}

static void
test_only_a_card_with_a_face_has_one (void)
{
  static const char *const cards[] = { "phone-android", "phone-iphone", "juki", "other" };

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++) {
    g_autofree char *members = g_strdup_printf ("\"card\": \"%s\"", cards[i]);
    g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (members);

    g_assert_null (uke_emulated_card_get_number_b (card));
  }
}

/* The official check digit of eleven digits, counted from the right. */
static int
compute_check_digit (const char *eleven)
{
  int sum = 0;

  for (int n = 1; n <= 11; n++)
    sum += (eleven[11 - n] - '0') * (n <= 6 ? n + 1 : n - 5);
  return sum % 11 <= 1 ? 0 : 11 - sum % 11;
}

/* A number made up by the rule, so that the rule itself is seen to hold: 1 + 2 + … from the right.
 */
static void
test_check_digit_itself (void)
{
  g_assert_cmpint (compute_check_digit ("00000000001"), ==, 9); /* 11 - 2 */
  g_assert_cmpint (compute_check_digit ("00000100000"), ==, 4); /* 11 - 7 */
  g_assert_cmpint (compute_check_digit ("00001000000"), ==, 9); /* the factors begin again at 2 */
  g_assert_cmpint (compute_check_digit ("10000000000"), ==, 5); /* 11 - 6 */
}

static gboolean
could_be_real (const guint8 *twelve)
{
  for (int i = 0; i < 12; i++)
    if (!g_ascii_isdigit (twelve[i]))
      return FALSE;
  return compute_check_digit ((const char *) twelve) == twelve[11] - '0';
}

/* Nothing in the files of the face holds twelve digits that could be somebody's. */
static void
test_number_is_nobodys (void)
{
  static const char *const selects[] = { SELECT_TEXT, SELECT_VISUAL };
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  guint n_numbers = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (selects); i++) {
    CONVERSE (card, selects[i], "9000", i == 0 ? "00 20 00 91 04 31323334" : VISUAL_NUMBER_A,
              "9000");
    for (guint id = 1; id < 0x1f; id++) {
      const guint8 read[] = { 0x00, 0xb0, 0x80 | id, 0x00, 0x00, 0x00, 0x00 };
      g_autoptr (GBytes) answer = uke_emulated_card_transmit (card, read, sizeof read);
      gsize size;
      const guint8 *bytes = g_bytes_get_data (answer, &size);

      for (gsize at = 0; at + 12 <= size; at++) {
        g_assert_false (could_be_real (bytes + at));
        n_numbers += memcmp (bytes + at, "999999999999", 12) == 0;
      }
    }
  }
  g_assert_cmpuint (n_numbers, >=, 1); /* the search does find what is there */
}

static void
test_without_sign_certificate (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("\"sign_certificate\": false");

  /* clang-format off */
  CONVERSE (card,
            SELECT_JPKI, "9000",
            "00 B0 88 00 00", "008F009000",
            "00 B0 81 00 01", "6A82",
            "00 20 00 9B 08 545241494E494E47", "9000",
            "00 B0 81 00 01", "6A82",
            "80 2A 00 9A 01 AB 00", "6981",
            "00 B0 8A 00 02", "3082 9000",
            VERIFY_RIGHT, "9000",
            SIGN_ONE_BYTE, "*9000");
  /* clang-format on */
}

int
main (int argc, char **argv)
{
  static const char *const births[][2] = {
    { "1900-01-01", "33010120323141" },                                     /* Meiji */
    { "1912-07-29", "45072920323141" }, { "1912-07-30", "01073020323141" }, /* Taisho */
    { "1926-12-24", "15122420323141" }, { "1926-12-25", "01122520323141" }, /* Showa */
    { "1980-02-17", "55021720323141" }, { "1989-01-07", "64010720323141" },
    { "1989-01-08", "01010820323141" },                                     /* Heisei */
    { "2019-04-30", "31043020323141" }, { "2019-05-01", "01050120323141" }, /* Reiwa */
    { "2026-11-22", "08112220323141" },
  };
  static const UkeFixtureTest tests[] = {
    { "number-b-of-its-expiry", test_number_b_of_its_expiry },
    { "only-a-card-with-a-face-has-one", test_only_a_card_with_a_face_has_one },
    { "check-digit-itself", test_check_digit_itself },
    { "number-is-nobodys", test_number_is_nobodys },
    { "without-sign-certificate", test_without_sign_certificate },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (births); i++) {
    g_autofree char *path = g_strconcat ("/card/holder/born/", births[i][0], NULL);

    g_test_add_data_func (path, births[i], test_number_b_of_its_era);
  }
  return uke_fixture_run ("/card/holder/", tests);
}
