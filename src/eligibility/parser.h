#pragma once

#include "eligibility/eligibility.h"

G_BEGIN_DECLS

/* What uke_eligibility_new_from_data() is made of; nobody else's. */
gboolean uke_eligibility_parse (
             UkeEligibility *self, const char *text, gsize length, GError **error);

gpointer uke_eligibility_add_block (UkeEligibility *self, gsize size);

G_END_DECLS
