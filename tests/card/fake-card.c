#include "fake-card.h"

#include "test-identity.h"

#include <string.h>

#define FILE_SIZE 3808
#define CERTIFICATE_SFI 0x0a
#define TOKEN_SFI 0x06

void
fake_card_init (FakeCard *self, gsize certificate_size)
{
  *self = (FakeCard) { .label = "JPKIAPICCTOKEN2", .takes_extended = TRUE, .tries_left = 3 };
  memcpy (self->pin, "1234", UKE_PIN_LENGTH);
  self->certificate = test_identity_make_certificate (certificate_size);
}

void
fake_card_clear (FakeCard *self)
{
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_clear_pointer (&self->garbage, g_bytes_unref);
  g_clear_object (&self->cancels);
}

static GBytes *
answer (gconstpointer data, gsize length, guint16 sw)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 word[] = { sw >> 8, sw & 0xff };

  if (length > 0)
    g_byte_array_append (bytes, data, (guint) length);
  g_byte_array_append (bytes, word, sizeof word);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
do_select (FakeCard *self, const guint8 *command, gsize length)
{
  static const guint8 jpki[] = { 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };
  static const guint8 isd[] = { 0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 };

  g_assert_cmpmem (command, 4, "\x00\xa4\x04\x0c", 4);
  g_assert_cmpuint (length, ==, 5u + command[4]);

  self->is_verified = FALSE;
  self->is_selected = command[4] == sizeof jpki && memcmp (command + 5, jpki, sizeof jpki) == 0;
  if (self->is_selected || (command[4] == sizeof isd && memcmp (command + 5, isd, 7) == 0))
    return answer (NULL, 0, 0x9000);
  return answer (NULL, 0, 0x6a82);
}

static GBytes *
do_read (FakeCard *self, const guint8 *command, gsize length)
{
  static guint8 current;
  guint8 file[FILE_SIZE];
  gsize offset = (gsize) command[2] << 8 | command[3];
  gsize expected;

  g_assert_true (self->is_selected);
  if (length == 5)
    expected = command[4] == 0 ? 256 : command[4];
  else {
    g_assert_cmpuint (length, ==, 7);
    g_assert_cmpuint (command[4], ==, 0);
    if (!self->takes_extended)
      return answer (NULL, 0, 0x6700);
    expected = (gsize) command[5] << 8 | command[6];
  }

  if ((command[2] & 0x80) != 0) {
    current = command[2] & 0x1f;
    offset = command[3];
  }

  memset (file, 0xff, sizeof file);
  if (current == TOKEN_SFI) {
    memset (file, ' ', 32);
    memcpy (file, self->label, strlen (self->label));
  } else {
    g_assert_cmpuint (current, ==, CERTIFICATE_SFI);
    memcpy (file, g_bytes_get_data (self->certificate, NULL), g_bytes_get_size (self->certificate));
  }
  g_assert_cmpuint (offset, <, sizeof file);
  return answer (file + offset, MIN (expected, sizeof file - offset), 0x9000);
}

static GBytes *
do_verify (FakeCard *self, const guint8 *command, gsize length)
{
  g_assert_true (self->is_selected);
  g_assert_cmpmem (command, 4, "\x00\x20\x00\x98", 4);
  if (length == 4)
    return answer (NULL, 0, 0x63c0 | (guint16) self->tries_left);

  g_assert_cmpuint (length, ==, 9);
  g_assert_cmpuint (command[4], ==, UKE_PIN_LENGTH);
  if (self->tries_left == 0)
    return answer (NULL, 0, 0x6984);
  if (memcmp (command + 5, self->pin, UKE_PIN_LENGTH) != 0)
    return answer (NULL, 0, 0x63c0 | (guint16) --self->tries_left);
  self->tries_left = 3;
  self->is_verified = TRUE;
  return answer (NULL, 0, 0x9000);
}

static GBytes *
do_sign (FakeCard *self, const guint8 *command, gsize length)
{
  g_autoptr (GBytes) signature = NULL;

  g_assert_cmpmem (command, 4, "\x80\x2a\x00\x97", 4);
  g_assert_cmpuint (length, ==, 5 + 51 + 1);
  if (self->pin_place != NULL)
    g_assert_cmpmem (self->pin_place, UKE_PIN_LENGTH, "\0\0\0\0", 4);
  if (!self->is_verified)
    return answer (NULL, 0, 0x6982);

  self->n_signed++;
  signature = test_identity_sign (command + 5, 51);
  return answer (g_bytes_get_data (signature, NULL), 256, 0x9000);
}

static GBytes *
carry_out (FakeCard *self, const guint8 *command, gsize length)
{
  switch (command[1]) {
  case 0xa4:
    return do_select (self, command, length);
  case 0xb0:
    return do_read (self, command, length);
  case 0x20:
    return do_verify (self, command, length);
  case 0x2a:
    return do_sign (self, command, length);
  default:
    return answer (NULL, 0, 0x6d00);
  }
}

static gboolean
is_odd (FakeCard *self, guint8 ins, gsize length)
{
  /* VERIFY without a PIN is a question, and another command to everyone here. */
  if (ins == 0x20 && (self->odd_ins & 0x01) != (length == 4))
    return FALSE;
  return self->odd_ins != 0 && ins == (self->odd_ins & 0xfe);
}

GBytes *
fake_card_transmit (const guint8 *command, gsize length, gpointer user_data, GError **error)
{
  FakeCard *self = user_data;
  GBytes *bytes;

  self->n_commands++;
  if (self->n_commands == self->cancels_at)
    g_cancellable_cancel (self->cancels);
  if (command[1] == 0x20 && length > 4) {
    self->n_with_pin++;
    self->pin_buffer = command;
  }

  if (self->n_commands == self->fails_at
      || (self->n_commands > self->fails_at && self->fails_at > 0
          && self->fails_with == UKE_CARD_ERROR_REMOVED)) {
    g_propagate_error (error, uke_card_error_new (self->fails_with, -1, "As the test wants it"));
    return NULL;
  }
  if (self->n_commands == self->garbles_at)
    return g_bytes_ref (self->garbage);
  if (is_odd (self, command[1], length)) {
    guint16 sw = self->odd_sw;

    if (self->odd_times > 0 && --self->odd_times == 0)
      self->odd_ins = 0;
    return answer (NULL, 0, sw);
  }

  bytes = carry_out (self, command, length);
  self->longest_answer = MAX (self->longest_answer, g_bytes_get_size (bytes));
  return bytes;
}
