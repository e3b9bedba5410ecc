#include "card/dialogue.h"

#include "card/card-error.h"
#include "card/wiped-bytes.h"

#include <string.h>

/* The longest command here signs a DigestInfo: 4 + 1 + 51 + 1 bytes. */
#define COMMAND_MAX 64
/* The longest answer in the shortest pieces that make sense. A card that gives a byte at a time
 * would hold the reader for minutes. */
#define GET_RESPONSES_MAX (UKE_ANSWER_MAX_EXTENDED / UKE_ANSWER_MAX_SHORT)

void
uke_reply_clear (UkeReply *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  memset (&self->answer, 0, sizeof self->answer);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_propagate_error (error, uke_card_error_new (UKE_CARD_ERROR_UNREADABLE, -1, message));
  return FALSE;
}

/* Header and lengths go to the log; data, which may be a PIN or a person, never does. */
static void
log_exchange (const UkeApduCommand *command, const UkeApduAnswer *answer, gint64 began)
{
  g_debug ("%02X %02X %02X %02X, %zu bytes, %zu expected: %zu bytes, %04X, %" G_GINT64_FORMAT " µs",
           command->cla, command->ins, command->p1, command->p2, command->n_data,
           command->n_expected, answer->n_data, answer->sw, g_get_monotonic_time () - began);
}

/* A command without an answer stands in the log, too: support looks for it there. */
static void
log_failure (const UkeApduCommand *command, const GError *error, gint64 began)
{
  g_debug ("%02X %02X %02X %02X, %zu bytes, %zu expected: %s, %" G_GINT64_FORMAT " µs",
           command->cla, command->ins, command->p1, command->p2, command->n_data,
           command->n_expected, error->message, g_get_monotonic_time () - began);
}

/**
 * uke_dialogue_send_once:
 * @ret_reply: (out caller-allocates): cleared by the caller
 *
 * Sends a command exactly once and takes the answer as it comes.
 *
 * The bytes of the command are wiped from memory on every path. Errors:
 * UKE_CARD_ERROR_UNREADABLE when the answer is none (too short, no status
 * word), those of the channel, G_IO_ERROR_CANCELLED before anything is sent.
 *
 * Returns: TRUE when there is an answer, whatever its status word
 */
gboolean
uke_dialogue_send_once (UkeDialogue *self,
                        const UkeApduCommand *command,
                        UkeReply *ret_reply,
                        GError **error)
{
  guint8 buffer[COMMAND_MAX];
  gsize length;
  gconstpointer bytes;
  gsize n_bytes;
  g_autoptr (GError) local_error = NULL;
  gint64 began = g_get_monotonic_time ();

  memset (ret_reply, 0, sizeof *ret_reply);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  length = uke_apdu_command_encode (command, buffer, sizeof buffer);
  g_assert (length > 0);

  self->n_commands++;
  self->n_bytes += length;
  ret_reply->bytes = uke_channel_transmit (self->channel, buffer, length, &local_error);
  explicit_bzero (buffer, sizeof buffer);
  if (ret_reply->bytes == NULL) {
    log_failure (command, local_error, began);
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  bytes = g_bytes_get_data (ret_reply->bytes, &n_bytes);
  self->n_bytes += n_bytes;
  if (!uke_apdu_answer_parse (&ret_reply->answer, bytes, n_bytes)) {
    uke_reply_clear (ret_reply);
    return refuse (error, "The card's answer has no status word");
  }

  log_exchange (command, &ret_reply->answer, began);
  return TRUE;
}

/* 61xx: more bytes wait for GET RESPONSE. What has come stays, what follows is appended. */
static gboolean
collect_rest (UkeDialogue *self, UkeReply *reply, GError **error)
{
  /* At its full size from the start: one that grows would leave copies behind. */
  g_autoptr (GByteArray) all = g_byte_array_sized_new (UKE_APDU_ANSWER_MAX);

  g_byte_array_append (all, reply->answer.data, (guint) reply->answer.n_data);

  for (guint n = 0; (reply->answer.sw & 0xff00) == 0x6100; n++) {
    guint8 waiting = reply->answer.sw & 0xff;
    UkeApduCommand get_response = { .ins = UKE_INS_GET_RESPONSE,
                                    .n_expected = waiting == 0 ? 256 : waiting };

    uke_reply_clear (reply);
    if (n == GET_RESPONSES_MAX)
      return refuse (error, "The card does not stop answering");
    if (!uke_dialogue_send_once (self, &get_response, reply, error))
      return FALSE;
    if (reply->answer.n_data == 0 && (reply->answer.sw & 0xff00) == 0x6100)
      return refuse (error, "The card promises bytes that it does not give");
    if (all->len + reply->answer.n_data > UKE_APDU_ANSWER_MAX - 2)
      return refuse (error, "The card does not stop answering");
    g_byte_array_append (all, reply->answer.data, (guint) reply->answer.n_data);
  }

  g_clear_pointer (&reply->bytes, g_bytes_unref);
  reply->answer.n_data = all->len;
  reply->bytes = uke_wiped_bytes_new (all->data, all->len);
  explicit_bzero (all->data, all->len);
  reply->answer.data = g_bytes_get_data (reply->bytes, NULL);
  return TRUE;
}

/**
 * uke_dialogue_send:
 * @ret_reply: (out caller-allocates): cleared by the caller
 *
 * Sends a command that may be repeated, and gathers its whole answer.
 *
 * Answers 61xx and 6Cxx (ISO/IEC 7816-4 5.6) are followed: GET RESPONSE, or
 * once more with the length that the card names. No My Number Card is known
 * to send them, but readers that speak T=0 do. Whether as much has come as was
 * asked for is for the caller to see. Errors as uke_dialogue_send_once().
 *
 * Returns: TRUE when there is an answer, whatever its status word
 */
gboolean
uke_dialogue_send (UkeDialogue *self,
                   const UkeApduCommand *command,
                   UkeReply *ret_reply,
                   GError **error)
{
  if (!uke_dialogue_send_once (self, command, ret_reply, error))
    return FALSE;

  if ((ret_reply->answer.sw & 0xff00) == 0x6c00) {
    UkeApduCommand exact = *command;

    exact.n_expected = ret_reply->answer.sw & 0xff;
    if (exact.n_expected == 0)
      exact.n_expected = 256;
    uke_reply_clear (ret_reply);
    if (!uke_dialogue_send_once (self, &exact, ret_reply, error))
      return FALSE;
  }

  if ((ret_reply->answer.sw & 0xff00) == 0x6100 && !collect_rest (self, ret_reply, error)) {
    uke_reply_clear (ret_reply);
    return FALSE;
  }

  return TRUE;
}
