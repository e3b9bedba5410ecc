#include "emulator/tlv.h"

static void
append_byte (GByteArray *bytes, guint8 byte)
{
  g_byte_array_append (bytes, &byte, 1);
}

/* In as few bytes as DER allows. */
static void
append_length (GByteArray *bytes, gsize length)
{
  g_return_if_fail (length <= G_MAXUINT16);

  if (length > 0xff) {
    append_byte (bytes, 0x82);
    append_byte (bytes, length >> 8);
  } else if (length > 0x7f) {
    append_byte (bytes, 0x81);
  }
  append_byte (bytes, length & 0xff);
}

/**
 * uke_tlv_append:
 * @tag: of one byte or two, as BER writes it (ISO/IEC 8825-1 8.1.2)
 * @length: at most 65,535
 *
 * Writes an object behind what @bytes hold.
 */
void
uke_tlv_append (GByteArray *bytes, guint16 tag, gconstpointer value, gsize length)
{
  if (tag > 0xff)
    append_byte (bytes, tag >> 8);
  append_byte (bytes, tag & 0xff);
  append_length (bytes, length);
  if (length > 0)
    g_byte_array_append (bytes, value, length);
}

void
uke_tlv_append_bytes (GByteArray *bytes, guint16 tag, GBytes *value)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (value, &size);

  uke_tlv_append (bytes, tag, data, size);
}

/**
 * uke_tlv_wrap:
 *
 * Writes one object around @value.
 *
 * Returns: (transfer full):
 */
GBytes *
uke_tlv_wrap (guint16 tag, const GByteArray *value)
{
  GByteArray *bytes = g_byte_array_sized_new (value->len + 5);

  uke_tlv_append (bytes, tag, value->data, value->len);
  return g_byte_array_free_to_bytes (bytes);
}
