#include "card/read-plan.h"

#include "fake-slot.h"

#include "card/card-error.h"
#include "card/tlv.h"

#include <string.h>

#define FILE_SIZE 4000
#define TAG 0xff20
#define SFI 0x02

/* A card with one file, and what was asked of it. */
typedef struct {
  guint8 file[FILE_SIZE];
  gsize n_file; /* bytes in the file, filler and all */
  gboolean takes_extended;
  guint16 first_sw; /* instead of 9000 to the first READ; 0 for 9000 */
  gsize more;       /* bytes that nobody asked for */

  GArray *asked; /* gsize: bytes expected by each command */
} File;

static GBytes *
transmit (const guint8 *command, gsize length, gpointer user_data, GError **error)
{
  File *self = user_data;
  gboolean is_first = (command[2] & 0x80) != 0;
  gsize offset = is_first ? command[3] : (gsize) command[2] << 8 | command[3];
  gsize expected =
      length == 5 ? (command[4] == 0 ? 256 : command[4]) : (gsize) command[5] << 8 | command[6];
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  guint16 sw = is_first && self->first_sw != 0 ? self->first_sw : 0x9000;

  g_assert_cmphex (command[1], ==, 0xb0);
  if (is_first)
    g_assert_cmphex (command[2], ==, 0x80 | SFI);
  g_array_append_val (self->asked, expected);

  if (expected > 256 && !self->takes_extended)
    sw = 0x6700;
  if (sw == 0x9000) {
    g_assert_cmpuint (offset, <, self->n_file);
    g_byte_array_append (answer, self->file + offset,
                         (guint) MIN (expected + self->more, self->n_file - offset));
  }
  g_byte_array_append (answer, (const guint8[]) { sw >> 8, sw & 0xff }, 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
}

/* One object of @total bytes with tag and length, then filler. */
static void
file_init (File *self, gsize total)
{
  *self = (File) { .n_file = FILE_SIZE, .takes_extended = TRUE };
  self->asked = g_array_new (FALSE, FALSE, sizeof (gsize));

  memset (self->file, 0xff, sizeof self->file);
  for (gsize i = 5; i < MIN (total, FILE_SIZE); i++)
    self->file[i] = (guint8) (i * 7);
  memcpy (self->file,
          (const guint8[]) { 0xff, 0x20, 0x82, (guint8) ((total - 5) >> 8), (guint8) (total - 5) },
          5);
}

static gsize
measure (const guint8 *data, gsize length)
{
  return uke_tlv_measure (data, length, TAG);
}

static GBytes *
read_file (File *self, FakeSlot *slot, guint16 *ret_sw, GError **error)
{
  const UkeReadPlan plan = { SFI, measure, 3000 };
  UkeMynumberCard card;

  uke_mynumber_card_init (&card, UKE_CHANNEL (slot), NULL);
  return uke_read_plan_carry_out (&card, &plan, ret_sw, error);
}

/* @asked: bytes expected by each command, ended by 0. */
static void
assert_reads (File *self, FakeSlot *slot, gsize total, const gsize *asked)
{
  g_autoptr (GError) error = NULL;
  guint16 sw;
  g_autoptr (GBytes) object = read_file (self, slot, &sw, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmphex (sw, ==, 0x9000);
  g_assert_cmpmem (g_bytes_get_data (object, NULL), g_bytes_get_size (object), self->file, total);
  for (; asked[n] != 0; n++) {
    g_assert_cmpuint (n, <, self->asked->len);
    g_assert_cmpuint (g_array_index (self->asked, gsize, n), ==, asked[n]);
  }
  g_assert_cmpuint (self->asked->len, ==, n);
  g_array_set_size (self->asked, 0);
}

static void
assert_fails (File *self, guint16 expected_sw, guint n_commands)
{
  g_autoptr (FakeSlot) slot = fake_slot_new (TRUE, transmit, self);
  g_autoptr (GError) error = NULL;
  guint16 sw = 0xffff;

  g_assert_null (read_file (self, slot, &sw, &error));
  g_assert_error (error, UKE_CARD_ERROR, (int) UKE_CARD_ERROR_UNREADABLE);
  g_assert_cmphex (sw, ==, expected_sw);
  g_assert_cmpuint (self->asked->len, ==, n_commands);
  g_array_set_size (self->asked, 0);
}

typedef struct {
  gsize total;
  gsize with_extended[4];
  gsize without[14];
} Case;

static const Case cases[] = {
  { 5, { 256 }, { 256 } }, /* an empty object */
  { 60, { 256 }, { 256 } },
  { 255, { 256 }, { 256 } },
  { 256, { 256 }, { 256 } },
  { 257, { 256, 1 }, { 256, 1 } },
  { 512, { 256, 256 }, { 256, 256 } },
  { 513, { 256, 257 }, { 256, 256, 1 } },
  { 1536, { 256, 1280 }, { 256, 256, 256, 256, 256, 256 } },
  { 1793, { 256, 1537 }, { 256, 256, 256, 256, 256, 256, 256, 1 } },
  { 3000, { 256, 2744 }, { 256, 256, 256, 256, 256, 256, 256, 256, 256, 256, 256, 184 } },
};

static void
test_sizes (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (FakeSlot) passes_long = NULL;
  g_autoptr (FakeSlot) passes_short = NULL;
  File file;

  file_init (&file, row->total);
  passes_long = fake_slot_new (TRUE, transmit, &file);
  passes_short = fake_slot_new (FALSE, transmit, &file);
  assert_reads (&file, passes_long, row->total, row->with_extended);
  assert_reads (&file, passes_short, row->total, row->without);
  g_array_unref (file.asked);
}

/* A file may be no larger than what is in it. */
static void
test_file_without_filler (void)
{
  g_autoptr (FakeSlot) slot = NULL;
  File file;

  file_init (&file, 60);
  file.n_file = 60;
  slot = fake_slot_new (TRUE, transmit, &file);
  assert_reads (&file, slot, 60, (const gsize[]) { 256, 0 });
  g_array_unref (file.asked);
}

/* A card is asked for a long answer once, and not again while it lies there. */
static void
test_refusal_is_remembered (void)
{
  g_autoptr (FakeSlot) slot = NULL;
  File file;

  file_init (&file, 700);
  file.takes_extended = FALSE;
  slot = fake_slot_new (TRUE, transmit, &file);
  assert_reads (&file, slot, 700, (const gsize[]) { 256, 444, 256, 188, 0 });
  assert_reads (&file, slot, 700, (const gsize[]) { 256, 256, 188, 0 });
  g_array_unref (file.asked);
}

static void
test_not_that_file (void)
{
  File file;

  file_init (&file, 700);
  file.file[1] = 0x30;
  assert_fails (&file, 0x9000, 1);
  file_init ((g_array_unref (file.asked), &file), 3001); /* more than there may be */
  assert_fails (&file, 0x9000, 1);
  g_array_unref (file.asked);
}

static void
test_not_opened (void)
{
  File file;

  file_init (&file, 700);
  file.first_sw = 0x6982;
  assert_fails (&file, 0x6982, 1);
  g_array_unref (file.asked);
}

/* The file is smaller than its object: with one long command and with short ones. */
static void
test_object_is_cut_off (void)
{
  File file;

  file_init (&file, 700);
  file.n_file = 600;
  assert_fails (&file, 0x9000, 4);
  file.n_file = 100;
  assert_fails (&file, 0x9000, 1);
  g_array_unref (file.asked);
}

static void
test_more_than_asked_for (void)
{
  File file;

  file_init (&file, 700);
  file.more = 10;
  assert_fails (&file, 0x9000, 1);
  g_array_unref (file.asked);
}

static GBytes *
give_one_byte (const guint8 *command, gsize length, gpointer user_data, GError **error)
{
  guint *n_commands = user_data;

  (*n_commands)++;
  return g_bytes_new_static ("\xff\x61\x01", 3);
}

/* The first READ, and as many more as the longest answer takes in pieces of 256: then it is enough.
 */
static void
test_card_does_not_stop (void)
{
  guint n_commands = 0;
  g_autoptr (FakeSlot) slot = fake_slot_new (TRUE, give_one_byte, &n_commands);
  g_autoptr (GError) error = NULL;
  guint16 sw;

  g_assert_null (read_file (NULL, slot, &sw, &error));
  g_assert_error (error, UKE_CARD_ERROR, (int) UKE_CARD_ERROR_UNREADABLE);
  g_assert_cmpuint (n_commands, ==, 1 + 256);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/read-plan/%zu-bytes", cases[i].total);

    g_test_add_data_func (path, &cases[i], test_sizes);
  }
  g_test_add_func ("/read-plan/file-without-filler", test_file_without_filler);
  g_test_add_func ("/read-plan/refusal-is-remembered", test_refusal_is_remembered);
  g_test_add_func ("/read-plan/not-that-file", test_not_that_file);
  g_test_add_func ("/read-plan/not-opened", test_not_opened);
  g_test_add_func ("/read-plan/object-is-cut-off", test_object_is_cut_off);
  g_test_add_func ("/read-plan/more-than-asked-for", test_more_than_asked_for);
  g_test_add_func ("/read-plan/card-does-not-stop", test_card_does_not_stop);
  return g_test_run ();
}
