#include "reception/words.h"

#include "reception/certificate-words.h"
#include "reception/message.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *illustration;
  const char *headline; /* NULL: the reason says it */
  const char *detail;   /* NULL: the reason says it */
  const char *button;
  UkeEvent on_button;
} Page;

/* clang-format off */
static const Page pages[UKE_N_STEPS] = {
  [UKE_STEP_IDLE] = {
    "uke-place-card-symbolic",
    /* Translators: The patient's screen while nobody is there. */
    N_ ("Please place your My Number Card"),
    /* Translators: How to place the card on the reader. */
    N_ ("Photo side up, without its sleeve. Then please do not move it."),
  },
  [UKE_STEP_READING] = {
    "uke-reading-symbolic",
    /* Translators: Shown for about a second while the card is read. */
    N_ ("Reading your card"),
    /* Translators: Shown while the card is read. */
    N_ ("Please wait without moving the card."),
  },
  [UKE_STEP_UNREADABLE] = {
    "uke-trouble-symbolic",
    /* Translators: The card did not answer. Never blame the card or the person. */
    N_ ("The card could not be read"),
    /* Translators: What to do after the card could not be read. */
    N_ ("Please take it out of its sleeve and place it once more."),
  },
  [UKE_STEP_WRONG_CARD] = {
    "uke-wrong-card-symbolic",
    /* Translators: Another kind of card lies on the reader. */
    N_ ("Please place your My Number Card"),
    /* Translators: What to do when another kind of card lies on the reader. */
    N_ ("Another kind of card seems to lie here. Please take it back and place your My Number Card."),
  },
  [UKE_STEP_LAPSED] = {
    "uke-lapsed-symbolic", NULL, NULL,
  },
  [UKE_STEP_HELD] = {
    "uke-staff-symbolic",
    /* Translators: Something that only the staff can help with. */
    N_ ("Please come to the reception desk"),
    NULL,
  },
  [UKE_STEP_CHOOSE_IDENTITY] = {
    "uke-choose-symbolic",
    /* Translators: The patient chooses between PIN and staff; both are equally good. */
    N_ ("How would you like to prove who you are?"),
    /* Translators: Below the question how to prove who one is. */
    N_ ("Please choose the way that suits you."),
  },
  [UKE_STEP_PIN] = {
    "uke-pin-symbolic",
    /* Translators: The ministry's leaflet has the exact Japanese sentence: 正しい暗証番号を入力してください */
    N_ ("Please enter your four-digit PIN"),
    /* Translators: The ministry's leaflet has the exact Japanese note: 注）番号位置は入れ替わります */
    N_ ("Note: the digits change places."),
  },
  [UKE_STEP_PIN_CHECKING] = {
    "uke-reading-symbolic",
    /* Translators: Shown for about a second while the card checks the PIN. */
    N_ ("Checking"),
    /* Translators: Shown while the card checks the PIN. */
    N_ ("Please wait without moving the card."),
  },
  [UKE_STEP_PIN_WRONG] = {
    "uke-pin-symbolic",
    /* Translators: After a wrong PIN; the number of tries left stands beside it. */
    N_ ("That PIN does not seem to be right"),
    /* Translators: After a wrong PIN. */
    N_ ("Please enter it once more, or ask the staff to check who you are."),
  },
  [UKE_STEP_PIN_BLOCKED] = {
    "uke-pin-blocked-symbolic",
    /* Translators: After three wrong PINs, here or elsewhere. The insurance is not blocked. */
    N_ ("The PIN cannot be used at the moment"),
    /* Translators: The way on when the PIN is blocked. */
    N_ ("You can still be received today: the staff will check who you are."),
    /* Translators: Button: the staff compare the person with the photograph. */
    N_ ("Have the staff check"), UKE_EVENT_CHOSE_STAFF,
  },
  [UKE_STEP_FACE] = {
    "uke-choose-symbolic",
    /* Translators: The patient looks into the camera. */
    N_ ("Please look at the camera"),
    /* Translators: While the camera looks. */
    N_ ("This takes a few seconds."),
  },
  [UKE_STEP_FACE_MISMATCH] = {
    "uke-trouble-symbolic",
    /* Translators: The camera's picture and the photograph in the chip were not alike enough. */
    N_ ("Your face could not be confirmed"),
    /* Translators: The way on after the face was not confirmed. */
    N_ ("You can use your PIN or have the staff check."),
    /* Translators: Button: the staff compare the person with the photograph. */
    N_ ("Have the staff check"), UKE_EVENT_CHOSE_STAFF,
  },
  [UKE_STEP_STAFF_CHECK] = {
    "uke-staff-symbolic",
    /* Translators: The desk was called and a person is on the way. */
    N_ ("A member of staff will be with you"),
    /* Translators: While waiting for the staff. */
    N_ ("Please wait here and leave the card where it is."),
  },
  [UKE_STEP_ELIGIBILITY_PENDING] = {
    "uke-reading-symbolic",
    /* Translators: While the insurance eligibility is asked for. */
    N_ ("Checking your insurance"),
    /* Translators: While the insurance eligibility is asked for. */
    N_ ("Please wait without moving the card."),
  },
  [UKE_STEP_NOT_REGISTERED] = {
    "uke-trouble-symbolic",
    /* Translators: The card is not yet registered for use as health-insurance card. */
    N_ ("Your card is not yet registered as a health-insurance card"),
    /* Translators: What registering means. */
    N_ ("You can register now. It takes about a minute."),
    /* Translators: Button: register the card for use as health-insurance card. */
    N_ ("Register"), UKE_EVENT_REGISTRATION_ASKED,
  },
  [UKE_STEP_EXPIRY_NOTICE] = {
    "uke-notice-symbolic", NULL, NULL,
    /* Translators: Button of the ministry's leaflet: 次に進む */
    N_ ("Continue"), UKE_EVENT_NEXT,
  },
  [UKE_STEP_GRACE_NOTICE] = {
    "uke-grace-symbolic", NULL, NULL,
    /* Translators: Button of the ministry's leaflet: 次に進む */
    N_ ("Continue"), UKE_EVENT_NEXT,
  },
  [UKE_STEP_CONSENT] = {
    "uke-consent-symbolic",
    /* Translators: The question before the patient agrees to, or refuses, showing health records. */
    N_ ("May we see your past health records?"),
    /* Translators: What the records are used for; refusing has no disadvantage. */
    N_ ("Doctors and pharmacists use them for your treatment today. You are received either way."),
  },
  [UKE_STEP_SUBSIDY] = {
    "uke-consent-symbolic",
    /* Translators: Municipal subsidy certificates for medical costs. */
    N_ ("Would you like to use your medical subsidy certificates?"),
    /* Translators: Below the question about subsidy certificates. */
    N_ ("They are read from the same card."),
  },
  [UKE_STEP_PRESCRIPTION] = {
    "uke-consent-symbolic",
    /* Translators: Electronic or paper prescription. */
    N_ ("Which kind of prescription would you like?"),
    /* Translators: Below the question about the prescription. */
    N_ ("Both can be used at any pharmacy that takes them."),
  },
  [UKE_STEP_RECORDING] = {
    "uke-reading-symbolic",
    /* Translators: While the reception is written down. */
    N_ ("Completing your reception"),
    /* Translators: While the reception is written down. */
    N_ ("Please wait without moving the card."),
  },
  [UKE_STEP_COMPLETE] = {
    "uke-complete-symbolic",
    /* Translators: The reception is complete. */
    N_ ("You are received"),
    /* Translators: After completion; the ministry's leaflet: カードを取って呼び出しを待つ */
    N_ ("Please take your card and wait until you are called."),
  },
  [UKE_STEP_CARD_LEFT_BEHIND] = {
    "uke-card-left-symbolic",
    /* Translators: The reception is complete but the card still lies on the reader. */
    N_ ("Please take your card"),
    /* Translators: The reception is complete but the card still lies on the reader. */
    N_ ("Your reception is complete. Your card is still here."),
  },
  [UKE_STEP_CANCELLED] = {
    "uke-card-left-symbolic",
    /* Translators: The patient pressed “Stop”. */
    N_ ("Your reception was stopped"),
    /* Translators: After the patient pressed “Stop”. */
    N_ ("Please take your card. You can begin again at any time."),
  },
  [UKE_STEP_TROUBLE] = {
    "uke-staff-symbolic",
    /* Translators: Something that only the staff can help with. */
    N_ ("Please come to the reception desk"),
    NULL,
  },
};

/* clang-format on */

/* Which reason speaks at a step. Only staff are told why a card is held or revoked. */
static UkeReason
find_reason (UkeStep step, UkeReason reason)
{
  if (step == UKE_STEP_EXPIRY_NOTICE)
    return UKE_REASON_NOTICE;
  if (step == UKE_STEP_GRACE_NOTICE)
    return UKE_REASON_GRACE;
  if (step == UKE_STEP_LAPSED)
    return UKE_REASON_LAPSED;
  if (step == UKE_STEP_HELD)
    return UKE_REASON_HELD;
  return reason;
}

static char *
choose_headline (const Page *page, UkeReason reason)
{
  return page->headline != NULL ? g_strdup (_ (page->headline)) : uke_message_headline (reason);
}

static char *
choose_detail (const Page *page, UkeReason reason)
{
  if (page->detail == NULL || reason == UKE_REASON_PIN_UNSURE)
    return uke_message_detail (reason);
  return g_strdup (_ (page->detail));
}

static gboolean
tells_dates (UkeStep step)
{
  return step == UKE_STEP_EXPIRY_NOTICE || step == UKE_STEP_GRACE_NOTICE || step == UKE_STEP_LAPSED;
}

/**
 * uke_words_init:
 * @self: (out): the words, to be cleared
 * @step: the step
 * @reason: why the visit stands there, where that matters
 * @visit: (nullable): the visit, for its dates
 *
 * Finds the words of a step, in the language of the moment. What is said of a reason comes from the
 * one catalogue in message.c.
 */
void
uke_words_init (UkeWords *self, UkeStep step, UkeReason reason, UkeVisit *visit)
{
  const Page *page = &pages[step];

  reason = find_reason (step, reason);
  self->illustration = page->illustration;
  self->headline = choose_headline (page, reason);
  self->detail = choose_detail (page, reason);
  if (tells_dates (step) && visit != NULL && uke_visit_get_standing (visit) != NULL) {
    self->standing = uke_visit_get_standing_today (visit);
    self->dates = uke_certificate_words_dates (uke_visit_get_standing (visit), self->standing);
  }
  if (page->detail == NULL && page->button == NULL)
    /* Translators: At the foot of a page that leads to the desk, to be read out to whoever helps.
     * %s is a short code such as U12. */
    self->code = g_strdup_printf (_ ("Code: %s"), uke_message_code (reason));
  self->button = page->button != NULL ? g_strdup (_ (page->button)) : NULL;
  self->on_button = page->on_button;
}

void
uke_words_clear (UkeWords *self)
{
  g_clear_pointer (&self->headline, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->dates, g_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->button, g_free);
}

char *
uke_words_banner (UkeVisit *visit)
{
  if (uke_visit_get_standing (visit) == NULL)
    return NULL;
  return uke_certificate_words_banner (uke_visit_get_standing (visit),
                                       uke_visit_get_standing_today (visit));
}

char *
uke_words_tries_left (int tries_left)
{
  if (tries_left < 0)
    return NULL;

  return g_strdup_printf (
      /* Translators: %d is how many more times the PIN may be tried before it is blocked. The
       * ministry's leaflet says あと2回 for two. */
      g_dngettext (GETTEXT_PACKAGE, "%d try left", "%d tries left", (gulong) tries_left),
      tries_left);
}
