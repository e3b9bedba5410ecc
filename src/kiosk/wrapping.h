#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the words on all buttons below @widget take several lines, as those of labels do: a button
 * made from words alone would rather be wider than its display. */
void uke_wrap_buttons (GtkWidget *widget);

G_END_DECLS
