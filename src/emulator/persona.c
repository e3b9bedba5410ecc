#include "emulator/persona.h"

#include "emulator/persona-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PERSONA_FOLDER UKE_RESOURCE_PATH "/personas/"

struct _UkePersona {
  GObject parent_instance;

  UkePersonaFacts *facts;
};

G_DEFINE_FINAL_TYPE (UkePersona, uke_persona, G_TYPE_OBJECT)
G_DEFINE_QUARK (uke-persona-error-quark, uke_persona_error)

/* In the generated file of data/personas. */
extern GResource *
uke_personas_get_resource (void);

/* The order of a tray. The titles stand in the JSON files as well, where translators cannot see
 * them. */
/* clang-format off */
static const struct {
  const char *name;
  const char *title;
} built_ins[] = {
  /* Translators: Titles of emulated cards in the training tray. */
  { "normal", N_("Valid certificate") },
  { "notice", N_("Ends within three months") },
  { "grace", N_("Ended less than three months ago") },
  { "lapsed", N_("Ended more than three months ago") },
  { "pin-last-try", N_("One PIN try left") },
  { "pin-blocked", N_("PIN is blocked") },
  { "other-card", N_("Not a My Number Card") },
  { "forged", N_("Forged certificate") },
  { "truncated", N_("Certificate cut short") },
  { "face-only", N_("For face authentication only") },
};
/* clang-format on */

static gboolean
is_built_in (const char *name)
{
  return uke_persona_get_listed_title (name) != NULL;
}

static UkePersona *
load_built_in (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PERSONA_FOLDER, name, ".json", NULL);
  g_autoptr (GBytes) json = NULL;
  gsize size;
  const char *text;

  /* Asked of the resource itself: a static library's constructor may have been left out, as
   * nothing else refers to it. */
  json = g_resource_lookup_data (uke_personas_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 error);
  if (json == NULL)
    return NULL;

  text = g_bytes_get_data (json, &size);
  return uke_persona_new_from_json (text, size, error);
}

static UkePersona *
load_file (const char *path, GError **error)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) file_error = NULL;
  UkePersona *persona;
  gsize length;

  if (!g_file_get_contents (path, &json, &length, &file_error)) {
    g_set_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_UNKNOWN,
                 "there is no built-in persona “%s”, and as a file it cannot be read: %s", path,
                 file_error->message);
    return NULL;
  }

  persona = uke_persona_new_from_json (json, length, error);
  if (persona == NULL)
    g_prefix_error (error, "%s: ", path);
  return persona;
}

static void
uke_persona_finalize (GObject *object)
{
  UkePersona *self = UKE_PERSONA (object);

  g_clear_pointer (&self->facts, uke_persona_facts_free);

  G_OBJECT_CLASS (uke_persona_parent_class)->finalize (object);
}

static void
uke_persona_class_init (UkePersonaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_persona_finalize;
}

static void
uke_persona_init (UkePersona *self)
{
}

/**
 * uke_persona_new_from_json:
 * @length: bytes of @json, or -1 when it ends with NUL
 *
 * Reads a persona as data/personas/persona.schema.json describes it.
 *
 * Errors: UKE_PERSONA_ERROR_MALFORMED, with the key and what was expected there.
 *
 * Returns: (transfer full):
 */
UkePersona *
uke_persona_new_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (UkePersonaFacts) facts = NULL;
  UkePersona *self;

  g_return_val_if_fail (json != NULL, NULL);

  facts = uke_persona_parse (json, length, error);
  if (facts == NULL)
    return NULL;

  self = g_object_new (UKE_TYPE_PERSONA, NULL);
  self->facts = g_steal_pointer (&facts);
  return self;
}

/**
 * uke_persona_find:
 * @name_or_path: a built-in persona's name, or else the path of a file
 *
 * Loads a persona by what somebody typed. A file that has a built-in persona's name is reached as
 * "./name".
 *
 * Errors: UKE_PERSONA_ERROR_UNKNOWN where neither is there to be read; UKE_PERSONA_ERROR_MALFORMED.
 *
 * Returns: (transfer full):
 */
UkePersona *
uke_persona_find (const char *name_or_path, GError **error)
{
  g_return_val_if_fail (name_or_path != NULL, NULL);

  return is_built_in (name_or_path) ? load_built_in (name_or_path, error)
                                    : load_file (name_or_path, error);
}

char **
uke_persona_list_names (void)
{
  char **names = g_new0 (char *, G_N_ELEMENTS (built_ins) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (built_ins); i++)
    names[i] = g_strdup (built_ins[i].name);
  return names;
}

const char *
uke_persona_get_listed_title (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (built_ins); i++)
    if (strcmp (built_ins[i].name, name) == 0)
      return built_ins[i].title;
  return NULL;
}

const char *
uke_persona_get_name (UkePersona *self)
{
  g_return_val_if_fail (UKE_IS_PERSONA (self), NULL);

  return self->facts->name;
}

const char *
uke_persona_get_title (UkePersona *self)
{
  g_return_val_if_fail (UKE_IS_PERSONA (self), NULL);

  return self->facts->title;
}

/**
 * uke_persona_get_pin:
 *
 * Tells the invented PIN: four ASCII digits. It may be shown, as it opens nothing real.
 */
const char *
uke_persona_get_pin (UkePersona *self)
{
  g_return_val_if_fail (UKE_IS_PERSONA (self), NULL);

  return self->facts->pin;
}

/**
 * uke_persona_get_tries_left:
 *
 * Tells how many wrong PINs a new card of this persona takes: 0 (blocked) to 3.
 */
guint
uke_persona_get_tries_left (UkePersona *self)
{
  g_return_val_if_fail (UKE_IS_PERSONA (self), 0);

  return self->facts->tries_left;
}

const UkePersonaFacts *
uke_persona_get_facts (UkePersona *self)
{
  g_return_val_if_fail (UKE_IS_PERSONA (self), NULL);

  return self->facts;
}
