#include "card/card-reading.h"
#include "card/pin-proof.h"

#include "fake-slot.h"
#include "test-identity.h"

#include "card/card-error.h"

#include <string.h>

/* Plays tests/card/scripts/ *.txt. A script is a card written down:
 *
 *   # comment
 *   read | read-short | prove   what is asked of it; -short: by a reader of short commands only
 *   then read | then prove      of the same card, while nobody else can have used it
 *   later read | later prove    of the same card, when another program may have had it
 *   > 00 20 00 98 ** **         the command that must come now; ** is any byte
 *   < 63 C2                     its answer; certificate:256:1344 stands for bytes 256 to 1599 of a
 *                               certificate of 1,600, signature for what the card would sign
 *   ! removed | unreadable      no answer
 *   = mynumber 3                what was read: kind and tries, or
 *   = proved                    the PIN was proved, or
 *   = pin-wrong 2               the error, and the tries that it tells
 */
#define CERTIFICATE_SIZE 1600

typedef struct {
  char **lines;
  gsize at;
  GBytes *certificate;
  FakeSlot *slot; /* with the card on it */
} Script;

static const struct {
  const char *nick;
  UkeCardError code;
} errors[] = {
  { "no-service", UKE_CARD_ERROR_NO_SERVICE }, { "removed", UKE_CARD_ERROR_REMOVED },
  { "unreadable", UKE_CARD_ERROR_UNREADABLE }, { "wrong-card", UKE_CARD_ERROR_WRONG_CARD },
  { "pin-wrong", UKE_CARD_ERROR_PIN_WRONG },   { "pin-blocked", UKE_CARD_ERROR_PIN_BLOCKED },
  { "pin-unsure", UKE_CARD_ERROR_PIN_UNSURE }, { "forged", UKE_CARD_ERROR_FORGED },
};

static const char *
next_line (Script *script)
{
  while (script->lines[script->at] != NULL) {
    const char *line = g_strstrip (script->lines[script->at++]);

    if (*line != '\0' && *line != '#')
      return line;
  }
  return "";
}

static void
assert_command_fits (const char *line, const guint8 *command, gsize length)
{
  g_auto (GStrv) words = g_strsplit (line + 2, " ", -1);

  if (*line != '>')
    g_error ("The script says “%s”, and another command came: INS %02X", line, command[1]);
  if (g_strv_length (words) != length)
    g_error ("The script says “%s”, and the command has %zu bytes", line, length);
  for (gsize i = 0; i < length; i++)
    if (strcmp (words[i], "**") != 0 && g_ascii_strtoull (words[i], NULL, 16) != command[i])
      g_error ("The script says “%s”, and byte %zu is %02X", line, i, command[i]);
}

static void
append_word (GByteArray *bytes, const char *word, Script *script, const guint8 *command)
{
  if (g_str_has_prefix (word, "certificate:")) {
    g_auto (GStrv) parts = g_strsplit (word, ":", -1);
    const guint8 *der = g_bytes_get_data (script->certificate, NULL);

    g_byte_array_append (bytes, der + atoi (parts[1]), (guint) atoi (parts[2]));
  } else if (strcmp (word, "signature") == 0) {
    g_autoptr (GBytes) signature = test_identity_sign (command + 5, command[4]);

    g_byte_array_append (bytes, g_bytes_get_data (signature, NULL), 256);
  } else {
    guint8 byte = (guint8) g_ascii_strtoull (word, NULL, 16);

    g_byte_array_append (bytes, &byte, 1);
  }
}

static GBytes *
play (const guint8 *command, gsize length, gpointer user_data, GError **error)
{
  Script *script = user_data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_auto (GStrv) words = NULL;
  const char *line;

  assert_command_fits (next_line (script), command, length);

  line = next_line (script);
  words = g_strsplit (line, " ", -1);
  if (*line == '!') {
    for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
      if (strcmp (words[1], errors[i].nick) == 0)
        g_propagate_error (error, uke_card_error_new (errors[i].code, -1, "As the script says"));
    return NULL;
  }

  g_assert_cmpint (*line, ==, '<');
  for (gsize i = 1; words[i] != NULL; i++)
    append_word (bytes, words[i], script, command);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

static char *
describe_error (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (g_error_matches (error, UKE_CARD_ERROR, (int) errors[i].code)) {
      int tries_left = uke_card_error_get_tries_left (error);

      return tries_left < 0 ? g_strdup (errors[i].nick)
                            : g_strdup_printf ("%s %d", errors[i].nick, tries_left);
    }
  return g_strdup (error->message);
}

static char *
finish_read (UkeSlot *slot, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = uke_slot_read_card_finish (slot, result, &error);

  if (reading == NULL)
    return describe_error (error);
  return g_strdup_printf ("%s %d", uke_card_kind_get_nick (uke_card_reading_get_kind (reading)),
                          uke_card_reading_get_tries_left (reading));
}

static char *
finish_prove (UkeSlot *slot, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  if (uke_slot_prove_pin_finish (slot, result, &error))
    return g_strdup ("proved");
  return describe_error (error);
}

/* What is asked, without the word that says of which card. */
static const char *
place_card (Script *script, const char *order)
{
  if (g_str_has_prefix (order, "then "))
    return order + strlen ("then ");
  if (g_str_has_prefix (order, "later ")) {
    fake_slot_lend (script->slot);
    return order + strlen ("later ");
  }

  g_clear_object (&script->slot);
  script->slot = fake_slot_new (strcmp (order, "read-short") != 0, play, script);
  return order;
}

static char *
carry_out (Script *script, const char *order)
{
  const char *what = place_card (script, order);
  UkeSlot *slot = UKE_SLOT (script->slot);
  g_autoptr (UkeCertificate) certificate = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_read = g_str_has_prefix (what, "read");
  char *outcome;

  if (is_read) {
    uke_slot_read_card_async (slot, 1, NULL, on_ready, &result);
  } else {
    UkePin *pin = uke_pin_new ();

    g_assert_cmpstr (what, ==, "prove");
    while (uke_pin_append (pin, '7'))
      ;
    certificate = uke_certificate_new_from_data (script->certificate, NULL);
    uke_slot_prove_pin_async (slot, 1, pin, certificate, NULL, on_ready, &result);
  }

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  outcome = is_read ? finish_read (slot, result) : finish_prove (slot, result);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return outcome;
}

static void
test_conversation (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Script script = { .certificate = test_identity_make_certificate (CERTIFICATE_SIZE) };
  const char *line;

  g_file_get_contents (data, &text, NULL, &error);
  g_assert_no_error (error);
  script.lines = g_strsplit (text, "\n", -1);

  for (line = next_line (&script); *line != '\0'; line = next_line (&script)) {
    g_autofree char *outcome = carry_out (&script, line);
    g_autofree char *expected = NULL;

    line = next_line (&script);
    expected = g_strdup (g_str_has_prefix (line, "= ") ? line + 2 : line);
    g_assert_cmpstr (outcome, ==, expected);
  }

  g_assert_finalize_object (script.slot);
  g_strfreev (script.lines);
  g_bytes_unref (script.certificate);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "card", "scripts", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *title = g_strndup (name, strcspn (name, "."));
    g_autofree char *path = g_strconcat ("/conversation/", title, NULL);

    g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_conversation,
                               g_free);
  }

  return g_test_run ();
}
