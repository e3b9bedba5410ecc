#include "card/number-b.h"

#include "card/secret.h"

/* The longest era that living people were born in: 昭和 ended in its 64th year. */
#define ERA_YEAR_MAX 64
/* The first cards were issued in January 2016 and expire on the fifth birthday at the earliest. */
#define EXPIRY_YEAR_MIN 2016
#define EXPIRY_YEAR_MAX 2099

/* Where each part begins. */
enum {
  AT_ERA_YEAR = 0,
  AT_MONTH = 2,
  AT_DAY = 4,
  AT_EXPIRY_YEAR = 6,
};

struct _UkeNumberB {
  UkeSecret secret;
};

G_DEFINE_ENUM_TYPE (UkeNumberBMistake,
                    uke_number_b_mistake,
                    G_DEFINE_ENUM_VALUE (UKE_NUMBER_B_MISTAKE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (UKE_NUMBER_B_MISTAKE_INCOMPLETE, "incomplete"),
                    G_DEFINE_ENUM_VALUE (UKE_NUMBER_B_MISTAKE_ERA_YEAR, "era-year"),
                    G_DEFINE_ENUM_VALUE (UKE_NUMBER_B_MISTAKE_MONTH, "month"),
                    G_DEFINE_ENUM_VALUE (UKE_NUMBER_B_MISTAKE_DAY, "day"),
                    G_DEFINE_ENUM_VALUE (UKE_NUMBER_B_MISTAKE_EXPIRY_YEAR, "expiry-year"))

UkeNumberB *
uke_number_b_new (void)
{
  return (UkeNumberB *) uke_secret_new (UKE_NUMBER_B_LENGTH);
}

/**
 * uke_number_b_free:
 * @self: (transfer full) (nullable): a number
 *
 * Wipes a number and gives its memory back.
 */
void
uke_number_b_free (UkeNumberB *self)
{
  uke_secret_free ((UkeSecret *) self);
}

gboolean
uke_number_b_append (UkeNumberB *self, char digit)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return uke_secret_append (&self->secret, digit);
}

void
uke_number_b_remove_last (UkeNumberB *self)
{
  g_return_if_fail (self != NULL);

  uke_secret_remove_last (&self->secret);
}

void
uke_number_b_clear (UkeNumberB *self)
{
  g_return_if_fail (self != NULL);

  uke_secret_clear (&self->secret);
}

guint
uke_number_b_get_length (UkeNumberB *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->secret.length;
}

static guint
get_part (const UkeNumberB *self, guint at, guint length)
{
  guint number = 0;

  for (guint i = at; i < at + length; i++)
    number = number * 10 + (self->secret.digits[i] - '0');
  return number;
}

/**
 * uke_number_b_find_mistake:
 *
 * Tells what cannot be right before the card is asked, which would cost a try.
 *
 * The mistake that costs people their tries is the Gregorian year in place of
 * the era's: 1980 then shifts the month to 80. Days are not counted by month:
 * which era is meant is not in the number.
 *
 * Returns: the first part that cannot be right, or UKE_NUMBER_B_MISTAKE_NONE
 */
UkeNumberBMistake
uke_number_b_find_mistake (UkeNumberB *self)
{
  guint era_year, month, day, expiry_year;

  g_return_val_if_fail (self != NULL, UKE_NUMBER_B_MISTAKE_INCOMPLETE);

  if (!uke_secret_is_complete (&self->secret))
    return UKE_NUMBER_B_MISTAKE_INCOMPLETE;

  era_year = get_part (self, AT_ERA_YEAR, 2);
  month = get_part (self, AT_MONTH, 2);
  day = get_part (self, AT_DAY, 2);
  expiry_year = get_part (self, AT_EXPIRY_YEAR, 4);

  if (era_year < 1 || era_year > ERA_YEAR_MAX)
    return UKE_NUMBER_B_MISTAKE_ERA_YEAR;
  if (month < 1 || month > 12)
    return UKE_NUMBER_B_MISTAKE_MONTH;
  if (day < 1 || day > 31)
    return UKE_NUMBER_B_MISTAKE_DAY;
  if (expiry_year < EXPIRY_YEAR_MIN || expiry_year > EXPIRY_YEAR_MAX)
    return UKE_NUMBER_B_MISTAKE_EXPIRY_YEAR;
  return UKE_NUMBER_B_MISTAKE_NONE;
}
