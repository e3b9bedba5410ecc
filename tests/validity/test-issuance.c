#include "validity/issuance.h"

#include "validity/date.h"

static GDate
read_day (const char *iso)
{
  GDate date;
  gboolean read = uke_date_parse (iso, &date, NULL);

  g_assert_true (read);
  return date;
}

static void
assert_ends (const UkeIssuance *issuance, const char *iso, const char *reason)
{
  g_autofree char *text = uke_date_to_iso (&issuance->last_day);

  g_assert_cmpstr (text, ==, iso);
  g_assert_cmpstr (uke_issuance_reason_get_nick (issuance->reason), ==, reason);
}

static UkeIssuance
ask_of_card (const char *made, const char *applied, const char *birth)
{
  GDate made_day = read_day (made), applied_day = read_day (applied), birthday = read_day (birth);

  return uke_issuance_of_card (&made_day, &applied_day, &birthday);
}

static UkeIssuance
ask_of_certificate (const char *issued, const char *birth)
{
  GDate issued_day = read_day (issued), birthday = read_day (birth);

  return uke_issuance_of_certificate (&issued_day, &birthday);
}

static UkeIssuance
ask_of_renewal (const char *renewed, const char *expires, const char *birth)
{
  GDate renewed_day = read_day (renewed), last_day = read_day (expires);
  GDate birthday = read_day (birth);

  return uke_issuance_of_renewal (&renewed_day, &last_day, &birthday);
}

static void
test_cards (void)
{
  static const struct {
    const char *id, *made, *applied, *birth, *ends, *reason;
  } rows[] = {
    { "I01", "2020-05-15", "2020-04-20", "1980-10-10", "2029-10-10", "tenth-birthday" },
    { "I07", "2018-06-01", "2018-05-01", "1975-09-15", "2027-09-15", "tenth-birthday" },
    { "I09", "2022-05-01", "2022-04-10", "2004-12-03", "2026-12-03", "fifth-birthday" },
    { "I10, before", "2022-04-20", "2022-03-31", "2002-12-03", "2026-12-03", "fifth-birthday" },
    { "I10, after", "2022-04-20", "2022-04-01", "2002-12-03", "2031-12-03", "tenth-birthday" },
    { "18 tomorrow", "2024-06-01", "2024-05-09", "2006-05-10", "2029-05-10", "fifth-birthday" },
    { "18 today", "2024-06-01", "2024-05-10", "2006-05-10", "2034-05-10", "tenth-birthday" },
    { "20 tomorrow", "2020-06-01", "2020-05-09", "2000-05-10", "2025-05-10", "fifth-birthday" },
    { "20 today", "2020-06-01", "2020-05-10", "2000-05-10", "2030-05-10", "tenth-birthday" },
    { "18 when made", "2024-06-01", "2024-05-31", "2006-06-01", "2029-06-01", "fifth-birthday" },
    { "17 on 28 Feb", "2022-06-01", "2022-02-28", "2004-02-29", "2027-02-28", "fifth-birthday" },
    { "18 on 1 Mar", "2026-06-01", "2026-03-01", "2008-02-29", "2036-02-29", "tenth-birthday" },
    { "a newborn", "2024-06-01", "2024-05-20", "2024-05-10", "2029-05-10", "fifth-birthday" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    UkeIssuance card = ask_of_card (rows[i].made, rows[i].applied, rows[i].birth);

    g_test_message ("%s", rows[i].id);
    assert_ends (&card, rows[i].ends, rows[i].reason);
  }
}

static void
test_certificates (void)
{
  static const struct {
    const char *id, *issued, *birth, *ends;
  } rows[] = {
    { "I01", "2020-05-15", "1980-10-10", "2024-10-10" },
    { "I02", "2021-10-09", "1980-10-10", "2025-10-10" },
    { "I03", "2021-10-10", "1980-10-10", "2026-10-10" },
    { "I04", "2021-10-11", "1980-10-10", "2026-10-10" },
    { "I07", "2018-06-01", "1975-09-15", "2022-09-15" },
    { "I09", "2022-05-01", "2004-12-03", "2026-12-03" },
    { "I12, to a common year", "2021-06-01", "1980-02-29", "2026-02-28" },
    { "I12, to a leap year", "2023-06-01", "1980-02-29", "2028-02-29" },
    { "29 Feb, issued the day before", "2021-02-27", "1980-02-29", "2025-02-28" },
    { "29 Feb, issued on the 28th", "2021-02-28", "1980-02-29", "2026-02-28" },
    { "29 Feb, issued on the 28th of a leap year", "2024-02-28", "1980-02-29", "2028-02-29" },
    { "29 Feb, issued on the 29th", "2024-02-29", "1980-02-29", "2029-02-28" },
    { "31 Dec, issued on New Year's Day", "2021-01-01", "1980-12-31", "2025-12-31" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    UkeIssuance certificate = ask_of_certificate (rows[i].issued, rows[i].birth);

    g_test_message ("%s", rows[i].id);
    assert_ends (&certificate, rows[i].ends, "fifth-birthday");
  }
}

static void
test_renewals (void)
{
  static const struct {
    const char *id, *renewed, *expires, *birth, *ends, *reason;
  } rows[] = {
    { "I05", "2026-08-01", "2026-10-10", "1980-10-10", "2031-10-10", "sixth-birthday" },
    { "I06", "2026-10-20", "2026-10-10", "1980-10-10", "2031-10-10", "fifth-birthday" },
    { "I08", "2026-01-10", "2022-09-15", "1975-09-15", "2030-09-15", "fifth-birthday" },
    { "exactly 3 months", "2026-07-10", "2026-10-10", "1980-10-10", "2030-10-10",
      "fifth-birthday" },
    { "a day less", "2026-07-11", "2026-10-10", "1980-10-10", "2031-10-10", "sixth-birthday" },
    { "the day before the last", "2026-10-09", "2026-10-10", "1980-10-10", "2031-10-10",
      "sixth-birthday" },
    { "the last day", "2026-10-10", "2026-10-10", "1980-10-10", "2032-10-10", "sixth-birthday" },
    { "the day after", "2026-10-11", "2026-10-10", "1980-10-10", "2031-10-10", "fifth-birthday" },
    { "lost, years before", "2024-01-10", "2026-10-10", "1980-10-10", "2028-10-10",
      "fifth-birthday" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    UkeIssuance certificate = ask_of_renewal (rows[i].renewed, rows[i].expires, rows[i].birth);

    g_test_message ("%s", rows[i].id);
    assert_ends (&certificate, rows[i].ends, rows[i].reason);
  }
}

static void
test_ends_with_the_card (void)
{
  GDate card_expires = read_day ("2027-09-15");
  GDate later = read_day ("2030-09-15");
  UkeIssuance certificate = ask_of_renewal ("2026-01-10", "2022-09-15", "1975-09-15");

  uke_issuance_cut_to_card (&certificate, &later); /* the same day cuts nothing */
  assert_ends (&certificate, "2030-09-15", "fifth-birthday");
  uke_issuance_cut_to_card (&certificate, &card_expires); /* I08 */
  assert_ends (&certificate, "2027-09-15", "card-expiry");
}

static void
test_ends_with_the_stay (void)
{
  static const struct {
    const char *stay_until, *ends, *reason, *extended, *extended_reason;
  } rows[] = {
    { "2026-03-31", "2026-03-31", "period-of-stay", "2026-05-31", "extended-stay" }, /* I11 */
    { "2025-12-31", "2025-12-31", "period-of-stay", "2026-02-28", "extended-stay" },
    { "2027-12-31", "2027-12-31", "period-of-stay", "2028-02-29", "extended-stay" },
    { "2028-10-09", "2028-10-09", "period-of-stay", "2028-10-10", "fifth-birthday" },
    { "2028-10-10", "2028-10-10", "fifth-birthday", "2028-10-10", "fifth-birthday" },
    { "2040-01-01", "2028-10-10", "fifth-birthday", "2028-10-10", "fifth-birthday" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    GDate stay_until = read_day (rows[i].stay_until);
    UkeIssuance certificate = ask_of_certificate ("2024-04-10", "1990-10-10");
    UkeIssuance extended = certificate;

    uke_issuance_cut_to_stay (&certificate, &stay_until);
    assert_ends (&certificate, rows[i].ends, rows[i].reason);
    uke_issuance_cut_to_extended_stay (&extended, &stay_until);
    assert_ends (&extended, rows[i].extended, rows[i].extended_reason);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/issuance/cards", test_cards);
  g_test_add_func ("/issuance/certificates", test_certificates);
  g_test_add_func ("/issuance/renewals", test_renewals);
  g_test_add_func ("/issuance/ends-with-the-card", test_ends_with_the_card);
  g_test_add_func ("/issuance/ends-with-the-stay", test_ends_with_the_stay);

  return g_test_run ();
}
