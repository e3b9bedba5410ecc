#include "flawed-card.h"

#include "fixture.h"

#include "card/card-error.h"
#include "card/card-face.h"
#include "card/card-reading.h"
#include "card/pin-proof.h"
#include "card/text-attributes.h"
#include "validity/trust.h"

/* Every exchange of every operation is spoilt in every way, one at a time: each run ends in an
 * error that means something, no try is spent twice, and nothing false is believed. */

/* More than any operation takes with short commands, an exchange repeated and the card closed. */
#define COMMANDS_MAX 60
#define SECONDS_MAX 10

#define SELECT_VISUAL "00 A4 04 0C 0A D3921000310001010402"
#define SELECT_TEXT "00 A4 04 0C 0A D3921000310001010408"
#define QUERY_NUMBER_B "00 20 00 92"
#define DIGEST_INFO                                                                                \
  "3031300D060960864801650304020105000420"                                                         \
  "0000000000000000000000000000000000000000000000000000000000000000"

typedef struct {
  UkeSlot *slot;
  GAsyncResult *result;
  UkeCertificate *certificate; /* the card's */
  const char *number_b;
} Run;

typedef struct {
  const char *name;
  /* What it needs: all of it is judged afterwards by asking the card. */
  const char *secret; /* right, wrong, or none */
  const char *select;
  const char *query;
  const char *open; /* refused when nothing is verified */
  void (*start) (Run *run, const char *secret);
  gboolean (*finish) (Run *run, GError **error); /* asserts that what it got is true */
} Operation;

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Run *) user_data)->result = g_object_ref (result);
}

static UkePin *
type_pin (const char *digits)
{
  UkePin *pin = uke_pin_new ();

  while (*digits != '\0')
    uke_pin_append (pin, *digits++);
  return pin;
}

static void
start_reading (Run *run, const char *secret)
{
  uke_slot_read_card_async (run->slot, 1, NULL, on_ready, run);
}

/* A certificate may come out as another one only if nobody will believe it. */
static gboolean
finish_reading (Run *run, GError **error)
{
  g_autoptr (UkeCardReading) reading = uke_slot_read_card_finish (run->slot, run->result, error);
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  UkeCertificate *certificate;

  if (reading == NULL)
    return FALSE;

  certificate = uke_card_reading_get_certificate (reading);
  uke_anchors_add (anchors, uke_training_authority_get_anchor (uke_fixture_get_authority ()), NULL);
  if (uke_anchors_judge (anchors, certificate) == UKE_TRUST_TRAINING)
    g_assert_true (g_bytes_equal (uke_certificate_get_der (certificate),
                                  uke_certificate_get_der (run->certificate)));
  return TRUE;
}

static void
start_proving (Run *run, const char *secret)
{
  uke_slot_prove_pin_async (run->slot, 1, type_pin (secret), run->certificate, NULL, on_ready, run);
}

static gboolean
finish_proving (Run *run, GError **error)
{
  return uke_slot_prove_pin_finish (run->slot, run->result, error);
}

static void
start_reading_face (Run *run, const char *secret)
{
  UkeNumberB *number = uke_number_b_new ();

  for (const char *digit = secret; *digit != '\0'; digit++)
    uke_number_b_append (number, *digit);
  uke_slot_read_card_face_async (run->slot, 1, number, NULL, on_ready, run);
}

/* Whatever is given out was signed. */
static gboolean
finish_reading_face (Run *run, GError **error)
{
  static GBytes *first;
  g_autoptr (UkeCardFace) face = uke_slot_read_card_face_finish (run->slot, run->result, error);

  if (face == NULL)
    return FALSE;

  g_assert_cmpint ((int) uke_card_face_get_trust (face), ==, (int) UKE_VISIBLE_TRUST_TRAINING);
  if (first == NULL)
    first = g_bytes_ref (uke_card_face_get_photograph (face));
  g_assert_true (g_bytes_equal (uke_card_face_get_photograph (face), first));
  return TRUE;
}

static void
start_reading_text (Run *run, const char *secret)
{
  uke_slot_read_text_attributes_async (run->slot, 1, type_pin (secret), NULL, on_ready, run);
}

static gboolean
finish_reading_text (Run *run, GError **error)
{
  g_autoptr (UkeTextAttributes) attributes =
      uke_slot_read_text_attributes_finish (run->slot, run->result, error);

  if (attributes == NULL)
    return FALSE;
  g_assert_cmpstr (uke_text_attributes_get_name (attributes), ==, "訓練　花子");
  return TRUE;
}

#define OF_FACE                                                                                    \
  SELECT_VISUAL, QUERY_NUMBER_B, "00 B0 82 00 00", start_reading_face, finish_reading_face
#define OF_TEXT                                                                                    \
  SELECT_TEXT, "00 20 00 91", "00 B0 82 00 00", start_reading_text, finish_reading_text
#define OF_LOGIN                                                                                   \
  SELECT_JPKI, "00 20 00 98", "80 2A 00 97 33" DIGEST_INFO "00", start_proving, finish_proving

/* clang-format off */
static const Operation operations[] = {
  { "read", NULL, SELECT_JPKI, "00 20 00 98", NULL, start_reading, finish_reading },
  { "login", "1234", OF_LOGIN },
  { "login-with-wrong-pin", "4321", OF_LOGIN },
  { "face", "right", OF_FACE },
  { "face-with-wrong-number", "31123120991234", OF_FACE },
  { "text", "1234", OF_TEXT },
  { "text-with-wrong-pin", "4321", OF_TEXT },
};
/* clang-format on */

static guint
ask_tries_left (UkeEmulatedCard *card, const Operation *operation)
{
  g_autoptr (GBytes) query = uke_fixture_from_hex (operation->query);
  g_autoptr (GBytes) answer = NULL;
  const guint8 *bytes;
  gsize length;

  uke_fixture_talk (card, "00 A4 00 00", "*"); /* some cards stumble over their first one */
  uke_fixture_talk (card, operation->select, "9000");
  answer = uke_emulated_card_transmit (card, g_bytes_get_data (query, NULL), 4);
  bytes = g_bytes_get_data (answer, &length);
  g_assert_cmpuint (length, ==, 2);
  g_assert_cmphex (bytes[0], ==, 0x63);
  return bytes[1] & 0x0f;
}

/* By whichever application is current: selecting one would shut it. */
static void
assert_shut (UkeEmulatedCard *card, const char *command)
{
  g_autoptr (GBytes) bytes = uke_fixture_from_hex (command);
  g_autoptr (GBytes) answer = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  answer = uke_emulated_card_transmit (card, data, length);
  data = g_bytes_get_data (answer, &length);
  g_assert_cmpuint (length, ==, 2);
  g_assert_cmphex (data[0], !=, 0x90);
}

static gboolean
carry_out (FlawedCard *card,
           const Operation *operation,
           UkeCertificate *certificate,
           GError **error)
{
  g_autoptr (FakeSlot) slot = fake_slot_new (TRUE, flawed_card_transmit, card);
  Run run = { .slot = UKE_SLOT (slot), .certificate = certificate };
  const char *secret = operation->secret;
  gint64 deadline = g_get_monotonic_time () + SECONDS_MAX * G_TIME_SPAN_SECOND;
  gboolean done;

  if (g_strcmp0 (secret, "right") == 0)
    secret = uke_emulated_card_get_number_b (card->card);
  fake_slot_set_take_power_away (slot, flawed_card_take_power_away);
  operation->start (&run, secret);
  while (run.result == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (run.result);

  done = operation->finish (&run, error);
  g_clear_object (&run.result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&slot));
  return done;
}

/* Afterwards the card is asked itself. */
static void
judge (
    FlawedCard *card, const Operation *operation, guint tries_before, gboolean done, GError *error)
{
  gboolean sent = card->n_with_secret > 0;
  gboolean is_wrong = strstr (operation->name, "wrong") != NULL;

  g_assert_cmpuint (card->n_commands, <=, COMMANDS_MAX);
  g_assert_cmpuint (card->n_with_secret, <=, 1);
  g_assert_true (done || error->domain == UKE_CARD_ERROR);
  g_assert_false (done && is_wrong);

  /* Nothing stays open for the next one; a card that was taken away has lost its power. */
  if (operation->open != NULL && !card->is_gone)
    assert_shut (card->card, operation->open);

  uke_emulated_card_power_off (card->card);
  uke_emulated_card_power_on (card->card);
  g_assert_cmpuint (ask_tries_left (card->card, operation), >=,
                    tries_before - (is_wrong && sent ? 1 : 0));
}

/* Issued again for the same day, a persona's card is the same card. */
static UkeCertificate *
read_certificate (const char *quirks)
{
  g_autoptr (UkeEmulatedCard) emulated = uke_fixture_make_card (quirks);
  g_autoptr (UkeCardReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  FlawedCard card = { .card = emulated };
  g_autoptr (FakeSlot) slot = fake_slot_new (TRUE, flawed_card_transmit, &card);
  Run run = { .slot = UKE_SLOT (slot) };

  start_reading (&run, NULL);
  while (run.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  reading = uke_slot_read_card_finish (run.slot, run.result, &error);
  g_assert_no_error (error);
  g_clear_object (&run.result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return g_object_ref (uke_card_reading_get_certificate (reading));
}

/* The right secret fills the counter up again. */
static void
refill (UkeEmulatedCard *card, const Operation *operation)
{
  gboolean is_number = strcmp (operation->query, QUERY_NUMBER_B) == 0;
  const char *secret = is_number ? uke_emulated_card_get_number_b (card) : "1234";
  g_autoptr (GString) verify = g_string_new (operation->query);

  g_string_append_printf (verify, " %02zX", strlen (secret));
  while (*secret != '\0')
    g_string_append_printf (verify, "%02X", (guint) *secret++);
  uke_fixture_talk (card, operation->select, "9000");
  uke_fixture_talk (card, verify->str, "9000");
}

/* FALSE when the operation has fewer exchanges than that. */
static gboolean
strike (UkeEmulatedCard *emulated,
        const Operation *operation,
        Flaw flaw,
        guint at,
        UkeCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  FlawedCard card = { .card = emulated, .flaw = flaw, .at = at, .seed = g_test_rand_int () };
  guint tries_before = ask_tries_left (emulated, operation);
  gboolean done;

  uke_emulated_card_power_off (emulated);
  uke_emulated_card_power_on (emulated);
  done = carry_out (&card, operation, certificate, &error);
  if (!card.struck)
    g_assert_cmpint (done, ==, strstr (operation->name, "wrong") == NULL);
  judge (&card, operation, tries_before, done, error);
  refill (emulated, operation);
  return card.struck;
}

typedef struct {
  const Operation *operation;
  Flaw flaw;
  const char *quirks;
} Case;

static void
test_each_exchange (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (UkeCertificate) certificate = read_certificate (row->quirks);
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card (row->quirks);
  guint at = 1;

  while (strike (card, row->operation, row->flaw, at, certificate))
    at++;
  /* The shortest one is SELECT, label, certificate in two pieces, tries. */
  g_assert_cmpuint (at, >, 3);
}

static void
add_cases (const char *suffix, const char *quirks)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++) {
    for (Flaw flaw = FLAW_PULLED; flaw < N_FLAWS; flaw++) {
      Case *row = g_new (Case, 1);
      g_autofree char *path =
          g_strdup_printf ("/faults/%s/%s%s", operations[i].name, flaw_get_name (flaw), suffix);

      *row = (Case) { &operations[i], flaw, quirks };
      g_test_add_data_func_full (path, row, test_each_exchange, g_free);
    }
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  add_cases ("", "");
  add_cases ("-short", "\"quirks\": {\"extended_length\": false, \"first_command_fails\": true}");
  status = g_test_run ();
  uke_fixture_remove_authority ();
  return status;
}
