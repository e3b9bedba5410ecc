#pragma once

#include <gtk/gtk.h>

/* Prints milliseconds from BENCH_START_US (CLOCK_MONOTONIC, set by whoever started us) to the first
 * frame of the first window, and the peak memory in KiB, then ends the process. */
void bench_watch_first_frame (GtkApplication *application);
