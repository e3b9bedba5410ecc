#pragma once

#include "reception/visit-book.h"
#include "reception/visit-keeper.h"

G_BEGIN_DECLS

/* What one desk asks of the program that receives a visit. */
#define UKE_VISIT_MIRROR_SEEN "seen"           /* the call for help was seen */
#define UKE_VISIT_MIRROR_CONFIRMED "confirmed" /* the visual check: it is the card's holder */
#define UKE_VISIT_MIRROR_REFUSED "refused"     /* it is not */

/**
 * UkeVisitMirror:
 *
 * Has a book show what is written down: before the program was started, and by other programs at
 * the same store. Signal "asked" (UkeVisit, a word): another desk wants something of a visit that
 * is received here.
 */
#define UKE_TYPE_VISIT_MIRROR (uke_visit_mirror_get_type ())
G_DECLARE_FINAL_TYPE (UkeVisitMirror, uke_visit_mirror, UKE, VISIT_MIRROR, GObject)

UkeVisitMirror *uke_visit_mirror_new (UkeVisitKeeper *keeper, UkeVisitBook *book);
gboolean uke_visit_mirror_restore (UkeVisitMirror *self, GError **error);
void uke_visit_mirror_ask (UkeVisitMirror *self, UkeVisit *visit, const char *word);

G_END_DECLS
