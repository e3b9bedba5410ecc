#include "reception/birth-words.h"
#include "reception/my-number.h"

static void
test_birth_words (void)
{
  static const struct {
    const char *text;
    const char *day; /* NULL: none */
  } cases[] = {
    { "1950-01-02", "1950-01-02" },
    { "1950/1/2", "1950-01-02" },
    { "19500102", "1950-01-02" },
    { "１９５０年１月２日", "1950-01-02" },
    { "S25.1.2", "1950-01-02" },
    { "s250102", "1950-01-02" },
    { "昭和25年1月2日", "1950-01-02" },
    { "昭25/1/2", "1950-01-02" },
    { "昭和元年12月25日", "1926-12-25" },
    { "令和元年5月1日", "2019-05-01" },
    { "T15.12.24", "1926-12-24" },
    { "M45-7-29", "1912-07-29" },
    { "H31.4.30", "2019-04-30" },
    { "R8.11.25", "2026-11-25" },
    { "2000-02-29", "2000-02-29" },
    { "2001-02-29", NULL },
    { "S65.1.1", NULL },
    { "S0.1.1", NULL },
    { "1950-13-01", NULL },
    { "195001", NULL },
    { "1950", NULL },
    { "17", NULL },
    { "", NULL },
    { "やまだ", NULL },
    { "Smith 1950-01-02", NULL },
    { "1-2-3-4", NULL },
    { "99999999999999999999", NULL },
    { "0000-00-00", NULL },
    { "\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    GDate birth;
    gboolean understood = uke_birth_words_parse (cases[i].text, &birth);

    g_test_message ("case %u", i);
    g_assert_cmpint (understood, ==, cases[i].day != NULL);
    if (understood) {
      char day[16];

      g_date_strftime (day, sizeof day, "%Y-%m-%d", &birth);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
  }
}

/* 123456789018 and 023456789013 carry the check digits that the ordinance's formula gives. */
static void
test_my_number (void)
{
  static const struct {
    const char *text;
    gboolean has;
  } cases[] = {
    { "123456789018", TRUE },       { "1234 5678 9018", TRUE },
    { "1234-5678-9018", TRUE },     { "１２３４　５６７８　９０１８", TRUE },
    { "No. 123456789018!", TRUE },  { "023456789013", TRUE },
    { "x 1234\n5678 9018", FALSE }, { "123456789017", FALSE },
    { "1234567890181", FALSE },     { "12345678901", FALSE },
    { "0120-95-0178", FALSE },      { "", FALSE },
    { "山田 17", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (uke_text_has_my_number (cases[i].text), ==, cases[i].has);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/birth-words/table", test_birth_words);
  g_test_add_func ("/my-number/table", test_my_number);
  return g_test_run ();
}
