#include "reception/birth-words.h"

#include <string.h>

/* The year before the first of each era (Gannen is its year 1), and its last year. */
static const struct {
  const char *names[3]; /* after NFKC and in capitals */
  guint before;
  guint n_years;
} eras[] = {
  { { "M", "明治", "明" }, 1867, 45 }, { { "T", "大正", "大" }, 1911, 15 },
  { { "S", "昭和", "昭" }, 1925, 64 }, { { "H", "平成", "平" }, 1988, 31 },
  { { "R", "令和", "令" }, 2018, 99 },
};

#define MAX_NUMBERS 3

/* Up to three numbers, apart by whatever is between them. FALSE: more, or too long ones. */
static gboolean
take_numbers (const char *text, guint *numbers, guint *n_numbers, guint *n_digits)
{
  *n_numbers = *n_digits = 0;
  for (const char *at = text; *at != '\0';) {
    guint length = (guint) strspn (at, "0123456789");

    if (length == 0) {
      at = g_utf8_next_char (at);
      continue;
    }
    if (length > 8 || *n_numbers == MAX_NUMBERS)
      return FALSE;
    numbers[(*n_numbers)++] = (guint) g_ascii_strtoull (at, NULL, 10);
    *n_digits = length;
    at += length;
  }
  return TRUE;
}

static gboolean
set_date (guint year, guint month, guint day, GDate *ret_birth)
{
  if (year < 1867 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (ret_birth, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static gboolean
parse_in_era (const char *rest, guint before, guint n_years, GDate *ret_birth)
{
  guint numbers[MAX_NUMBERS], n_numbers, n_digits;
  g_auto (GStrv) first_year = g_strsplit (rest, "元", 2);
  g_autofree char *with_number = g_strjoinv ("1", first_year);

  if (!take_numbers (with_number, numbers, &n_numbers, &n_digits))
    return FALSE;
  if (n_numbers == 1 && n_digits == 6) { /* S250102 */
    numbers[2] = numbers[0] % 100;
    numbers[1] = numbers[0] / 100 % 100;
    numbers[0] /= 10000;
    n_numbers = 3;
  }
  return n_numbers == 3 && numbers[0] >= 1 && numbers[0] <= n_years
         && set_date (before + numbers[0], numbers[1], numbers[2], ret_birth);
}

/**
 * uke_birth_words_parse:
 * @text: what somebody typed: 1950-01-02, 1950/1/2, 19500102, S25.1.2, 昭和25年1月2日, S250102
 *
 * Reads a birth date as it is said and typed at a desk, in either calendar.
 *
 * Returns: FALSE for anything else
 */
gboolean
uke_birth_words_parse (const char *text, GDate *ret_birth)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *words = plain != NULL ? g_utf8_strup (plain, -1) : g_strdup ("");
  guint numbers[MAX_NUMBERS], n_numbers, n_digits;

  g_strstrip (words);
  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    for (guint j = 0; j < G_N_ELEMENTS (eras[i].names); j++)
      if (g_str_has_prefix (words, eras[i].names[j]))
        return parse_in_era (words + strlen (eras[i].names[j]), eras[i].before, eras[i].n_years,
                             ret_birth);

  if (!g_ascii_isdigit (*words) || !take_numbers (words, numbers, &n_numbers, &n_digits))
    return FALSE;
  if (n_numbers == 1 && n_digits == 8)
    return set_date (numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100, ret_birth);
  return n_numbers == 3 && set_date (numbers[0], numbers[1], numbers[2], ret_birth);
}
