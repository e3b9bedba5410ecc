#include "application.h"
#include "words.h"

#include <sys/prctl.h>
#include <sys/resource.h>

/* A core file could hold what a patient typed or showed. */
static void
forbid_core_files (void)
{
  setrlimit (RLIMIT_CORE, &(struct rlimit) { 0, 0 });
  prctl (PR_SET_DUMPABLE, 0); /* nor may a crash handler or a debugger of the same user look */
}

int
main (int argc, char **argv)
{
  g_autoptr (UkeApplication) application = NULL;

  forbid_core_files ();
  uke_words_open ();
  application = uke_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
