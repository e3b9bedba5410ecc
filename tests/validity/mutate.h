#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Damages bytes in the ways in which certificates are damaged, by a draw that can be repeated. */

typedef enum {
  MUTATE_FLIP_BITS,
  MUTATE_CHANGE_BYTES,
  MUTATE_CUT_SHORT,
  MUTATE_INSERT,
  MUTATE_REPEAT,
  MUTATE_LENGTH, /* a byte of some DER length */
  MUTATE_SPLICE, /* the beginning of one, the end of another */
  N_MUTATIONS,
} Mutation;

const char *
mutate_get_name (Mutation mutation);
/* @der: a sound one; @other: where a splice goes on. (transfer full), and a copy of its own, so
 * that the sanitizer sees a read past its end. */
GBytes *
mutate (Mutation mutation, GRand *random, GBytes *der, GBytes *other);

G_END_DECLS
