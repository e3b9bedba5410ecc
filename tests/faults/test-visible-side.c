#include "flawed-card.h"

#include "fixture.h"

#include "card/card-error.h"
#include "card/card-face.h"
#include "card/text-attributes.h"

#include <string.h>

/* SELECT, tries, VERIFY, the face in two pieces, the certificate in two, log out. */
#define N_COMMANDS_FACE 8
/* SELECT, tries, VERIFY, attributes, integrity in two pieces, the certificate in two, log out. */
#define N_COMMANDS_TEXT 9

/* One card on one slot, and what was sent to it. */
typedef struct {
  FlawedCard card;
  GString *headers; /* of all commands, in hexadecimal, one a line */
  GAsyncResult *result;

  /* One bit of one answer, which leaves everything else as it is. */
  guint alter_answer; /* from 1, 0 for none */
  gsize alter_byte;
} Counter;

static GBytes *
alter (GBytes *answer, gsize at)
{
  GByteArray *bytes = g_bytes_unref_to_array (answer);

  g_assert_cmpuint (at, <, bytes->len - 2);
  bytes->data[at] ^= 0x01;
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
note_and_transmit (const guint8 *command, gsize length, gpointer user_data, GError **error)
{
  Counter *self = user_data;
  GBytes *answer;

  g_string_append_printf (self->headers, "%02X%02X%02X%02X\n", command[0], command[1], command[2],
                          command[3]);
  answer = flawed_card_transmit (command, length, &self->card, error);
  return self->card.n_commands == self->alter_answer ? alter (answer, self->alter_byte) : answer;
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Counter *) user_data)->result = g_object_ref (result);
}

static void
counter_open (Counter *self, const char *members)
{
  *self =
      (Counter) { .card.card = uke_fixture_make_card (members), .headers = g_string_new (NULL) };
}

static void
counter_close (Counter *self)
{
  g_object_unref (self->card.card);
  g_string_free (self->headers, TRUE);
}

static void
await (Counter *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
let_go (Counter *self, FakeSlot *slot)
{
  g_clear_object (&self->result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (slot);
}

static UkeCardFace *
read_face (Counter *self, const char *digits, GError **error)
{
  FakeSlot *slot = fake_slot_new (TRUE, note_and_transmit, self);
  UkeNumberB *number = uke_number_b_new ();
  UkeCardFace *face;

  while (*digits != '\0')
    g_assert_true (uke_number_b_append (number, *digits++));
  uke_slot_read_card_face_async (UKE_SLOT (slot), 1, number, NULL, on_ready, self);
  await (self);
  face = uke_slot_read_card_face_finish (UKE_SLOT (slot), self->result, error);
  let_go (self, slot);
  return face;
}

static UkeTextAttributes *
read_text (Counter *self, const char *digits, GError **error)
{
  FakeSlot *slot = fake_slot_new (TRUE, note_and_transmit, self);
  UkePin *pin = uke_pin_new ();
  UkeTextAttributes *attributes;

  while (*digits != '\0')
    g_assert_true (uke_pin_append (pin, *digits++));
  uke_slot_read_text_attributes_async (UKE_SLOT (slot), 1, pin, NULL, on_ready, self);
  await (self);
  attributes = uke_slot_read_text_attributes_finish (UKE_SLOT (slot), self->result, error);
  let_go (self, slot);
  return attributes;
}

static void
assert_face_fails (Counter *self, const char *digits, UkeCardError code, int tries_left)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_face (self, digits, &error));
  g_assert_error (error, UKE_CARD_ERROR, (int) code);
  g_assert_cmpint (uke_card_error_get_tries_left (error), ==, tries_left);
}

static void
assert_date (const GDate *date, GDateYear year, GDateMonth month, GDateDay day)
{
  g_assert_cmpuint (g_date_get_year (date), ==, year);
  g_assert_cmpint ((int) g_date_get_month (date), ==, (int) month);
  g_assert_cmpuint (g_date_get_day (date), ==, day);
}

static void
assert_begins (GBytes *bytes, const char *start, gsize length)
{
  g_assert_cmpuint (g_bytes_get_size (bytes), >, length);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), length, start, length);
}

static void
test_face (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardFace) face = NULL;
  Counter counter;

  counter_open (&counter, "\"expires_in_days\": 400");
  face = read_face (&counter, uke_emulated_card_get_number_b (counter.card.card), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counter.card.n_commands, ==, N_COMMANDS_FACE);

  g_assert_cmpint ((int) uke_card_face_get_trust (face), ==, (int) UKE_VISIBLE_TRUST_TRAINING);
  assert_date (uke_card_face_get_birth_date (face), 1980, G_DATE_FEBRUARY, 17);
  /* Five years after the certificate, whose last day is 400 days after 2026-11-22. */
  assert_date (uke_card_face_get_expires (face), 2032, G_DATE_DECEMBER, 27);
  assert_begins (uke_card_face_get_name_picture (face), "\x89PNG\r\n\x1a\n", 8);
  assert_begins (uke_card_face_get_address_picture (face), "\x89PNG\r\n\x1a\n", 8);
  assert_begins (uke_card_face_get_photograph (face), "\x00\x00\x00\x0cjP  \r\n\x87\n", 12);
  counter_close (&counter);
}

/* A picture may outlive the face it was on. */
static void
test_picture_outlives_face (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photograph = NULL;
  UkeCardFace *face;
  Counter counter;

  counter_open (&counter, "");
  face = read_face (&counter, uke_emulated_card_get_number_b (counter.card.card), &error);
  g_assert_no_error (error);
  photograph = g_bytes_ref (uke_card_face_get_photograph (face));
  g_assert_finalize_object (face);
  assert_begins (photograph, "\x00\x00\x00\x0cjP  ", 8);
  counter_close (&counter);
}

static void
test_face_without_photograph (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardFace) face = NULL;
  Counter counter;

  counter_open (&counter, "\"photograph\": false");
  face = read_face (&counter, uke_emulated_card_get_number_b (counter.card.card), &error);
  g_assert_no_error (error);
  g_assert_null (uke_card_face_get_photograph (face));
  g_assert_nonnull (uke_card_face_get_name_picture (face));
  counter_close (&counter);
}

static void
test_wrong_number (void)
{
  Counter counter;

  counter_open (&counter, "\"number_b_tries_left\": 2");
  assert_face_fails (&counter, "31123120991234", UKE_CARD_ERROR_PIN_WRONG, 1);
  assert_face_fails (&counter, "31123120991234", UKE_CARD_ERROR_PIN_BLOCKED, 0);
  g_assert_cmpuint (counter.card.n_with_secret, ==, 2);
  /* Blocked, it is not even sent. */
  assert_face_fails (&counter, uke_emulated_card_get_number_b (counter.card.card),
                     UKE_CARD_ERROR_PIN_BLOCKED, 0);
  g_assert_cmpuint (counter.card.n_with_secret, ==, 2);
  counter_close (&counter);
}

static void
test_impossible_number_is_not_sent (void)
{
  Counter counter;

  counter_open (&counter, "");
  assert_face_fails (&counter, "19800217203522", UKE_CARD_ERROR_PIN_FORMAT, -1);
  assert_face_fails (&counter, "5502172035", UKE_CARD_ERROR_PIN_FORMAT, -1);
  g_assert_cmpuint (counter.card.n_commands, ==, 0);
  counter_close (&counter);
}

static void
test_phone_has_no_face (void)
{
  Counter counter;

  counter_open (&counter, "\"card\": \"phone-iphone\"");
  assert_face_fails (&counter, "55021720352285", UKE_CARD_ERROR_WRONG_CARD, -1);
  g_assert_cmpuint (counter.card.n_with_secret, ==, 0);
  counter_close (&counter);
}

/* One bit of the photograph is not the one that was signed. */
static void
test_altered_face (void)
{
  Counter counter;

  counter_open (&counter, "");
  counter.alter_answer = 5; /* the long one */
  counter.alter_byte = 3000;
  assert_face_fails (&counter, uke_emulated_card_get_number_b (counter.card.card),
                     UKE_CARD_ERROR_FORGED, -1);
  counter_close (&counter);
}

/* The certificate's key is not the one that signed. */
static void
test_face_of_another_key (void)
{
  Counter counter;

  counter_open (&counter, "");
  counter.alter_answer = N_COMMANDS_FACE - 2; /* the beginning of the certificate */
  counter.alter_byte = 100;
  assert_face_fails (&counter, uke_emulated_card_get_number_b (counter.card.card),
                     UKE_CARD_ERROR_FORGED, -1);
  counter_close (&counter);
}

/* One bit of the name: still UTF-8, and somebody else's. */
static void
test_altered_text (void)
{
  g_autoptr (GError) error = NULL;
  Counter counter;

  counter_open (&counter, "");
  counter.alter_answer = 4;
  counter.alter_byte = 20;
  g_assert_null (read_text (&counter, "1234", &error));
  g_assert_error (error, UKE_CARD_ERROR, (int) UKE_CARD_ERROR_FORGED);
  counter_close (&counter);
}

static void
test_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeTextAttributes) attributes = NULL;
  Counter counter;

  counter_open (&counter, "\"holder\": {\"name\": \"訓練　太郎\", \"sex\": \"male\"}");
  attributes = read_text (&counter, "1234", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counter.card.n_commands, ==, N_COMMANDS_TEXT);

  g_assert_cmpint ((int) uke_text_attributes_get_trust (attributes), ==,
                   (int) UKE_VISIBLE_TRUST_TRAINING);
  g_assert_cmpstr (uke_text_attributes_get_name (attributes), ==, "訓練　太郎");
  g_assert_cmpstr (uke_text_attributes_get_address (attributes), ==,
                   "東京都訓練区架空町０丁目０番０号");
  g_assert_cmpint ((int) uke_text_attributes_get_sex (attributes), ==, (int) UKE_SEX_MALE);
  assert_date (uke_text_attributes_get_birth_date (attributes), 1980, G_DATE_FEBRUARY, 17);
  counter_close (&counter);
}

static void
test_text_with_wrong_pin (void)
{
  g_autoptr (GError) error = NULL;
  Counter counter;

  counter_open (&counter, "");
  g_assert_null (read_text (&counter, "9999", &error));
  g_assert_error (error, UKE_CARD_ERROR, (int) UKE_CARD_ERROR_PIN_WRONG);
  g_assert_cmpint (uke_card_error_get_tries_left (error), ==, 2);
  counter_close (&counter);
}

/* The number of twelve digits: neither its file nor what opens it is ever named. */
static void
test_number_is_never_touched (void)
{
  static const char *const forbidden[] = {
    "00B081",   /* EF 0001 by its short identifier, in the text's application */
    "00A402",   /* any file by its long one */
    "00200094", /* 照合番号A there */
    "00200093", /* and in the face's application */
    "00B085",   /* its picture */
  };
  g_autoptr (UkeTextAttributes) attributes = NULL;
  g_autoptr (UkeCardFace) face = NULL;
  Counter counter;

  counter_open (&counter, "");
  face = read_face (&counter, uke_emulated_card_get_number_b (counter.card.card), NULL);
  attributes = read_text (&counter, "1234", NULL);
  g_assert_nonnull (face);
  g_assert_nonnull (attributes);
  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    g_assert_null (strstr (counter.headers->str, forbidden[i]));
  counter_close (&counter);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/visible-side/face", test_face);
  g_test_add_func ("/visible-side/picture-outlives-face", test_picture_outlives_face);
  g_test_add_func ("/visible-side/face-without-photograph", test_face_without_photograph);
  g_test_add_func ("/visible-side/wrong-number", test_wrong_number);
  g_test_add_func ("/visible-side/impossible-number-is-not-sent",
                   test_impossible_number_is_not_sent);
  g_test_add_func ("/visible-side/phone-has-no-face", test_phone_has_no_face);
  g_test_add_func ("/visible-side/altered-face", test_altered_face);
  g_test_add_func ("/visible-side/face-of-another-key", test_face_of_another_key);
  g_test_add_func ("/visible-side/altered-text", test_altered_text);
  g_test_add_func ("/visible-side/text", test_text);
  g_test_add_func ("/visible-side/text-with-wrong-pin", test_text_with_wrong_pin);
  g_test_add_func ("/visible-side/number-is-never-touched", test_number_is_never_touched);

  status = g_test_run ();
  uke_fixture_remove_authority ();
  return status;
}
