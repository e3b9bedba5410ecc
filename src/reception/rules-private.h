#pragma once

#include "reception/rules.h"

G_BEGIN_DECLS

/* What a file says; for rules.c and its parser alone. */
typedef struct {
  GPtrArray *entries; /* of UkeRuleEntry */
  UkeHotline hotline;
  int new_year_from;  /* month × 100 + day, in December */
  int new_year_until; /* the same, in January; included */
  GArray *holidays;   /* of guint32, Julian days in order */
} UkeRulesContent;

void uke_rules_content_init (UkeRulesContent *self);
void uke_rules_content_clear (UkeRulesContent *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeRulesContent, uke_rules_content_clear)

gboolean uke_rules_parse (UkeRulesContent *self, GBytes *data, GError **error);

G_END_DECLS
