#include "fixture.h"

#include <glib/gstdio.h>

static UkeTrainingAuthority *authority;
static char *folder;

UkeTrainingAuthority *
uke_fixture_get_authority (void)
{
  g_autoptr (GError) error = NULL;

  if (authority == NULL) {
    folder = g_dir_make_tmp ("uketsuke-test-XXXXXX", &error);
    g_assert_no_error (error);
    authority = uke_training_authority_open (folder, &error);
    g_assert_no_error (error);
  }
  return authority;
}

void
uke_fixture_remove_authority (void)
{
  static const char *const files[] = { "authority.pem", "face.pem" };

  if (folder == NULL)
    return;

  g_clear_object (&authority);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *file = g_build_filename (folder, files[i], NULL);

    g_assert_cmpint (g_unlink (file), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_clear_pointer (&folder, g_free);
}

GDate
uke_fixture_get_today (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  return today;
}

UkePersona *
uke_fixture_make_persona (const char *members)
{
  g_autofree char *json =
      g_strdup_printf ("{\"name\": \"test\", \"title\": \"Test\"%s%s%s}",
                       g_strrstr (members, "\"card\":") != NULL ? "" : ", \"card\": \"mynumber\"",
                       *members != '\0' ? ", " : "", members);
  g_autoptr (GError) error = NULL;
  UkePersona *persona = uke_persona_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return persona;
}

UkeEmulatedCard *
uke_fixture_make_card (const char *members)
{
  g_autoptr (UkePersona) persona = uke_fixture_make_persona (members);
  g_autoptr (GError) error = NULL;
  GDate today = uke_fixture_get_today ();
  UkeEmulatedCard *card =
      uke_emulated_card_new (persona, uke_fixture_get_authority (), &today, NULL, &error);

  g_assert_no_error (error);
  uke_emulated_card_power_on (card);
  return card;
}

GBytes *
uke_fixture_from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();
  int high = -1;

  for (const char *p = hex; *p != '\0'; p++) {
    if (*p == ' ')
      continue;

    g_assert_true (g_ascii_isxdigit (*p));
    if (high < 0) {
      high = g_ascii_xdigit_value (*p);
    } else {
      guint8 byte = high << 4 | g_ascii_xdigit_value (*p);

      g_byte_array_append (bytes, &byte, 1);
      high = -1;
    }
  }
  g_assert_cmpint (high, ==, -1);
  return g_byte_array_free_to_bytes (bytes);
}

static char *
to_hex (GBytes *bytes)
{
  GString *hex = g_string_new (NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02X", data[i]);
  return g_string_free_and_steal (hex);
}

static GBytes *
transmit (UkeEmulatedCard *card, const char *command)
{
  g_autoptr (GBytes) bytes = uke_fixture_from_hex (command);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return uke_emulated_card_transmit (card, data, size);
}

void
uke_fixture_talk (UkeEmulatedCard *card, const char *command, const char *answer)
{
  g_autoptr (GBytes) bytes = transmit (card, command);
  g_autofree char *said = to_hex (bytes);
  g_auto (GStrv) parts = g_strsplit (answer, " ", -1);
  g_autofree char *wanted = g_strjoinv ("", parts);

  if (!g_pattern_match_simple (wanted, said))
    g_error ("To %s the card should say %s, but said %s", command, answer, said);
}

GBytes *
uke_fixture_ask (UkeEmulatedCard *card, const char *command)
{
  g_autoptr (GBytes) answer = transmit (card, command);
  gsize size;
  const guint8 *data = g_bytes_get_data (answer, &size);

  g_assert_cmpuint (size, >=, 2);
  g_assert_cmpuint (data[size - 2], ==, 0x90);
  g_assert_cmpuint (data[size - 1], ==, 0x00);
  return g_bytes_new_from_bytes (answer, 0, size - 2);
}

void
uke_fixture_converse (UkeEmulatedCard *card, const char *const *lines)
{
  for (; lines[0] != NULL; lines += 2)
    uke_fixture_talk (card, lines[0], lines[1]);
}

int
uke_fixture_run (const char *prefix, const UkeFixtureTest *tests)
{
  int status;

  for (; tests->name != NULL; tests++) {
    g_autofree char *path = g_strconcat (prefix, tests->name, NULL);

    g_test_add_func (path, tests->run);
  }
  status = g_test_run ();
  uke_fixture_remove_authority ();
  return status;
}
