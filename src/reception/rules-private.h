#pragma once

#include "reception/rules.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a file says; for those who read it and answer from it alone. */
typedef struct {
  GPtrArray *entries;  /* of UkeRuleEntry */
  GPtrArray *hotlines; /* of UkeHotline */
  int new_year_from;  /* month × 100 + day, in December */
  int new_year_until; /* the same, in January; included */
  GArray *holidays;   /* of guint32, Julian days in order */
} UkeRulesContent;

void uke_rules_content_init (UkeRulesContent *self);
void uke_rules_content_clear (UkeRulesContent *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeRulesContent, uke_rules_content_clear)

gboolean uke_rules_parse (UkeRulesContent *self, GBytes *data, GError **error);
gboolean uke_hotlines_parse (UkeRulesContent *self, JsonObject *root, GError **error);
void uke_hotline_free (UkeHotline *hotline);

/* (transfer none) */
const UkeRulesContent *uke_rules_peek_content (UkeRules *self);

G_END_DECLS
