#include "kiosk/wrapping.h"

void
uke_wrap_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget)))) {
    GtkLabel *words = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (widget)));

    gtk_label_set_wrap (words, TRUE);
    gtk_label_set_justify (words, GTK_JUSTIFY_CENTER);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    uke_wrap_buttons (child);
}
