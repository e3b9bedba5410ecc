#include "staff/role.h"

G_DEFINE_ENUM_TYPE (UkeStaffRole,
                    uke_staff_role,
                    G_DEFINE_ENUM_VALUE (UKE_STAFF_ROLE_RECEPTION, "reception"),
                    G_DEFINE_ENUM_VALUE (UKE_STAFF_ROLE_ADMINISTRATOR, "administrator"))

const char *
uke_staff_role_get_nick (UkeStaffRole role)
{
  g_autoptr (GEnumClass) roles = g_type_class_ref (UKE_TYPE_STAFF_ROLE);
  const GEnumValue *value = g_enum_get_value (roles, (int) role);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

/**
 * uke_staff_role_find:
 * @nick: as it was kept
 * @ret_role: (out): untouched where no role has this nick
 *
 * Finds a role by its nick. Whoever has an unknown one may do nothing.
 */
gboolean
uke_staff_role_find (const char *nick, UkeStaffRole *ret_role)
{
  g_autoptr (GEnumClass) roles = g_type_class_ref (UKE_TYPE_STAFF_ROLE);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (roles, nick) : NULL;

  if (value != NULL)
    *ret_role = (UkeStaffRole) value->value;
  return value != NULL;
}

/**
 * uke_staff_role_includes:
 *
 * Tells whether somebody with @role may do what @needed is for.
 */
gboolean
uke_staff_role_includes (UkeStaffRole role, UkeStaffRole needed)
{
  switch (needed) {
  case UKE_STAFF_ROLE_RECEPTION:
    return role == UKE_STAFF_ROLE_RECEPTION || role == UKE_STAFF_ROLE_ADMINISTRATOR;
  case UKE_STAFF_ROLE_ADMINISTRATOR:
    return role == UKE_STAFF_ROLE_ADMINISTRATOR;
  case UKE_N_STAFF_ROLES:
    break;
  }
  return FALSE;
}
