#include "card/tlv.h"

#include <openssl/asn1.h>
#include <openssl/err.h>

#define TAG_BYTES_MAX 3
#define MORE_TAG_BYTES 0x1f /* in the first byte */

/* Behind the last object, files hold bytes of one of these (ISO/IEC 7816-4 5.2.2.1). */
static gboolean
is_filler (guint8 byte)
{
  return byte == 0x00 || byte == 0xff;
}

/* The tag as written, or 0 when it has more bytes than any on this card. */
static guint32
read_tag (const guint8 *bytes, gsize length)
{
  guint32 tag = bytes[0];

  if ((bytes[0] & MORE_TAG_BYTES) != MORE_TAG_BYTES)
    return tag;
  for (gsize i = 1; i < MIN (length, TAG_BYTES_MAX); i++) {
    tag = tag << 8 | bytes[i];
    if ((bytes[i] & 0x80) == 0)
      return tag;
  }
  return 0;
}

/* The object that starts at @bytes, whole or not. */
static gboolean
read_header (const guint8 *bytes, gsize length, UkeTlv *ret_tlv)
{
  const guint8 *at = bytes;
  long value_length;
  int tag, class, result;

  if (length == 0 || length > G_MAXINT)
    return FALSE;

  /* 0x80: not BER, or longer than there are bytes, which leaves the length set and is for the
   * callers to see; 0x01: of indefinite length. */
  value_length = -1;
  result = ASN1_get_object (&at, &value_length, &tag, &class, (long) length);
  ERR_clear_error ();
  if ((result & 0x01) != 0 || at == bytes || value_length < 0)
    return FALSE;

  *ret_tlv = (UkeTlv) {
    .tag = read_tag (bytes, length),
    .value = at,
    .length = (gsize) value_length,
    .object = bytes,
    .object_length = (gsize) (at - bytes) + (gsize) value_length,
  };
  return ret_tlv->tag != 0;
}

/**
 * uke_tlv_next:
 * @at: (inout): where to look; behind the object afterwards
 * @left: (inout): bytes from there on; 0 when all was read
 *
 * Takes the next object apart, as libcrypto reads BER.
 *
 * Returns: FALSE at the end, and where no whole object starts: @left is not 0 then
 */
gboolean
uke_tlv_next (const guint8 **at, gsize *left, UkeTlv *ret_tlv)
{
  if (!read_header (*at, *left, ret_tlv) || ret_tlv->object_length > *left)
    return FALSE;

  *at += ret_tlv->object_length;
  *left -= ret_tlv->object_length;
  return TRUE;
}

/**
 * uke_tlv_find:
 * @tag: as written, such as 0xDF22
 *
 * Finds the first object of a tag among those that stand side by side.
 *
 * Returns: FALSE when there is none before the end, the filler, or what is no object
 */
gboolean
uke_tlv_find (const guint8 *data, gsize length, guint32 tag, UkeTlv *ret_tlv)
{
  while (length > 0 && !is_filler (*data) && uke_tlv_next (&data, &length, ret_tlv))
    if (ret_tlv->tag == tag)
      return TRUE;
  return FALSE;
}

/**
 * uke_tlv_measure:
 * @data: the beginning of a file
 * @tag: the tag that the file must begin with
 *
 * Tells how long a file's one object is, of which only the beginning has been read.
 *
 * Returns: bytes with tag and length, or 0 when no such object starts here
 */
gsize
uke_tlv_measure (const guint8 *data, gsize length, guint32 tag)
{
  UkeTlv tlv;

  return read_header (data, length, &tlv) && tlv.tag == tag ? tlv.object_length : 0;
}
