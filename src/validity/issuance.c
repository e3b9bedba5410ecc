#include "validity/issuance.h"

G_DEFINE_ENUM_TYPE (UkeIssuanceReason,
                    uke_issuance_reason,
                    G_DEFINE_ENUM_VALUE (UKE_ISSUANCE_REASON_FIFTH_BIRTHDAY, "fifth-birthday"),
                    G_DEFINE_ENUM_VALUE (UKE_ISSUANCE_REASON_SIXTH_BIRTHDAY, "sixth-birthday"),
                    G_DEFINE_ENUM_VALUE (UKE_ISSUANCE_REASON_TENTH_BIRTHDAY, "tenth-birthday"),
                    G_DEFINE_ENUM_VALUE (UKE_ISSUANCE_REASON_CARD_EXPIRY, "card-expiry"),
                    G_DEFINE_ENUM_VALUE (UKE_ISSUANCE_REASON_PERIOD_OF_STAY, "period-of-stay"),
                    G_DEFINE_ENUM_VALUE (UKE_ISSUANCE_REASON_EXTENDED_STAY, "extended-stay"))

/* What every rule below counts with, and the one place for what no source says:
 *
 * - Of 「発行の日後の5回目の誕生日」 the day of issue is no part: a birthday on it is not counted.
 *   The wording is a city's; what it means for that one day is our inference.
 * - Nothing says what is printed for those born on 29 February. We choose the 28th in common years,
 *   as the road traffic law does, which is what GDate clips to. A real card may say otherwise. */
static GDate
get_birthday_after (const GDate *issued, const GDate *birth, int nth)
{
  int years = g_date_get_year (issued) - g_date_get_year (birth);
  GDate day = *birth;

  g_date_add_years (&day, years);
  if (g_date_compare (&day, issued) > 0)
    nth--;

  day = *birth; /* anew: 29 February comes back after common years */
  g_date_add_years (&day, years + nth);
  return day;
}

/* Those born on 29 February come of age on 1 March in common years: a year is gained at the end of
 * the day before the birthday (年齢計算ニ関する法律), which was the 28th. */
static int
get_age (const GDate *birth, const GDate *on)
{
  int years = g_date_get_year (on) - g_date_get_year (birth);
  int months = (int) g_date_get_month (on) - (int) g_date_get_month (birth);

  if (months < 0 || (months == 0 && g_date_get_day (on) < g_date_get_day (birth)))
    years--;
  return years;
}

/* The Civil Code's age of majority, which went from 20 to 18 on 1 April 2022. */
static gboolean
is_minor (const GDate *birth, const GDate *applied)
{
  GDate reform;

  g_date_clear (&reform, 1);
  g_date_set_dmy (&reform, 1, G_DATE_APRIL, 2022);
  return get_age (birth, applied) < (g_date_compare (applied, &reform) < 0 ? 20 : 18);
}

/* Two wordings of the first day of renewal are public: "the day after the day three months before",
 * and "the day on which less than three months remain", which is that of the rule on the sixth
 * birthday and is followed here. It counts onward, by Civil Code art. 140, 141 and 143: from the
 * day after renewal, to the end of the day before the one of the same number, or of the month that
 * has none. The two differ where the certificate ends on 28 or 29 February, 30 April, 28 to 30 May,
 * 30 June, 30 July, 30 November or 30 December. */
static gboolean
has_less_than_three_months (const GDate *renewed, const GDate *expires)
{
  GDate start = *renewed;
  GDate end;

  g_date_add_days (&start, 1);
  end = start;
  g_date_add_months (&end, 3); /* clipped: the last day already */
  if (g_date_get_day (&end) == g_date_get_day (&start))
    g_date_subtract_days (&end, 1);

  return g_date_compare (expires, &end) < 0;
}

static void
cut (UkeIssuance *self, const GDate *last_day, UkeIssuanceReason reason)
{
  if (g_date_compare (last_day, &self->last_day) >= 0)
    return;
  self->last_day = *last_day;
  self->reason = reason;
}

/**
 * uke_issuance_reason_get_nick:
 *
 * Names a reason in the one word that JSON and tests share.
 */
const char *
uke_issuance_reason_get_nick (UkeIssuanceReason reason)
{
  g_autoptr (GEnumClass) reasons = g_type_class_ref (UKE_TYPE_ISSUANCE_REASON);
  const GEnumValue *value = g_enum_get_value (reasons, (int) reason);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

/**
 * uke_issuance_of_card:
 * @made: the day on which J-LIS made the card, not the day on which it was collected
 * @applied: the day of the application, on which age is counted
 * @birth: of the holder, not after @made
 *
 * Explains the date that is printed on a card: 「発行日から10回目の誕生日(未成年者は5回目)」, as
 * the ministry's leaflet has it. A minor is who was under 18, or under 20 before 1 April 2022.
 *
 * Not for judging: a card's expiry is read from the card.
 */
UkeIssuance
uke_issuance_of_card (const GDate *made, const GDate *applied, const GDate *birth)
{
  g_return_val_if_fail (g_date_valid (made), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_valid (applied), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_valid (birth), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_compare (birth, made) <= 0, (UkeIssuance) { 0 });

  if (is_minor (birth, applied))
    return (UkeIssuance) { get_birthday_after (made, birth, 5), UKE_ISSUANCE_REASON_FIFTH_BIRTHDAY };
  return (UkeIssuance) { get_birthday_after (made, birth, 10), UKE_ISSUANCE_REASON_TENTH_BIRTHDAY };
}

/**
 * uke_issuance_of_certificate:
 * @issued: the day of issue; of the first certificate, the day on which the card was made
 * @birth: of the holder, not after @issued
 *
 * Explains the last valid day of a certificate that was issued with a card, or again after one had
 * ended or was lost: 「電子証明書の有効期限は、年齢問わず発行日から5回目の誕生日まで」 (the
 * leaflet), about four years if the birthday is the day after, and exactly five if it is the day of
 * issue.
 *
 * What cuts it short is a matter of the functions below. Not for judging: a certificate's end is
 * read from the certificate.
 */
UkeIssuance
uke_issuance_of_certificate (const GDate *issued, const GDate *birth)
{
  g_return_val_if_fail (g_date_valid (issued), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_valid (birth), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_compare (birth, issued) <= 0, (UkeIssuance) { 0 });

  return (UkeIssuance) { get_birthday_after (issued, birth, 5), UKE_ISSUANCE_REASON_FIFTH_BIRTHDAY };
}

/**
 * uke_issuance_of_renewal:
 * @renewed: the day of renewal
 * @expires: the last valid day of the certificate before it
 * @birth: of the holder, not after @renewed
 *
 * Explains the last valid day of a certificate that follows another: the sixth birthday if less
 * than three months remained, so that nobody loses by renewing early, and otherwise the fifth, as
 * after the end (J-LIS's page on the period of validity, as archived in 2019; two cities).
 *
 * By that letter who renews on the last valid day, a birthday, has six whole years: that birthday
 * is not counted. No source speaks of the case.
 */
UkeIssuance
uke_issuance_of_renewal (const GDate *renewed, const GDate *expires, const GDate *birth)
{
  g_return_val_if_fail (g_date_valid (renewed), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_valid (expires), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_valid (birth), (UkeIssuance) { 0 });
  g_return_val_if_fail (g_date_compare (birth, renewed) <= 0, (UkeIssuance) { 0 });

  if (g_date_compare (renewed, expires) > 0 || !has_less_than_three_months (renewed, expires))
    return uke_issuance_of_certificate (renewed, birth);
  return (UkeIssuance) { get_birthday_after (renewed, birth, 6),
                        UKE_ISSUANCE_REASON_SIXTH_BIRTHDAY };
}

/**
 * uke_issuance_cut_to_stay:
 * @stay_until: the last day of the holder's period of stay; permanent residents and such have none
 *
 * Ends a card or certificate with a foreign resident's period of stay, where that is earlier. A
 * longer stay does not lengthen it: the holder has the card changed at the municipal office.
 */
void
uke_issuance_cut_to_stay (UkeIssuance *self, const GDate *stay_until)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_date_valid (stay_until));

  cut (self, stay_until, UKE_ISSUANCE_REASON_PERIOD_OF_STAY);
}

/**
 * uke_issuance_cut_to_extended_stay:
 * @stay_until: the last day of the period of stay, without the extension
 *
 * The same, for a card that was extended while a longer stay is decided upon: by two months, from
 * 31 December to the end of February. That is granted once, and while the card is valid, at the
 * municipal office (four cities say so).
 */
void
uke_issuance_cut_to_extended_stay (UkeIssuance *self, const GDate *stay_until)
{
  GDate extended;

  g_return_if_fail (self != NULL);
  g_return_if_fail (g_date_valid (stay_until));

  extended = *stay_until;
  g_date_add_months (&extended, 2);
  cut (self, &extended, UKE_ISSUANCE_REASON_EXTENDED_STAY);
}

/**
 * uke_issuance_cut_to_card:
 * @card_expires: the date printed on the card
 *
 * Ends a certificate with its card, where that is earlier: there is none without a card (three
 * towns say so).
 */
void
uke_issuance_cut_to_card (UkeIssuance *self, const GDate *card_expires)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_date_valid (card_expires));

  cut (self, card_expires, UKE_ISSUANCE_REASON_CARD_EXPIRY);
}
