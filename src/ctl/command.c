#include "command.h"

#include "reception/rules.h"
#include "store/store-error.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

int
uke_ctl_fail (int status, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  fprintf (stderr, "uketsukectl: %s\n", message);
  return status;
}

/**
 * uke_ctl_fail_to_load:
 * @error: of something that this institution keeps: anchors, rules, a store
 *
 * Tells why something cannot be used, and whether that is because it cannot be reached.
 */
int
uke_ctl_fail_to_load (const char *command, const GError *error)
{
  gboolean unreachable = error->domain == G_FILE_ERROR || error->domain == UKE_STORE_ERROR
                         || g_error_matches (error, UKE_RULES_ERROR, UKE_RULES_ERROR_UNREACHABLE);

  return uke_ctl_fail (unreachable ? UKE_EXIT_UNREACHABLE : UKE_EXIT_REFUSED, "%s: %s", command,
                       error->message);
}

/**
 * uke_ctl_fail_to_read:
 * @error: of a file that was given on the command line
 *
 * Tells why an input cannot be read, which is a refusal, whether it is there or not.
 */
int
uke_ctl_fail_to_read (const char *command, const GError *error)
{
  return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s", command, error->message);
}

gboolean
uke_ctl_parse (
    int argc, char **argv, const GOptionEntry *options, const char *parameters, char ***ret_rest)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;
  /* GOption names the program by its first word in the usage line. */
  g_auto (GStrv) words = g_new0 (char *, argc + 1);

  for (int i = 0; i < argc; i++)
    words[i] = g_strdup (argv[i]);
  g_set_prgname (NULL);
  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse_strv (context, &words, &error)) {
    uke_ctl_fail (UKE_EXIT_USAGE, "%s: %s", argv[0], error->message);
    return FALSE;
  }

  if (ret_rest == NULL && g_strv_length (words) > 1) {
    uke_ctl_fail (UKE_EXIT_USAGE, "%s: unexpected argument “%s”", argv[0], words[1]);
    return FALSE;
  }

  if (ret_rest != NULL)
    *ret_rest = g_strdupv (words + 1);
  return TRUE;
}

/**
 * uke_ctl_run:
 * @argv: its first word names one of @commands, its second is what the person typed
 *
 * Does the command that a program was started for.
 *
 * Returns: the exit status; -1 where @commands have none of that name
 */
int
uke_ctl_run (const UkeCtlCommand *commands, int argc, char **argv)
{
  setlocale (LC_ALL, "");

  for (; argc > 1 && commands->name != NULL; commands++)
    if (strcmp (argv[1], commands->name) == 0)
      return commands->run (argc - 1, argv + 1);
  return -1;
}
