#include "card/card-error.h"

#include <gio/gio.h>

static void
test_tries_left (void)
{
  g_autoptr (GError) error = uke_card_error_new (UKE_CARD_ERROR_PIN_WRONG, 2, "wrong");

  g_assert_error (error, UKE_CARD_ERROR, UKE_CARD_ERROR_PIN_WRONG);
  g_assert_cmpint (uke_card_error_get_tries_left (error), ==, 2);
}

static void
test_tries_left_survives_a_copy (void)
{
  g_autoptr (GError) error = uke_card_error_new (UKE_CARD_ERROR_PIN_WRONG, 1, "wrong");
  g_autoptr (GError) copy = g_error_copy (error);

  g_assert_cmpint (uke_card_error_get_tries_left (copy), ==, 1);
}

static void
test_nothing_told (void)
{
  g_autoptr (GError) plain =
      g_error_new_literal (UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED, "removed");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  g_assert_cmpint (uke_card_error_get_tries_left (plain), ==, -1);
  g_assert_cmpint (uke_card_error_get_tries_left (other), ==, -1);
  g_assert_cmpint (uke_card_error_get_tries_left (NULL), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-error/tries-left", test_tries_left);
  g_test_add_func ("/card-error/tries-left-survives-a-copy", test_tries_left_survives_a_copy);
  g_test_add_func ("/card-error/nothing-told", test_nothing_told);

  return g_test_run ();
}
