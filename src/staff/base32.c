#include "staff/base32.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * uke_base32_encode:
 *
 * Returns: (transfer full): eight characters for each five bytes, fewer for the rest
 */
UkeWipedText *
uke_base32_encode (const guint8 *bytes, gsize size)
{
  UkeWipedText *text = g_malloc (size / 5 * 8 + 9);
  gsize length = 0;
  guint32 bits = 0;
  guint n_bits = 0;

  for (gsize i = 0; i < size; i++) {
    bits = bits << 8 | bytes[i];
    for (n_bits += 8; n_bits >= 5; n_bits -= 5)
      text[length++] = alphabet[bits >> (n_bits - 5) & 0x1f];
  }
  if (n_bits > 0)
    text[length++] = alphabet[bits << (5 - n_bits) & 0x1f];
  text[length] = '\0';
  return text;
}

/**
 * uke_base32_decode:
 * @ret_bytes: (out caller-allocates): @size bytes; wiped on failure
 *
 * Reads exactly as many bytes as are expected, from capitals and digits alone.
 *
 * Returns: whether @text is what uke_base32_encode() writes of some @size bytes
 */
gboolean
uke_base32_decode (const char *text, guint8 *ret_bytes, gsize size)
{
  gsize length = 0;
  guint32 bits = 0;
  guint n_bits = 0;
  const char *c;

  for (c = text; *c != '\0'; c++) {
    const char *found = strchr (alphabet, *c);

    if (found == NULL)
      break;
    bits = bits << 5 | (guint32) (found - alphabet);
    n_bits += 5;
    if (n_bits >= 8 && length == size)
      break;
    if (n_bits >= 8)
      ret_bytes[length++] = (guint8) (bits >> (n_bits -= 8));
  }

  /* Nothing may be left but the zeros that fill the last character. */
  if (*c == '\0' && length == size && n_bits < 5 && (bits & ((1u << n_bits) - 1)) == 0)
    return TRUE;
  explicit_bzero (ret_bytes, size);
  return FALSE;
}
