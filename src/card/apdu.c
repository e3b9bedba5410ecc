#include "card/apdu.h"

#include <string.h>

static gsize
put_length (guint8 *at, gsize value, gboolean extended)
{
  if (!extended) {
    at[0] = value & 0xff;
    return 1;
  }
  at[0] = (value >> 8) & 0xff;
  at[1] = value & 0xff;
  return 2;
}

/**
 * uke_apdu_command_encode:
 * @self: a command; up to 65,535 bytes of data and 65,536 expected
 * @buffer: where the bytes go; the caller's, so that the caller can wipe them
 * @capacity: size of @buffer
 *
 * Writes a command as cases 1 to 4 of ISO/IEC 7816-4 5.1.
 *
 * The short form is used whenever it can say the same: extended length is
 * what readers and cards disagree about.
 *
 * Returns: the number of bytes written, or 0 when they do not fit
 */
gsize
uke_apdu_command_encode (const UkeApduCommand *self, guint8 *buffer, gsize capacity)
{
  gboolean extended = self->n_data > 255 || self->n_expected > 256;
  gsize n_length = extended ? 2 : 1;
  gsize needed = 4;
  gsize n = 0;

  g_return_val_if_fail (self->n_data <= 65535 && self->n_expected <= 65536, 0);

  if (extended)
    needed += 1;
  if (self->n_data > 0)
    needed += n_length + self->n_data;
  if (self->n_expected > 0)
    needed += n_length;
  if (needed > capacity)
    return 0;

  buffer[n++] = self->cla;
  buffer[n++] = self->ins;
  buffer[n++] = self->p1;
  buffer[n++] = self->p2;

  /* One zero announces that every length that follows has two bytes. */
  if (extended)
    buffer[n++] = 0;
  if (self->n_data > 0) {
    n += put_length (buffer + n, self->n_data, extended);
    memcpy (buffer + n, self->data, self->n_data);
    n += self->n_data;
  }
  /* The greatest length, 256 or 65,536, is written as zero. */
  if (self->n_expected > 0)
    n += put_length (buffer + n, self->n_expected, extended);

  return n;
}

/**
 * uke_apdu_answer_parse:
 * @self: (out caller-allocates): points into @bytes afterwards
 * @bytes: what the card sent: data, then two bytes of status word, big-endian
 *
 * Splits an answer into data and status word.
 *
 * Returns: FALSE when @bytes cannot be an answer: fewer than two bytes, or a
 *   status word that is not of the form 6xxx or 9xxx (ISO/IEC 7816-4 5.6)
 */
gboolean
uke_apdu_answer_parse (UkeApduAnswer *self, const guint8 *bytes, gsize length)
{
  guint8 sw1;

  if (length < 2 || length > UKE_APDU_ANSWER_MAX)
    return FALSE;

  sw1 = bytes[length - 2];
  if ((sw1 & 0xf0) != 0x60 && (sw1 & 0xf0) != 0x90)
    return FALSE;

  self->data = bytes;
  self->n_data = length - 2;
  self->sw = (guint16) (sw1 << 8 | bytes[length - 1]);
  return TRUE;
}
