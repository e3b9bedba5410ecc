#pragma once

#include "reception/visit.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What time it is. (transfer full) */
typedef GDateTime *(*UkeNowFunc) (gpointer user_data);

/**
 * UkeVisitBook:
 *
 * The visits in the order of their arrival, and the calendar that hangs beside them.
 *
 * Properties, notified only on change: "today" (a boxed GDate, in Japan), "clock-doubt"
 * (UkeReason). It asks for the time when a card is placed and when it is told to look, never by
 * itself: whoever owns the clock calls uke_visit_book_look() at the moment of
 * uke_visit_book_get_next_look(), and whenever the clock was set.
 */
#define UKE_TYPE_VISIT_BOOK (uke_visit_book_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisitBook, uke_visit_book, UKE, VISIT_BOOK, GObject)

UkeVisitBook *uke_visit_book_new (UkeNowFunc now, gpointer now_data, const GDate *built_on);

UkeVisit *uke_visit_book_begin (UkeVisitBook *self);
void uke_visit_book_enter (UkeVisitBook *self, GPtrArray *visits);
void uke_visit_book_see_arrival (UkeVisitBook *self, GDateTime *arrival);
UkeVisit *uke_visit_book_find (UkeVisitBook *self, const char *id);
void uke_visit_book_look (UkeVisitBook *self);

GListModel *uke_visit_book_get_visits (UkeVisitBook *self);
/* (transfer none) */
const GDate *uke_visit_book_get_today (UkeVisitBook *self);
UkeReason uke_visit_book_get_clock_doubt (UkeVisitBook *self);
GDateTime *uke_visit_book_get_now (UkeVisitBook *self);
GDateTime *uke_visit_book_get_next_look (UkeVisitBook *self);

G_END_DECLS
