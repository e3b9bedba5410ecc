#pragma once

#include "validity/standing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UkeTimeline:
 *
 * The life of one certificate as a picture: issue, notice, last valid day, end of grace, today.
 * Each stage has the same share of the width whatever the dates, so that three months beside five
 * years can be read; today moves within its stage by the day. A screen reader hears one sentence.
 *
 * Property: "detailed", whether issue and notice are labelled, too: for the desk.
 */
#define UKE_TYPE_TIMELINE (uke_timeline_get_type ())
G_DECLARE_FINAL_TYPE (UkeTimeline, uke_timeline, UKE, TIMELINE, GtkWidget)

GtkWidget *uke_timeline_new (gboolean detailed);
void uke_timeline_set_standing (UkeTimeline *self, const UkeStanding *standing);

G_END_DECLS
