#include "command.h"
#include "json.h"

#include "terminal/terminal.h"

#include <glib-unix.h>
#include <stdio.h>

#define POLL_MS 200
#define JAPAN (9 * 60 * 60)

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_did (UkeTerminal *terminal, const char *what, const char *name, gpointer user_data)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "did", what);
  uke_ctl_add_text (json, "file", name);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
  fflush (stdout);
}

static void
on_finished (UkeTerminal *terminal, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

static int
play (const char *command, const char *folder, UkeTerminalScript *script, gboolean stay)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (JAPAN);
  g_autoptr (GDateTime) now = g_date_time_new_now (japan);
  g_autoptr (UkeTerminal) terminal = uke_terminal_new (folder, script, now);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  guint interrupt, terminate;

  g_signal_connect (terminal, "did", G_CALLBACK (on_did), NULL);
  if (!stay)
    g_signal_connect (terminal, "finished", G_CALLBACK (on_finished), loop);
  if (!uke_terminal_start (terminal, POLL_MS, &error))
    return uke_ctl_fail (UKE_EXIT_UNREACHABLE, "%s: %s", command, error->message);

  interrupt = g_unix_signal_add (SIGINT, on_signal, loop);
  terminate = g_unix_signal_add (SIGTERM, on_signal, loop);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  uke_terminal_stop (terminal);
  return UKE_EXIT_DONE;
}

int
uke_ctl_terminal (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean stay = FALSE;
  const GOptionEntry options[] = {
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Where to make req, res, face and trash",
      "DIR" },
    { "script", 0, 0, G_OPTION_ARG_FILENAME, &path, "What to play (doc/eligibility.md)", "FILE" },
    { "stay", 0, 0, G_OPTION_ARG_NONE, &stay,
      "Go on answering requests when everybody was at the reader", NULL },
    G_OPTION_ENTRY_NULL,
  };
  UkeTerminalScript *script;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!uke_ctl_parse (argc, argv, options, "— play an eligibility terminal", NULL))
    return UKE_EXIT_USAGE;
  if (folder == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --folder DIR is missing", argv[0]);
  if (path == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --script FILE is missing", argv[0]);

  if (!g_file_get_contents (path, &text, &length, &error))
    return uke_ctl_fail_to_read (argv[0], error);
  script = uke_terminal_script_new (text, length, &error);
  if (script == NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s: %s", argv[0], path, error->message);
  return play (argv[0], folder, script, stay);
}
