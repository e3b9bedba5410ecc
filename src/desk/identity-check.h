#pragma once

#include "reception/reception.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The check by sight (目視確認) for exactly one visit: two questions, one answer. */
void uke_identity_check_present (GtkWidget *parent, UkeReception *reception, UkeVisit *visit);

G_END_DECLS
