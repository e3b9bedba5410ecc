#include "card/wiped-bytes.h"

#include <string.h>

typedef struct {
  gsize length;
  guint8 data[];
} Block;

static void
wipe_and_free (gpointer data)
{
  Block *block = data;

  explicit_bzero (block->data, block->length);
  g_free (block);
}

/**
 * uke_wiped_bytes_new_to_fill:
 * @ret_data: (out): where to put them, before anybody else sees the bytes
 *
 * Makes bytes that are wiped from memory with their last reference. They start as zeros.
 *
 * Returns: (transfer full): @length bytes
 */
GBytes *
uke_wiped_bytes_new_to_fill (gsize length, guint8 **ret_data)
{
  Block *block = g_malloc0 (sizeof *block + length);

  block->length = length;
  *ret_data = block->data;
  return g_bytes_new_with_free_func (block->data, length, wipe_and_free, block);
}

/* A copy of @data; whoever owns that wipes it. */
GBytes *
uke_wiped_bytes_new (gconstpointer data, gsize length)
{
  guint8 *copy;
  GBytes *bytes = uke_wiped_bytes_new_to_fill (length, &copy);

  if (length > 0)
    memcpy (copy, data, length);
  return bytes;
}
