#include "command.h"

#include <stdio.h>
#include <string.h>

static const UkeCtlCommand commands[] = {
  { "validity", uke_ctl_validity, "Stage and dates of a certificate that ends on a given day" },
  { "certificate", uke_ctl_certificate, "Read a certificate file and judge it" },
  { "readers", uke_ctl_readers, "List the PC/SC readers and what lies on them" },
  { "card", uke_ctl_card, "Read the card on a reader, without spending a PIN try" },
  { "eligibility", uke_ctl_hand_over, "What result files of the eligibility terminal say" },
  { "emulate", uke_ctl_emulate, "Put an emulated card on a virtual reader" },
  { "issuance", uke_ctl_issuance, "Explain when a card and its certificate end, for test cards" },
  { "anchors", uke_ctl_anchors, "Add, list or remove the CA certificates that are believed" },
  { "terminal", uke_ctl_hand_over, "Play an eligibility terminal in a folder, for training" },
  { "receptions", uke_ctl_hand_over, "What the store of this machine keeps of visits" },
  { "audit", uke_ctl_hand_over, "Who did what, and whether that record is whole" },
  { "backup", uke_ctl_hand_over, "Write all that the store keeps into one encrypted file" },
  { "restore", uke_ctl_hand_over, "Fill an empty store from such a file" },
  { "rules", uke_ctl_rules, "Dated rules of reception, and whether a file of them can be used" },
  { "selftest", uke_ctl_hand_over, "The opening check: reader, clock, store, CA certificates, rules" },
  { NULL },
};

static void
print_help (FILE *stream)
{
  fprintf (stream, "Usage: uketsukectl COMMAND [OPTION…]\n\n");
  for (const UkeCtlCommand *command = commands; command->name != NULL; command++)
    fprintf (stream, "  %-12s %s\n", command->name, command->summary);
  fprintf (stream, "\n\"uketsukectl COMMAND --help\" shows a command's options.\n");
}

int
main (int argc, char **argv)
{
  int status;

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

  status = uke_ctl_run (commands, argc, argv);
  if (status >= 0)
    return status;
  return uke_ctl_fail (UKE_EXIT_USAGE, "there is no command “%s”; see “uketsukectl help”", argv[1]);
}
