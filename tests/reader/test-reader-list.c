#include "reader/reader-list.h"

#include "stage.h"

static void
test_no_daemon (void)
{
  g_autoptr (GPtrArray) list = NULL;
  UkeSlotState absent = UKE_SLOT_EMPTY;

  control ("stop");
  list = uke_reader_list (&absent);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_cmpint (absent, ==, UKE_SLOT_NO_SERVICE);
}

static void
test_two_readers_and_a_card (void)
{
  static const guint8 atr[] = { 0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14 };
  g_autoptr (UkeReader) reader = NULL;
  g_autoptr (GPtrArray) list = NULL;
  UkeSlotState absent;
  const UkeReaderInfo *info;
  VirtualCard *virtual;
  FakeCard card;

  control ("start");
  fake_card_init (&card, 1600);
  virtual = virtual_card_place (1, &card);
  reader = uke_reader_new (NULL);
  while (uke_slot_get_state (UKE_SLOT (reader)) != UKE_SLOT_OCCUPIED)
    g_main_context_iteration (NULL, TRUE);

  list = uke_reader_list (&absent);
  g_assert_cmpuint (list->len, ==, 2);
  info = list->pdata[0];
  g_assert_cmpstr (info->name, ==, VIRTUAL_READER_0);
  g_assert_cmpstr (info->state, ==, "empty");
  g_assert_null (info->atr);
  g_assert_true (info->extended_length);
  info = list->pdata[1];
  g_assert_cmpstr (info->name, ==, VIRTUAL_READER_1);
  g_assert_cmpstr (info->state, ==, "present");
  g_assert_cmpmem (g_bytes_get_data (info->atr, NULL), g_bytes_get_size (info->atr), atr,
                   sizeof atr);
  g_assert_true (info->extended_length);

  virtual_card_lift (virtual);
  g_assert_cmpuint (card.n_commands, ==, 0); /* a list asks the readers, never the card */
  fake_card_clear (&card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reader-list/no-daemon", test_no_daemon);
  g_test_add_func ("/reader-list/two-readers-and-a-card", test_two_readers_and_a_card);

  return g_test_run ();
}
