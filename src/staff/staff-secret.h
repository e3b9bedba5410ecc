#pragma once

#include "staff/staff-error.h"
#include "staff/wiped-text.h"

G_BEGIN_DECLS

/* The second factor of one account: a key that its owner's authenticator app holds as well, for
 * codes by time (TOTP, RFC 6238). In memory that is wiped when it is given back. */
typedef struct _UkeStaffSecret UkeStaffSecret;

/* In bytes: 160 bits, as RFC 4226, section 4, R6 recommends. */
#define UKE_STAFF_SECRET_SIZE 20
/* What every app does that asks no further: HMAC-SHA-1, six digits, 30 seconds. */
#define UKE_STAFF_SECRET_DIGITS 6
#define UKE_STAFF_SECRET_STEP_SECONDS 30

UkeStaffSecret *uke_staff_secret_new (GError **error);
UkeStaffSecret *uke_staff_secret_new_from_base32 (const char *base32, GError **error);
void uke_staff_secret_free (UkeStaffSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeStaffSecret, uke_staff_secret_free)

UkeWipedText *uke_staff_secret_to_base32 (const UkeStaffSecret *self);
UkeWipedText *uke_staff_secret_to_uri (const UkeStaffSecret *self,
                                       const char *institution,
                                       const char *account);

UkeWipedText *uke_staff_secret_get_code (const UkeStaffSecret *self, gint64 step);
gint64 uke_staff_secret_accept (const UkeStaffSecret *self,
                                const char *code,
                                GDateTime *now,
                                gint64 last_step);

G_END_DECLS
