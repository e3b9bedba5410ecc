/* The application itself, watched until its first frame. */

#include "application.h"
#include "first-frame.h"
#include "words.h"

int
main (int argc, char **argv)
{
  g_autoptr (UkeApplication) application = NULL;

  uke_words_open ();
  application = uke_application_new ();
  bench_watch_first_frame (GTK_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
