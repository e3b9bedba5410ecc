#include "target.h"

#include "emulator/persona.h"

#include <string.h>

/* Persona files: whatever bytes are given as one, a persona that keeps to its schema comes out, or
 * an error that can be shown to somebody. */

void
fuzz_set_up (void)
{
}

static void
check_persona (UkePersona *persona)
{
  const char *name = uke_persona_get_name (persona);
  const char *title = uke_persona_get_title (persona);
  const char *pin = uke_persona_get_pin (persona);

  g_assert_true (g_regex_match_simple ("^[a-z0-9-]{1,64}\\z", name, 0, 0));
  g_assert_true (g_utf8_validate (title, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (title, -1), >=, 1);
  g_assert_cmpint (g_utf8_strlen (title, -1), <=, 60);
  g_assert_true (g_regex_match_simple ("^[0-9]{4}\\z", pin, 0, 0));
  g_assert_cmpuint (uke_persona_get_tries_left (persona), <=, 3);
}

static void
read_persona (const char *json, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkePersona) persona = uke_persona_new_from_json (json, length, &error);

  if (persona != NULL) {
    g_assert_no_error (error);
    check_persona (persona);
  } else {
    g_assert_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

void
fuzz_try (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  read_persona ((const char *) data, (gssize) size);
  read_persona (text, -1); /* ended by a NUL, which may come early */
}
