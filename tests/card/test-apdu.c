#include "card/apdu.h"

#include <string.h>

static const guint8 some_data[300] = { 0xda, 0x7a };

typedef struct {
  const char *name;
  UkeApduCommand command;
  const char *head; /* hexadecimal, up to the data */
  const char *tail; /* behind the data */
} EncodingCase;

/* clang-format off */
static const EncodingCase encodings[] = {
  { "case-1", { 0x00, 0x20, 0x00, 0x98, NULL, 0, 0 }, "00200098", "" },
  { "case-2-short", { 0x00, 0xb0, 0x86, 0x00, NULL, 0, 32 }, "00b0860020", "" },
  { "case-2-short-256-is-zero", { 0x00, 0xb0, 0x8a, 0x00, NULL, 0, 256 }, "00b08a0000", "" },
  { "case-3-short", { 0x00, 0xa4, 0x04, 0x0c, some_data, 2, 0 }, "00a4040c02", "" },
  { "case-3-short-255", { 0x00, 0xa4, 0x04, 0x0c, some_data, 255, 0 }, "00a4040cff", "" },
  { "case-4-short", { 0x80, 0x2a, 0x00, 0x97, some_data, 51, 256 }, "802a009733", "00" },
  { "case-2-extended", { 0x00, 0xb0, 0x01, 0x00, NULL, 0, 1344 }, "00b00100000540", "" },
  { "case-2-extended-257", { 0x00, 0xb0, 0x01, 0x00, NULL, 0, 257 }, "00b00100000101", "" },
  { "case-2-extended-65536-is-zero", { 0x00, 0xb0, 0x01, 0x00, NULL, 0, 65536 }, "00b00100000000", "" },
  { "case-3-extended", { 0x00, 0xd6, 0x00, 0x00, some_data, 256, 0 }, "00d60000000100", "" },
  { "case-4-extended-by-data", { 0x00, 0x2a, 0x00, 0x00, some_data, 300, 16 }, "002a000000012c", "0010" },
  { "case-4-extended-by-answer", { 0x00, 0x2a, 0x00, 0x00, some_data, 3, 512 }, "002a0000000003", "0200" },
};
/* clang-format on */

static GByteArray *
from_hex (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; *text != '\0'; text += 2) {
    guint8 byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));

    g_byte_array_append (bytes, &byte, 1);
  }
  return bytes;
}

static void
test_encoding (gconstpointer data)
{
  const EncodingCase *row = data;
  g_autoptr (GByteArray) expected = from_hex (row->head);
  g_autoptr (GByteArray) tail = from_hex (row->tail);
  guint8 buffer[512];
  gsize length;

  if (row->command.n_data > 0)
    g_byte_array_append (expected, row->command.data, (guint) row->command.n_data);
  g_byte_array_append (expected, tail->data, tail->len);

  length = uke_apdu_command_encode (&row->command, buffer, sizeof buffer);
  g_assert_cmpmem (buffer, length, expected->data, expected->len);
}

static void
test_buffer_too_small (gconstpointer data)
{
  const EncodingCase *row = data;
  guint8 buffer[512];
  gsize length = uke_apdu_command_encode (&row->command, buffer, sizeof buffer);

  memset (buffer, 0xee, sizeof buffer);
  g_assert_cmpuint (uke_apdu_command_encode (&row->command, buffer, length - 1), ==, 0);
  for (gsize i = 0; i < sizeof buffer; i++)
    g_assert_cmphex (buffer[i], ==, 0xee);
  g_assert_cmpuint (uke_apdu_command_encode (&row->command, buffer, length), ==, length);
}

static void
test_answer_with_data (void)
{
  UkeApduAnswer answer;

  g_assert_true (uke_apdu_answer_parse (&answer, (const guint8 *) "\x01\x02\x03\x90\x00", 5));
  g_assert_cmpmem (answer.data, answer.n_data, "\x01\x02\x03", 3);
  g_assert_cmphex (answer.sw, ==, 0x9000);
}

static void
test_answer_status_only (void)
{
  UkeApduAnswer answer;

  g_assert_true (uke_apdu_answer_parse (&answer, (const guint8 *) "\x63\xc2", 2));
  g_assert_cmpuint (answer.n_data, ==, 0);
  g_assert_cmphex (answer.sw, ==, 0x63c2);
}

static void
test_answer_of_nothing (void)
{
  static const guint8 zeros[UKE_APDU_ANSWER_MAX + 1] = { 0 };
  UkeApduAnswer answer;

  g_assert_false (uke_apdu_answer_parse (&answer, zeros, 0));
  g_assert_false (uke_apdu_answer_parse (&answer, (const guint8 *) "\x90", 1));
  g_assert_false (uke_apdu_answer_parse (&answer, zeros, 2));
  g_assert_false (uke_apdu_answer_parse (&answer, (const guint8 *) "\x50\x00", 2));
  g_assert_false (uke_apdu_answer_parse (&answer, zeros, sizeof zeros));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autofree char *path = g_strconcat ("/apdu/encode/", encodings[i].name, NULL);
    g_autofree char *small = g_strconcat ("/apdu/buffer-too-small/", encodings[i].name, NULL);

    g_test_add_data_func (path, &encodings[i], test_encoding);
    g_test_add_data_func (small, &encodings[i], test_buffer_too_small);
  }
  g_test_add_func ("/apdu/answer/with-data", test_answer_with_data);
  g_test_add_func ("/apdu/answer/status-only", test_answer_status_only);
  g_test_add_func ("/apdu/answer/of-nothing", test_answer_of_nothing);

  return g_test_run ();
}
