#pragma once

#include "eligibility/eligibility.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The members that say what a file holds; @json is inside an object. Described in doc/eligibility.md. */
void uke_ctl_add_eligibility (JsonBuilder *json, const UkeEligibility *eligibility);

G_END_DECLS
