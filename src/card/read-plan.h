#pragma once

#include "card/mynumber-card.h"

G_BEGIN_DECLS

/* How to read a file that holds one DER or BER object and filler behind it. */
typedef struct {
  guint8 sfi;
  /* The object's whole length, told from the first bytes of the file; 0 when it is none. */
  gsize (*measure) (const guint8 *data, gsize length);
  gsize max; /* bytes; more is no such file */
} UkeReadPlan;

GBytes *
uke_read_plan_carry_out (UkeMynumberCard *card,
                         const UkeReadPlan *plan,
                         guint16 *ret_sw,
                         GError **error);

G_END_DECLS
