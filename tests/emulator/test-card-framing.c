#include "fixture.h"

#include <string.h>

/* What the class byte alone is answered, on a command that would do something (ISO/IEC 7816-4
 * 5.4.1). */
static const char *
expect_of_class (guint cla)
{
  if (cla == 0x00)
    return "6986"; /* the command itself */
  if (cla == 0x80)
    return "6D00"; /* a class of this card, but no such command in it */
  if (cla >= 0x40 && cla < 0x80)
    return "6881"; /* channels 4 to 19 */
  if ((cla & 0x70) != 0)
    return "6E00";
  return (cla & 0x03) != 0 ? "6881" : "6882";
}

static void
test_every_class (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  for (guint cla = 0; cla <= 0xff; cla++) {
    g_autofree char *read = g_strdup_printf ("%02X B0 00 00 00", cla);

    uke_fixture_talk (card, read, expect_of_class (cla));
  }
}

/* Of the 256 instructions only the card's own do anything, and each in one class only. */
static void
test_every_instruction (void)
{
  static const guint8 of_class_00[] = { 0x20, 0x84, 0xa4, 0xb0, 0xb2, 0xca };
  static const guint8 of_class_80[] = { 0x2a, 0xa2, 0xfc };
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  for (guint ins = 0; ins <= 0xff; ins++) {
    g_autofree char *plain = g_strdup_printf ("00 %02X FF FF", ins);
    g_autofree char *own = g_strdup_printf ("80 %02X FF FF", ins);

    if (memchr (of_class_00, ins, sizeof of_class_00) == NULL)
      uke_fixture_talk (card, plain, "6D00");
    if (memchr (of_class_80, ins, sizeof of_class_80) == NULL)
      uke_fixture_talk (card, own, "6D00");
  }
}

/* The seven forms of a command, each with one that needs it. */
static void
test_every_form_works (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  /* clang-format off */
  CONVERSE (card,
            "00 A4 04 0C 0A D392F000260100000001", "9000",             /* 3, short */
            "00 A4 04 0C 00000A D392F000260100000001", "9000",         /* 3, extended */
            "00 20 00 98", "63C3",                                      /* 1 */
            "00 B0 8A 00 04", "30820628 9000",                          /* 2, short */
            "00 B0 8A 00 000004", "30820628 9000",                      /* 2, extended */
            "00 20 00 98 04 31323334", "9000",
            "80 2A 00 97 01 AB 00", "*9000",                            /* 4, short */
            "80 2A 00 97 000001 AB 0100", "*9000",                      /* 4, extended */
            "80 2A 00 97 000001 AB 0000", "*9000",
            "00 A4 04 00 00000A D392F000260100000001 0000",
            "6F0C 840A D392F000260100000001 9000");
  /* clang-format on */
}

/* Each is one byte too long or too short for what its length fields say. */
static void
test_malformed_forms (void)
{
  static const char *const commands[] = {
    "00 A4 04 0C 0A D392F0002601000000",              /* one byte missing */
    "00 A4 04 0C 0A D392F000260100000001 00 00",      /* one behind Le */
    "00 A4 04 0C 00000A D392F0002601000000",          /* in extended form */
    "00 A4 04 0C 00000A D392F000260100000001 00",     /* Le of one byte */
    "00 A4 04 0C 00000A D392F000260100000001 000000", /* and of three */
    "00 A4 04 0C 000000 D392F000260100000001",        /* data of no length */
    "00 A4 04 0C 000000 00",
    "00 B0 8A 00 00 00", /* an extended length that ends in its middle */
    "00 B0 8A 00 01 00 00 00",
    "80 2A 00 97 02 AB 00 00 00",
    "80 2A 00 97 FF AB 00",
    "00 20 00 98 05 31323334",
    "00 20 00 98 03 31323334 00",
    "00 20 00 98 04 3132333400 00",
  };
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", VERIFY_RIGHT, "9000");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    uke_fixture_talk (card, commands[i], "6700");
  /* and nothing of it was carried out */
  CONVERSE (card, TRIES_LEFT, "63C3", SIGN_ONE_BYTE, "*9000");
}

/* The class is looked at first: a card does not know the length of what it does not know. */
static void
test_class_before_length (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, "01 A4 04 0C 0A D3", "6881", "FF A4 04 0C 0A D3", "6E00", "00 FF 00 00 05",
            "6D00", "00 FF 00 00 05 01", "6700");
}

/* Without its quirks, a card never asks for another command to have its answer. */
static void
test_answers_come_whole (void)
{
  static const char *const reads[] = {
    "00 B0 0E DF 00",       /* one byte is left of the certificate */
    "00 B0 86 00 00",       /* 160 bytes, 256 asked */
    "00 B0 8A 00 00 00 00", /* all there is */
    "00 B0 88 00 FF",
  };
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");

  CONVERSE (card, SELECT_JPKI, "9000", "00 B0 8A 00 01", "30 9000");
  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++)
    uke_fixture_talk (card, reads[i], "*9000");
  CONVERSE (card, "00 C0 00 00 00", "6D00", VERIFY_RIGHT, "9000", SIGN_ONE_BYTE, "*9000");
}

/* Nothing of random bytes stops the card, or opens what only a PIN opens. */
static void
test_random_bytes (void)
{
  g_autoptr (UkeEmulatedCard) card = uke_fixture_make_card ("");
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  uke_fixture_talk (card, SELECT_JPKI, "9000");
  for (guint i = 0; i < 20000; i++) {
    guint8 command[40];
    gsize length = g_rand_int_range (random, 0, sizeof command);
    g_autoptr (GBytes) answer = NULL;

    for (gsize j = 0; j < length; j++)
      command[j] = g_rand_int (random);
    if (length > 1 && g_rand_boolean (random)) {
      command[0] &= 0x80;
      command[1] = "\x20\x2a\x84\xa2\xa4\xb0\xb2\xca"[g_rand_int_range (random, 0, 8)];
    }
    answer = uke_emulated_card_transmit (card, command, length);
    g_assert_cmpuint (g_bytes_get_size (answer), >=, 2);
  }
  CONVERSE (card, SELECT_JPKI, "9000", SIGN_ONE_BYTE, "6982", "00 B0 8A 00 02", "3082 9000");
}

int
main (int argc, char **argv)
{
  static const UkeFixtureTest tests[] = {
    { "malformed-forms", test_malformed_forms },
    { "every-class", test_every_class },
    { "every-instruction", test_every_instruction },
    { "class-before-length", test_class_before_length },
    { "random-bytes", test_random_bytes },
    { "every-form-works", test_every_form_works },
    { "answers-come-whole", test_answers_come_whole },
    { NULL },
  };

  g_test_init (&argc, &argv, NULL);
  return uke_fixture_run ("/card/framing/", tests);
}
