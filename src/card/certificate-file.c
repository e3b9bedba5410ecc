#include "card/mynumber-card.h"

#include "card/card-error.h"

#include <string.h>

#define SFI_AUTH_CERTIFICATE 0x0a
#define CHUNK 256
/* Real ones have some 1,600 bytes. What claims to be ten times longer is no certificate. */
#define CERTIFICATE_MAX (16 * 1024)

static gboolean
unreadable (GError **error, const char *message)
{
  g_propagate_error (error, uke_card_error_new (UKE_CARD_ERROR_UNREADABLE, -1, message));
  return FALSE;
}

/* The whole length of the DER object that starts here, or 0 when no certificate starts here. Its
 * length takes two bytes: one that fitted in fewer could not hold an RSA-2048 key. */
static gsize
measure (const guint8 *data, gsize length)
{
  gsize total;

  if (length < 4 || data[0] != 0x30 || data[1] != 0x82)
    return 0;
  total = 4 + ((gsize) data[2] << 8 | data[3]);
  return total >= CHUNK && total <= CERTIFICATE_MAX ? total : 0;
}

static gboolean
read_first (UkeMynumberCard *self, GByteArray *der, GError **error)
{
  const UkeApduCommand read = { .ins = UKE_INS_READ_BINARY,
                                .p1 = 0x80 | SFI_AUTH_CERTIFICATE,
                                .n_expected = CHUNK };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send (&self->dialogue, &read, &reply, error))
    return FALSE;

  /* Android wants the PIN first, and at this point nobody has been asked for one. */
  if (reply.answer.sw == 0x6982) {
    g_propagate_error (error, uke_card_error_new (UKE_CARD_ERROR_WRONG_CARD, -1,
                                                  "The certificate cannot be read without a PIN"));
    return FALSE;
  }
  if (reply.answer.sw != UKE_SW_OK || reply.answer.n_data != CHUNK)
    return unreadable (error, "The beginning of the certificate cannot be read");

  g_byte_array_append (der, reply.answer.data, CHUNK);
  return TRUE;
}

/* READ BINARY of the current file: offset in 15 bits. Exactly @length bytes, or an error. */
static gboolean
read_next (UkeMynumberCard *self, GByteArray *der, gsize length, GError **error)
{
  const UkeApduCommand read = { .ins = UKE_INS_READ_BINARY,
                                .p1 = (guint8) (der->len >> 8),
                                .p2 = (guint8) (der->len & 0xff),
                                .n_expected = length };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send (&self->dialogue, &read, &reply, error))
    return FALSE;
  if (reply.answer.sw != UKE_SW_OK || reply.answer.n_data != length)
    return unreadable (error, "The certificate ends too early");

  g_byte_array_append (der, reply.answer.data, (guint) length);
  return TRUE;
}

/* All that is left in one command. FALSE without an error: it does not go like this, nothing was
 * read, short commands may do. Both the card and a reader that says more than it can are met here.
 */
static gboolean
read_rest_at_once (UkeMynumberCard *self, GByteArray *der, gsize length, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!uke_channel_takes_extended_length (self->dialogue.channel))
    return FALSE;
  if (read_next (self, der, length, &local_error))
    return TRUE;
  if (!g_error_matches (local_error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE))
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * uke_mynumber_card_read_certificate:
 *
 * Reads the authentication certificate in EF 000A, which is free to read.
 *
 * With the fewest commands and no byte of the filler behind it: the first 256
 * bytes by short identifier, which also makes the file current; its header
 * tells the length; then the exact rest, in one command where reader and card
 * take extended length, else in pieces of 256. On contact cards the bytes,
 * not the commands, take the time.
 *
 * Errors: UNREADABLE when the bytes are not one DER object of a plausible
 * length, WRONG_CARD when only a PIN would open it, REMOVED.
 *
 * Returns: (transfer full): DER, exactly as long as its header says; not parsed
 */
GBytes *
uke_mynumber_card_read_certificate (UkeMynumberCard *self, GError **error)
{
  g_autoptr (GByteArray) der = g_byte_array_new ();
  g_autoptr (GError) local_error = NULL;
  gsize total;

  if (!read_first (self, der, error))
    return NULL;

  total = measure (der->data, der->len);
  if (total == 0) {
    unreadable (error, "What is read does not begin like a certificate");
    return NULL;
  }

  if (total - der->len > CHUNK && !read_rest_at_once (self, der, total - der->len, &local_error)
      && local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  while (der->len < total)
    if (!read_next (self, der, MIN (CHUNK, total - der->len), error))
      return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&der));
}
