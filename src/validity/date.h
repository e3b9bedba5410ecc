#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Calendar days in Japan, whatever zone the machine stands in. */

#define UKE_DATE_ERROR (uke_date_error_quark ())
GQuark uke_date_error_quark (void);

typedef enum {
  UKE_DATE_ERROR_MALFORMED, /* not YYYY-MM-DD, or no such day */
} UkeDateError;

gboolean uke_date_parse (const char *text, GDate *ret_date, GError **error);
char *uke_date_to_iso (const GDate *date);
void uke_date_from_instant (GDateTime *instant, GDate *ret_date);
GDateTime *uke_date_get_midnight (const GDate *date);

G_END_DECLS
