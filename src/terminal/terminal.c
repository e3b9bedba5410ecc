#include "terminal/terminal.h"

#include "terminal/terminal-private.h"

#include <errno.h>
#include <glib/gstdio.h>

struct _UkeTerminal {
  GObject parent_instance;

  UkeTerminalFolders folders;
  UkeTerminalScript *script;
  GDateTime *begin; /* in Japan's time */
  gint64 began;     /* monotonic */
  GMainContext *context;
  GSource *poll;
  GHashTable *steps; /* of GSource, what is to be done later */
  guint *asked;      /* by answer of the script */
  guint count;
  gboolean is_finished;
};

G_DEFINE_FINAL_TYPE (UkeTerminal, uke_terminal, G_TYPE_OBJECT)

enum {
  SIGNAL_DID,
  SIGNAL_FINISHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef struct {
  UkeTerminal *terminal; /* not owned: it owns the source */
  GSource *source;       /* not owned */
  void (*act) (UkeTerminal *self, gpointer data);
  gpointer data;
  GDestroyNotify destroy;
} Step;

/* --- For the other files ------------------------------------------------------------------- */

static void
step_free (gpointer data)
{
  Step *step = data;

  if (step->destroy != NULL)
    step->destroy (step->data);
  g_free (step);
}

static void
finish_if_over (UkeTerminal *self)
{
  if (self->context == NULL || self->is_finished || g_hash_table_size (self->steps) > 0)
    return;
  self->is_finished = TRUE;
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static gboolean
on_step (gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (UkeTerminal) self = g_object_ref (step->terminal);
  g_autoptr (GSource) source = g_source_ref (step->source);

  step->act (self, step->data);
  g_hash_table_remove (self->steps, source);
  finish_if_over (self);
  return G_SOURCE_REMOVE;
}

static void
drop_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

void
uke_terminal_later (UkeTerminal *self,
                    gint64 delay,
                    void (*act) (UkeTerminal *self, gpointer data),
                    gpointer data,
                    GDestroyNotify destroy)
{
  GSource *source = g_timeout_source_new ((guint) delay);
  Step *step = g_new0 (Step, 1);

  *step = (Step) { self, source, act, data, destroy };
  g_source_set_callback (source, on_step, step, step_free);
  g_source_attach (source, self->context);
  g_hash_table_add (self->steps, source);
}

void
uke_terminal_tell (UkeTerminal *self, const char *what, const char *name)
{
  g_signal_emit (self, signals[SIGNAL_DID], 0, what, name);
}

/* In place, as the terminal writes; what cannot be written was disturbed from outside. */
void
uke_terminal_write (const char *folder, const char *name, GBytes *bytes, gsize size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = g_fopen (path, "wb");

  if (file == NULL)
    return;
  fwrite (g_bytes_get_data (bytes, NULL), 1, size, file);
  fclose (file);
}

const UkeTerminalScript *
uke_terminal_get_script (UkeTerminal *self)
{
  return self->script;
}

UkeTerminalFolders *
uke_terminal_get_folders (UkeTerminal *self)
{
  return &self->folders;
}

const char *
uke_terminal_get_face_folder (UkeTerminal *self)
{
  return self->folders.is_away ? self->folders.away : self->folders.faces;
}

/* The time that it was at the beginning, and what has passed since. */
GDateTime *
uke_terminal_dup_now (UkeTerminal *self)
{
  return g_date_time_add (self->begin, g_get_monotonic_time () - self->began);
}

guint
uke_terminal_count (UkeTerminal *self)
{
  return ++self->count;
}

/* --- The object ---------------------------------------------------------------------------------
 */

static void
do_nothing (UkeTerminal *self, gpointer data)
{
}

static gboolean
on_poll (gpointer user_data)
{
  UkeTerminal *self = user_data;

  uke_terminal_look_for_requests (self, self->asked);
  return G_SOURCE_CONTINUE;
}

static void
uke_terminal_finalize (GObject *object)
{
  UkeTerminal *self = UKE_TERMINAL (object);

  uke_terminal_stop (self);
  g_hash_table_unref (self->steps);
  g_clear_pointer (&self->script, uke_terminal_script_free);
  g_clear_pointer (&self->begin, g_date_time_unref);
  g_free (self->asked);
  g_free (self->folders.requests);
  g_free (self->folders.answers);
  g_free (self->folders.faces);
  g_free (self->folders.trash);
  g_free (self->folders.away);

  G_OBJECT_CLASS (uke_terminal_parent_class)->finalize (object);
}

static void
uke_terminal_class_init (UkeTerminalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_terminal_finalize;

  signals[SIGNAL_DID] = g_signal_new ("did", UKE_TYPE_TERMINAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", UKE_TYPE_TERMINAL, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
uke_terminal_init (UkeTerminal *self)
{
  self->steps = g_hash_table_new_full (NULL, NULL, drop_source, NULL);
}

/**
 * uke_terminal_new:
 * @folder: below which it makes its own
 * @script: (transfer full): what to play
 * @begin: what time it is at the start, in Japan's time
 *
 * Returns: (transfer full): it does nothing yet
 */
UkeTerminal *
uke_terminal_new (const char *folder, UkeTerminalScript *script, GDateTime *begin)
{
  UkeTerminal *self;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (script != NULL, NULL);
  g_return_val_if_fail (begin != NULL, NULL);

  self = g_object_new (UKE_TYPE_TERMINAL, NULL);
  self->script = script;
  self->begin = g_date_time_ref (begin);
  self->asked = g_new0 (guint, script->answers->len + 1);
  self->folders.requests = g_build_filename (folder, "req", NULL);
  self->folders.answers = g_build_filename (folder, "res", NULL);
  self->folders.faces = g_build_filename (folder, "face", NULL);
  self->folders.trash = g_build_filename (folder, "trash", NULL);
  self->folders.away = g_build_filename (folder, ".face-away", NULL);
  return self;
}

static gboolean
make_folder (const char *path, GError **error)
{
  int saved;

  if (g_mkdir_with_parents (path, 0770) == 0)
    return TRUE;
  saved = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

/**
 * uke_terminal_start:
 * @poll_interval: in ms, how often it looks for requests
 *
 * Makes the folders that are missing and begins to play, in the thread-default main context.
 *
 * Errors: G_FILE_ERROR where a folder cannot be made.
 */
gboolean
uke_terminal_start (UkeTerminal *self, guint poll_interval, GError **error)
{
  g_return_val_if_fail (UKE_IS_TERMINAL (self), FALSE);
  g_return_val_if_fail (self->context == NULL, FALSE);

  if (!make_folder (self->folders.requests, error) || !make_folder (self->folders.answers, error)
      || !make_folder (self->folders.faces, error) || !make_folder (self->folders.trash, error))
    return FALSE;

  self->context = g_main_context_ref_thread_default ();
  self->began = g_get_monotonic_time ();
  self->poll = g_timeout_source_new (poll_interval);
  g_source_set_callback (self->poll, on_poll, self, NULL);
  g_source_attach (self->poll, self->context);
  uke_terminal_start_faces (self);
  uke_terminal_later (self, 0, do_nothing, NULL, NULL); /* so that it ends even without any */
  return TRUE;
}

/**
 * uke_terminal_stop:
 *
 * Ends playing at once, wherever it is.
 */
void
uke_terminal_stop (UkeTerminal *self)
{
  g_return_if_fail (UKE_IS_TERMINAL (self));

  if (self->poll != NULL)
    g_source_destroy (self->poll);
  g_clear_pointer (&self->poll, g_source_unref);
  g_hash_table_remove_all (self->steps);
  g_clear_pointer (&self->context, g_main_context_unref);
}
