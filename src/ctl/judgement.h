#pragma once

#include "json.h"

#include "validity/provision.h"
#include "validity/trust.h"

G_BEGIN_DECLS

/* What "validity", "certificate" and "card" say alike. Functions that may fail have then said why
 * on standard error, and leave the exit status in *ret_status. */

gboolean uke_ctl_choose_day (const char *command,
                             const char *option,
                             const char *on,
                             GDate *ret_day,
                             int *ret_status);
UkeAnchors *uke_ctl_load_anchors (const char *command, const char *folder, int *ret_status);

void uke_ctl_add_calendar (JsonBuilder *json, const UkeCalendar *calendar, const GDate *on);
void uke_ctl_add_certificate (JsonBuilder *json,
                              UkeCertificate *certificate,
                              UkeTrust trust,
                              UkeCredential credential,
                              const GDate *on);
int uke_ctl_get_certificate_status (UkeCertificate *certificate,
                                    UkeTrust trust,
                                    UkeCredential credential,
                                    const GDate *on);

G_END_DECLS
