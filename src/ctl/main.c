#include "command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  int (*run) (int argc, char **argv);
  const char *summary;
} commands[] = {
  { "validity", uke_ctl_validity, "Stage and dates of a certificate that ends on a given day" },
  { "certificate", uke_ctl_certificate, "Read a certificate file and judge it" },
  { "readers", uke_ctl_readers, "List the PC/SC readers and what lies on them" },
  { "card", uke_ctl_card, "Read the card on a reader, without spending a PIN try" },
  { "emulate", uke_ctl_emulate, "Put an emulated card on a virtual reader" },
  { "issuance", uke_ctl_issuance, "Explain when a card and its certificate end, for test cards" },
  { "anchors", uke_ctl_anchors, "Add, list or remove the CA certificates that are believed" },
  { "receptions", uke_ctl_receptions, "What the store of this machine keeps of visits" },
  { "rules", uke_ctl_rules, "Dated rules of reception, and whether a file of them can be used" },
};

static void
print_help (FILE *stream)
{
  fprintf (stream, "Usage: uketsukectl COMMAND [OPTION…]\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-12s %s\n", commands[i].name, commands[i].summary);
  fprintf (stream, "\n\"uketsukectl COMMAND --help\" shows a command's options.\n");
}

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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");

  if (argc < 2) {
    print_help (stderr);
    return UKE_EXIT_USAGE;
  }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0) {
    print_help (stdout);
    return UKE_EXIT_DONE;
  }
  if (strcmp (argv[1], "--version") == 0) {
    printf ("uketsukectl %s\n", UKE_VERSION);
    return UKE_EXIT_DONE;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);

  return uke_ctl_fail (UKE_EXIT_USAGE, "there is no command “%s”; see “uketsukectl help”", argv[1]);
}
