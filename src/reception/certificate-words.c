#include "reception/certificate-words.h"

#include "reception/date-words.h"
#include "reception/message.h"

#include <glib/gi18n-lib.h>

/* "(8 days left)", or what takes its place on the last day and afterwards. */
static char *
count_down (int days_left)
{
  if (days_left == 0)
    /* Translators: After a date, on that very day. */
    return g_strdup (C_ ("days left", "today"));
  if (days_left < 0)
    return g_strdup_printf (
        /* Translators: After a date in the past. */
        g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", (gulong) -days_left),
        -days_left);
  return g_strdup_printf (
      /* Translators: After a date in the future, whose midnights are counted. */
      g_dngettext (GETTEXT_PACKAGE, "%d day left", "%d days left", (gulong) days_left), days_left);
}

static char *
dates_of_notice (const UkeStanding *today)
{
  g_autofree char *expires = uke_date_words (&today->calendar.expires);
  g_autofree char *left = count_down (today->days_left);
  g_autofree char *until = uke_date_words (uke_standing_get_accepted_until (today));

  /* Translators: %1$s is the last valid day of the certificate, %2$s “8 days left”, %3$s the last
   * day on which the card is accepted as a health-insurance card. */
  return g_strdup_printf (_ ("Last valid day: %1$s, %2$s\nAccepted as insurance card until: %3$s"),
                          expires, left, until);
}

static char *
dates_of_grace (const UkeStanding *today)
{
  g_autofree char *expires = uke_date_words (&today->calendar.expires);
  g_autofree char *until = uke_date_words (&today->calendar.grace_until);
  g_autofree char *left = count_down (uke_standing_get_days_accepted (today));

  /* Translators: %1$s is the day on which the certificate ended, %2$s the last day on which the
   * card is accepted as a health-insurance card, %3$s “95 days left”. */
  return g_strdup_printf (_ ("Ended on: %1$s\nAccepted as insurance card until: %2$s, %3$s"),
                          expires, until, left);
}

static char *
dates_of_lapsed (const UkeStanding *today)
{
  g_autofree char *expires = uke_date_words (&today->calendar.expires);
  g_autofree char *until = uke_date_words (uke_standing_get_accepted_until (today));

  /* Translators: %1$s is the day on which the certificate ended, %2$s the last day on which the
   * card was accepted as a health-insurance card. */
  return g_strdup_printf (_ ("Ended on: %1$s\nWas accepted as insurance card until: %2$s"), expires,
                          until);
}

/**
 * uke_certificate_words_dates:
 *
 * Tells the dates, the days left, the last usable day and the next step: what a warning that says
 * “within three months” leaves open.
 */
char *
uke_certificate_words_dates (const UkeStanding *kept, const UkeStanding *today)
{
  UkeReason reason = uke_reason_of_provision (kept->provision.reason);
  g_autofree char *next_step = uke_message_next_step (reason);
  g_autofree char *dates = NULL;

  if (reason == UKE_REASON_NOTICE)
    dates = dates_of_notice (today);
  else if (reason == UKE_REASON_GRACE)
    dates = dates_of_grace (today);
  else if (reason == UKE_REASON_LAPSED)
    dates = dates_of_lapsed (today);
  else
    return NULL;

  return g_strjoin ("\n", dates, next_step, NULL);
}

static char *
banner_of_notice (const UkeStanding *today)
{
  g_autofree char *expires = uke_date_words_short (&today->calendar.expires);

  if (today->days_left < 0)
    /* Translators: Banner, when midnight came while somebody stood at the screen: what was begun
     * is finished as it was begun. %s is the last valid day, without its year. */
    return g_strdup_printf (_ ("The certificate ended on %s. This reception goes on as it began."),
                            expires);
  if (today->days_left == 0)
    /* Translators: Banner on the last valid day. %s is that day, without its year. */
    return g_strdup_printf (_ ("The certificate ends today (%s)"), expires);
  return g_strdup_printf (
      /* Translators: Banner for the rest of the visit. %1$s is the last valid day, without its
       * year, %2$d the days until then. */
      g_dngettext (GETTEXT_PACKAGE, "The certificate ends soon (%1$s, %2$d day left)",
                   "The certificate ends soon (%1$s, %2$d days left)", (gulong) today->days_left),
      expires, today->days_left);
}

static char *
banner_of_grace (const UkeStanding *today)
{
  int days_left = uke_standing_get_days_accepted (today);
  g_autofree char *until = uke_date_words_short (&today->calendar.grace_until);

  if (days_left < 0)
    return g_strdup_printf (
        /* Translators: Banner, when midnight came while somebody stood at the screen: what was
         * begun is finished as it was begun. %s is the last day of grace, without its year. */
        _ ("The card was accepted until %s. This reception goes on as it began."),
        until);
  if (days_left == 0)
    /* Translators: Banner on the last day of grace. %s is that day, without its year. */
    return g_strdup_printf (_ ("The certificate has ended (accepted until today, %s)"), until);
  return g_strdup_printf (
      /* Translators: Banner for the rest of the visit. %1$s is the last day on which the card is
       * accepted, without its year, %2$d the days until then. */
      g_dngettext (GETTEXT_PACKAGE,
                   "The certificate has ended (accepted until %1$s, %2$d day left)",
                   "The certificate has ended (accepted until %1$s, %2$d days left)",
                   (gulong) days_left),
      until, days_left);
}

char *
uke_certificate_words_banner (const UkeStanding *kept, const UkeStanding *today)
{
  if (kept->provision.reason == UKE_PROVISION_REASON_NOTICE)
    return banner_of_notice (today);
  if (kept->provision.reason == UKE_PROVISION_REASON_GRACE)
    return banner_of_grace (today);
  return NULL;
}

static char *
stage_of_notice (const UkeStanding *today)
{
  if (today->days_left < 0)
    /* Translators: Stage of a certificate that ended at midnight, while the patient was there. */
    return g_strdup (C_ ("stage", "Ended during the visit"));
  if (today->days_left == 0)
    /* Translators: Stage of a certificate on its last valid day. */
    return g_strdup (C_ ("stage", "Ends today"));
  return g_strdup_printf (
      /* Translators: Stage of a certificate: 期限間近 あと◯日 */
      g_dngettext (GETTEXT_PACKAGE, "Ends soon, %d day left", "Ends soon, %d days left",
                   (gulong) today->days_left),
      today->days_left);
}

char *
uke_certificate_words_stage (const UkeStanding *kept, const UkeStanding *today)
{
  g_autofree char *until = uke_date_words_short (&kept->calendar.grace_until);

  switch (kept->provision.reason) {
  case UKE_PROVISION_REASON_NONE:
  case UKE_PROVISION_REASON_UNKNOWN_DATE:
    /* Translators: Stage of a certificate: 有効 */
    return g_strdup (C_ ("stage", "Valid"));
  case UKE_PROVISION_REASON_NOTICE:
    return stage_of_notice (today);
  case UKE_PROVISION_REASON_GRACE:
    /* Translators: Stage of a certificate: 猶予中 ◯/◯まで. %s is the last day, short. */
    return g_strdup_printf (C_ ("stage", "Grace until %s"), until);
  case UKE_PROVISION_REASON_LAPSED:
    /* Translators: Stage of a certificate: 失効 窓口対応 */
    return g_strdup (C_ ("stage", "Lapsed, receive at the desk"));
  case UKE_PROVISION_REASON_HELD:
  case UKE_PROVISION_REASON_REVOKED:
    /* Translators: Stage of a certificate: 一時停止／失効情報あり */
    return g_strdup (C_ ("stage", "Suspended or revoked"));
  }
  g_assert_not_reached ();
}

/**
 * uke_certificate_words_life:
 *
 * Tells in one sentence what a picture of the certificate's days shows.
 */
char *
uke_certificate_words_life (const UkeStanding *today)
{
  g_autofree char *issued = uke_date_words (&today->issued);
  g_autofree char *expires = uke_date_words (&today->calendar.expires);
  g_autofree char *until = uke_date_words (uke_standing_get_accepted_until (today));
  g_autofree char *on = uke_date_words (&today->on);
  g_autofree char *left = count_down (today->days_left);

  return g_strdup_printf (
      /* Translators: The picture of a certificate's days, read by a screen reader. %1$s is the day
       * of issue, %2$s the last valid day, %3$s “8 days left” or “8 days ago”, %4$s the last day on
       * which the card is accepted, %5$s today. */
      _ ("Issued on %1$s, valid until %2$s (%3$s), accepted as insurance card until %4$s; today is "
         "%5$s."),
      issued, expires, left, until, on);
}
