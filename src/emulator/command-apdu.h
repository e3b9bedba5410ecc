#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A command as ISO/IEC 7816-4 frames it. @data points into the bytes that were parsed. */
typedef struct {
  guint8 cla, ins, p1, p2;
  const guint8 *data;
  gsize n_data;      /* 0 without a data field */
  gsize n_expected;  /* Le: 0 without, else at most 256, or 65,536 when extended */
  gboolean extended; /* in either length field */
} UkeCommandApdu;

gboolean uke_command_apdu_parse (const guint8 *bytes, gsize length, UkeCommandApdu *ret_command);

G_END_DECLS
