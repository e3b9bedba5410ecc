#include "command.h"

/* The commands that open the store or read XML. They are a program of their own, which uketsukectl becomes for
 * them: those libraries take longer to load than the other commands take to run. */
static const UkeCtlCommand commands[] = {
  { "audit", uke_ctl_audit },
  { "backup", uke_ctl_backup },
  { "eligibility", uke_ctl_eligibility },
  { "receptions", uke_ctl_receptions },
  { "restore", uke_ctl_restore },
  { "selftest", uke_ctl_selftest },
  { "terminal", uke_ctl_terminal },
  { NULL },
};

int
main (int argc, char **argv)
{
  int status = uke_ctl_run (commands, argc, argv);

  if (status >= 0)
    return status;
  return uke_ctl_fail (UKE_EXIT_USAGE, "this is a part of uketsukectl; see “uketsukectl help”");
}
