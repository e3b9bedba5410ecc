#include "staff/role.h"

static void
test_nicks (void)
{
  for (int i = 0; i < UKE_N_STAFF_ROLES; i++) {
    UkeStaffRole found = UKE_N_STAFF_ROLES;

    g_assert_true (uke_staff_role_find (uke_staff_role_get_nick ((UkeStaffRole) i), &found));
    g_assert_cmpint (found, ==, i);
  }
}

static void
test_unknown_is_nobody (void)
{
  static const char *const nicks[] = { "", "Administrator", "administrator ", "root", NULL };
  UkeStaffRole role = UKE_N_STAFF_ROLES;

  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    g_assert_false (uke_staff_role_find (nicks[i], &role));
  g_assert_cmpint (role, ==, UKE_N_STAFF_ROLES);
  g_assert_false (uke_staff_role_includes (UKE_N_STAFF_ROLES, UKE_STAFF_ROLE_RECEPTION));
  g_assert_false (uke_staff_role_includes (UKE_N_STAFF_ROLES, UKE_STAFF_ROLE_ADMINISTRATOR));
  g_assert_false (uke_staff_role_includes (UKE_STAFF_ROLE_ADMINISTRATOR, UKE_N_STAFF_ROLES));
}

static void
test_includes (void)
{
  g_assert_true (uke_staff_role_includes (UKE_STAFF_ROLE_RECEPTION, UKE_STAFF_ROLE_RECEPTION));
  g_assert_false (uke_staff_role_includes (UKE_STAFF_ROLE_RECEPTION, UKE_STAFF_ROLE_ADMINISTRATOR));
  g_assert_true (uke_staff_role_includes (UKE_STAFF_ROLE_ADMINISTRATOR, UKE_STAFF_ROLE_RECEPTION));
  g_assert_true (
      uke_staff_role_includes (UKE_STAFF_ROLE_ADMINISTRATOR, UKE_STAFF_ROLE_ADMINISTRATOR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/role/nicks", test_nicks);
  g_test_add_func ("/role/unknown-is-nobody", test_unknown_is_nobody);
  g_test_add_func ("/role/includes", test_includes);

  return g_test_run ();
}
