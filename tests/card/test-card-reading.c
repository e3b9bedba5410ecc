#include "card/card-reading.h"

#include "fake-card.h"

#include <string.h>

/* The label and the tries cost a command each, beside SELECT and the certificate. */
#define N_BESIDES 2

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

static UkeCardReading *
read_card (FakeCard *card, gboolean extended_length, GError **error)
{
  g_autoptr (FakeSlot) slot = fake_slot_new (extended_length, fake_card_transmit, card);
  g_autoptr (GAsyncResult) result = NULL;
  UkeCardReading *reading;

  uke_slot_read_card_async (UKE_SLOT (slot), 1, card->cancels, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  reading = uke_slot_read_card_finish (UKE_SLOT (slot), result, error);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&slot));
  return reading;
}

static void
assert_read_whole (FakeCard *card, gboolean extended_length, guint n_commands)
{
  g_autoptr (GError) error = NULL;
  UkeCardReading *reading = read_card (card, extended_length, &error);
  GBytes *der;

  g_assert_no_error (error);
  der = uke_certificate_get_der (uke_card_reading_get_certificate (reading));
  g_assert_true (g_bytes_equal (der, card->certificate));
  g_assert_cmpuint (uke_card_reading_get_n_commands (reading), ==, n_commands + N_BESIDES);
  g_assert_cmpuint (card->n_commands, ==, n_commands + N_BESIDES);
  g_assert_finalize_object (reading);
}

static void
assert_fails (FakeCard *card, UkeCardError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_card (card, TRUE, &error));
  g_assert_error (error, UKE_CARD_ERROR, (int) code);
  g_assert_cmpuint (card->n_with_pin, ==, 0);
}

/* Sizes at and around the edges of 256-byte pieces. */
static const gsize sizes[] = { 1536, 1537, 1574, 1583, 1791, 1792, 1793, 2000 };

static void
test_long_commands (gconstpointer data)
{
  gsize size = *(const gsize *) data;
  FakeCard card;

  fake_card_init (&card, size);
  assert_read_whole (&card, TRUE, 3);
  /* To the byte: no filler behind the certificate is moved. */
  g_assert_cmpuint (card.longest_answer, ==, size - 256 + 2);
  fake_card_clear (&card);
}

static void
test_short_commands (gconstpointer data)
{
  gsize size = *(const gsize *) data;
  FakeCard card;

  fake_card_init (&card, size);
  assert_read_whole (&card, FALSE, 1 + (guint) (size + 255) / 256);
  fake_card_clear (&card);
}

/* The reader passes long commands and the card refuses them: one command is lost, nothing else. */
static void
test_card_refuses_long_commands (gconstpointer data)
{
  gsize size = *(const gsize *) data;
  FakeCard card;

  fake_card_init (&card, size);
  card.takes_extended = FALSE;
  assert_read_whole (&card, TRUE, 2 + (guint) (size + 255) / 256);
  fake_card_clear (&card);
}

static void
test_reader_stumbles_over_long_command (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  card.fails_at = 4; /* SELECT, label, first 256, then the long one */
  card.fails_with = UKE_CARD_ERROR_UNREADABLE;
  assert_read_whole (&card, TRUE, 2 + 7);
  fake_card_clear (&card);
}

static void
test_counts_bytes_both_ways (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  reading = read_card (&card, TRUE, &error);
  g_assert_no_error (error);
  /* SELECT 15, label 5, READ 5, long READ 7, query 4; five status words, 32 of label. */
  g_assert_cmpuint (uke_card_reading_get_n_bytes (reading), ==,
                    15 + 5 + 5 + 7 + 4 + 5 * 2 + 32 + 1600);
  g_assert_cmpint (uke_card_reading_get_elapsed_us (reading), >=, 0);
  fake_card_clear (&card);
}

typedef struct {
  const char *name;
  const char *label;
  gboolean works;
  UkeCardKind kind;
} LabelCase;

static const LabelCase labels[] = {
  { "mynumber", "JPKIAPICCTOKEN2", TRUE, UKE_CARD_KIND_MYNUMBER },
  { "phone-android", "JPKIAPGPSETOKEN", TRUE, UKE_CARD_KIND_PHONE_ANDROID },
  { "phone-iphone", "JPKIAPIOSTOKEN", TRUE, UKE_CARD_KIND_PHONE_IPHONE },
  { "unknown", "JPKIAPICCTOKEN3", TRUE, UKE_CARD_KIND_UNKNOWN },
  { "basic-resident-register-card", "JPKIAPICCTOKEN", FALSE, UKE_CARD_KIND_UNKNOWN },
};

static void
test_label (gconstpointer data)
{
  const LabelCase *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  card.label = row->label;
  reading = read_card (&card, TRUE, &error);
  if (row->works) {
    g_assert_no_error (error);
    g_assert_cmpint (uke_card_reading_get_kind (reading), ==, row->kind);
    g_assert_cmpstr (uke_card_kind_get_nick (row->kind), ==, row->name);
  } else {
    g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_WRONG_CARD);
  }
  fake_card_clear (&card);
}

typedef struct {
  const char *name;
  guint8 ins;
  guint16 sw;
  UkeCardError code;
} RefusalCase;

/* clang-format off */
static const RefusalCase refusals[] = {
  { "select-no-application", 0xa4, 0x6a82, UKE_CARD_ERROR_WRONG_CARD },
  { "select-function-not-supported", 0xa4, 0x6a81, UKE_CARD_ERROR_WRONG_CARD },
  { "select-wrong-parameters", 0xa4, 0x6a86, UKE_CARD_ERROR_WRONG_CARD },
  { "select-unknown-instruction", 0xa4, 0x6d00, UKE_CARD_ERROR_WRONG_CARD },
  { "select-unknown-class", 0xa4, 0x6e00, UKE_CARD_ERROR_WRONG_CARD },
  { "select-refused-by-java-card", 0xa4, 0x6999, UKE_CARD_ERROR_WRONG_CARD },
  { "select-6f00-twice", 0xa4, 0x6f00, UKE_CARD_ERROR_UNREADABLE },
  { "select-6700", 0xa4, 0x6700, UKE_CARD_ERROR_UNREADABLE },
  { "select-6283", 0xa4, 0x6283, UKE_CARD_ERROR_UNREADABLE },
  { "select-6400", 0xa4, 0x6400, UKE_CARD_ERROR_UNREADABLE },
  { "select-6985", 0xa4, 0x6985, UKE_CARD_ERROR_UNREADABLE },
  { "read-6281", 0xb0, 0x6281, UKE_CARD_ERROR_UNREADABLE },
  { "read-6700", 0xb0, 0x6700, UKE_CARD_ERROR_UNREADABLE },
  { "read-6981", 0xb0, 0x6981, UKE_CARD_ERROR_UNREADABLE },
  { "read-6982", 0xb0, 0x6982, UKE_CARD_ERROR_UNREADABLE },
  { "read-6986", 0xb0, 0x6986, UKE_CARD_ERROR_UNREADABLE },
  { "read-no-file", 0xb0, 0x6a82, UKE_CARD_ERROR_UNREADABLE },
  { "read-6b00", 0xb0, 0x6b00, UKE_CARD_ERROR_UNREADABLE },
  { "read-6f00", 0xb0, 0x6f00, UKE_CARD_ERROR_UNREADABLE },
  { "read-empty", 0xb0, 0x9000, UKE_CARD_ERROR_UNREADABLE },
  { "read-more-that-never-comes", 0xb0, 0x6110, UKE_CARD_ERROR_UNREADABLE },
  { "read-wrong-length-forever", 0xb0, 0x6c10, UKE_CARD_ERROR_UNREADABLE },
};

static const struct {
  const char *name;
  guint16 sw;
  int tries_left;
} tries[] = {
  { "three", 0x63c3, 3 }, { "two", 0x63c2, 2 }, { "one", 0x63c1, 1 }, { "none", 0x63c0, 0 },
  { "blocked-jicsap", 0x6984, 0 }, { "blocked-iso", 0x6983, 0 },
  { "verified-before", 0x9000, -1 }, { "not-counted", 0x6300, -1 },
  { "query-refused", 0x6700, -1 }, { "not-there", 0x6a88, -1 }, { "unknown", 0x6d00, -1 },
};
/* clang-format on */

static void
test_refusal (gconstpointer data)
{
  const RefusalCase *row = data;
  FakeCard card;

  fake_card_init (&card, 1600);
  card.odd_ins = row->ins;
  card.odd_sw = row->sw;
  assert_fails (&card, row->code);
  fake_card_clear (&card);
}

static void
test_tries (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  card.odd_ins = FAKE_INS_QUERY;
  card.odd_sw = tries[i].sw;
  reading = read_card (&card, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (uke_card_reading_get_tries_left (reading), ==, tries[i].tries_left);
  g_assert_cmpuint (card.n_with_pin, ==, 0);
  fake_card_clear (&card);
}

static void
test_first_command_lost (void)
{
  FakeCard card;

  fake_card_init (&card, 1600);
  card.odd_ins = 0xa4;
  card.odd_sw = 0x6f00;
  card.odd_times = 1;
  assert_read_whole (&card, TRUE, 4);
  fake_card_clear (&card);
}

/* Five commands: SELECT, label, two READs, query; or eleven short ones for 1,800 bytes. */
static void
test_pulled_before_each_command (void)
{
  for (guint at = 1; at <= 5; at++) {
    FakeCard card;

    fake_card_init (&card, 1800);
    card.fails_at = at;
    card.fails_with = UKE_CARD_ERROR_REMOVED;
    assert_fails (&card, UKE_CARD_ERROR_REMOVED);
    g_assert_cmpuint (card.n_commands, ==, at);
    fake_card_clear (&card);
  }
}

static void
test_pulled_between_short_commands (void)
{
  for (guint at = 1; at <= 11; at++) {
    g_autoptr (GError) error = NULL;
    FakeCard card;

    fake_card_init (&card, 1800);
    card.fails_at = at;
    card.fails_with = UKE_CARD_ERROR_REMOVED;
    g_assert_null (read_card (&card, FALSE, &error));
    g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
    g_assert_cmpuint (card.n_commands, ==, at);
    fake_card_clear (&card);
  }
}

static void
test_service_lost (void)
{
  for (guint at = 1; at <= 5; at++) {
    FakeCard card;

    fake_card_init (&card, 1800);
    card.fails_at = at;
    card.fails_with = UKE_CARD_ERROR_NO_SERVICE;
    assert_fails (&card, UKE_CARD_ERROR_NO_SERVICE);
    fake_card_clear (&card);
  }
}

/* Answer after answer is replaced by rubbish of each kind. */
static void
test_garbled (void)
{
  static guint8 rubbish[70000];
  static const gsize lengths[] = { 0, 1, 2, 3, 17, 257, 258, 259, 1800, sizeof rubbish };
  GRand *random = g_rand_new_with_seed (20260401);

  for (gsize i = 0; i < sizeof rubbish; i++)
    rubbish[i] = (guint8) g_rand_int (random);
  g_rand_free (random);

  for (guint at = 1; at <= 4; at++) {
    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
      g_autoptr (GError) error = NULL;
      FakeCard card;

      fake_card_init (&card, 1800);
      card.garbles_at = at;
      card.garbage = g_bytes_new (rubbish, lengths[i]);
      /* A long READ that is garbled is read again in short pieces: then all is well. */
      if (at == 4) {
        g_autoptr (UkeCardReading) reading = read_card (&card, TRUE, &error);

        g_assert_no_error (error);
      } else {
        assert_fails (&card, UKE_CARD_ERROR_UNREADABLE);
      }
      fake_card_clear (&card);
    }
  }
}

static void
test_garbled_short_piece (void)
{
  static const gsize lengths[] = { 0, 1, 2, 257, 259 };

  for (guint at = 4; at <= 10; at++) {
    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *bytes = g_malloc0 (lengths[i] + 1);
      FakeCard card;

      if (lengths[i] >= 2)
        bytes[lengths[i] - 2] = 0x90;
      fake_card_init (&card, 1800);
      card.garbles_at = at;
      card.garbage = g_bytes_new (bytes, lengths[i]);
      g_assert_null (read_card (&card, FALSE, &error));
      g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE);
      fake_card_clear (&card);
    }
  }
}

typedef struct {
  const char *name;
  const char *head; /* four bytes */
} HeadCase;

static const HeadCase heads[] = {
  { "not-a-sequence", "\x31\x82\x06\x3c" },
  { "filler", "\xff\xff\xff\xff" },
  { "zeros", "\0\0\0\0" },
  { "one-byte-length", "\x30\x81\xc8\x30" },
  { "short-length", "\x30\x20\x30\x1e" },
  { "indefinite-length", "\x30\x80\x30\x82" },
  { "three-byte-length", "\x30\x83\0\x06" },
  { "over-16-KiB", "\x30\x82\x3f\xfd" },
  { "64-KiB", "\x30\x82\xff\xff" },
  { "of-nothing", "\x30\x82\0\0" },
  { "longer-than-it-is", "\x30\x82\x06\x3d" },
  { "shorter-than-it-is", "\x30\x82\x06\x3b" },
  { "beyond-the-file", "\x30\x82\x0e\xe0" },
};

static void
test_head (gconstpointer data)
{
  const HeadCase *row = data;
  g_autofree guint8 *bytes = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  bytes = g_memdup2 (g_bytes_get_data (card.certificate, NULL), 1600);
  memcpy (bytes, row->head, 4);
  g_bytes_unref (card.certificate);
  card.certificate = g_bytes_new (bytes, 1600);
  assert_fails (&card, UKE_CARD_ERROR_UNREADABLE);
  /* SELECT, label, first piece; more only where the length could be true. */
  if (!g_str_has_suffix (row->name, "it-is") && !g_str_has_prefix (row->name, "beyond"))
    g_assert_cmpuint (card.n_commands, ==, 3);
  fake_card_clear (&card);
}

static void
test_not_a_certificate_inside (void)
{
  g_autofree guint8 *bytes = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  bytes = g_memdup2 (g_bytes_get_data (card.certificate, NULL), 1600);
  memset (bytes + 4, 0x55, 1596);
  g_bytes_unref (card.certificate);
  card.certificate = g_bytes_new (bytes, 1600);
  assert_fails (&card, UKE_CARD_ERROR_UNREADABLE);
  fake_card_clear (&card);
}

static void
test_cancelled_between_commands (void)
{
  for (guint at = 1; at <= 4; at++) {
    g_autoptr (GError) error = NULL;
    FakeCard card;

    fake_card_init (&card, 1600);
    card.cancels = g_cancellable_new ();
    card.cancels_at = at;
    g_assert_null (read_card (&card, TRUE, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (card.n_commands, ==, at);
    fake_card_clear (&card);
  }
}

static void
test_another_placement (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FakeSlot) slot = NULL;
  FakeCard card;

  fake_card_init (&card, 1600);
  slot = fake_slot_new (TRUE, fake_card_transmit, &card);
  uke_slot_read_card_async (UKE_SLOT (slot), 2, NULL, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (uke_slot_read_card_finish (UKE_SLOT (slot), result, &error));
  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
  g_assert_cmpuint (card.n_commands, ==, 0);
  fake_card_clear (&card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, name, function, data)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *full = g_strconcat ("/card-reading/", path, "/", name, NULL);                 \
    g_test_add_data_func (full, data, function);                                                   \
  }                                                                                                \
  G_STMT_END

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *name = g_strdup_printf ("%zu-bytes", sizes[i]);

    ADD ("long-commands", name, test_long_commands, &sizes[i]);
    ADD ("short-commands", name, test_short_commands, &sizes[i]);
    ADD ("card-refuses-long-commands", name, test_card_refuses_long_commands, &sizes[i]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    ADD ("label", labels[i].name, test_label, &labels[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    ADD ("refusal", refusals[i].name, test_refusal, &refusals[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    ADD ("tries", tries[i].name, test_tries, GSIZE_TO_POINTER (i));
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    ADD ("head", heads[i].name, test_head, &heads[i]);

  /* clang-format off */
  g_test_add_func ("/card-reading/reader-stumbles-over-long-command", test_reader_stumbles_over_long_command);
  g_test_add_func ("/card-reading/counts-bytes-both-ways", test_counts_bytes_both_ways);
  g_test_add_func ("/card-reading/first-command-lost", test_first_command_lost);
  g_test_add_func ("/card-reading/pulled-before-each-command", test_pulled_before_each_command);
  g_test_add_func ("/card-reading/pulled-between-short-commands", test_pulled_between_short_commands);
  g_test_add_func ("/card-reading/service-lost", test_service_lost);
  g_test_add_func ("/card-reading/garbled", test_garbled);
  g_test_add_func ("/card-reading/garbled-short-piece", test_garbled_short_piece);
  g_test_add_func ("/card-reading/not-a-certificate-inside", test_not_a_certificate_inside);
  g_test_add_func ("/card-reading/cancelled-between-commands", test_cancelled_between_commands);
  g_test_add_func ("/card-reading/another-placement", test_another_placement);
  /* clang-format on */

  return g_test_run ();
}
