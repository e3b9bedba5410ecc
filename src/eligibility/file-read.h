#pragma once

#include "eligibility/eligibility-error.h"

G_BEGIN_DECLS

GBytes *uke_eligibility_read_file (const char *path, GError **error);

G_END_DECLS
