#include "card/tlv.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *bytes;
  gsize length;
  guint32 tag; /* of the first object; 0 when there is none */
  gsize value_length;
  gsize left; /* behind it */
} Case;

/* clang-format off */
static const Case cases[] = {
  { "one-byte-tag", "\x90\x03\x01\x00\x01", 5, 0x90, 3, 0 },
  { "two-byte-tag", "\xdf\x21\x02\xaa\xbb\xff", 6, 0xdf21, 2, 1 },
  { "constructed", "\x7f\x21\x02\x5f\x4e", 5, 0x7f21, 2, 0 },
  { "private-outer", "\xff\x20\x01\x00", 4, 0xff20, 1, 0 },
  { "three-byte-tag", "\xdf\x81\x01\x00", 4, 0xdf8101, 0, 0 },
  { "empty-value", "\xdf\x27\x00\xdf\x28\x00", 6, 0xdf27, 0, 3 },
  { "one-length-byte-more", "\xdf\x21\x81\x01\xaa", 5, 0xdf21, 1, 0 },
  { "two-length-bytes-more", "\xdf\x21\x82\x00\x01\xaa", 6, 0xdf21, 1, 0 },
  { "nothing", "", 0, 0, 0, 0 },
  { "only-a-tag", "\xdf", 1, 0, 0, 1 },
  { "no-length", "\xdf\x21", 2, 0, 0, 2 },
  { "no-value", "\xdf\x21\x01", 3, 0, 0, 3 },
  { "value-cut-short", "\xdf\x21\x04\xaa\xbb\xcc", 6, 0, 0, 6 },
  { "length-cut-short", "\xdf\x21\x82\x01", 4, 0, 0, 4 },
  { "greatest-length", "\xdf\x21\x84\xff\xff\xff\xff", 7, 0, 0, 7 },
  { "length-that-wraps", "\xdf\x21\x88\xff\xff\xff\xff\xff\xff\xff\xff", 11, 0, 0, 11 },
  { "too-many-length-bytes", "\xdf\x21\x89\x01\x01\x01\x01\x01\x01\x01\x01\x01", 12, 0, 0, 12 },
  { "indefinite-length", "\x7f\x21\x80\x90\x00\x00\x00", 7, 0, 0, 7 },
  { "tag-without-end", "\xdf\xff\xff\xff\xff\xff", 6, 0, 0, 6 },
  { "four-byte-tag", "\xdf\x81\x81\x01\x00", 5, 0, 0, 5 },
};
/* clang-format on */

static void
test_next (gconstpointer data)
{
  const Case *row = data;
  /* Where reading one byte too many is seen. */
  g_autofree guint8 *bytes = g_memdup2 (row->bytes, row->length);
  const guint8 *at = bytes;
  gsize left = row->length;
  UkeTlv tlv;

  g_assert_cmpint (uke_tlv_next (&at, &left, &tlv), ==, row->tag != 0);
  g_assert_cmpuint (left, ==, row->left);
  if (row->tag == 0) {
    g_assert_true (at == bytes);
    return;
  }
  g_assert_cmphex (tlv.tag, ==, row->tag);
  g_assert_cmpuint (tlv.length, ==, row->value_length);
  g_assert_true (tlv.object == bytes);
  g_assert_true (tlv.object + tlv.object_length == at);
  g_assert_true (tlv.value + tlv.length == at);
}

static void
test_find (void)
{
  static const guint8 file[] = "\xdf\x22\x01"
                               "a"
                               "\xdf\x23\x02"
                               "bc"
                               "\xdf\x22\x01"
                               "d"
                               "\xff\xff";
  UkeTlv tlv;

  g_assert_true (uke_tlv_find (file, sizeof file - 1, 0xdf23, &tlv));
  g_assert_cmpmem (tlv.value, tlv.length, "bc", 2);
  g_assert_true (uke_tlv_find (file, sizeof file - 1, 0xdf22, &tlv));
  g_assert_cmpmem (tlv.value, tlv.length, "a", 1); /* the first of two */
  g_assert_false (uke_tlv_find (file, sizeof file - 1, 0xdf24, &tlv));
  g_assert_false (uke_tlv_find (file, 8, 0xdf23, &tlv)); /* cut within it */
}

static void
test_find_stops_at_filler (void)
{
  static const guint8 ones[] = { 0xff, 0xff, 0xdf, 0x22, 0x00 };
  static const guint8 zeros[] = { 0x00, 0x00, 0xdf, 0x22, 0x00 };
  UkeTlv tlv;

  g_assert_false (uke_tlv_find (ones, sizeof ones, 0xdf22, &tlv));
  g_assert_false (uke_tlv_find (zeros, sizeof zeros, 0xdf22, &tlv));
}

static void
test_measure (void)
{
  static const guint8 start[] = { 0xff, 0x20, 0x82, 0x27, 0x10, 0xdf, 0x21 };

  g_assert_cmpuint (uke_tlv_measure (start, sizeof start, 0xff20), ==, 5 + 10000);
  g_assert_cmpuint (uke_tlv_measure (start, 5, 0xff20), ==, 5 + 10000);
  g_assert_cmpuint (uke_tlv_measure (start, 4, 0xff20), ==, 0);
  g_assert_cmpuint (uke_tlv_measure (start, sizeof start, 0xff30), ==, 0);
  g_assert_cmpuint (uke_tlv_measure (start, 0, 0xff20), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/tlv/next/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_next);
  }
  g_test_add_func ("/tlv/find", test_find);
  g_test_add_func ("/tlv/find-stops-at-filler", test_find_stops_at_filler);
  g_test_add_func ("/tlv/measure-from-the-beginning", test_measure);
  return g_test_run ();
}
