#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How the parts of a file of rules are read alike; for its parsers alone. Nothing goes by unseen:
 * what is not understood is an error, UKE_RULES_ERROR_MALFORMED, which begins with @where. */

gboolean uke_rules_json_fail (GError **error, const char *where, const char *what);

JsonParser *uke_rules_json_parse (GBytes *data, GError **error);

gboolean uke_rules_json_check_members (JsonObject *object,
                                       const char *where,
                                       const char *const *known,
                                       GError **error);
/* (transfer none) */
const char *uke_rules_json_get_text (JsonObject *object,
                                     const char *where,
                                     const char *member,
                                     GError **error);
/* (transfer none) */
JsonObject *uke_rules_json_get_object (JsonObject *root, const char *member, GError **error);
/* (transfer none) */
JsonArray *uke_rules_json_get_array (JsonObject *object,
                                     const char *member,
                                     guint most,
                                     GError **error);

gboolean uke_rules_json_check_source (JsonObject *object, const char *where, GError **error);
gboolean uke_rules_json_get_days (JsonObject *object,
                                  const char *where,
                                  GDate *ret_from,
                                  GDate *ret_until,
                                  GError **error);
gboolean uke_rules_json_days_overlap (const GDate *from,
                                      const GDate *until,
                                      const GDate *other_from,
                                      const GDate *other_until);

/* Reads one element of a list; @where is its name for errors. */
typedef gboolean (*UkeRulesJsonFunc) (gpointer data,
                                      JsonObject *object,
                                      const char *where,
                                      GError **error);
gboolean uke_rules_json_read_list (JsonObject *root,
                                   const char *member,
                                   guint most,
                                   UkeRulesJsonFunc read,
                                   gpointer data,
                                   GError **error);

G_END_DECLS
