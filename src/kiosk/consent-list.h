#pragma once

#include "reception/offers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One row for each kind of health record that is asked about, each with its two free answers.
 * Property "complete": every row is answered. Nothing is answered beforehand but what the person
 * has answered before. */
#define UKE_TYPE_CONSENT_LIST (uke_consent_list_get_type ())
G_DECLARE_FINAL_TYPE (UkeConsentList, uke_consent_list, UKE, CONSENT_LIST, GtkBox)

/* @before is nullable: earlier answers to begin with. Where @mark_new, rows without one say so. */
GtkWidget *uke_consent_list_new (const UkeOffers *offers, const UkeConsents *before, gboolean mark_new);
/* What is not asked here stays not asked. */
void uke_consent_list_get_consents (UkeConsentList *self, UkeConsents *ret_consents);

G_END_DECLS
