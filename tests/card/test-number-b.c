#include "card/number-b.h"

#include "wipe-log.h"

typedef struct {
  const char *digits;
  UkeNumberBMistake mistake;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "55021720352285", UKE_NUMBER_B_MISTAKE_NONE }, /* born in 昭和55, expires in 2035 */
  { "01010120260000", UKE_NUMBER_B_MISTAKE_NONE },
  { "64010720309999", UKE_NUMBER_B_MISTAKE_NONE }, /* the last day of 昭和 */
  { "31123120991234", UKE_NUMBER_B_MISTAKE_NONE },
  { "", UKE_NUMBER_B_MISTAKE_INCOMPLETE },
  { "5502172035228", UKE_NUMBER_B_MISTAKE_INCOMPLETE },
  { "00021720352285", UKE_NUMBER_B_MISTAKE_ERA_YEAR },
  { "80021720352285", UKE_NUMBER_B_MISTAKE_ERA_YEAR }, /* 1980, the Gregorian year cut short */
  { "19800217203522", UKE_NUMBER_B_MISTAKE_MONTH }, /* 1980-02-17, not cut short */
  { "55001720352285", UKE_NUMBER_B_MISTAKE_MONTH },
  { "55131720352285", UKE_NUMBER_B_MISTAKE_MONTH },
  { "55020020352285", UKE_NUMBER_B_MISTAKE_DAY },
  { "55023220352285", UKE_NUMBER_B_MISTAKE_DAY },
  { "55021720152285", UKE_NUMBER_B_MISTAKE_EXPIRY_YEAR },
  { "55021700172285", UKE_NUMBER_B_MISTAKE_EXPIRY_YEAR }, /* 令和17 instead of 2035 */
  { "55021721002285", UKE_NUMBER_B_MISTAKE_EXPIRY_YEAR },
};
/* clang-format on */

static UkeNumberB *
type_number (const char *digits)
{
  UkeNumberB *number = uke_number_b_new ();

  for (; *digits != '\0'; digits++)
    g_assert_true (uke_number_b_append (number, *digits));
  return number;
}

static void
test_mistake (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (UkeNumberB) number = type_number (row->digits);

  g_assert_cmpint ((int) uke_number_b_find_mistake (number), ==, (int) row->mistake);
}

static void
test_takes_fourteen_digits (void)
{
  g_autoptr (UkeNumberB) number = type_number ("55021720352285");

  g_assert_false (uke_number_b_append (number, '1'));
  g_assert_cmpuint (uke_number_b_get_length (number), ==, UKE_NUMBER_B_LENGTH);
  uke_number_b_remove_last (number);
  g_assert_cmpuint (uke_number_b_get_length (number), ==, UKE_NUMBER_B_LENGTH - 1);
  g_assert_true (uke_number_b_append (number, '9'));

  uke_number_b_clear (number);
  g_assert_cmpuint (uke_number_b_get_length (number), ==, 0);
  uke_number_b_remove_last (number);
  g_assert_cmpuint (uke_number_b_get_length (number), ==, 0);
}

static void
test_takes_only_digits (void)
{
  static const char others[] = { '\0', ' ', '-', '/', ':', 'A', 'a', '\x7f', '\xef' };
  g_autoptr (UkeNumberB) number = uke_number_b_new ();

  for (gsize i = 0; i < sizeof others; i++)
    g_assert_false (uke_number_b_append (number, others[i]));
  g_assert_cmpuint (uke_number_b_get_length (number), ==, 0);
}

/* It says when somebody was born. */
static void
test_is_wiped (void)
{
  UkeNumberB *number = type_number ("55021720352285");

  wipe_log_forget ();
  uke_number_b_clear (number);
  g_assert_true (wipe_log_covers (number, UKE_NUMBER_B_LENGTH));

  while (uke_number_b_append (number, '7'))
    ;
  wipe_log_forget ();
  uke_number_b_remove_last (number);
  g_assert_true (wipe_log_covers ((const guint8 *) number + UKE_NUMBER_B_LENGTH - 1, 1));

  wipe_log_forget ();
  uke_number_b_free (number);
  g_assert_true (wipe_log_covers (number, UKE_NUMBER_B_LENGTH));
  uke_number_b_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/number-b/mistake/%zu-“%s”", i, cases[i].digits);

    g_test_add_data_func (path, &cases[i], test_mistake);
  }
  g_test_add_func ("/number-b/takes-fourteen-digits", test_takes_fourteen_digits);
  g_test_add_func ("/number-b/takes-only-digits", test_takes_only_digits);
  g_test_add_func ("/number-b/is-wiped", test_is_wiped);
  return g_test_run ();
}
