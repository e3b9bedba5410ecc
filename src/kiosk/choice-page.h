#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A question with answers of equal weight. */
#define UKE_TYPE_CHOICE_PAGE (uke_choice_page_get_type ())
G_DECLARE_FINAL_TYPE (UkeChoicePage, uke_choice_page, UKE, CHOICE_PAGE, AdwBin)

/* Emits "chosen" (int): the value of the choice that was pressed. */
void uke_choice_page_set_question (UkeChoicePage *self, const char *headline, const char *detail);
/* Nullable lines: what it is about, and what holds whatever is chosen. */
void uke_choice_page_set_note (UkeChoicePage *self, const char *subject, const char *note);
/* Between the question and its answers. @extra: (transfer floating) */
void uke_choice_page_set_extra (UkeChoicePage *self, GtkWidget *extra);
void uke_choice_page_add (UkeChoicePage *self, const char *label, int value);
/* Below the answers and lighter than they are. */
void uke_choice_page_add_way_back (UkeChoicePage *self, const char *label, int value);

G_END_DECLS
