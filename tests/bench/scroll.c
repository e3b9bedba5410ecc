/* The desk, whose list is scrolled through from end to end as fast as it is drawn.
 *
 * Prints the milliseconds between two frames at the median and at most. */

#include "application.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>

#define FRAMES 240
#define WARM_UP 20

static double times[FRAMES];
static guint n_frames;
static gint64 last;

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
on_tick (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gint64 now = g_get_monotonic_time ();

  if (n_frames >= WARM_UP)
    times[n_frames - WARM_UP] = (double) (now - last) / 1000;
  last = now;
  if (++n_frames == FRAMES + WARM_UP) {
    qsort (times, FRAMES, sizeof *times, compare);
    printf ("%.2f %.2f %.0f\n", times[FRAMES / 2], times[FRAMES - 1], range);
    fflush (stdout);
    _exit (0);
  }
  gtk_adjustment_set_value (adjustment, range * n_frames / (FRAMES + WARM_UP));
  return G_SOURCE_CONTINUE;
}

static void
on_map (GtkWidget *window)
{
  gtk_widget_add_tick_callback (find (window, GTK_TYPE_LIST_VIEW), on_tick, NULL, NULL);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect (window, "map", G_CALLBACK (on_map), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (UkeApplication) application = NULL;

  uke_words_open ();
  application = uke_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
