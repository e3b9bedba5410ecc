#include "card/pin-proof.h"

#include "fake-card.h"
#include "test-identity.h"
#include "wipe-log.h"

#include <string.h>

/* SELECT, query, VERIFY, signature, log out. */
enum {
  AT_SELECT = 1,
  AT_QUERY,
  AT_VERIFY,
  AT_SIGN,
  AT_LOG_OUT,
};

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

static UkePin *
type_pin (const char *digits)
{
  UkePin *pin = uke_pin_new ();

  for (; *digits != '\0'; digits++)
    g_assert_true (uke_pin_append (pin, *digits));
  return pin;
}

/* Whatever comes of it: the PIN is wiped where it was typed and where it was sent from, the card
 * saw it at most once, and is not left open. */
static gboolean
prove (FakeCard *card, const char *digits, GBytes *der, GError **error)
{
  g_autoptr (UkeCertificate) certificate = uke_certificate_new_from_data (der, NULL);
  g_autoptr (FakeSlot) slot = fake_slot_new (TRUE, fake_card_transmit, card);
  g_autoptr (GAsyncResult) result = NULL;
  UkePin *pin = type_pin (digits);
  const guint8 *place = uke_pin_peek (pin);
  gboolean proved;

  g_assert_nonnull (certificate);
  wipe_log_forget ();
  card->pin_place = place;
  uke_slot_prove_pin_async (UKE_SLOT (slot), 1, pin, certificate, card->cancels, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  proved = uke_slot_prove_pin_finish (UKE_SLOT (slot), result, error);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&slot));

  g_assert_true (wipe_log_covers (place, UKE_PIN_LENGTH));
  g_assert_cmpuint (card->n_with_pin, <=, 1);
  if (card->pin_buffer != NULL)
    g_assert_true (wipe_log_covers (card->pin_buffer, 9));
  if (card->fails_with != UKE_CARD_ERROR_REMOVED || card->fails_at == 0)
    g_assert_false (card->is_verified);
  return proved;
}

static void
assert_fails (FakeCard *card, const char *digits, UkeCardError code, int tries_left)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (prove (card, digits, card->certificate, &error));
  g_assert_error (error, UKE_CARD_ERROR, (int) code);
  g_assert_cmpint (uke_card_error_get_tries_left (error), ==, tries_left);
}

static void
test_right_pin (void)
{
  g_autoptr (GError) error = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  g_assert_true (prove (&card, "1234", card.certificate, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (card.n_commands, ==, AT_LOG_OUT);
  g_assert_cmpuint (card.n_with_pin, ==, 1);
  g_assert_cmpuint (card.n_signed, ==, 1);
  g_assert_false (card.is_selected);
  fake_card_clear (&card);
}

static void
test_wrong_pin (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  assert_fails (&card, "0000", UKE_CARD_ERROR_PIN_WRONG, 2);
  assert_fails ((card.n_with_pin = 0, &card), "0000", UKE_CARD_ERROR_PIN_WRONG, 1);
  assert_fails ((card.n_with_pin = 0, &card), "0000", UKE_CARD_ERROR_PIN_BLOCKED, 0);
  g_assert_cmpuint (card.n_signed, ==, 0);
  fake_card_clear (&card);
}

static void
test_blocked_is_not_sent (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  card.tries_left = 0;
  assert_fails (&card, "1234", UKE_CARD_ERROR_PIN_BLOCKED, 0);
  g_assert_cmpuint (card.n_with_pin, ==, 0);
  fake_card_clear (&card);
}

static void
test_incomplete_is_not_sent (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  assert_fails (&card, "123", UKE_CARD_ERROR_PIN_FORMAT, -1);
  assert_fails (&card, "", UKE_CARD_ERROR_PIN_FORMAT, -1);
  g_assert_cmpuint (card.n_commands, ==, 0);
  fake_card_clear (&card);
}

typedef struct {
  const char *name;
  guint8 ins;
  guint16 sw;
  UkeCardError code;
  int tries_left;
  guint n_with_pin;
} RefusalCase;

/* clang-format off */
static const RefusalCase refusals[] = {
  { "select-no-application", 0xa4, 0x6a82, UKE_CARD_ERROR_WRONG_CARD, -1, 0 },
  { "query-none-left", FAKE_INS_QUERY, 0x63c0, UKE_CARD_ERROR_PIN_BLOCKED, 0, 0 },
  { "query-6983", FAKE_INS_QUERY, 0x6983, UKE_CARD_ERROR_PIN_BLOCKED, 0, 0 },
  { "query-6984", FAKE_INS_QUERY, 0x6984, UKE_CARD_ERROR_PIN_BLOCKED, 0, 0 },
  { "verify-two-left", 0x20, 0x63c2, UKE_CARD_ERROR_PIN_WRONG, 2, 1 },
  { "verify-one-left", 0x20, 0x63c1, UKE_CARD_ERROR_PIN_WRONG, 1, 1 },
  { "verify-fifteen-left", 0x20, 0x63cf, UKE_CARD_ERROR_PIN_WRONG, 15, 1 },
  { "verify-last-try-spent", 0x20, 0x63c0, UKE_CARD_ERROR_PIN_BLOCKED, 0, 1 },
  { "verify-6983", 0x20, 0x6983, UKE_CARD_ERROR_PIN_BLOCKED, 0, 1 },
  { "verify-6984", 0x20, 0x6984, UKE_CARD_ERROR_PIN_BLOCKED, 0, 1 },
  { "verify-not-counted", 0x20, 0x6300, UKE_CARD_ERROR_PIN_WRONG, -1, 1 },
  { "verify-6700", 0x20, 0x6700, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "verify-6a80", 0x20, 0x6a80, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "verify-6a82", 0x20, 0x6a82, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "verify-6a88", 0x20, 0x6a88, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "verify-6581", 0x20, 0x6581, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "verify-61xx-is-not-followed", 0x20, 0x6110, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "verify-6cxx-is-not-followed", 0x20, 0x6c04, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "sign-6982", 0x2a, 0x6982, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "sign-6985", 0x2a, 0x6985, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "sign-6700", 0x2a, 0x6700, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "sign-6a88", 0x2a, 0x6a88, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
  { "sign-empty", 0x2a, 0x9000, UKE_CARD_ERROR_UNREADABLE, -1, 1 },
};
/* clang-format on */

static void
test_refusal (gconstpointer data)
{
  const RefusalCase *row = data;
  FakeCard card;

  fake_card_init (&card, 1600);
  card.odd_ins = row->ins;
  card.odd_sw = row->sw;
  assert_fails (&card, "1234", row->code, row->tries_left);
  g_assert_cmpuint (card.n_with_pin, ==, row->n_with_pin);
  fake_card_clear (&card);
}

/* 9000 to the question means that somebody was verified before us: ours is shown all the same. */
static void
test_verified_before (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  card.odd_ins = FAKE_INS_QUERY;
  card.odd_sw = 0x9000;
  assert_fails (&card, "0000", UKE_CARD_ERROR_PIN_WRONG, 2);
  g_assert_cmpuint (card.n_with_pin, ==, 1);
  g_assert_cmpuint (card.n_signed, ==, 0);
  fake_card_clear (&card);
}

static void
test_cut_off_while_verifying (void)
{
  static const UkeCardError errors[] = { UKE_CARD_ERROR_UNREADABLE, UKE_CARD_ERROR_NO_SERVICE };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++) {
    FakeCard card;

    fake_card_init (&card, 1600);
    card.fails_at = AT_VERIFY;
    card.fails_with = errors[i];
    /* Not sent again; the card is asked, which costs no try. */
    assert_fails (&card, "1234", UKE_CARD_ERROR_PIN_UNSURE, 3);
    g_assert_cmpuint (card.n_with_pin, ==, 1);
    g_assert_cmpuint (card.n_signed, ==, 0);
    /* Should the card have taken it after all, it is closed again. */
    g_assert_cmpuint (card.n_commands, ==, AT_VERIFY + 2);
    g_assert_false (card.is_selected);
    fake_card_clear (&card);
  }
}

static void
test_garbled_while_verifying (void)
{
  static const char *const answers[] = { "", "\x90", "\x12\x34", "\x01\x90" };
  static const gsize lengths[] = { 0, 1, 2, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    FakeCard card;

    fake_card_init (&card, 1600);
    card.garbles_at = AT_VERIFY;
    card.garbage = g_bytes_new (answers[i], lengths[i]);
    assert_fails (&card, "1234", UKE_CARD_ERROR_PIN_UNSURE, 3);
    g_assert_cmpuint (card.n_signed, ==, 0);
    fake_card_clear (&card);
  }
}

static void
test_data_while_verifying (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  card.garbles_at = AT_VERIFY;
  card.garbage = g_bytes_new ("\x01\x02\x03\x90\x00", 5);
  assert_fails (&card, "1234", UKE_CARD_ERROR_PIN_UNSURE, 3);
  g_assert_cmpuint (card.n_signed, ==, 0);
  fake_card_clear (&card);
}

static void
test_pulled_before_each_command (void)
{
  for (guint at = AT_SELECT; at <= AT_SIGN; at++) {
    FakeCard card;

    fake_card_init (&card, 1600);
    card.fails_at = at;
    card.fails_with = UKE_CARD_ERROR_REMOVED;
    assert_fails (&card, "1234", UKE_CARD_ERROR_REMOVED, -1);
    g_assert_cmpuint (card.n_with_pin, ==, at >= AT_VERIFY ? 1 : 0);
    fake_card_clear (&card);
  }
}

/* All has been proved by then, and a card that is gone is logged out. */
static void
test_pulled_before_logging_out (void)
{
  g_autoptr (GError) error = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  card.fails_at = AT_LOG_OUT;
  card.fails_with = UKE_CARD_ERROR_REMOVED;
  g_assert_true (prove (&card, "1234", card.certificate, &error));
  g_assert_no_error (error);
  fake_card_clear (&card);
}

static void
test_cut_off_while_signing (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  card.fails_at = AT_SIGN;
  card.fails_with = UKE_CARD_ERROR_UNREADABLE;
  assert_fails (&card, "1234", UKE_CARD_ERROR_UNREADABLE, -1);
  g_assert_cmpuint (card.n_with_pin, ==, 1);
  g_assert_false (card.is_selected);
  fake_card_clear (&card);
}

static void
test_garbled_signature (void)
{
  static guint8 rubbish[258 + 1];
  static const gsize lengths[] = { 0, 1, 2, 100, 257, 259 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    FakeCard card;

    memset (rubbish, 0xa5, sizeof rubbish);
    if (lengths[i] >= 2) {
      rubbish[lengths[i] - 2] = 0x90;
      rubbish[lengths[i] - 1] = 0x00;
    }
    fake_card_init (&card, 1600);
    card.garbles_at = AT_SIGN;
    card.garbage = g_bytes_new (rubbish, lengths[i]);
    assert_fails (&card, "1234", UKE_CARD_ERROR_UNREADABLE, -1);
    fake_card_clear (&card);
  }
}

/* As long as a signature, and none. */
static void
test_forged_signature (void)
{
  guint8 rubbish[258];
  FakeCard card;

  memset (rubbish, 0x5a, sizeof rubbish);
  rubbish[256] = 0x90;
  rubbish[257] = 0x00;
  fake_card_init (&card, 1600);
  card.garbles_at = AT_SIGN;
  card.garbage = g_bytes_new (rubbish, sizeof rubbish);
  assert_fails (&card, "1234", UKE_CARD_ERROR_FORGED, -1);
  g_assert_false (card.is_selected);
  fake_card_clear (&card);
}

/* A signature that was good for another challenge. */
static void
test_replayed_signature (void)
{
  static const guint8 digest_info[51] = { 0x30, 0x31 };
  g_autoptr (GBytes) old = test_identity_sign (digest_info, sizeof digest_info);
  guint8 bytes[258] = { 0 };
  FakeCard card;

  memcpy (bytes, g_bytes_get_data (old, NULL), 256);
  bytes[256] = 0x90;
  fake_card_init (&card, 1600);
  card.garbles_at = AT_SIGN;
  card.garbage = g_bytes_new (bytes, sizeof bytes);
  assert_fails (&card, "1234", UKE_CARD_ERROR_FORGED, -1);
  fake_card_clear (&card);
}

static void
test_cancelled_before_each_command (void)
{
  for (guint at = AT_SELECT; at <= AT_SIGN; at++) {
    g_autoptr (GError) error = NULL;
    FakeCard card;

    /* While a command is under way, the cancellation stops the next one. */
    fake_card_init (&card, 1600);
    card.cancels = g_cancellable_new ();
    card.cancels_at = at;
    g_assert_false (prove (&card, "1234", card.certificate, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (card.n_with_pin, ==, at >= AT_VERIFY ? 1 : 0);
    if (at >= AT_VERIFY)
      g_assert_false (card.is_selected);
    fake_card_clear (&card);
  }
}

/* A card without the name that is selected to log out is logged out in the other way. */
static void
test_logs_out_without_security_domain (void)
{
  g_autoptr (GError) error = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  card.garbles_at = AT_LOG_OUT;
  card.garbage = g_bytes_new ("\x6a\x82", 2);
  g_assert_true (prove (&card, "1234", card.certificate, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (card.n_commands, ==, AT_LOG_OUT + 1);
  g_assert_false (card.is_verified);
  fake_card_clear (&card);
}

static void
test_first_command_lost (void)
{
  g_autoptr (GError) error = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  card.odd_ins = 0xa4;
  card.odd_sw = 0x6f00;
  card.odd_times = 1;
  g_assert_true (prove (&card, "1234", card.certificate, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (card.n_with_pin, ==, 1);
  fake_card_clear (&card);
}

static void
test_another_placement (void)
{
  g_autoptr (UkeCertificate) certificate = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FakeSlot) slot = NULL;
  const guint8 *place;
  UkePin *pin = type_pin ("1234");
  FakeCard card;

  fake_card_init (&card, 1600);
  certificate = uke_certificate_new_from_data (card.certificate, NULL);
  slot = fake_slot_new (TRUE, fake_card_transmit, &card);
  place = uke_pin_peek (pin);
  wipe_log_forget ();
  uke_slot_prove_pin_async (UKE_SLOT (slot), 2, pin, certificate, NULL, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (uke_slot_prove_pin_finish (UKE_SLOT (slot), result, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
  g_assert_cmpuint (card.n_commands, ==, 0);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (wipe_log_covers (place, UKE_PIN_LENGTH));
  fake_card_clear (&card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *path = g_strconcat ("/pin-proof/refusal/", refusals[i].name, NULL);

    g_test_add_data_func (path, &refusals[i], test_refusal);
  }

  /* clang-format off */
  g_test_add_func ("/pin-proof/right-pin", test_right_pin);
  g_test_add_func ("/pin-proof/wrong-pin", test_wrong_pin);
  g_test_add_func ("/pin-proof/blocked-is-not-sent", test_blocked_is_not_sent);
  g_test_add_func ("/pin-proof/incomplete-is-not-sent", test_incomplete_is_not_sent);
  g_test_add_func ("/pin-proof/verified-before", test_verified_before);
  g_test_add_func ("/pin-proof/cut-off-while-verifying", test_cut_off_while_verifying);
  g_test_add_func ("/pin-proof/garbled-while-verifying", test_garbled_while_verifying);
  g_test_add_func ("/pin-proof/data-while-verifying", test_data_while_verifying);
  g_test_add_func ("/pin-proof/pulled-before-each-command", test_pulled_before_each_command);
  g_test_add_func ("/pin-proof/pulled-before-logging-out", test_pulled_before_logging_out);
  g_test_add_func ("/pin-proof/cut-off-while-signing", test_cut_off_while_signing);
  g_test_add_func ("/pin-proof/garbled-signature", test_garbled_signature);
  g_test_add_func ("/pin-proof/forged-signature", test_forged_signature);
  g_test_add_func ("/pin-proof/replayed-signature", test_replayed_signature);
  g_test_add_func ("/pin-proof/cancelled-before-each-command", test_cancelled_before_each_command);
  g_test_add_func ("/pin-proof/logs-out-without-security-domain", test_logs_out_without_security_domain);
  g_test_add_func ("/pin-proof/first-command-lost", test_first_command_lost);
  g_test_add_func ("/pin-proof/another-placement", test_another_placement);
  /* clang-format on */

  return g_test_run ();
}
