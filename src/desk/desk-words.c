#include "desk/desk-words.h"

#include "reception/certificate-words.h"
#include "reception/date-words.h"
#include "reception/consent-words.h"
#include "reception/message.h"

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
  const UkeStanding *kept = uke_visit_get_standing (visit);

  return kept != NULL ? uke_certificate_words_stage (kept, uke_visit_get_standing_today (visit))
                      : NULL;
}

char *
uke_desk_words_expiry (UkeVisit *visit)
{
  const UkeCalendar *calendar;
  g_autofree char *expires = NULL;
  g_autofree char *until = NULL;

  if (uke_visit_get_standing (visit) == NULL)
    return NULL;

  calendar = &uke_visit_get_standing (visit)->calendar;
  expires = uke_date_words (&calendar->expires);
  until = uke_date_words (uke_standing_get_accepted_until (uke_visit_get_standing (visit)));
  /* Translators: %1$s is the last valid day of the certificate, %2$s the last day of its grace. */
  return g_strdup_printf (_ ("Valid until %1$s, accepted until %2$s"), expires, until);
}

char *
uke_desk_words_code (UkeVisit *visit)
{
  UkeReason reason = uke_visit_get_reason (visit);

  return reason != UKE_REASON_NONE ? g_strdup (uke_message_code (reason)) : NULL;
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
    break; /* and not shown */
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
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    if (items[i] != UKE_CONSENT_NOT_ASKED)
      g_strv_builder_take (
          parts,
          /* Translators: A kind of health record, and “agreed” or “refused”. */
          g_strdup_printf (C_ ("desk", "%1$s: %2$s"), uke_consent_words_item ((UkeConsentItem) i),
                           answer_words (items[i])));

  words = g_strv_builder_end (parts);
  /* Translators: Between what is known of an earlier visit. */
  return *words != NULL ? g_strjoinv (C_ ("desk", " · "), words) : NULL;
}

static char *
next_while_here (UkeVisit *visit)
{
  if (uke_visit_get_step (visit) == UKE_STEP_STAFF_CHECK)
    return g_strdup (_ ("Go to the patient's screen and check who the person is."));
  if (uke_visit_get_reason (visit) != UKE_REASON_NONE)
    return uke_message_for_staff (uke_visit_get_reason (visit));
  if (uke_visit_get_step (visit) == UKE_STEP_CARD_LEFT_BEHIND)
    return g_strdup (_ ("The card still lies on the reader. Remind the patient."));
  if (uke_visit_get_needs_help (visit))
    return g_strdup (_ ("Somebody at the patient's screen asks for help."));
  return g_strdup (_ ("Nothing: the patient is at the screen."));
}

/* Who ends soon or is in grace is waiting as well, but there is something to say or to ask. */
static char *
next_when_received (UkeVisit *visit)
{
  const UkeStanding *standing = uke_visit_get_standing (visit);
  char *words = uke_message_for_staff (uke_reason_of_provision (standing->provision.reason));

  return words != NULL ? words : g_strdup (_ ("Nothing: the patient is waiting to be called."));
}

char *
uke_desk_words_next (UkeVisit *visit)
{
  if (uke_visit_is_complete (visit)
      && (uke_visit_get_ended (visit) || !uke_visit_get_needs_help (visit)))
    return next_when_received (visit);
  if (!uke_visit_get_ended (visit))
    return next_while_here (visit);
  if (uke_visit_get_reason (visit) != UKE_REASON_NONE)
    return next_while_here (visit);
  return g_strdup (_ ("The card was taken before the end. Ask whether the patient needs help."));
}

/* One of the five pairs of shape and colour; a phone without grace is lapsed on its calendar's
 * grace. */
const char *
uke_desk_words_stage_nick (UkeVisit *visit)
{
  const UkeStanding *standing = uke_visit_get_standing (visit);

  if (standing == NULL)
    return NULL;

  switch (standing->provision.reason) {
  case UKE_PROVISION_REASON_NONE:
  case UKE_PROVISION_REASON_UNKNOWN_DATE:
    return "normal";
  case UKE_PROVISION_REASON_NOTICE:
    return "notice";
  case UKE_PROVISION_REASON_GRACE:
    return "grace";
  case UKE_PROVISION_REASON_LAPSED:
    return "lapsed";
  case UKE_PROVISION_REASON_HELD:
  case UKE_PROVISION_REASON_REVOKED:
    return "held";
  }
  g_assert_not_reached ();
}

char *
uke_desk_words_number (UkeVisit *visit)
{
  /* Translators: %u counts the visits of the day; it stands for a patient whose name may not be
   * known. */
  return g_strdup_printf (C_ ("desk", "No. %u"), uke_visit_get_number (visit));
}

/* A row of the list in one breath: who, where, and how the certificate stands. */
char *
uke_desk_words_row (UkeVisit *visit)
{
  UkePatient *patient = uke_visit_get_patient (visit);
  g_autofree char *number = uke_desk_words_number (visit);
  g_autofree char *step = uke_desk_words_step (visit);
  g_autofree char *stage = uke_desk_words_stage (visit);
  g_autofree char *time = g_date_time_format (uke_visit_get_arrived (visit), "%H:%M");
  const char *parts[6] = { number };
  guint n_parts = 1;

  if (patient != NULL)
    parts[n_parts++] = uke_patient_get_spoken (patient);
  parts[n_parts++] = step;
  if (stage != NULL)
    parts[n_parts++] = stage;
  parts[n_parts++] = time;
  /* Translators: Between what a screen reader says of one row. */
  return g_strjoinv (C_ ("desk row", ", "), (char **) parts);
}
