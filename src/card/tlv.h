#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One BER-TLV data object (ISO/IEC 7816-4 5.2.2); a view into somebody's bytes. */
typedef struct {
  guint32 tag; /* as written, up to three bytes: 0xDF21, 0x90 */
  const guint8 *value;
  gsize length;
  const guint8 *object; /* with tag and length */
  gsize object_length;
} UkeTlv;

gboolean
uke_tlv_next (const guint8 **at, gsize *left, UkeTlv *ret_tlv);
gboolean
uke_tlv_find (const guint8 *data, gsize length, guint32 tag, UkeTlv *ret_tlv);
gsize
uke_tlv_measure (const guint8 *data, gsize length, guint32 tag);

G_END_DECLS
