#include "reader/pcsc-features.h"

/* As libccid answers for a reader without a keypad. */
static const guint8 features[] = { 0x0a, 0x04, 0x42, 0x33, 0x00, 0x0a,
                                   0x12, 0x04, 0x42, 0x33, 0x00, 0x12 };

static void
test_properties_code (void)
{
  DWORD code = 0;

  g_assert_true (uke_pcsc_find_properties_code (features, sizeof features, &code));
  g_assert_cmphex (code, ==, 0x42330012);
}

static void
test_no_properties_code (void)
{
  DWORD code = 0;

  for (gsize length = 0; length < sizeof features; length++)
    g_assert_false (uke_pcsc_find_properties_code (features, length, &code));
  g_assert_false (uke_pcsc_find_properties_code ((const guint8 *) "\x12\x02\x42\x33", 4, &code));
  g_assert_false (uke_pcsc_find_properties_code ((const guint8 *) "\x0a\xff\x12\x04", 4, &code));
}

typedef struct {
  const char *name;
  const char *value; /* four bytes */
  gsize answer_max;
} SizeCase;

static const SizeCase sizes[] = {
  { "short-only", "\0\0\0\0", 256 }, { "256", "\0\x01\0\0", 256 },
  { "257", "\x01\x01\0\0", 257 },    { "522", "\x0a\x02\0\0", 522 },
  { "65536", "\0\0\x01\0", 65536 },  { "greatest", "\xff\xff\xff\xff", 65536 },
};

static void
test_size (gconstpointer data)
{
  const SizeCase *row = data;
  guint8 properties[] = { 0x01, 0x02, 0x00, 0x00, 0x02, 0x01, 0x00, 0x0a, 0x04, 0, 0, 0, 0 };

  for (int i = 0; i < 4; i++)
    properties[9 + i] = (guint8) row->value[i];
  g_assert_cmpuint (uke_pcsc_properties_get_answer_max (properties, sizeof properties), ==,
                    row->answer_max);
  for (gsize length = 0; length < sizeof properties; length++)
    g_assert_cmpuint (uke_pcsc_properties_get_answer_max (properties, length), ==, 256);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pcsc-features/properties-code", test_properties_code);
  g_test_add_func ("/pcsc-features/no-properties-code", test_no_properties_code);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *path = g_strconcat ("/pcsc-features/size/", sizes[i].name, NULL);

    g_test_add_data_func (path, &sizes[i], test_size);
  }

  return g_test_run ();
}
