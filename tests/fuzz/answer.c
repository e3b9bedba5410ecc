#include "target.h"

#include "fake-slot.h"

#include "card/card-error.h"
#include "card/mynumber-card.h"

#include <string.h>

/* A hostile card: the input is its answers, one after the other, given to all that the client asks
 * for.
 *
 * The first byte chooses the reader. Then, for each command, two bytes of length, most significant
 * first, and so many bytes of answer; the greatest lengths are the reader's failures. Where the
 * input ends, the card is gone. */

enum {
  READER_TAKES_EXTENDED_LENGTH = 1 << 0,
};

enum {
  EVENT_CANCELLED = 0xfffd,
  EVENT_UNREADABLE = 0xfffe,
  EVENT_REMOVED = 0xffff,
};

#define PIN "7294"

/* What the card says, and what was seen of the client. */
typedef struct {
  const guint8 *bytes;
  gsize left;
  GCancellable *cancellable;

  /* since the request began */
  guint n_commands; /* without GET RESPONSE, which only the card can cause */
  guint n_with_pin;
  gboolean gone;
} Script;

static Script script;
static UkePin *pin;

static void
look_at_command (const guint8 *command, gsize length)
{
  g_assert_cmpuint (length, >=, 4);
  if (script.gone) /* there is nobody to talk to; logging out is tried for all that */
    g_assert_cmpuint (command[1], ==, UKE_INS_SELECT);

  if (command[1] != UKE_INS_GET_RESPONSE)
    script.n_commands++;

  if (command[1] == UKE_INS_VERIFY)
    g_assert_cmpmem (command, 4, "\x00\x20\x00\x98", 4); /* no other counter is ours */
  if (command[1] == UKE_INS_VERIFY && length > 4)
    script.n_with_pin++;
  else
    g_assert_null (memmem (command, length, PIN, UKE_PIN_LENGTH));
}

static GBytes *
fail (UkeCardError code, GError **error)
{
  g_propagate_error (error, uke_card_error_new (code, -1, "As the input says"));
  return NULL;
}

static GBytes *
transmit (const guint8 *command, gsize length, gpointer user_data, GError **error)
{
  guint n_answer = EVENT_REMOVED;
  GBytes *answer;

  look_at_command (command, length);
  if (!script.gone && script.left >= 2) {
    n_answer = (guint) (script.bytes[0] << 8 | script.bytes[1]);
    script.bytes += 2;
    script.left -= 2;
  }

  switch (n_answer) {
  case EVENT_REMOVED:
    script.gone = TRUE;
    return fail (UKE_CARD_ERROR_REMOVED, error);
  case EVENT_CANCELLED:
    g_cancellable_cancel (script.cancellable);
    return fail (UKE_CARD_ERROR_UNREADABLE, error);
  case EVENT_UNREADABLE:
    return fail (UKE_CARD_ERROR_UNREADABLE, error);
  default:
    break;
  }

  n_answer = MIN (n_answer, script.left);
  answer = g_bytes_new (script.bytes, n_answer);
  script.bytes += n_answer;
  script.left -= n_answer;
  return answer;
}

static gboolean
read_kind (UkeMynumberCard *card, GError **error)
{
  UkeCardKind kind = (UkeCardKind) -1;

  if (!uke_mynumber_card_read_kind (card, &kind, error))
    return FALSE;
  g_assert_nonnull (uke_card_kind_get_nick (kind));
  return TRUE;
}

static gboolean
read_certificate (UkeMynumberCard *card, GError **error)
{
  g_autoptr (GBytes) der = uke_mynumber_card_read_certificate (card, error);
  const guint8 *bytes;
  gsize size;

  if (der == NULL)
    return FALSE;

  bytes = g_bytes_get_data (der, &size);
  g_assert_cmpuint (size, >=, 256);
  g_assert_cmpmem (bytes, 2, "\x30\x82", 2);
  g_assert_cmpuint (size, ==, 4u + (gsize) (bytes[2] << 8 | bytes[3]));
  return TRUE;
}

static gboolean
query_tries (UkeMynumberCard *card, GError **error)
{
  int tries = -2;

  if (!uke_mynumber_card_query_tries (card, &tries, error))
    return FALSE;
  g_assert_cmpint (tries, >=, -1);
  g_assert_cmpint (tries, <=, 15);
  return TRUE;
}

static gboolean
verify_pin (UkeMynumberCard *card, GError **error)
{
  gboolean verified;

  for (gsize i = 0; i < UKE_PIN_LENGTH; i++)
    uke_pin_append (pin, PIN[i]);

  verified = uke_mynumber_card_verify_pin (card, pin, error);
  g_assert_cmpuint (uke_pin_get_length (pin), ==, 0);
  g_assert_cmpuint (script.n_with_pin, <=, 1);
  if (verified)
    g_assert_cmpuint (script.n_with_pin, ==, 1);
  return verified;
}

static gboolean
sign (UkeMynumberCard *card, GError **error)
{
  static const guint8 digest[UKE_DIGEST_LENGTH] = { 0 };
  g_autoptr (GBytes) signature = uke_mynumber_card_sign (card, digest, error);

  if (signature == NULL)
    return FALSE;
  g_assert_cmpuint (g_bytes_get_size (signature), ==, UKE_SIGNATURE_LENGTH);
  return TRUE;
}

static gboolean
log_out (UkeMynumberCard *card, GError **error)
{
  uke_mynumber_card_log_out (card);
  return TRUE;
}

/* Each in its turn, whatever the one before came to, and the most commands that it may take: twice
 * what it needs, as 6Cxx makes one be repeated. The longest certificate has 64 chunks, of which all
 * but the first may have been asked for at once before. After VERIFY, the counter may be asked for
 * and the card be logged out. */
static const struct {
  gboolean (*ask) (UkeMynumberCard *card, GError **error);
  guint most_commands;
  gboolean sends_pin;
} requests[] = {
  { uke_mynumber_card_select, 4, FALSE },
  { read_kind, 2, FALSE },
  { read_certificate, 2 * (64 + 1), FALSE },
  { query_tries, 2, FALSE },
  { verify_pin, 2 + 4, TRUE },
  { sign, 2, FALSE },
  { log_out, 4, FALSE },
};

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  if (error->domain == UKE_CARD_ERROR) {
    g_assert_cmpint (error->code, >=, UKE_CARD_ERROR_NO_SERVICE);
    g_assert_cmpint (error->code, <=, UKE_CARD_ERROR_FORGED);
    g_assert_cmpint (uke_card_error_get_tries_left (error), >=, -1);
    g_assert_cmpint (uke_card_error_get_tries_left (error), <=, 15);
    return;
  }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_cancellable_is_cancelled (script.cancellable));
}

static void
ask (UkeMynumberCard *card, gsize which)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  script.n_commands = 0;
  script.n_with_pin = 0;
  script.gone = FALSE;

  done = requests[which].ask (card, &error);
  if (done)
    g_assert_no_error (error);
  else
    check_error (error);
  g_assert_cmpuint (script.n_commands, <=, requests[which].most_commands);
  if (!requests[which].sends_pin)
    g_assert_cmpuint (script.n_with_pin, ==, 0);
}

static void
parse (const guint8 *bytes, gsize length)
{
  UkeApduAnswer answer;

  if (!uke_apdu_answer_parse (&answer, bytes, length))
    return;

  g_assert_true (answer.data == bytes);
  g_assert_cmpuint (answer.n_data, ==, length - 2);
  g_assert_cmpuint (answer.sw, ==, bytes[length - 2] << 8 | bytes[length - 1]);
  g_assert_true (answer.sw >> 12 == 6 || answer.sw >> 12 == 9);
}

void
fuzz_set_up (void)
{
  pin = uke_pin_new ();
}

void
fuzz_try (const guint8 *data, gsize size)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FakeSlot) slot = NULL;
  UkeMynumberCard card;

  parse (data, size);
  if (size == 0)
    return;

  script = (Script) {
    .bytes = data + 1,
    .left = size - 1,
    .cancellable = cancellable,
  };
  slot = fake_slot_new ((data[0] & READER_TAKES_EXTENDED_LENGTH) != 0, transmit, NULL);
  uke_mynumber_card_init (&card, UKE_CHANNEL (slot), cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    ask (&card, i);
}
