#pragma once

#include "reception/reception.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells through the desktop that somebody needs the desk, never who, while the desk's window is not
 * the one that is looked at; takes it back when it was dealt with. Lives as long as the window. */
void uke_notifier_watch (GtkWindow *desk, UkeReception *reception);

G_END_DECLS
