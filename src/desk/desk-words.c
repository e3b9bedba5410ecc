#include "desk/desk-words.h"

#include "reception/date-words.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const char * const steps[UKE_N_STEPS] = {
  /* Translators: The desk's words for where a patient stands; all of them short. */
  [UKE_STEP_IDLE] = NC_ ("desk", "Waiting"),
  [UKE_STEP_READING] = NC_ ("desk", "Reading the card"),
  [UKE_STEP_UNREADABLE] = NC_ ("desk", "Card could not be read"),
  [UKE_STEP_WRONG_CARD] = NC_ ("desk", "Another kind of card"),
  [UKE_STEP_LAPSED] = NC_ ("desk", "Certificate lapsed"),
  [UKE_STEP_HELD] = NC_ ("desk", "Suspended or revoked"),
  [UKE_STEP_CHOOSE_IDENTITY] = NC_ ("desk", "Choosing how to identify"),
  [UKE_STEP_PIN] = NC_ ("desk", "Entering the PIN"),
  [UKE_STEP_PIN_CHECKING] = NC_ ("desk", "Checking the PIN"),
  [UKE_STEP_PIN_WRONG] = NC_ ("desk", "PIN was wrong"),
  [UKE_STEP_PIN_BLOCKED] = NC_ ("desk", "PIN blocked"),
  [UKE_STEP_FACE] = NC_ ("desk", "Looking at the camera"),
  [UKE_STEP_FACE_MISMATCH] = NC_ ("desk", "Face not confirmed"),
  [UKE_STEP_STAFF_CHECK] = NC_ ("desk", "Waiting for a check by sight"),
  [UKE_STEP_ELIGIBILITY_PENDING] = NC_ ("desk", "Asking for eligibility"),
  [UKE_STEP_NOT_REGISTERED] = NC_ ("desk", "Not registered for insurance"),
  [UKE_STEP_EXPIRY_NOTICE] = NC_ ("desk", "Reading the expiry notice"),
  [UKE_STEP_GRACE_NOTICE] = NC_ ("desk", "Reading the grace notice"),
  [UKE_STEP_CONSENT] = NC_ ("desk", "Answering the consents"),
  [UKE_STEP_SUBSIDY] = NC_ ("desk", "Choosing subsidy certificates"),
  [UKE_STEP_PRESCRIPTION] = NC_ ("desk", "Choosing the prescription"),
  [UKE_STEP_RECORDING] = NC_ ("desk", "Being recorded"),
  [UKE_STEP_COMPLETE] = NC_ ("desk", "Complete"),
  [UKE_STEP_CARD_LEFT_BEHIND] = NC_ ("desk", "Complete, card left behind"),
  [UKE_STEP_CANCELLED] = NC_ ("desk", "Stopped by the patient"),
  [UKE_STEP_TROUBLE] = NC_ ("desk", "Needs the desk"),
};

static const char * const reasons[] = {
  [UKE_REASON_NONE] = NULL,
  /* Translators: Each of these says why a reception stands still and what the staff can do about it. */
  [UKE_REASON_NO_SERVICE] = N_ ("The card reader service is not running. Start pcscd, or restart this computer."),
  /* Translators: The service and this program were updated at different times. */
  [UKE_REASON_SERVICE_MISMATCH] = N_ ("The card reader service is of a version that does not fit. Install all updates, then restart this computer."),
  /* Translators: The reader is plugged in, and the service has no driver for it; libccid is a package. */
  [UKE_REASON_NO_DRIVER] = N_ ("A card reader is connected, but its driver is missing. Install libccid, or the driver of the reader's maker."),
  [UKE_REASON_NO_READER] = N_ ("No card reader is connected. Plug it in again, at another socket if need be."),
  /* Translators: Another program works with the card that lies there. The reception goes on by itself afterwards. */
  [UKE_REASON_CARD_IN_USE] = N_ ("Another program has the card on the reader. Close it; if there is none, restart this computer."),
  [UKE_REASON_CLOCK_WRONG] = N_ ("This computer's clock is wrong, so no date can be judged. Set date and time, then receive the patient again."),
  [UKE_REASON_TRAINING_CARD] = N_ ("A training card was placed. It counts only in training mode."),
  [UKE_REASON_UNKNOWN_ISSUER] = N_ ("The card's issuer is not among the trust anchors of this computer. Import the CA certificates, or receive the patient at the desk."),
  [UKE_REASON_FORGED] = N_ ("The card's signature is not right. Keep calm, receive the patient at the desk with another document."),
  [UKE_REASON_WRONG_PROFILE] = N_ ("The card's certificate is not one for user authentication. Receive the patient at the desk."),
  [UKE_REASON_NOT_YET_VALID] = N_ ("The card's certificate is not valid yet, or this computer's clock is slow. Compare the date first."),
  [UKE_REASON_PIN_UNSURE] = N_ ("The card moved while the PIN was checked. A try may have been spent; the PIN was not sent again."),
  [UKE_REASON_STAFF_REFUSED] = N_ ("The check by sight did not confirm the person. Receive the patient with another document."),
  [UKE_REASON_STORE_FAILED] = N_ ("The reception could not be recorded. Note it by hand and check the disk."),
};
/* clang-format on */

char *
uke_desk_words_step (UkeVisit *visit)
{
  UkeStep step = uke_visit_get_step (visit);
  const char *words = g_dpgettext2 (GETTEXT_PACKAGE, "desk", steps[step]);

  if (!uke_visit_get_ended (visit) || step == UKE_STEP_CANCELLED || step == UKE_STEP_LAPSED)
    return g_strdup (words);
  if (uke_visit_is_complete (visit))
    return g_strdup (C_ ("desk", "Complete"));
  /* Translators: The patient took the card before the end; %s is the step at which it happened. */
  return g_strdup_printf (C_ ("desk", "Card lifted at: %s"), words);
}

char *
uke_desk_words_stage (UkeVisit *visit)
{
  const UkeCalendar *calendar = uke_visit_get_calendar (visit);
  int days_left = uke_visit_get_days_left (visit);
  g_autofree char *until = NULL;

  if (calendar == NULL)
    return NULL;

  until = uke_date_words_short (&calendar->grace_until);
  switch (uke_visit_get_stage (visit)) {
  case UKE_STAGE_NORMAL:
    /* Translators: Stage of a certificate: 有効 */
    return g_strdup (C_ ("stage", "Valid"));
  case UKE_STAGE_NOTICE:
    /* Translators: Stage of a certificate: 期限間近 あと◯日 */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ends soon, %d day left",
                                         "Ends soon, %d days left", (gulong) days_left),
                            days_left);
  case UKE_STAGE_GRACE:
    /* Translators: Stage of a certificate: 猶予中 ◯/◯まで. %s is the last day, short. */
    return g_strdup_printf (C_ ("stage", "Grace until %s"), until);
  case UKE_STAGE_LAPSED:
    /* Translators: Stage of a certificate: 失効 窓口対応 */
    return g_strdup (C_ ("stage", "Lapsed, receive at the desk"));
  }
  g_assert_not_reached ();
}

char *
uke_desk_words_expiry (UkeVisit *visit)
{
  const UkeCalendar *calendar = uke_visit_get_calendar (visit);
  g_autofree char *expires = NULL;
  g_autofree char *until = NULL;

  if (calendar == NULL)
    return NULL;

  expires = uke_date_words (&calendar->expires);
  until = uke_date_words (&calendar->grace_until);
  /* Translators: %1$s is the last valid day of the certificate, %2$s the last day of its grace. */
  return g_strdup_printf (_ ("Valid until %1$s, accepted until %2$s"), expires, until);
}

char *
uke_desk_words_method (UkeVisit *visit)
{
  switch (uke_visit_get_method (visit)) {
  case UKE_METHOD_NONE:
    return NULL;
  case UKE_METHOD_PIN:
    /* Translators: How the person was identified: 暗証番号 */
    return g_strdup (C_ ("method", "PIN"));
  case UKE_METHOD_FACE:
    /* Translators: How the person was identified: 顔認証 */
    return g_strdup (C_ ("method", "Face"));
  case UKE_METHOD_STAFF:
    /* Translators: How the person was identified: 目視確認 */
    return g_strdup (C_ ("method", "Seen by the staff"));
  }
  g_assert_not_reached ();
}

static const char *
answer_words (UkeConsent answer)
{
  switch (answer) {
  case UKE_CONSENT_NOT_ASKED:
    /* Translators: Beside a kind of health record that was not asked about. */
    return C_ ("consent", "not asked");
  case UKE_CONSENT_REFUSED:
    /* Translators: Beside a kind of health record that the patient keeps back. */
    return C_ ("consent", "refused");
  case UKE_CONSENT_AGREED:
    /* Translators: Beside a kind of health record that may be seen. */
    return C_ ("consent", "agreed");
  }
  g_assert_not_reached ();
}

char *
uke_desk_words_consents (UkeVisit *visit)
{
  const UkeConsent *items = uke_visit_get_consents (visit)->items;

  if (items[UKE_CONSENT_ITEM_MEDICINES] == UKE_CONSENT_NOT_ASKED)
    return NULL;

  /* Translators: The patient's answers, each one of “agreed”, “refused”, “not asked”. */
  return g_strdup_printf (_ ("Medicines: %1$s · Past visits: %2$s · Check-ups: %3$s"),
                          answer_words (items[UKE_CONSENT_ITEM_MEDICINES]),
                          answer_words (items[UKE_CONSENT_ITEM_VISITS]),
                          answer_words (items[UKE_CONSENT_ITEM_CHECKUPS]));
}

static char *
next_while_here (UkeVisit *visit)
{
  if (uke_visit_get_step (visit) == UKE_STEP_STAFF_CHECK)
    return g_strdup (_ ("Go to the patient's screen and check who the person is."));
  if (uke_visit_get_step (visit) == UKE_STEP_LAPSED)
    return g_strdup (_ (
        "Receive the patient here. The certificate can be issued again at the municipal office."));
  if (uke_visit_get_reason (visit) != UKE_REASON_NONE)
    return uke_desk_words_reason (uke_visit_get_reason (visit));
  if (uke_visit_get_step (visit) == UKE_STEP_CARD_LEFT_BEHIND)
    return g_strdup (_ ("The card still lies on the reader. Remind the patient."));
  if (uke_visit_get_needs_help (visit))
    return g_strdup (_ ("Somebody at the patient's screen asks for help."));
  return g_strdup (_ ("Nothing: the patient is at the screen."));
}

char *
uke_desk_words_next (UkeVisit *visit)
{
  if (uke_visit_is_complete (visit)
      && (uke_visit_get_ended (visit) || !uke_visit_get_needs_help (visit)))
    return g_strdup (_ ("Nothing: the patient is waiting to be called."));
  if (!uke_visit_get_ended (visit))
    return next_while_here (visit);
  if (uke_visit_get_step (visit) == UKE_STEP_LAPSED
      || uke_visit_get_reason (visit) != UKE_REASON_NONE)
    return next_while_here (visit);
  return g_strdup (_ ("The card was taken before the end. Ask whether the patient needs help."));
}

char *
uke_desk_words_reason (UkeReason reason)
{
  return reasons[reason] != NULL ? g_strdup (_ (reasons[reason])) : NULL;
}

const char *
uke_desk_stage_icon (UkeStage stage)
{
  switch (stage) {
  case UKE_STAGE_NORMAL:
    return "uke-stage-normal-symbolic";
  case UKE_STAGE_NOTICE:
    return "uke-stage-notice-symbolic";
  case UKE_STAGE_GRACE:
    return "uke-stage-grace-symbolic";
  case UKE_STAGE_LAPSED:
    return "uke-stage-lapsed-symbolic";
  }
  g_assert_not_reached ();
}
