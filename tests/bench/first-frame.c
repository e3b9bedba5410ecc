#include "first-frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static void
on_after_paint (void)
{
  gint64 start = g_ascii_strtoll (g_getenv ("BENCH_START_US"), NULL, 10);
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  printf ("%.1f %ld\n", (double) (g_get_monotonic_time () - start) / 1000.0, usage.ru_maxrss);
  fflush (stdout);
  _exit (0);
}

static void
on_map (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint),
                    NULL);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect (window, "map", G_CALLBACK (on_map), NULL);
}

void
bench_watch_first_frame (GtkApplication *application)
{
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
}
