/* Kills a reception at moments that nobody foresees: whoever was told "You are received" must be
 * found afterwards, complete and with all answers, and the store must be whole.
 *
 * Usage: kill ROUNDS */

#include "emulator/emulated-card.h"
#include "reception/reception.h"
#include "reception/training-slot.h"
#include "store/sqlcipher.h"
#include "store/store-key.h"
#include "store/store.h"
#include "validity/date.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_WAIT_US 250000
#define ID_SIZE 36 /* of a UUID in words */

static UkeTrainingAuthority *authority;

static GDateTime *
get_now (gpointer data)
{
  static guint seconds = 0;
  g_autoptr (GDateTime) morning = g_date_time_new_from_iso8601 ("2026-11-22T08:00:00+09:00", NULL);

  return g_date_time_add_seconds (morning, seconds++ % 3600);
}

static void
wait_for (UkeReception *reception, UkeStep step)
{
  while (uke_reception_get_step (reception) != step)
    g_main_context_iteration (NULL, TRUE);
}

static void
receive (UkeReception *reception, UkeTrainingSlot *slot, UkePersona *persona, int told)
{
  UkeConsents consents = { { UKE_CONSENT_AGREED, UKE_CONSENT_REFUSED, UKE_CONSENT_AGREED } };
  g_autoptr (UkeEmulatedCard) card = NULL;
  g_autoptr (GError) error = NULL;
  UkePin *pin = uke_pin_new ();
  GDate today;

  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  card = uke_emulated_card_new (persona, authority, &today, NULL, &error);
  g_assert_no_error (error);
  uke_training_slot_place (slot, card);
  wait_for (reception, UKE_STEP_CHOOSE_IDENTITY);
  uke_reception_choose (reception, UKE_EVENT_CHOSE_PIN);
  wait_for (reception, UKE_STEP_PIN);
  for (const char *digit = uke_persona_get_pin (persona); *digit != '\0'; digit++)
    uke_pin_append (pin, *digit);
  uke_reception_enter_pin (reception, pin);
  wait_for (reception, UKE_STEP_CONSENT);
  uke_reception_answer_consent (reception, &consents);
  wait_for (reception, UKE_STEP_COMPLETE);

  /* The patient reads it now. */
  if (write (told, uke_visit_get_id (uke_reception_get_visit (reception)), ID_SIZE) != ID_SIZE)
    _exit (1);
  uke_training_slot_lift (slot);
  wait_for (reception, UKE_STEP_IDLE);
}

/* Until it is killed. */
static _Noreturn void
receive_for_good (const char *folder, int told)
{
  g_autoptr (GError) error = NULL;
  UkeStore *store = uke_store_open_folder (folder, &error);
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  UkePersona *persona = uke_persona_find ("normal", NULL);
  UkeTrainingSlot *slot = uke_training_slot_new ();
  UkeReception *reception;

  if (store == NULL)
    g_error ("%s", error->message);
  uke_anchors_add (anchors, uke_training_authority_get_anchor (authority), NULL);
  reception = uke_reception_new (&(UkeReceptionSetup) {
      .slot = UKE_SLOT (slot),
      .anchors = anchors,
      .training = TRUE,
      .now = get_now,
      .store = store,
      .card_left_behind_seconds = 60,
  });
  for (;;)
    receive (reception, slot, persona, told);
}

/* Adds whom the child had told so before it was killed; a round in four it dies while it starts. */
static void
kill_once (const char *folder, GPtrArray *told, gboolean early)
{
  char id[ID_SIZE];
  int ends[2];
  pid_t child;
  gulong wait = (gulong) g_random_int_range (0, MAX_WAIT_US);

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0) {
    close (ends[0]);
    g_random_set_seed ((guint32) getpid ()); /* or it draws the ids that its brothers drew */
    receive_for_good (folder, ends[1]);
  }
  close (ends[1]);
  if (!early && read (ends[0], id, ID_SIZE) == ID_SIZE)
    g_ptr_array_add (told, g_strndup (id, ID_SIZE));
  g_usleep (wait);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);

  while (read (ends[0], id, ID_SIZE) == ID_SIZE)
    g_ptr_array_add (told, g_strndup (id, ID_SIZE));
  close (ends[0]);
}

static UkeRows *
ask (UkeDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  UkeRows *rows = uke_database_ask (database, sql, NULL, 0, &error);

  g_assert_no_error (error);
  return rows;
}

/* @from: whom the rounds before have checked */
static void
check (const char *folder, GPtrArray *told, guint from)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *key_path = g_build_filename (folder, "store.key", NULL);
  g_autoptr (UkeStoreKey) key = uke_store_key_open_file (key_path, NULL);
  g_autoptr (UkeDatabase) database = uke_sqlcipher_open (path, uke_store_key_peek (key), NULL);
  g_autoptr (UkeRows) whole = ask (database, "PRAGMA integrity_check");
  g_autoptr (UkeRows) sealed = ask (database, "PRAGMA cipher_integrity_check");
  g_autoptr (UkeRows) torn =
      ask (database, "SELECT count(*) FROM visit WHERE completed IS NOT NULL AND"
                     " (SELECT count(*) FROM consent WHERE consent.visit = visit.id) <> 3");
  g_autoptr (UkeRows) twice = ask (database, "SELECT count(*) - count(DISTINCT number) FROM visit");

  g_assert_cmpstr (uke_rows_get_text (whole, 0, 0), ==, "ok");
  g_assert_cmpuint (uke_rows_get_n_rows (sealed), ==, 0);
  g_assert_cmpint (uke_rows_get_int (torn, 0, 0), ==, 0);
  g_assert_cmpint (uke_rows_get_int (twice, 0, 0), ==, 0);
  for (guint i = from; i < told->len; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (UkeRows) rows =
        UKE_DATABASE_ASK (database, &error, "SELECT completed FROM visit WHERE id = $1",
                          (const char *) told->pdata[i]);

    g_assert_no_error (error);
    g_assert_cmpuint (uke_rows_get_n_rows (rows), ==, 1);
    g_assert_cmpint (uke_rows_get_int (rows, 0, 0), >, 0);
  }
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("uketsuke-kill-XXXXXX", NULL);
  g_autofree char *keys = g_dir_make_tmp ("uketsuke-keys-XXXXXX", NULL);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  int rounds = argc > 1 ? atoi (argv[1]) : 0;

  g_assert_cmpint (rounds, >, 0);
  authority = uke_training_authority_open (keys, NULL);
  g_assert_nonnull (authority);
  for (int round = 0; round < rounds; round++) {
    guint before = told->len;

    kill_once (folder, told, round % 4 == 3);
    check (folder, told, before);
  }
  check (folder, told, 0);
  g_print ("1..1\nok 1 %d-kills-and-%u-receptions\n", rounds, told->len);
  g_assert_cmpuint (told->len, >=, (guint) rounds / 2);

  g_object_unref (authority);
  remove_folder (folder);
  remove_folder (keys);
  return 0;
}
