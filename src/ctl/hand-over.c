#include "command.h"

#include <errno.h>
#include <unistd.h>

#define PROGRAM "uketsukectl-store"

/* Beside us in the build folder; where we are installed, wherever that is, among the programs that
 * nobody types. The latter where neither is there. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self != NULL ? self : "");
  g_autofree char *beside = g_build_filename (folder, PROGRAM, NULL);

  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (folder, UKE_LIBEXEC_FROM_BIN, PROGRAM, NULL);
}

/**
 * uke_ctl_hand_over:
 *
 * Becomes the program that opens the store, for the same command: same process, same streams, and
 * its exit status is ours.
 */
int
uke_ctl_hand_over (int argc, char **argv)
{
  g_autofree char *program = find_program ();
  g_autofree char **words = g_new0 (char *, argc + 2);
  g_autofree char *shown = NULL;
  int code;

  words[0] = program;
  for (int i = 0; i < argc; i++)
    words[i + 1] = argv[i];
  execv (program, words);

  code = errno;
  shown = g_filename_display_name (program);
  return uke_ctl_fail (UKE_EXIT_UNREACHABLE, "%s: %s: %s; install Uketsuke anew", argv[0], shown,
                       g_strerror (code));
}
