#include "reader/pcsc-features.h"

#include <reader.h>

/* Tag, length, value, one after the other. Returns the four bytes of @tag, or NULL. */
static const guint8 *
find_value (const guint8 *data, gsize length, guint8 tag)
{
  gsize at = 0;

  while (length - at >= 2) {
    guint8 n = data[at + 1];

    if (length - at - 2 < n)
      return NULL;
    if (data[at] == tag)
      return n == 4 ? data + at + 2 : NULL;
    at += 2 + n;
  }
  return NULL;
}

/**
 * uke_pcsc_find_properties_code:
 * @features: the answer to CM_IOCTL_GET_FEATURE_REQUEST
 * @ret_code: (out): the control code that asks for the reader's properties
 *
 * Finds FEATURE_GET_TLV_PROPERTIES; codes are big-endian (PC/SC part 10, 2.2).
 *
 * Returns: FALSE when the driver does not offer them
 */
gboolean
uke_pcsc_find_properties_code (const guint8 *features, gsize length, DWORD *ret_code)
{
  const guint8 *value = find_value (features, length, FEATURE_GET_TLV_PROPERTIES);

  if (value == NULL)
    return FALSE;
  *ret_code =
      (DWORD) value[0] << 24 | (DWORD) value[1] << 16 | (DWORD) value[2] << 8 | (DWORD) value[3];
  return TRUE;
}

/**
 * uke_pcsc_properties_get_answer_max:
 * @properties: the answer to FEATURE_GET_TLV_PROPERTIES
 *
 * Reads dwMaxAPDUDataSize, little-endian (PC/SC part 10, 2.6.14): 0 stands for
 * short commands only, as does no word about it.
 *
 * Returns: bytes of data in one answer, UKE_ANSWER_MAX_SHORT to UKE_ANSWER_MAX_EXTENDED
 */
gsize
uke_pcsc_properties_get_answer_max (const guint8 *properties, gsize length)
{
  const guint8 *value = find_value (properties, length, PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize);
  guint32 size;

  if (value == NULL)
    return UKE_ANSWER_MAX_SHORT;
  size = (guint32) value[0] | (guint32) value[1] << 8 | (guint32) value[2] << 16
         | (guint32) value[3] << 24;
  return CLAMP (size, UKE_ANSWER_MAX_SHORT, UKE_ANSWER_MAX_EXTENDED);
}

/**
 * uke_pcsc_get_answer_max:
 * @handle: a connection, with or without a card
 *
 * Asks the driver how much it passes in one answer.
 *
 * Drivers for USB readers know the question. One that does not is a virtual
 * or a serial one and passes what it gets; should it be wrong, one READ
 * fails, and the certificate is read by short commands.
 *
 * Returns: bytes of data, UKE_ANSWER_MAX_SHORT to UKE_ANSWER_MAX_EXTENDED
 */
gsize
uke_pcsc_get_answer_max (SCARDHANDLE handle)
{
  guint8 answer[MAX_BUFFER_SIZE];
  DWORD length = 0;
  DWORD code;
  LONG result;

  result =
      SCardControl (handle, CM_IOCTL_GET_FEATURE_REQUEST, NULL, 0, answer, sizeof answer, &length);
  if (result == SCARD_E_UNSUPPORTED_FEATURE)
    return UKE_ANSWER_MAX_EXTENDED;
  if (result != SCARD_S_SUCCESS || !uke_pcsc_find_properties_code (answer, length, &code))
    return UKE_ANSWER_MAX_SHORT;

  result = SCardControl (handle, code, NULL, 0, answer, sizeof answer, &length);
  return result == SCARD_S_SUCCESS ? uke_pcsc_properties_get_answer_max (answer, length)
                                   : UKE_ANSWER_MAX_SHORT;
}
