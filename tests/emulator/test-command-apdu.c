#include "emulator/command-apdu.h"

#include "fixture.h"

typedef struct {
  const char *name;
  const char *bytes;
  gsize n_data;
  gsize n_expected;
  gboolean extended;
} Sound;

/* clang-format off */
static const Sound sound[] = {
  { "case-1", "00A40000", 0, 0, FALSE },
  { "case-2", "00B0000010", 0, 16, FALSE },
  { "case-2-all", "00B0000000", 0, 256, FALSE },
  { "case-3", "0020008001FF", 1, 0, FALSE },
  { "case-3-with-zero-inside", "002000800200FF", 2, 0, FALSE },
  { "case-4", "802A008001FF10", 1, 16, FALSE },
  { "case-4-all", "802A008001FF00", 1, 256, FALSE },
  { "case-2-extended", "00B00000000100", 0, 256, TRUE },
  { "case-2-extended-all", "00B00000000000", 0, 65536, TRUE },
  { "case-3-extended", "00200080000001FF", 1, 0, TRUE },
  { "case-4-extended", "802A0080000001FF0100", 1, 256, TRUE },
  { "case-4-extended-all", "802A0080000001FF0000", 1, 65536, TRUE },
};

static const struct {
  const char *name;
  const char *bytes;
} unsound[] = {
  { "nothing", "" },
  { "one-byte", "00" },
  { "three-bytes", "00A400" },
  { "data-too-short", "0020008004313233" },
  { "data-much-too-long", "00200080043132333400FF" },
  { "zero-and-one-more", "00B000000001" },
  { "extended-without-data", "00B0000000000001" },
  { "extended-data-too-short", "00200080000002FF" },
  { "extended-half-an-expectation", "00200080000001FF01" },
  { "extended-and-too-long", "00200080000001FF010000" },
};
/* clang-format on */

static void
test_sound (gconstpointer data)
{
  const Sound *c = data;
  g_autoptr (GBytes) bytes = uke_fixture_from_hex (c->bytes);
  const guint8 *start = g_bytes_get_data (bytes, NULL);
  UkeCommandApdu command;

  g_assert_true (uke_command_apdu_parse (start, g_bytes_get_size (bytes), &command));
  g_assert_cmpuint (command.cla, ==, start[0]);
  g_assert_cmpuint (command.ins, ==, start[1]);
  g_assert_cmpuint (command.p1, ==, start[2]);
  g_assert_cmpuint (command.p2, ==, start[3]);
  g_assert_cmpuint (command.n_data, ==, c->n_data);
  g_assert_cmpuint (command.n_expected, ==, c->n_expected);
  g_assert_cmpint (command.extended, ==, c->extended);
  if (c->n_data > 0)
    g_assert_cmpuint (command.data[c->n_data - 1], ==, 0xff);
}

static void
test_unsound (gconstpointer data)
{
  g_autoptr (GBytes) bytes = uke_fixture_from_hex (data);
  gsize size;
  const guint8 *start = g_bytes_get_data (bytes, &size);
  UkeCommandApdu command;

  g_assert_false (uke_command_apdu_parse (start, size, &command));
}

static void
test_longest (void)
{
  g_autofree guint8 *bytes = g_malloc0 (7 + 65535 + 2);
  UkeCommandApdu command;

  bytes[5] = bytes[6] = 0xff;
  g_assert_true (uke_command_apdu_parse (bytes, 7 + 65535 + 2, &command));
  g_assert_cmpuint (command.n_data, ==, 65535);
  g_assert_cmpuint (command.n_expected, ==, 65536);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (unsound); i++) {
    g_autofree char *path = g_strconcat ("/command-apdu/unsound/", unsound[i].name, NULL);

    g_test_add_data_func (path, unsound[i].bytes, test_unsound);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (sound); i++) {
    g_autofree char *path = g_strconcat ("/command-apdu/sound/", sound[i].name, NULL);

    g_test_add_data_func (path, &sound[i], test_sound);
  }
  g_test_add_func ("/command-apdu/longest", test_longest);

  return g_test_run ();
}
