/* Reads a card as the application does, and sends the same commands bare, in turns. Prints the
 * middle of each in microseconds: ours, then the bare loop's. */

#include "card/card-reading.h"
#include "reader/reader.h"

#include <stdlib.h>
#include <string.h>
#include <winscard.h>

#define ROUNDS 101
#define CERTIFICATE_AT 2 /* among the commands */

typedef struct {
  guint8 bytes[16];
  gsize length;
} Command;

/* What the application sends, in that order; the rest of the certificate is filled in. */
static Command commands[] = {
  { { 0x00, 0xa4, 0x04, 0x0c, 0x0a, 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 },
    15 },
  { { 0x00, 0xb0, 0x86, 0x00, 0x20 }, 5 },
  { { 0x00, 0xb0, 0x8a, 0x00, 0x00 }, 5 },
  { { 0x00, 0xb0, 0x01, 0x00, 0x00, 0x00, 0x00 }, 7 },
  { { 0x00, 0x20, 0x00, 0x98 }, 4 },
};

static void
check (LONG result)
{
  if (result != SCARD_S_SUCCESS)
    g_error ("%s", pcsc_stringify_error (result));
}

static void
send_all (SCARDHANDLE card)
{
  static guint8 answer[65538];

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    DWORD length = sizeof answer;

    check (SCardTransmit (card, SCARD_PCI_T1, commands[i].bytes, commands[i].length, NULL, answer,
                          &length));
    if (i == CERTIFICATE_AT) {
      guint rest = (guint) (answer[2] << 8 | answer[3]) + 4 - 256;

      commands[i + 1].bytes[5] = (guint8) (rest >> 8);
      commands[i + 1].bytes[6] = (guint8) (rest & 0xff);
    }
  }
}

static gint64
read_bare (const char *reader)
{
  SCARDCONTEXT context;
  SCARDHANDLE card;
  DWORD protocol;
  gint64 began, took;

  check (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context));
  check (SCardConnect (context, reader, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol));
  check (SCardBeginTransaction (card));
  began = g_get_monotonic_time ();
  send_all (card);
  took = g_get_monotonic_time () - began;
  check (SCardEndTransaction (card, SCARD_LEAVE_CARD));
  check (SCardDisconnect (card, SCARD_LEAVE_CARD));
  check (SCardReleaseContext (context));
  return took;
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* A new reader each time: what was read of a card is not read again. */
static gint64
read_ours (char **ret_name)
{
  g_autoptr (UkeReader) reader = uke_reader_new (NULL);
  UkeSlot *slot = UKE_SLOT (reader);
  g_autoptr (UkeCardReading) reading = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  while (uke_slot_get_state (slot) != UKE_SLOT_OCCUPIED)
    g_main_context_iteration (NULL, TRUE);
  uke_slot_read_card_async (slot, uke_slot_get_placement (slot), NULL, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  reading = uke_slot_read_card_finish (slot, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uke_card_reading_get_n_commands (reading), ==, G_N_ELEMENTS (commands));
  g_free (*ret_name);
  *ret_name = uke_slot_dup_reader_name (slot);
  g_object_run_dispose (G_OBJECT (reader));
  return uke_card_reading_get_elapsed_us (reading);
}

static int
compare (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

int
main (void)
{
  gint64 ours[ROUNDS], bare[ROUNDS];
  g_autofree char *name = NULL;

  read_ours (&name);
  for (gsize i = 0; i < ROUNDS; i++) {
    bare[i] = read_bare (name);
    ours[i] = read_ours (&name);
  }
  qsort (ours, ROUNDS, sizeof *ours, compare);
  qsort (bare, ROUNDS, sizeof *bare, compare);
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", ours[ROUNDS / 2], bare[ROUNDS / 2]);
  return 0;
}
