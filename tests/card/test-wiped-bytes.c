#include "card/wiped-bytes.h"

#include "wipe-log.h"

#include <string.h>

static void
test_wiped_with_last_reference (void)
{
  GBytes *bytes = uke_wiped_bytes_new ("a face", 6);
  gconstpointer data = g_bytes_get_data (bytes, NULL);

  g_assert_cmpmem (data, g_bytes_get_size (bytes), "a face", 6);
  wipe_log_forget ();
  g_bytes_ref (bytes);
  g_bytes_unref (bytes);
  g_assert_false (wipe_log_covers (data, 6));
  g_bytes_unref (bytes);
  g_assert_true (wipe_log_covers (data, 6));
}

/* What is cut out of a file keeps the whole file. */
static void
test_wiped_with_last_piece (void)
{
  GBytes *bytes = uke_wiped_bytes_new ("name, face", 10);
  GBytes *piece = g_bytes_new_from_bytes (bytes, 6, 4);
  gconstpointer data = g_bytes_get_data (bytes, NULL);

  wipe_log_forget ();
  g_bytes_unref (bytes);
  g_assert_false (wipe_log_covers (data, 10));
  g_assert_cmpmem (g_bytes_get_data (piece, NULL), 4, "face", 4);
  g_bytes_unref (piece);
  g_assert_true (wipe_log_covers (data, 10));
}

static void
test_filled_later (void)
{
  guint8 *data;
  g_autoptr (GBytes) bytes = uke_wiped_bytes_new_to_fill (3, &data);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 3, "\0\0\0", 3);
  memcpy (data, "abc", 3);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = uke_wiped_bytes_new (NULL, 0);

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wiped-bytes/wiped-with-last-reference", test_wiped_with_last_reference);
  g_test_add_func ("/wiped-bytes/wiped-with-last-piece", test_wiped_with_last_piece);
  g_test_add_func ("/wiped-bytes/filled-later", test_filled_later);
  g_test_add_func ("/wiped-bytes/empty", test_empty);
  return g_test_run ();
}
