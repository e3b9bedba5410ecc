#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UKE_STAFF_ERROR (uke_staff_error_quark ())
GQuark uke_staff_error_quark (void);

typedef enum {
  UKE_STAFF_ERROR_MALFORMED,    /* what was kept of an account is not what we write */
  UKE_STAFF_ERROR_UNACCEPTABLE, /* a new password that may not be one */
  UKE_STAFF_ERROR_FAILED,       /* no memory, or no random bytes */
} UkeStaffError;

G_END_DECLS
