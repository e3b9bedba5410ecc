#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children of one size, in as many columns as fit with every row full: none looks more important
 * than another, however large its words are. Properties "spacing" in px, and "rows-differ": each row
 * is only as high as it needs to be. */
#define UKE_TYPE_EVEN_BOX (uke_even_box_get_type ())
G_DECLARE_FINAL_TYPE (UkeEvenBox, uke_even_box, UKE, EVEN_BOX, GtkWidget)

void uke_even_box_append (UkeEvenBox *self, GtkWidget *child);

G_END_DECLS
