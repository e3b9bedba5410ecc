#include "command.h"
#include "judgement.h"

#include "emulator/vpcd.h"

#include <glib-unix.h>
#include <stdio.h>

#define HOST "127.0.0.1"
#define DEFAULT_PORT 35963
#define LONGEST_DELAY_MS 60000
/* The driver asks every reader twice a second or so. */
#define PATIENCE_SECONDS 20

/* One card on one reader. */
typedef struct {
  UkePersona *persona;
  UkeEmulatedCard *card;
  guint16 port;
  guint slot_delay_ms;
  GCancellable *cancellable;
  GMainLoop *loop;
  gboolean placed; /* atomic: set in the serving thread */
  gboolean refused;
  gboolean served;
  GError *error;
} Emulation;

/* @card is NULL where there is only a list to print. */
static void
print_persona (UkePersona *persona, UkeEmulatedCard *card, int port)
{
  const char *number_b = card != NULL ? uke_emulated_card_get_number_b (card) : NULL;

  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "persona", uke_persona_get_name (persona));
  uke_ctl_add_text (json, "title", uke_persona_get_title (persona));
  uke_ctl_add_text (json, "pin", uke_persona_get_pin (persona));
  uke_ctl_add_number (json, "pin_tries_left",
                      card != NULL ? uke_emulated_card_get_tries_left (card)
                                   : uke_persona_get_tries_left (persona));
  if (number_b != NULL)
    uke_ctl_add_text (json, "number_b", number_b);
  if (card != NULL)
    uke_ctl_add_number (json, "port", port);
  json_builder_end_object (json);

  uke_ctl_print_json (json);
  fflush (stdout);
}

static void
on_placed (gpointer user_data)
{
  Emulation *self = user_data;

  g_atomic_int_set (&self->placed, TRUE);
  print_persona (self->persona, self->card, self->port);
}

static void
serve_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Emulation *self = task_data;
  GError *error = NULL;

  if (uke_vpcd_serve_and_tell (self->card, HOST, self->port, self->slot_delay_ms, on_placed, self,
                               cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_served (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Emulation *self = user_data;

  self->served = g_task_propagate_boolean (G_TASK (result), &self->error);
  g_main_loop_quit (self->loop);
}

static gboolean
on_signal (gpointer user_data)
{
  Emulation *self = user_data;

  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_patience_over (gpointer user_data)
{
  Emulation *self = user_data;

  if (!g_atomic_int_get (&self->placed)) {
    self->refused = TRUE;
    g_cancellable_cancel (self->cancellable);
  }
  return G_SOURCE_REMOVE;
}

static int
tell_end (Emulation *self)
{
  if (self->refused)
    return uke_ctl_fail (UKE_EXIT_NO_CARD,
                         "emulate: the virtual reader on port %u does not take the card; lift the "
                         "card that lies on it, or take another port",
                         self->port);
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return UKE_EXIT_DONE;
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return uke_ctl_fail (
        UKE_EXIT_NO_CARD,
        "emulate: no virtual reader listens on port %u; install the packages pcscd "
        "and vsmartcard-vpcd, and start pcscd",
        self->port);
  if (self->served && uke_emulated_card_is_lifted (self->card))
    return UKE_EXIT_DONE;
  if (self->served)
    return uke_ctl_fail (UKE_EXIT_NO_CARD,
                         "emulate: the virtual reader went away; start pcscd again");
  return uke_ctl_fail (UKE_EXIT_NO_CARD, "emulate: %s", self->error->message);
}

static int
emulate (UkePersona *persona, UkeEmulatedCard *card, guint16 port, guint slot_delay_ms)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTask) task = NULL;
  Emulation self = {
    .persona = persona,
    .card = card,
    .port = port,
    .slot_delay_ms = slot_delay_ms,
    .cancellable = cancellable,
    .loop = loop,
  };
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, &self);
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, &self);
  g_autoptr (GSource) patience = g_timeout_source_new_seconds (PATIENCE_SECONDS);
  int status;

  g_source_set_callback (patience, on_patience_over, &self, NULL);
  g_source_attach (patience, NULL);

  task = g_task_new (NULL, cancellable, on_served, &self);
  g_task_set_source_tag (task, emulate);
  g_task_set_task_data (task, &self, NULL);
  g_task_run_in_thread (task, serve_in_thread);
  g_main_loop_run (loop);

  g_source_destroy (patience);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  status = tell_end (&self);
  g_clear_error (&self.error);
  return status;
}

static int
list_personas (void)
{
  g_auto (GStrv) names = uke_persona_list_names ();

  for (char **name = names; *name != NULL; name++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (UkePersona) persona = uke_persona_find (*name, &error);

    g_assert_no_error (error);
    print_persona (persona, NULL, 0);
  }
  return UKE_EXIT_DONE;
}

/* Where the card remembers its tries, from one call of this command to the next. */
static UkeCardMemory *
open_memory (UkePersona *persona, gboolean new_card, GError **error)
{
  g_autofree char *folder = uke_card_memory_get_default_folder ();
  const char *name = uke_persona_get_name (persona);

  if (new_card && !uke_card_memory_forget (folder, name, error))
    return NULL;
  return uke_card_memory_open (folder, name, error);
}

static int
prepare_and_emulate (
    const char *command, const char *name, gboolean new_card, guint16 port, guint slot_delay_ms)
{
  g_autofree char *folder = uke_training_authority_get_default_folder ();
  g_autoptr (UkeTrainingAuthority) authority = NULL;
  g_autoptr (UkeCardMemory) memory = NULL;
  g_autoptr (UkeEmulatedCard) card = NULL;
  g_autoptr (UkePersona) persona = NULL;
  g_autoptr (GError) error = NULL;
  GDate today;
  int status;

  persona = uke_persona_find (name, &error);
  if (persona == NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s", command, error->message);
  if (!uke_ctl_choose_day (command, "--on", NULL, &today, &status))
    return status;

  authority = uke_training_authority_open (folder, &error);
  if (authority == NULL)
    return uke_ctl_fail (UKE_EXIT_UNREACHABLE, "%s: %s", command, error->message);
  memory = open_memory (persona, new_card, &error);
  if (memory == NULL)
    return uke_ctl_fail (UKE_EXIT_UNREACHABLE, "%s: %s", command, error->message);
  card = uke_emulated_card_new (persona, authority, &today, memory, &error);
  if (card == NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s", command, error->message);

  return emulate (persona, card, port, slot_delay_ms);
}

int
uke_ctl_emulate (int argc, char **argv)
{
  g_autofree char *persona = NULL;
  gboolean list = FALSE, new_card = FALSE;
  int port = DEFAULT_PORT, slot_delay_ms = 0;
  const GOptionEntry options[] = {
    { "persona", 0, 0, G_OPTION_ARG_FILENAME, &persona, "Whose card: a built-in name or a file",
      "FILE-or-NAME" },
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "Where the virtual reader listens (35963)", "PORT" },
    { "slot-delay-ms", 0, 0, G_OPTION_ARG_INT, &slot_delay_ms,
      "Wait before each answer, as a slow card does", "N" },
    { "new-card", 0, 0, G_OPTION_ARG_NONE, &new_card,
      "Begin with all tries that the persona has, instead of those left last time", NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, "Print the built-in personas, one a line", NULL },
    { NULL },
  };

  if (!uke_ctl_parse (argc, argv, options, "— put an emulated card on a virtual reader", NULL))
    return UKE_EXIT_USAGE;
  if (list)
    return list_personas ();

  if (persona == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --persona FILE-or-NAME is missing", argv[0]);
  if (port < 1 || port > 65535)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --port must be from 1 to 65535", argv[0]);
  if (slot_delay_ms < 0 || slot_delay_ms > LONGEST_DELAY_MS)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --slot-delay-ms must be from 0 to %d", argv[0],
                         LONGEST_DELAY_MS);

  return prepare_and_emulate (argv[0], persona, new_card, port, slot_delay_ms);
}
