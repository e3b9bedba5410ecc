#include "reception/my-number.h"

#define N_DIGITS 12

/* The check digit of an individual number: ordinance no. 85 of 2014 of the Ministry of Internal
 * Affairs, article 5. With P the n-th digit from the right without the check digit, and Q = n + 1
 * up to the sixth, n - 5 from the seventh on: 11 - (sum of P × Q modulo 11), and 0 where the
 * remainder is 0 or 1. */
static gboolean
has_check_digit (const guint8 *digits)
{
  guint sum = 0, remainder;

  for (guint n = 1; n < N_DIGITS; n++)
    sum += digits[N_DIGITS - 1 - n] * (n <= 6 ? n + 1 : n - 5);
  remainder = sum % 11;
  return digits[N_DIGITS - 1] == (remainder <= 1 ? 0 : 11 - remainder);
}

/* What people put between groups of digits. */
static gboolean
separates (gunichar c)
{
  return c == ' ' || c == '-' || c == 0x3000 || c == 0x2010 || c == 0x2212 || c == 0x30fc
         || c == 0xff0d;
}

/**
 * uke_text_has_my_number:
 * @text: what somebody typed
 *
 * Tells whether a text has twelve digits in it that may be somebody's individual number (My
 * Number), in half or full width and with or without gaps. Such a number may not be written down
 * here. One in eleven of other 12-digit numbers is taken for one, too.
 */
gboolean
uke_text_has_my_number (const char *text)
{
  guint8 digits[N_DIGITS];
  guint n_digits = 0; /* of the run of digits, longer ones included */
  gboolean found = FALSE;

  for (const char *at = text;; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    int digit = g_unichar_digit_value (c);

    if (digit >= 0) {
      if (n_digits < N_DIGITS)
        digits[n_digits] = (guint8) digit;
      n_digits++;
    } else if (!separates (c)) {
      found |= n_digits == N_DIGITS && has_check_digit (digits);
      n_digits = 0;
    }
    if (c == '\0')
      return found;
  }
}
