#include "card/read-plan.h"

#include "card/card-error.h"
#include "card/wiped-bytes.h"

#include <string.h>

#define CHUNK UKE_ANSWER_MAX_SHORT

/* Where the object grows; its memory is all there from the start, so that no copy is left behind.
 */
typedef struct {
  GBytes *bytes;
  guint8 *data;
  gsize length; /* read so far */
  gsize total;
} Object;

static gboolean
unreadable (GError **error, const char *message)
{
  g_propagate_error (error, uke_card_error_new (UKE_CARD_ERROR_UNREADABLE, -1, message));
  return FALSE;
}

static gboolean
read_first (
    UkeMynumberCard *card, const UkeReadPlan *plan, Object *object, guint16 *ret_sw, GError **error)
{
  const UkeApduCommand read = { .ins = UKE_INS_READ_BINARY,
                                .p1 = 0x80 | plan->sfi,
                                .n_expected = CHUNK };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send (&card->dialogue, &read, &reply, error))
    return FALSE;

  *ret_sw = reply.answer.sw;
  if (reply.answer.sw != UKE_SW_OK)
    return unreadable (error, "The beginning of the file cannot be read");

  object->total = plan->measure (reply.answer.data, reply.answer.n_data);
  if (object->total == 0 || object->total > plan->max)
    return unreadable (error, "What is read does not begin like that file");

  /* A file that is longer than one answer has filled it. */
  object->length = MIN (object->total, CHUNK);
  if (reply.answer.n_data < object->length || reply.answer.n_data > CHUNK)
    return unreadable (error, "The beginning of the file has another length");

  object->bytes = uke_wiped_bytes_new_to_fill (object->total, &object->data);
  memcpy (object->data, reply.answer.data, object->length);
  return TRUE;
}

/* READ BINARY of the current file: offset in 15 bits. Exactly @length bytes, or an error. */
static gboolean
read_next (UkeMynumberCard *card, Object *object, gsize length, GError **error)
{
  const UkeApduCommand read = { .ins = UKE_INS_READ_BINARY,
                                .p1 = (guint8) (object->length >> 8),
                                .p2 = (guint8) (object->length & 0xff),
                                .n_expected = length };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send (&card->dialogue, &read, &reply, error))
    return FALSE;
  if (reply.answer.sw != UKE_SW_OK || reply.answer.n_data != length)
    return unreadable (error, "The file ends too early");

  memcpy (object->data + object->length, reply.answer.data, length);
  object->length += length;
  return TRUE;
}

/* As much as reader and card pass at once. Where a long answer fails, nothing was read, and this
 * card is not asked for another one: both a card that refuses it and a reader that promises more
 * than it can are met here. */
static gboolean
read_on (UkeMynumberCard *card, Object *object, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize rest = object->total - object->length;
  gsize most = card->notes->refuses_extended_length
                   ? CHUNK
                   : uke_channel_get_answer_max (card->dialogue.channel);

  if (MIN (rest, most) <= CHUNK)
    return read_next (card, object, MIN (rest, CHUNK), error);

  if (read_next (card, object, MIN (rest, most), &local_error))
    return TRUE;
  if (!g_error_matches (local_error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE)) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  card->notes->refuses_extended_length = TRUE;
  return TRUE;
}

/**
 * uke_read_plan_carry_out:
 * @ret_sw: (out): what the first READ was answered with; 0 when it was not
 *
 * Reads a file of the current application, with the fewest commands and no byte of its filler.
 *
 * The first 256 bytes by short identifier, which also makes the file current;
 * they tell the length; then the exact rest, in one command where reader and
 * card take extended length, else in pieces of 256. On contact cards the
 * bytes, not the commands, take the time. Errors: UNREADABLE, REMOVED.
 *
 * Returns: (transfer full): the object, wiped with its last reference
 */
GBytes *
uke_read_plan_carry_out (UkeMynumberCard *card,
                         const UkeReadPlan *plan,
                         guint16 *ret_sw,
                         GError **error)
{
  Object object = { 0 };

  *ret_sw = 0;
  if (!read_first (card, plan, &object, ret_sw, error))
    return NULL;

  while (object.length < object.total) {
    if (!read_on (card, &object, error)) {
      g_bytes_unref (object.bytes);
      return NULL;
    }
  }
  return object.bytes;
}
