#pragma once

#include "reception/words.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A page that says one thing and offers at most one way on. */
#define UKE_TYPE_MESSAGE_PAGE (uke_message_page_get_type ())
G_DECLARE_FINAL_TYPE (UkeMessagePage, uke_message_page, UKE, MESSAGE_PAGE, AdwBin)

/* Emits "chosen" (UkeEvent) when the button is pressed. */
GtkWidget *uke_message_page_new (const UkeWords *words);
void uke_message_page_set_dates (UkeMessagePage *self, const char *dates, const UkeStanding *standing);

G_END_DECLS
