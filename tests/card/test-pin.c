#include "card/pin.h"

#include "wipe-log.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static void
type (UkePin *pin, const char *digits)
{
  for (; *digits != '\0'; digits++)
    g_assert_true (uke_pin_append (pin, *digits));
}

static void
test_four_digits (void)
{
  g_autoptr (UkePin) pin = uke_pin_new ();

  g_assert_cmpuint (uke_pin_get_length (pin), ==, 0);
  type (pin, "012");
  g_assert_false (uke_pin_is_complete (pin));
  type (pin, "9");
  g_assert_true (uke_pin_is_complete (pin));
  g_assert_cmpmem (uke_pin_peek (pin), UKE_PIN_LENGTH, "0129", 4);
}

static void
test_a_fifth_digit_changes_nothing (void)
{
  g_autoptr (UkePin) pin = uke_pin_new ();

  type (pin, "1234");
  g_assert_false (uke_pin_append (pin, '5'));
  g_assert_cmpuint (uke_pin_get_length (pin), ==, 4);
  g_assert_cmpmem (uke_pin_peek (pin), UKE_PIN_LENGTH, "1234", 4);
}

static void
test_only_digits (void)
{
  g_autoptr (UkePin) pin = uke_pin_new ();

  for (int c = -128; c < 128; c++)
    if (c < '0' || c > '9')
      g_assert_false (uke_pin_append (pin, (char) c));
  g_assert_cmpuint (uke_pin_get_length (pin), ==, 0);
}

static void
test_a_removed_digit_is_wiped (void)
{
  g_autoptr (UkePin) pin = uke_pin_new ();

  uke_pin_remove_last (pin);
  g_assert_cmpuint (uke_pin_get_length (pin), ==, 0);

  type (pin, "12");
  wipe_log_forget ();
  uke_pin_remove_last (pin);
  g_assert_cmpuint (uke_pin_get_length (pin), ==, 1);
  g_assert_cmpmem (uke_pin_peek (pin), UKE_PIN_LENGTH, "1\0\0\0", 4);
  g_assert_true (wipe_log_covers (uke_pin_peek (pin) + 1, 1));
}

static void
test_clear_wipes (void)
{
  g_autoptr (UkePin) pin = uke_pin_new ();

  type (pin, "1234");
  wipe_log_forget ();
  uke_pin_clear (pin);
  g_assert_cmpuint (uke_pin_get_length (pin), ==, 0);
  g_assert_cmpmem (uke_pin_peek (pin), UKE_PIN_LENGTH, "\0\0\0\0", 4);
  g_assert_true (wipe_log_covers (uke_pin_peek (pin), UKE_PIN_LENGTH));
}

static void
test_free_wipes (void)
{
  UkePin *pin = uke_pin_new ();
  const guint8 *digits = uke_pin_peek (pin);

  type (pin, "1234");
  wipe_log_forget ();
  uke_pin_free (pin);
  g_assert_true (wipe_log_covers (digits, UKE_PIN_LENGTH));
}

/* "VmFlags: … dd …" of the mapping that holds @address, from /proc/self/smaps. */
static char *
read_vm_flags (gconstpointer address)
{
  g_autofree char *smaps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean here = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &smaps, NULL, NULL));
  lines = g_strsplit (smaps, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    guintptr from, to;

    if (sscanf (lines[i], "%" G_GINTPTR_MODIFIER "x-%" G_GINTPTR_MODIFIER "x ", &from, &to) == 2)
      here = from <= (guintptr) address && (guintptr) address < to;
    else if (here && g_str_has_prefix (lines[i], "VmFlags:"))
      return g_strdup (lines[i]);
  }
  g_assert_not_reached ();
}

static void
test_left_out_of_core_files (void)
{
  g_autoptr (UkePin) pin = uke_pin_new ();
  g_autofree char *flags = read_vm_flags (uke_pin_peek (pin));

  g_assert_nonnull (strstr (flags, " dd"));
}

static void
test_works_where_locking_is_refused (void)
{
  if (g_test_subprocess ()) {
    const struct rlimit none = { 0, 0 };
    UkePin *pin;

    g_assert_cmpint (setrlimit (RLIMIT_MEMLOCK, &none), ==, 0);
    pin = uke_pin_new ();
    type (pin, "1234");
    g_assert_true (uke_pin_is_complete (pin));
    uke_pin_free (pin);
    return;
  }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pin/four-digits", test_four_digits);
  g_test_add_func ("/pin/a-fifth-digit-changes-nothing", test_a_fifth_digit_changes_nothing);
  g_test_add_func ("/pin/only-digits", test_only_digits);
  g_test_add_func ("/pin/a-removed-digit-is-wiped", test_a_removed_digit_is_wiped);
  g_test_add_func ("/pin/clear-wipes", test_clear_wipes);
  g_test_add_func ("/pin/free-wipes", test_free_wipes);
  g_test_add_func ("/pin/left-out-of-core-files", test_left_out_of_core_files);
  g_test_add_func ("/pin/works-where-locking-is-refused", test_works_where_locking_is_refused);

  return g_test_run ();
}
