#include "answer.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *program;

void
answer_init (int argc, char **argv)
{
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
}

/* A file and no pipe: a program that refuses early would break the pipe. */
static int
open_input (GBytes *input)
{
  int fd = memfd_create ("input", MFD_CLOEXEC);
  gsize size = input != NULL ? g_bytes_get_size (input) : 0;

  g_assert_cmpint (fd, >=, 0);
  if (size > 0)
    g_assert_cmpint (write (fd, g_bytes_get_data (input, NULL), size), ==, size);
  lseek (fd, 0, SEEK_SET);
  return fd;
}

/* Empty bytes have no address. */
static char *
read_text (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return size > 0 ? g_strndup (text, size) : g_strdup ("");
}

Answer *
answer_ask (GBytes *input, const char *variable, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) diagnostics = NULL;
  g_autoptr (GError) error = NULL;
  Answer *self = g_new0 (Answer, 1);

  if (variable != NULL) {
    g_auto (GStrv) parts = g_strsplit (variable, "=", 2);

    g_subprocess_launcher_setenv (launcher, parts[0], parts[1], TRUE);
  }

  g_strv_builder_add (words, program);
  g_strv_builder_addv (words, (const char **) arguments);
  command = g_strv_builder_end (words);

  g_subprocess_launcher_take_stdin_fd (launcher, open_input (input));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) command, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, &diagnostics, &error);
  g_assert_no_error (error);

  g_assert_true (g_subprocess_get_if_exited (process)); /* a crash is no answer */
  self->status = g_subprocess_get_exit_status (process);
  self->output = read_text (output);
  self->diagnostics = read_text (diagnostics);
  return self;
}

void
answer_free (Answer *self)
{
  g_free (self->output);
  g_free (self->diagnostics);
  g_free (self);
}

JsonObject *
answer_parse_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (line, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (root));
  return json_node_dup_object (root);
}

JsonObject *
answer_get_object (Answer *self)
{
  const char *line_end = strchr (self->output, '\n');

  g_assert_cmpstr (self->diagnostics, ==, "");
  g_assert_nonnull (line_end);
  g_assert_cmpstr (line_end, ==, "\n"); /* one line */
  return answer_parse_line (self->output);
}

void
answer_assert_string (JsonObject *object, const char *member, const char *value)
{
  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, value);
}

void
answer_assert_refused (Answer *self, int status, const char *words)
{
  g_assert_cmpstr (self->output, ==, "");
  g_assert_true (g_str_has_prefix (self->diagnostics, "uketsukectl: "));
  if (strstr (self->diagnostics, words) == NULL)
    g_error ("“%s” lacks “%s”", self->diagnostics, words);
  g_assert_cmpint (self->status, ==, status);
}
