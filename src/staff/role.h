#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an account is for. Nicks: reception, administrator. */
#define UKE_TYPE_STAFF_ROLE (uke_staff_role_get_type ())
GType uke_staff_role_get_type (void);

typedef enum {
  UKE_STAFF_ROLE_RECEPTION,     /* receives patients */
  UKE_STAFF_ROLE_ADMINISTRATOR, /* that, and accounts, settings and the record of accesses */
  UKE_N_STAFF_ROLES,
} UkeStaffRole;

const char *uke_staff_role_get_nick (UkeStaffRole role);
gboolean uke_staff_role_find (const char *nick, UkeStaffRole *ret_role);
gboolean uke_staff_role_includes (UkeStaffRole role, UkeStaffRole needed);

G_END_DECLS
