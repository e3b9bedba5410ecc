#include "emulator/card-memory.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  char *root;
  char *folder;
  char *file;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->root = g_dir_make_tmp ("uketsuke-memory-XXXXXX", NULL);
  place->folder = g_build_filename (place->root, "cards", NULL);
  place->file = g_build_filename (place->folder, "test.tries", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_unlink (place->file);
  g_rmdir (place->folder);
  g_unlink (place->folder);
  g_assert_cmpint (g_rmdir (place->root), ==, 0); /* no temporary file was left */
  g_free (place->root);
  g_free (place->folder);
  g_free (place->file);
}

/* The persona's card as a new process would have it. */
static UkeEmulatedCard *
make_card (Place *place, const char *members)
{
  g_autoptr (UkePersona) persona = uke_fixture_make_persona (members);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardMemory) memory = uke_card_memory_open (place->folder, "test", &error);
  GDate today = uke_fixture_get_today ();
  UkeEmulatedCard *card;

  g_assert_no_error (error);
  card = uke_emulated_card_new (persona, uke_fixture_get_authority (), &today, memory, &error);
  g_assert_no_error (error);
  uke_emulated_card_power_on (card);
  uke_fixture_talk (card, SELECT_JPKI, "9000");
  return card;
}

static void
assert_tries (Place *place, const char *answer)
{
  g_autoptr (UkeEmulatedCard) card = make_card (place, "");

  uke_fixture_talk (card, TRIES_LEFT, answer);
}

static void
test_survives_the_process (Place *place, gconstpointer data)
{
  UkeEmulatedCard *card = make_card (place, "");

  uke_fixture_talk (card, VERIFY_WRONG, "63C2");
  g_assert_finalize_object (card);

  card = make_card (place, "");
  g_assert_cmpuint (uke_emulated_card_get_tries_left (card), ==, 2);
  CONVERSE (card, TRIES_LEFT, "63C2", VERIFY_WRONG, "63C1", VERIFY_WRONG, "63C0");
  g_assert_finalize_object (card);

  card = make_card (place, "");
  CONVERSE (card, TRIES_LEFT, "63C0", VERIFY_RIGHT, "6984");
  g_assert_finalize_object (card);
}

static void
test_right_pin_gives_all_back (Place *place, gconstpointer data)
{
  g_autoptr (UkeEmulatedCard) card = make_card (place, "\"pin_tries_left\": 1");

  uke_fixture_talk (card, VERIFY_RIGHT, "9000");
  assert_tries (place, "63C3"); /* and not the persona's single one again */
}

static void
test_each_pin_for_itself (Place *place, gconstpointer data)
{
  UkeEmulatedCard *card = make_card (place, "");

  CONVERSE (card, "00 20 00 9B 01 41", "63C4", SELECT_VISUAL, "9000", "00 20 00 92 01 30", "63C9",
            SELECT_TEXT, "9000", "00 20 00 91 01 30", "63C2", SELECT_REGISTER, "9000",
            "00 20 00 9C 01 30", "63C2");
  g_assert_finalize_object (card);

  card = make_card (place, "");
  CONVERSE (card, TRIES_LEFT, "63C3", "00 20 00 9B", "63C4", SELECT_VISUAL, "9000", "00 20 00 91",
            "63CA", "00 20 00 92", "63C9", SELECT_TEXT, "9000", "00 20 00 91", "63C2",
            "00 20 00 95", "63CA", SELECT_REGISTER, "9000", "00 20 00 9C", "63C2", SELECT_COMMON,
            "9000", "00 20 00 9C", "63C3");
  g_assert_finalize_object (card);
}

/* Whoever pulls the card while it compares has spent the try. */
static void
test_written_before_the_answer (Place *place, gconstpointer data)
{
  g_autoptr (UkeEmulatedCard) card = make_card (place, "");
  g_autofree char *text = NULL;

  uke_fixture_talk (card, VERIFY_WRONG, "63C2");
  g_assert_true (g_file_get_contents (place->file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "[authentication]\n0018=2\n"));
  g_assert_null (strstr (text, "9999"));
}

static void
test_unwritable_memory_verifies_nothing (Place *place, gconstpointer data)
{
  g_autoptr (UkeEmulatedCard) card = make_card (place, "");

  /* The folder is gone, and a file in its place keeps it from coming back. */
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_file_set_contents (place->folder, "", 0, NULL);
  CONVERSE (card, VERIFY_RIGHT, "6581", SIGN_ONE_BYTE, "6982", TRIES_LEFT, "63C2");
}

static void
test_new_card_has_all_tries (Place *place, gconstpointer data)
{
  g_autoptr (UkeEmulatedCard) card = make_card (place, "");
  g_autoptr (GError) error = NULL;

  uke_fixture_talk (card, VERIFY_WRONG, "63C2");
  g_assert_true (uke_card_memory_forget (place->folder, "test", &error));
  assert_tries (place, "63C3");
  g_assert_true (uke_card_memory_forget (place->folder, "test", &error)); /* also without one */
  g_assert_no_error (error);
}

static void
test_kept_for_its_owner_alone (Place *place, gconstpointer data)
{
  g_autoptr (UkeEmulatedCard) card = make_card (place, "");
  struct stat file;

  uke_fixture_talk (card, VERIFY_WRONG, "63C2");
  g_assert_cmpint (stat (place->file, &file), ==, 0);
  g_assert_cmpint (file.st_mode & 0777, ==, 0600);
}

static void
test_damaged (Place *place, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "nonsense",
    "[card]\n",
    "[card]\nformat=0\n",
    "[card]\nformat=one\n",
    "[card]\nformat=1\n[authentication]\n0018=\n",
    "[card]\nformat=1\n[authentication]\n0018=-1\n",
    "[card]\nformat=1\n[authentication]\n0018=16\n",
    "[card]\nformat=1\n[authentication]\n0018=2 or so\n",
    "[card]\nformat=1\n[authentication]\n18=2\n",
    "[card]\nformat=2\n",
    "[card]\nformat=1\n[authentication]\n0018",
  };

  g_mkdir_with_parents (place->folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *after = NULL;

    g_file_set_contents (place->file, texts[i], -1, NULL);
    g_assert_null (uke_card_memory_open (place->folder, "test", &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_nonnull (strstr (error->message, place->file));
    g_assert_nonnull (strstr (error->message, "begin with a new card"));
    /* left for somebody to look at */
    g_file_get_contents (place->file, &after, NULL, NULL);
    g_assert_cmpstr (after, ==, texts[i]);
  }
}

static void
test_more_tries_than_there_are (Place *place, gconstpointer data)
{
  g_autoptr (UkePersona) persona = uke_fixture_make_persona ("");
  g_autoptr (UkeCardMemory) memory = NULL;
  g_autoptr (GError) error = NULL;
  GDate today = uke_fixture_get_today ();

  g_mkdir_with_parents (place->folder, 0700);
  g_file_set_contents (place->file, "[card]\nformat=1\n[authentication]\n0018=4\n", -1, NULL);
  memory = uke_card_memory_open (place->folder, "test", &error);
  g_assert_no_error (error);
  g_assert_null (
      uke_emulated_card_new (persona, uke_fixture_get_authority (), &today, memory, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, place->file));
}

/* A persona may have become another kind of card: what that has not is not its business. */
static void
test_of_another_kind_of_card (Place *place, gconstpointer data)
{
  UkeEmulatedCard *card = make_card (place, "");

  CONVERSE (card, SELECT_VISUAL, "9000", "00 20 00 92 01 30", "63C9");
  g_assert_finalize_object (card);
  card = make_card (place, "\"card\": \"phone-iphone\"");
  uke_fixture_talk (card, TRIES_LEFT, "63C3");
  g_assert_finalize_object (card);
}

static void
test_folder_is_a_file (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (place->folder, "", 0, NULL);
  g_assert_null (uke_card_memory_open (place->folder, "test", &error));
  g_assert_cmpuint (error->domain, ==, G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, place->folder));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (Place *place, gconstpointer data);
  } tests[] = {
    { "damaged", test_damaged },
    { "more-tries-than-there-are", test_more_tries_than_there_are },
    { "folder-is-a-file", test_folder_is_a_file },
    { "unwritable-memory-verifies-nothing", test_unwritable_memory_verifies_nothing },
    { "written-before-the-answer", test_written_before_the_answer },
    { "survives-the-process", test_survives_the_process },
    { "right-pin-gives-all-back", test_right_pin_gives_all_back },
    { "each-pin-for-itself", test_each_pin_for_itself },
    { "new-card-has-all-tries", test_new_card_has_all_tries },
    { "kept-for-its-owner-alone", test_kept_for_its_owner_alone },
    { "of-another-kind-of-card", test_of_another_kind_of_card },
  };
  int status;

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/card-memory/", tests[i].path, NULL);

    g_test_add (path, Place, NULL, set_up, tests[i].run, tear_down);
  }
  status = g_test_run ();
  uke_fixture_remove_authority ();
  return status;
}
