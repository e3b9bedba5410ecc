#include "target.h"

#include "emulator/vpcd.h"

#include <glib/gstdio.h>
#include <string.h>

/* A hostile reader: the input is all that it sends, and what it is answered is checked frame by
 * frame against the protocol of vpcd. */

#define PIN "1234"
#define SIGN_PASSWORD "TRAINING"
#define PERSONA                                                                                    \
  "{\"name\": \"test\", \"title\": \"Test\", \"card\": \"mynumber\", \"pin\": \"" PIN "\"}"

static UkeTrainingAuthority *authority;
static UkeEmulatedCard *card;

static UkeEmulatedCard *
make_card (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkePersona) persona = uke_persona_new_from_json (PERSONA, -1, &error);
  UkeEmulatedCard *made;
  GDate today;

  g_assert_no_error (error);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  made = uke_emulated_card_new (persona, authority, &today, NULL, &error);
  g_assert_no_error (error);
  return made;
}

void
fuzz_set_up (void)
{
  static const char *const files[] = { "authority.pem", "face.pem" };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("uketsuke-fuzz-XXXXXX", &error);

  g_assert_no_error (error);
  authority = uke_training_authority_open (folder, &error);
  g_assert_no_error (error);

  /* They have been read, and a fuzzer may end at any moment. */
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *file = g_build_filename (folder, files[i], NULL);

    g_assert_cmpint (g_unlink (file), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  card = make_card ();
}

static gboolean
is_done (const char *command, gsize length)
{
  g_autoptr (GBytes) answer = uke_emulated_card_transmit (card, (const guint8 *) command, length);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (answer, &size);

  return size == 2 && bytes[0] == 0x90 && bytes[1] == 0x00;
}

#define IS_DONE(command) is_done (command, sizeof command - 1)

/* The right PINs give their tries back. Nothing does that for a blocked one, nor here for those of
 * the other applications: there is a new card then. */
static void
restore_card (gboolean saw_other_application)
{
  gboolean restored;

  uke_emulated_card_power_on (card);
  restored = IS_DONE ("\x00\xa4\x04\x0c\x0a\xd3\x92\xf0\x00\x26\x01\x00\x00\x00\x01")
             && IS_DONE ("\x00\x20\x00\x98\x04" PIN)
             && IS_DONE ("\x00\x20\x00\x9b\x08" SIGN_PASSWORD);
  uke_emulated_card_power_off (card);
  if (restored && !saw_other_application)
    return;

  g_object_unref (card);
  card = make_card ();
}

typedef struct {
  const guint8 *bytes;
  gsize left;
} Frames;

/* How a stream of frames goes on. */
typedef enum {
  FRAME_WHOLE,
  FRAME_NONE,
  FRAME_CUT,
  FRAME_EMPTY,
} Frame;

static Frame
next_frame (Frames *frames, const guint8 **ret_payload, gsize *ret_length)
{
  gsize length;

  if (frames->left == 0)
    return FRAME_NONE;
  if (frames->left < 2)
    return FRAME_CUT;
  length = (gsize) (frames->bytes[0] << 8 | frames->bytes[1]);
  if (length == 0)
    return FRAME_EMPTY;
  if (length > frames->left - 2)
    return FRAME_CUT;

  *ret_payload = frames->bytes + 2;
  *ret_length = length;
  frames->bytes += 2 + length;
  frames->left -= 2 + length;
  return FRAME_WHOLE;
}

typedef struct {
  gboolean powered;
  gboolean saw_secret;            /* in any VERIFY */
  gboolean saw_other_application; /* in any command */
} Reader;

static gboolean
holds (const guint8 *bytes, gsize length, const char *text)
{
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

static void
check_answer (Reader *reader,
              const guint8 *command,
              gsize command_length,
              const guint8 *answer,
              gsize answer_length)
{
  g_assert_cmpuint (answer_length, >=, 2);
  if (!reader->powered)
    g_assert_cmpmem (answer, answer_length, "\x6f\x00", 2);

  reader->saw_other_application |= holds (command, command_length, "\xd3\x92\x10");
  if (command[1] == 0x20)
    reader->saw_secret |=
        holds (command, command_length, PIN) || holds (command, command_length, SIGN_PASSWORD);
  /* Nothing is signed without a PIN, but by the key that proves a card to be no copy. */
  if (command[0] == 0x80 && command[1] == 0x2a && !reader->saw_secret
      && !reader->saw_other_application)
    g_assert_cmpuint (answer_length, ==, 2);
}

/* An order about the power: only the question for the ATR has an answer. */
static void
check_order (Reader *reader, guint8 order, Frames *answers)
{
  const guint8 *atr;
  gsize length;

  if (order == 0 || order == 1)
    reader->powered = order == 1;
  if (order != 4)
    return;

  g_assert_cmpint (next_frame (answers, &atr, &length), ==, FRAME_WHOLE);
  g_assert_cmpint (atr[0], ==, 0x3b);
}

static Frame
check_answers (Reader *reader, Frames sent, Frames answers)
{
  const guint8 *command, *answer;
  gsize command_length, answer_length;
  Frame next;

  while ((next = next_frame (&sent, &command, &command_length)) == FRAME_WHOLE) {
    if (command_length == 1) {
      check_order (reader, command[0], &answers);
      continue;
    }
    g_assert_cmpint (next_frame (&answers, &answer, &answer_length), ==, FRAME_WHOLE);
    check_answer (reader, command, command_length, answer, answer_length);
  }
  g_assert_cmpuint (answers.left, ==, 0);
  return next;
}

static void
check_end (Frame last, gboolean served, const GError *error)
{
  g_assert_cmpint (served, ==, last == FRAME_NONE);
  switch (last) {
  case FRAME_NONE:
    g_assert_no_error (error);
    break;
  case FRAME_CUT:
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    break;
  case FRAME_EMPTY:
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    break;
  case FRAME_WHOLE:
    g_assert_not_reached ();
  }
}

void
fuzz_try (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (input, output);
  g_autoptr (GBytes) answers = NULL;
  g_autoptr (GError) error = NULL;
  Frames sent = { data, size };
  Frames received = { 0 };
  Reader reader = { 0 };
  gboolean served;

  served = uke_vpcd_serve_stream (card, stream, 0, NULL, NULL, NULL, &error);
  answers = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
  received.bytes = g_bytes_get_data (answers, &received.left);

  check_end (check_answers (&reader, sent, received), served, error);
  restore_card (reader.saw_other_application);
}
