#include "reception/visit-table.h"

typedef struct {
  UkeStep from;
  UkeEvent event;
  UkeStep to;
  UkeEffects effects;
} Row;

/* clang-format off */

#define STEP(name) UKE_STEP_ ## name
#define ROW(from, event, to, effects) { STEP (from), UKE_EVENT_ ## event, STEP (to), effects }
#define DO(name) UKE_EFFECT_ ## name
#define NOTHING UKE_EFFECT_NONE

/* A step, what happens there, where that leads, and what is done on the way. */
static const Row rows[] = {
  ROW (IDLE,                CARD_PLACED,        READING,             DO (BEGIN) | DO (READ_CARD)),
  ROW (IDLE,                CARD_LIFTED,        IDLE,                NOTHING),
  ROW (IDLE,                READER_LOST,        TROUBLE,             NOTHING),
  ROW (IDLE,                CANCEL,             IDLE,                NOTHING),

  /* A lapsed card is told at once; notice and grace only to a person who was identified. */
  ROW (READING,             READ_USABLE,        CHOOSE_IDENTITY,     NOTHING),
  ROW (READING,             READ_PIN_BLOCKED,   PIN_BLOCKED,         NOTHING),
  ROW (READING,             READ_LAPSED,        LAPSED,              DO (RING_DESK)),
  ROW (READING,             READ_WRONG_CARD,    WRONG_CARD,          NOTHING),
  ROW (READING,             READ_FAILED,        UNREADABLE,          NOTHING),
  ROW (READING,             READ_REFUSED,       TROUBLE,             DO (RING_DESK)),

  ROW (CHOOSE_IDENTITY,     CHOSE_PIN,          PIN,                 NOTHING),
  ROW (CHOOSE_IDENTITY,     CHOSE_FACE,         FACE,                NOTHING),
  ROW (CHOOSE_IDENTITY,     CHOSE_STAFF,        STAFF_CHECK,         DO (RING_DESK)),

  ROW (PIN,                 PIN_ENTERED,        PIN_CHECKING,        DO (VERIFY_PIN)),
  ROW (PIN,                 BACK,               CHOOSE_IDENTITY,     NOTHING),

  ROW (PIN_CHECKING,        PIN_VERIFIED,       ELIGIBILITY_PENDING, DO (ASK_ELIGIBILITY)),
  ROW (PIN_CHECKING,        PIN_WRONG,          PIN_WRONG,           NOTHING),
  ROW (PIN_CHECKING,        PIN_BLOCKED,        PIN_BLOCKED,         NOTHING),
  ROW (PIN_CHECKING,        READ_FAILED,        UNREADABLE,          NOTHING),
  ROW (PIN_CHECKING,        READ_REFUSED,       TROUBLE,             DO (RING_DESK)),
  /* Never sent again by itself: the card is asked what is left, and the person is told. */
  ROW (PIN_CHECKING,        PIN_UNSURE,         READING,             DO (READ_CARD)),

  ROW (PIN_WRONG,           PIN_ENTERED,        PIN_CHECKING,        DO (VERIFY_PIN)),
  ROW (PIN_WRONG,           CHOSE_FACE,         FACE,                NOTHING),
  ROW (PIN_WRONG,           CHOSE_STAFF,        STAFF_CHECK,         DO (RING_DESK)),
  ROW (PIN_WRONG,           BACK,               CHOOSE_IDENTITY,     NOTHING),

  /* A blocked PIN does not block the insurance. */
  ROW (PIN_BLOCKED,         CHOSE_FACE,         FACE,                NOTHING),
  ROW (PIN_BLOCKED,         CHOSE_STAFF,        STAFF_CHECK,         DO (RING_DESK)),

  ROW (FACE,                FACE_MATCHED,       ELIGIBILITY_PENDING, DO (ASK_ELIGIBILITY)),
  ROW (FACE,                FACE_MISMATCHED,    FACE_MISMATCH,       NOTHING),
  ROW (FACE,                BACK,               CHOOSE_IDENTITY,     NOTHING),

  ROW (FACE_MISMATCH,       CHOSE_FACE,         FACE,                NOTHING),
  ROW (FACE_MISMATCH,       CHOSE_PIN,          PIN,                 NOTHING),
  ROW (FACE_MISMATCH,       CHOSE_STAFF,        STAFF_CHECK,         DO (RING_DESK)),

  ROW (STAFF_CHECK,         STAFF_CONFIRMED,    ELIGIBILITY_PENDING, DO (ASK_ELIGIBILITY)),
  ROW (STAFF_CHECK,         STAFF_REFUSED,      TROUBLE,             NOTHING),
  ROW (STAFF_CHECK,         BACK,               READING,             DO (READ_CARD)),

  ROW (ELIGIBILITY_PENDING, ELIGIBLE,           CONSENT,             DO (OFFER_CONSENT)),
  ROW (ELIGIBILITY_PENDING, ELIGIBLE_NOTICE,    EXPIRY_NOTICE,       NOTHING),
  ROW (ELIGIBILITY_PENDING, ELIGIBLE_GRACE,     GRACE_NOTICE,        NOTHING),
  ROW (ELIGIBILITY_PENDING, ELIGIBILITY_LAPSED, LAPSED,              DO (RING_DESK)),
  ROW (ELIGIBILITY_PENDING, ELIGIBILITY_HELD,   HELD,                DO (RING_DESK)),
  ROW (ELIGIBILITY_PENDING, ELIGIBILITY_UNREGISTERED, NOT_REGISTERED, NOTHING),
  ROW (ELIGIBILITY_PENDING, ELIGIBILITY_FAILED, TROUBLE,             DO (RING_DESK)),

  ROW (NOT_REGISTERED,      REGISTRATION_ASKED, ELIGIBILITY_PENDING, DO (ASK_ELIGIBILITY)),
  ROW (NOT_REGISTERED,      REGISTRATION_DECLINED, TROUBLE,          DO (RING_DESK)),

  ROW (EXPIRY_NOTICE,       NEXT,               CONSENT,             DO (OFFER_CONSENT)),
  /* In grace only eligibility may be provided: no consent is asked, none is carried. */
  ROW (GRACE_NOTICE,        NEXT,               PRESCRIPTION,        DO (OFFER_PRESCRIPTION)),

  ROW (CONSENT,             CONSENT_ANSWERED,   SUBSIDY,             DO (OFFER_SUBSIDY)),
  ROW (CONSENT,             NOT_OFFERED,        SUBSIDY,             DO (OFFER_SUBSIDY)),
  /* Consents can be changed until the reception is complete; see uke_reception_choose(). */
  ROW (SUBSIDY,             BACK,               CONSENT,             NOTHING),
  ROW (PRESCRIPTION,        BACK,               CONSENT,             NOTHING),
  ROW (SUBSIDY,             SUBSIDY_ANSWERED,   PRESCRIPTION,        DO (OFFER_PRESCRIPTION)),
  ROW (SUBSIDY,             NOT_OFFERED,        PRESCRIPTION,        DO (OFFER_PRESCRIPTION)),
  ROW (PRESCRIPTION,        PRESCRIPTION_ANSWERED, RECORDING,        DO (STORE)),
  ROW (PRESCRIPTION,        NOT_OFFERED,        RECORDING,           DO (STORE)),

  /* Written down first, told to the patient afterwards. */
  ROW (RECORDING,           STORED,             COMPLETE,            DO (START_TIMER)),
  ROW (RECORDING,           STORE_FAILED,       TROUBLE,             DO (RING_DESK)),
  ROW (RECORDING,           CANCEL,             RECORDING,           NOTHING),

  ROW (COMPLETE,            TIMEOUT,            CARD_LEFT_BEHIND,    DO (SOUND_ALARM) | DO (RING_DESK)),
  ROW (COMPLETE,            CANCEL,             COMPLETE,            NOTHING),
  ROW (CARD_LEFT_BEHIND,    CANCEL,             CARD_LEFT_BEHIND,    NOTHING),

  ROW (TROUBLE,             READER_READY,       IDLE,                DO (WIPE)),
  ROW (TROUBLE,             READER_LOST,        TROUBLE,             NOTHING),
  ROW (TROUBLE,             CANCEL,             TROUBLE,             NOTHING),
};

#undef ROW
#undef STEP

/* The same thing in every step that has no row of its own for it. */
#define STAY UKE_N_STEPS

static const UkeTransition everywhere[UKE_N_EVENTS] = {
  [UKE_EVENT_CARD_LIFTED]              = { UKE_STEP_IDLE, DO (WIPE) },
  [UKE_EVENT_READER_LOST]              = { UKE_STEP_TROUBLE, DO (WIPE) | DO (RING_DESK) },
  [UKE_EVENT_CALL_STAFF]               = { STAY, DO (RING_DESK) },
  [UKE_EVENT_CANCEL]                   = { UKE_STEP_CANCELLED, NOTHING },

  /* A second card is looked at once the first one is lifted. */
  [UKE_EVENT_CARD_PLACED]              = { STAY, NOTHING },
  [UKE_EVENT_READER_READY]             = { STAY, NOTHING },

  /* Answers that come after their question was left. */
  [UKE_EVENT_READ_USABLE]              = { STAY, NOTHING },
  [UKE_EVENT_READ_PIN_BLOCKED]         = { STAY, NOTHING },
  [UKE_EVENT_READ_LAPSED]              = { STAY, NOTHING },
  [UKE_EVENT_READ_WRONG_CARD]          = { STAY, NOTHING },
  [UKE_EVENT_READ_FAILED]              = { STAY, NOTHING },
  [UKE_EVENT_READ_REFUSED]             = { STAY, NOTHING },
  [UKE_EVENT_PIN_VERIFIED]             = { STAY, NOTHING },
  [UKE_EVENT_PIN_WRONG]                = { STAY, NOTHING },
  [UKE_EVENT_PIN_BLOCKED]              = { STAY, NOTHING },
  [UKE_EVENT_PIN_UNSURE]               = { STAY, NOTHING },
  [UKE_EVENT_FACE_MATCHED]             = { STAY, NOTHING },
  [UKE_EVENT_FACE_MISMATCHED]          = { STAY, NOTHING },
  [UKE_EVENT_STAFF_CONFIRMED]          = { STAY, NOTHING },
  [UKE_EVENT_STAFF_REFUSED]            = { STAY, NOTHING },
  [UKE_EVENT_ELIGIBLE]                 = { STAY, NOTHING },
  [UKE_EVENT_ELIGIBLE_NOTICE]          = { STAY, NOTHING },
  [UKE_EVENT_ELIGIBLE_GRACE]           = { STAY, NOTHING },
  [UKE_EVENT_ELIGIBILITY_LAPSED]       = { STAY, NOTHING },
  [UKE_EVENT_ELIGIBILITY_HELD]         = { STAY, NOTHING },
  [UKE_EVENT_ELIGIBILITY_UNREGISTERED] = { STAY, NOTHING },
  [UKE_EVENT_ELIGIBILITY_FAILED]       = { STAY, NOTHING },
  [UKE_EVENT_NOT_OFFERED]              = { STAY, NOTHING },
  [UKE_EVENT_STORED]                   = { STAY, NOTHING },
  [UKE_EVENT_STORE_FAILED]             = { STAY, NOTHING },
  [UKE_EVENT_TIMEOUT]                  = { STAY, NOTHING },

  /* A finger that was faster than the screen. */
  [UKE_EVENT_CHOSE_PIN]                = { STAY, NOTHING },
  [UKE_EVENT_CHOSE_FACE]               = { STAY, NOTHING },
  [UKE_EVENT_CHOSE_STAFF]              = { STAY, NOTHING },
  [UKE_EVENT_PIN_ENTERED]              = { STAY, NOTHING },
  [UKE_EVENT_BACK]                     = { STAY, NOTHING },
  [UKE_EVENT_NEXT]                     = { STAY, NOTHING },
  [UKE_EVENT_CONSENT_ANSWERED]         = { STAY, NOTHING },
  [UKE_EVENT_SUBSIDY_ANSWERED]         = { STAY, NOTHING },
  [UKE_EVENT_PRESCRIPTION_ANSWERED]    = { STAY, NOTHING },
  [UKE_EVENT_REGISTRATION_ASKED]       = { STAY, NOTHING },
  [UKE_EVENT_REGISTRATION_DECLINED]    = { STAY, NOTHING },
};

/* clang-format on */

G_DEFINE_ENUM_TYPE (UkeStep,
                    uke_step,
                    G_DEFINE_ENUM_VALUE (UKE_STEP_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_UNREADABLE, "unreadable"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_WRONG_CARD, "wrong-card"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_LAPSED, "lapsed"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_CHOOSE_IDENTITY, "choose-identity"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_PIN, "pin"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_PIN_CHECKING, "pin-checking"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_PIN_WRONG, "pin-wrong"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_PIN_BLOCKED, "pin-blocked"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_FACE, "face"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_FACE_MISMATCH, "face-mismatch"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_STAFF_CHECK, "staff-check"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_ELIGIBILITY_PENDING, "eligibility-pending"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_NOT_REGISTERED, "not-registered"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_EXPIRY_NOTICE, "expiry-notice"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_GRACE_NOTICE, "grace-notice"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_CONSENT, "consent"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_SUBSIDY, "subsidy"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_PRESCRIPTION, "prescription"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_RECORDING, "recording"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_COMPLETE, "complete"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_CARD_LEFT_BEHIND, "card-left-behind"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (UKE_STEP_TROUBLE, "trouble"))

G_DEFINE_ENUM_TYPE (UkeEvent,
                    uke_event,
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CARD_PLACED, "card-placed"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CARD_LIFTED, "card-lifted"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READER_LOST, "reader-lost"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READER_READY, "reader-ready"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READ_USABLE, "read-usable"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READ_PIN_BLOCKED, "read-pin-blocked"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READ_LAPSED, "read-lapsed"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READ_WRONG_CARD, "read-wrong-card"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READ_FAILED, "read-failed"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_READ_REFUSED, "read-refused"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_PIN_VERIFIED, "pin-verified"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_PIN_WRONG, "pin-wrong"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_PIN_BLOCKED, "pin-blocked"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_PIN_UNSURE, "pin-unsure"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CHOSE_PIN, "chose-pin"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CHOSE_FACE, "chose-face"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CHOSE_STAFF, "chose-staff"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_PIN_ENTERED, "pin-entered"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_BACK, "back"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_NEXT, "next"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CONSENT_ANSWERED, "consent-answered"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_SUBSIDY_ANSWERED, "subsidy-answered"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_PRESCRIPTION_ANSWERED, "prescription-answered"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_REGISTRATION_ASKED, "registration-asked"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_REGISTRATION_DECLINED, "registration-declined"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CALL_STAFF, "call-staff"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_CANCEL, "cancel"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_FACE_MATCHED, "face-matched"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_FACE_MISMATCHED, "face-mismatched"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_STAFF_CONFIRMED, "staff-confirmed"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_STAFF_REFUSED, "staff-refused"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_ELIGIBLE, "eligible"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_ELIGIBLE_NOTICE, "eligible-notice"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_ELIGIBLE_GRACE, "eligible-grace"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_ELIGIBILITY_LAPSED, "eligibility-lapsed"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_ELIGIBILITY_HELD, "eligibility-held"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_ELIGIBILITY_UNREGISTERED,
                                         "eligibility-unregistered"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_ELIGIBILITY_FAILED, "eligibility-failed"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_NOT_OFFERED, "not-offered"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_STORED, "stored"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_STORE_FAILED, "store-failed"),
                    G_DEFINE_ENUM_VALUE (UKE_EVENT_TIMEOUT, "timeout"))

static const Row *
find_row (UkeStep from, UkeEvent event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].from == from && rows[i].event == event)
      return &rows[i];

  return NULL;
}

/**
 * uke_visit_table_next:
 * @from: the step at which the visit stands
 * @event: what happened
 *
 * Looks up what follows. Every pair has an answer, and the same pair always has the same one.
 *
 * Returns: the next step, which may be @from, and what is to be done on the way
 */
UkeTransition
uke_visit_table_next (UkeStep from, UkeEvent event)
{
  const Row *row = find_row (from, event);
  UkeTransition transition;

  if (row != NULL)
    return (UkeTransition) { row->to, row->effects };

  transition = everywhere[event];
  if (transition.to == STAY)
    transition.to = from;
  return transition;
}

/**
 * uke_visit_table_has_row:
 * @from: a step
 * @event: an event
 *
 * Tells whether the step gives the event a meaning of its own.
 *
 * Returns: %FALSE if the event means there what it means everywhere
 */
gboolean
uke_visit_table_has_row (UkeStep from, UkeEvent event)
{
  return find_row (from, event) != NULL;
}

/**
 * uke_step_get_nick:
 * @step: a step
 *
 * Gets the word that logs, tests and page tags share.
 *
 * Returns: such as "choose-identity"
 */
const char *
uke_step_get_nick (UkeStep step)
{
  g_autoptr (GEnumClass) steps = g_type_class_ref (UKE_TYPE_STEP);

  return g_enum_get_value (steps, (int) step)->value_nick;
}

/**
 * uke_event_get_nick:
 * @event: an event
 *
 * Gets the word that logs and tests share.
 *
 * Returns: such as "card-lifted"
 */
const char *
uke_event_get_nick (UkeEvent event)
{
  g_autoptr (GEnumClass) events = g_type_class_ref (UKE_TYPE_EVENT);

  return g_enum_get_value (events, (int) event)->value_nick;
}
