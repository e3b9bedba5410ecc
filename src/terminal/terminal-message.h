#pragma once

#include "eligibility/eligibility.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a message says beside its persona. */
typedef struct {
  gboolean is_face;
  GDateTime *now;          /* in Japan's time */
  const char *institution; /* 10 digits */
  const char *identifier;  /* ArbitraryFileIdentifier */
  UkeEncoding encoding;
  const UkeEligibility *request; /* nullable: what it answers, and echoes */
} UkeTerminalOccasion;

GBytes *uke_terminal_message_build (JsonObject *persona, const UkeTerminalOccasion *occasion, GError **error);

G_END_DECLS
