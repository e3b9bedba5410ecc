#include "emulator/card-memory.h"

#include "emulator/training-authority.h"

#include <errno.h>
#include <glib/gstdio.h>

#define HEAD "card"
#define FORMAT_KEY "format"
#define FORMAT 1

/* What four bits of a status word can say. */
#define MOST_TRIES 15

struct _UkeCardMemory {
  GObject parent_instance;

  char *path;
  GKeyFile *file; /* a group for each application, a key for each PIN's identifier */
};

G_DEFINE_FINAL_TYPE (UkeCardMemory, uke_card_memory, G_TYPE_OBJECT)

static void
uke_card_memory_finalize (GObject *object)
{
  UkeCardMemory *self = UKE_CARD_MEMORY (object);

  g_clear_pointer (&self->file, g_key_file_unref);
  g_free (self->path);

  G_OBJECT_CLASS (uke_card_memory_parent_class)->finalize (object);
}

static void
uke_card_memory_class_init (UkeCardMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_card_memory_finalize;
}

static void
uke_card_memory_init (UkeCardMemory *self)
{
  self->file = g_key_file_new ();
}

static char *
get_path (const char *folder, const char *persona)
{
  g_autofree char *name = g_strconcat (persona, ".tries", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
set_damaged (UkeCardMemory *self, const char *what, GError **error)
{
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
      "%s does not tell the tries left of a card (%s); remove it, or begin with a new card",
      self->path, what);
}

static gboolean
check_group (UkeCardMemory *self, const char *group, GError **error)
{
  g_auto (GStrv) pins = g_key_file_get_keys (self->file, group, NULL, NULL);

  for (char **pin = pins; pin != NULL && *pin != NULL; pin++) {
    g_autofree char *value = g_key_file_get_value (self->file, group, *pin, NULL);
    guint64 tries_left;

    if (!g_regex_match_simple ("^[0-9a-f]{4}\\z", *pin, 0, 0)
        || !g_ascii_string_to_unsigned (value, 10, 0, MOST_TRIES, &tries_left, NULL)) {
      set_damaged (self, *pin, error);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check (UkeCardMemory *self, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);
  int format = g_key_file_get_integer (self->file, HEAD, FORMAT_KEY, NULL);

  if (format > FORMAT) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s was written by a newer version; use that one, or begin with a new card",
                 self->path);
    return FALSE;
  }
  if (format != FORMAT) {
    set_damaged (self, "no format", error);
    return FALSE;
  }

  for (char **group = groups; *group != NULL; group++)
    if (g_strcmp0 (*group, HEAD) != 0 && !check_group (self, *group, error))
      return FALSE;
  return TRUE;
}

static gboolean
load (UkeCardMemory *self, GError **error)
{
  g_autoptr (GError) load_error = NULL;

  if (g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_NONE, &load_error))
    return check (self, error);

  if (g_error_matches (load_error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
    g_key_file_set_integer (self->file, HEAD, FORMAT_KEY, FORMAT);
    return TRUE;
  }
  if (load_error->domain == G_KEY_FILE_ERROR)
    set_damaged (self, load_error->message, error);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&load_error), "%s: ", self->path);
  return FALSE;
}

char *
uke_card_memory_get_default_folder (void)
{
  g_autofree char *training = uke_training_authority_get_default_folder ();

  return g_build_filename (training, "cards", NULL);
}

/**
 * uke_card_memory_open:
 * @persona: its name
 *
 * Opens what a persona's card remembers; a card that was never used remembers nothing.
 *
 * Errors: G_FILE_ERROR where the folder or the file cannot be used; G_IO_ERROR_INVALID_DATA, with
 * the file's name and what to do, where the file is damaged or of a later version. Such a file is
 * left as it is: a card must not have its tries again because somebody spoiled a file.
 *
 * Returns: (transfer full):
 */
UkeCardMemory *
uke_card_memory_open (const char *folder, const char *persona, GError **error)
{
  g_autoptr (UkeCardMemory) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (persona != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    int code = errno;

    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: cannot be made: %s",
                 folder, g_strerror (code));
    return NULL;
  }

  self = g_object_new (UKE_TYPE_CARD_MEMORY, NULL);
  self->path = get_path (folder, persona);
  return load (self, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
uke_card_memory_forget (const char *folder, const char *persona, GError **error)
{
  g_autofree char *path = get_path (folder, persona);
  int code;

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  code = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: cannot be removed: %s",
               path, g_strerror (code));
  return FALSE;
}

const char *
uke_card_memory_get_path (UkeCardMemory *self)
{
  g_return_val_if_fail (UKE_IS_CARD_MEMORY (self), NULL);

  return self->path;
}

/**
 * uke_card_memory_get_tries_left:
 *
 * Returns: 0 to 15, or -1 where nothing is remembered
 */
int
uke_card_memory_get_tries_left (UkeCardMemory *self, const char *application, guint16 pin)
{
  char key[5];

  g_return_val_if_fail (UKE_IS_CARD_MEMORY (self), -1);

  g_snprintf (key, sizeof key, "%04x", pin);
  if (!g_key_file_has_key (self->file, application, key, NULL))
    return -1;
  return g_key_file_get_integer (self->file, application, key, NULL);
}

/**
 * uke_card_memory_set_tries_left:
 *
 * Remembers how many tries a PIN has left. When it returns, the file has it, whole; where it cannot
 * be written, the file holds what it held.
 */
gboolean
uke_card_memory_set_tries_left (
    UkeCardMemory *self, const char *application, guint16 pin, guint tries_left, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  char key[5];

  g_return_val_if_fail (UKE_IS_CARD_MEMORY (self), FALSE);
  g_return_val_if_fail (tries_left <= MOST_TRIES, FALSE);

  g_snprintf (key, sizeof key, "%04x", pin);
  g_key_file_set_integer (self->file, application, key, tries_left);
  text = g_key_file_to_data (self->file, &length, NULL);
  return g_file_set_contents_full (self->path, text, length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
