#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A place for a page, whole as long as it fits. Where large words need more room than there is, the
 * page scrolls, and a button says so and goes on for those who would not think of it. Property
 * "content". */
#define UKE_TYPE_SCROLLER (uke_scroller_get_type ())
G_DECLARE_FINAL_TYPE (UkeScroller, uke_scroller, UKE, SCROLLER, AdwBin)

void uke_scroller_go_to_top (UkeScroller *self);

G_END_DECLS
