#include "mutate.h"

static gsize
draw (GRand *random, gsize below)
{
  return (gsize) g_rand_int_range (random, 0, (gint32) below);
}

static void
flip_bits (GRand *random, GByteArray *bytes)
{
  for (gsize n = draw (random, 4) + 1; n > 0; n--)
    bytes->data[draw (random, bytes->len)] ^= 1 << draw (random, 8);
}

static void
change_bytes (GRand *random, GByteArray *bytes)
{
  for (gsize n = draw (random, 4) + 1; n > 0; n--)
    bytes->data[draw (random, bytes->len)] = (guint8) draw (random, 256);
}

static void
insert (GRand *random, GByteArray *bytes, const guint8 *what, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (what, size);
  gsize at = draw (random, bytes->len + 1);
  g_autofree guint8 *rest = g_memdup2 (bytes->data + at, bytes->len - at);
  gsize rest_size = bytes->len - at;

  g_byte_array_set_size (bytes, (guint) at);
  g_byte_array_append (bytes, copy, (guint) size);
  g_byte_array_append (bytes, rest, (guint) rest_size);
}

static void
insert_some (GRand *random, GByteArray *bytes)
{
  guint8 some[8];
  gsize size = draw (random, sizeof some) + 1;

  for (gsize i = 0; i < size; i++)
    some[i] = (guint8) draw (random, 256);
  insert (random, bytes, some, size);
}

static void
repeat_part (GRand *random, GByteArray *bytes)
{
  gsize size = draw (random, MIN (bytes->len, 200)) + 1;

  insert (random, bytes, bytes->data + draw (random, bytes->len - size + 1), size);
}

/* Where the bytes of lengths stand in @size bytes of sound DER, at any depth. */
static void
find_lengths (const guint8 *der, gsize from, gsize size, GArray *positions)
{
  for (gsize at = from; at + 2 <= from + size;) {
    gboolean constructed = (der[at] & 0x20) != 0;
    gsize length = der[++at];
    gsize n_more = (length & 0x80) != 0 ? length & 0x7f : 0;

    g_array_append_val (positions, at);
    length = n_more > 0 ? 0 : length;
    for (; n_more > 0; n_more--) {
      at++;
      g_array_append_val (positions, at);
      length = length << 8 | der[at];
    }
    at++;

    if (constructed)
      find_lengths (der, at, length, positions);
    at += length;
  }
}

static void
change_length (GRand *random, GByteArray *bytes)
{
  static const guint8 tempting[] = { 0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0x88, 0xff };
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint8 *byte;

  find_lengths (bytes->data, 0, bytes->len, positions);
  byte = &bytes->data[g_array_index (positions, gsize, draw (random, positions->len))];
  if (draw (random, 2) == 0)
    *byte = tempting[draw (random, sizeof tempting)];
  else
    *byte += (guint8) (draw (random, 2) == 0 ? 1 : -1);
}

/* Mostly at one place in both, so that the halves nearly fit. */
static void
splice (GRand *random, GByteArray *bytes, GBytes *other)
{
  gsize other_size;
  const guint8 *end = g_bytes_get_data (other, &other_size);
  gsize keep = draw (random, MIN (bytes->len, other_size));
  gsize from = draw (random, 4) > 0 ? keep : draw (random, other_size);

  g_byte_array_set_size (bytes, (guint) keep);
  g_byte_array_append (bytes, end + from, (guint) (other_size - from));
}

const char *
mutate_get_name (Mutation mutation)
{
  static const char *const names[N_MUTATIONS] = {
    [MUTATE_FLIP_BITS] = "flipped bits", [MUTATE_CHANGE_BYTES] = "changed bytes",
    [MUTATE_CUT_SHORT] = "cut short",    [MUTATE_INSERT] = "inserted bytes",
    [MUTATE_REPEAT] = "repeated parts",  [MUTATE_LENGTH] = "changed lengths",
    [MUTATE_SPLICE] = "splices",
  };

  return names[mutation];
}

GBytes *
mutate (Mutation mutation, GRand *random, GBytes *der, GBytes *other)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  switch (mutation) {
  case MUTATE_FLIP_BITS:
    flip_bits (random, bytes);
    break;
  case MUTATE_CHANGE_BYTES:
    change_bytes (random, bytes);
    break;
  case MUTATE_CUT_SHORT:
    g_byte_array_set_size (bytes, (guint) draw (random, bytes->len));
    break;
  case MUTATE_INSERT:
    insert_some (random, bytes);
    break;
  case MUTATE_REPEAT:
    repeat_part (random, bytes);
    break;
  case MUTATE_LENGTH:
    change_length (random, bytes);
    break;
  case MUTATE_SPLICE:
    splice (random, bytes, other);
    break;
  case N_MUTATIONS:
    g_assert_not_reached ();
  }
  return g_bytes_new (bytes->data, bytes->len); /* of exactly that size */
}
