#pragma once

#include "kiosk/preferences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One touch each, and the present one is marked. They set the preference and follow it. */

/* The languages by their own names. (transfer floating) */
GtkWidget *uke_option_row_new_languages (UkePreferences *preferences);
/* Three sizes of text, each shown in its size. (transfer floating) */
GtkWidget *uke_option_row_new_text_sizes (UkePreferences *preferences);
/* "Large": the words of a size, in the language of the moment. Static. */
const char *uke_text_size_get_words (UkeTextSize text_size);

G_END_DECLS
