#include "reception/words.h"

#include "reception/date-words.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *illustration;
  const char *headline;
  const char *detail;
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
    "uke-lapsed-symbolic",
    /* Translators: The ministry's leaflet has the exact Japanese sentence: 電子証明書が失効しています。 */
    N_ ("The electronic certificate is no longer valid."),
    /* Translators: The ministry's leaflet has the exact Japanese sentences:
     * マイナンバーカードを取り出し、受付窓口までお越しください。 and 詳細は市区町村窓口にお問い合わせください。 */
    N_ ("Please take your My Number Card and come to the reception desk.\nYour municipal office can tell you more."),
  },
  [UKE_STEP_HELD] = {
    "uke-staff-symbolic",
    /* Translators: The card was reported or suspended; never say why on this screen. */
    N_ ("Please come to the reception desk"),
    /* Translators: Below “Please come to the reception desk”. */
    N_ ("Please take your card with you. The staff will help you."),
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
    "uke-notice-symbolic",
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * 証明書の有効期限が3カ月以内となっています。 */
    N_ ("Your certificate ends within three months."),
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * 自宅に送付される有効期限通知書をご覧ください。 */
    N_ ("Please see the expiry notice that is sent to your home."),
    /* Translators: Button of the ministry's leaflet: 次に進む */
    N_ ("Continue"), UKE_EVENT_NEXT,
  },
  [UKE_STEP_GRACE_NOTICE] = {
    "uke-grace-symbolic",
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * 電子証明書の有効期限が切れているため、資格情報のみ当機関に提供します。 */
    N_ ("Your electronic certificate has expired, so only your eligibility is provided to us."),
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * お早めに市区町村窓口にお問い合わせください。 */
    N_ ("Please contact your municipal office soon."),
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
    NULL, /* the reason says it */
  },
};

/* One plain reason; the next step is in the headline. */
static const char * const reasons[] = {
  /* Translators: Trouble whose cause the screen does not know. */
  [UKE_REASON_NONE] = N_ ("The staff will help you."),
  /* Translators: The card reader's service is stopped. */
  [UKE_REASON_NO_SERVICE] = N_ ("This screen cannot receive you at the moment."),
  /* Translators: The card reader's service is of a version that does not fit. */
  [UKE_REASON_SERVICE_MISMATCH] = N_ ("This screen cannot receive you at the moment."),
  /* Translators: The card reader's driver is missing. */
  [UKE_REASON_NO_DRIVER] = N_ ("This screen cannot receive you at the moment."),
  /* Translators: No card reader is connected. */
  [UKE_REASON_NO_READER] = N_ ("This screen cannot receive you at the moment."),
  /* Translators: Another program of this computer works with the patient's card and does not let
   * go. It goes on by itself as soon as it does. */
  [UKE_REASON_CARD_IN_USE] = N_ ("The card reader is busy at the moment. The staff will help you."),
  /* Translators: The computer's clock is wrong; the patient need not know more. */
  [UKE_REASON_CLOCK_WRONG] = N_ ("This screen cannot check dates at the moment."),
  /* Translators: A card for rehearsals was placed in a real reception. */
  [UKE_REASON_TRAINING_CARD] = N_ ("This is a training card."),
  /* Translators: The certificate's issuer is not known to this computer. */
  [UKE_REASON_UNKNOWN_ISSUER] = N_ ("This screen could not check the card. Please take it with you."),
  /* Translators: The signature in the card is not right. Neutral words: it is nobody's fault here. */
  [UKE_REASON_FORGED] = N_ ("This screen could not check the card. Please take it with you."),
  /* Translators: The certificate is of another kind. */
  [UKE_REASON_WRONG_PROFILE] = N_ ("This screen could not check the card. Please take it with you."),
  /* Translators: The certificate becomes valid in the future. */
  [UKE_REASON_NOT_YET_VALID] = N_ ("The card's certificate is not valid yet. Please take it with you."),
  /* Translators: The card was disturbed while the PIN was checked. */
  [UKE_REASON_PIN_UNSURE] = N_ ("The card moved while your PIN was checked. It was not sent again. Please choose once more."),
  /* Translators: The staff could not confirm the person by sight. */
  [UKE_REASON_STAFF_REFUSED] = N_ ("The staff will look for another way together with you."),
  /* Translators: The reception could not be written down. */
  [UKE_REASON_STORE_FAILED] = N_ ("Your reception could not be recorded. The staff will do it for you."),
};
/* clang-format on */

static char *
describe_dates (UkeStep step, UkeVisit *visit)
{
  const UkeCalendar *calendar = visit != NULL ? uke_visit_get_calendar (visit) : NULL;
  g_autofree char *expires = NULL;
  g_autofree char *until = NULL;
  int days_left;

  if (calendar == NULL)
    return NULL;

  expires = uke_date_words (&calendar->expires);
  until = uke_date_words (&calendar->grace_until);
  days_left = uke_visit_get_days_left (visit);

  if (step == UKE_STEP_EXPIRY_NOTICE)
    return g_strdup_printf (
        /* Translators: %1$s is the last valid day of the certificate, %2$d the days until then, 0
         * on that day. */
        g_dngettext (
            GETTEXT_PACKAGE,
            "Last valid day: %1$s (%2$d day left). You can renew it at your municipal office.",
            "Last valid day: %1$s (%2$d days left). You can renew it at your municipal office.",
            (gulong) ABS (days_left)),
        expires, days_left);

  if (step == UKE_STEP_GRACE_NOTICE)
    /* Translators: %1$s is the day on which the certificate ended, %2$s the last day on which the
     * card is accepted. */
    return g_strdup_printf (_ ("Ended on %1$s. We can receive you with this card until %2$s."),
                            expires, until);

  if (step == UKE_STEP_LAPSED)
    /* Translators: %s is the day on which the certificate ended. */
    return g_strdup_printf (_ ("The certificate ended on %s. It can be issued again there."),
                            expires);

  return NULL;
}

static const char *
choose_detail (const Page *page, UkeStep step, UkeReason reason)
{
  if (step == UKE_STEP_TROUBLE || reason == UKE_REASON_PIN_UNSURE)
    return reasons[reason];
  return page->detail;
}

/**
 * uke_words_init:
 * @self: (out): the words, to be cleared
 * @step: the step
 * @reason: why the visit stands there, where that matters
 * @visit: (nullable): the visit, for its dates
 *
 * Finds the words of a step, in the language of the moment. One catalogue for every screen; the
 * sentences for notice, grace and lapsed are those of the ministry's leaflet.
 */
void
uke_words_init (UkeWords *self, UkeStep step, UkeReason reason, UkeVisit *visit)
{
  const Page *page = &pages[step];

  self->illustration = page->illustration;
  self->headline = g_strdup (_ (page->headline));
  self->detail = g_strdup (_ (choose_detail (page, step, reason)));
  self->dates = describe_dates (step, visit);
  self->button = page->button != NULL ? g_strdup (_ (page->button)) : NULL;
  self->on_button = page->on_button;
}

void
uke_words_clear (UkeWords *self)
{
  g_clear_pointer (&self->headline, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->dates, g_free);
  g_clear_pointer (&self->button, g_free);
}

char *
uke_words_banner (UkeVisit *visit)
{
  const UkeCalendar *calendar = uke_visit_get_calendar (visit);
  g_autofree char *expires = NULL;
  g_autofree char *until = NULL;

  if (calendar == NULL)
    return NULL;

  expires = uke_date_words_short (&calendar->expires);
  until = uke_date_words_short (&calendar->grace_until);

  switch (uke_visit_get_stage (visit)) {
  case UKE_STAGE_NORMAL:
  case UKE_STAGE_LAPSED:
    return NULL;
  case UKE_STAGE_NOTICE:
    /* Translators: Banner for the rest of the visit. %s is the last valid day, without its year. */
    return g_strdup_printf (_ ("The certificate ends soon (%s)"), expires);
  case UKE_STAGE_GRACE:
    /* Translators: Banner for the rest of the visit. %s is the last day on which the card is
     * accepted. */
    return g_strdup_printf (_ ("The certificate has ended (accepted until %s)"), until);
  }
  g_assert_not_reached ();
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
