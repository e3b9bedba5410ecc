#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a visit stands. The nick is the page's tag. */
#define UKE_TYPE_STEP (uke_step_get_type ())
GType uke_step_get_type (void);

typedef enum {
  UKE_STEP_IDLE,
  UKE_STEP_READING,
  UKE_STEP_UNREADABLE,
  UKE_STEP_WRONG_CARD,
  UKE_STEP_LAPSED,
  UKE_STEP_HELD, /* revoked or suspended */
  UKE_STEP_CHOOSE_IDENTITY,
  UKE_STEP_PIN,
  UKE_STEP_PIN_CHECKING,
  UKE_STEP_PIN_WRONG,
  UKE_STEP_PIN_BLOCKED,
  UKE_STEP_FACE,
  UKE_STEP_FACE_MISMATCH,
  UKE_STEP_STAFF_CHECK,
  UKE_STEP_ELIGIBILITY_PENDING,
  UKE_STEP_NOT_REGISTERED,
  UKE_STEP_EXPIRY_NOTICE,
  UKE_STEP_GRACE_NOTICE,
  UKE_STEP_CONSENT,
  UKE_STEP_SUBSIDY,
  UKE_STEP_PRESCRIPTION,
  UKE_STEP_RECORDING,
  UKE_STEP_COMPLETE,
  UKE_STEP_CARD_LEFT_BEHIND,
  UKE_STEP_CANCELLED,
  UKE_STEP_TROUBLE,
  UKE_N_STEPS,
} UkeStep;

/* What can happen to a visit. */
#define UKE_TYPE_EVENT (uke_event_get_type ())
GType uke_event_get_type (void);

typedef enum {
  /* the slot */
  UKE_EVENT_CARD_PLACED,
  UKE_EVENT_CARD_LIFTED,
  UKE_EVENT_READER_LOST,
  UKE_EVENT_READER_READY,
  /* the card */
  UKE_EVENT_READ_USABLE,
  UKE_EVENT_READ_PIN_BLOCKED,
  UKE_EVENT_READ_LAPSED,
  UKE_EVENT_READ_WRONG_CARD,
  UKE_EVENT_READ_FAILED,
  UKE_EVENT_READ_REFUSED, /* not trusted, or the clock cannot be */
  UKE_EVENT_PIN_VERIFIED,
  UKE_EVENT_PIN_WRONG,
  UKE_EVENT_PIN_BLOCKED,
  UKE_EVENT_PIN_UNSURE, /* cut off: a try may be spent */
  /* the person, at the patient's screen */
  UKE_EVENT_CHOSE_PIN,
  UKE_EVENT_CHOSE_FACE,
  UKE_EVENT_CHOSE_STAFF,
  UKE_EVENT_PIN_ENTERED,
  UKE_EVENT_BACK,
  UKE_EVENT_NEXT,
  UKE_EVENT_CONSENT_ANSWERED,
  UKE_EVENT_SUBSIDY_ANSWERED,
  UKE_EVENT_PRESCRIPTION_ANSWERED,
  UKE_EVENT_REGISTRATION_ASKED,
  UKE_EVENT_REGISTRATION_DECLINED,
  UKE_EVENT_CALL_STAFF,
  UKE_EVENT_CANCEL,
  /* the camera */
  UKE_EVENT_FACE_MATCHED,
  UKE_EVENT_FACE_MISMATCHED,
  /* the receptionist */
  UKE_EVENT_STAFF_CONFIRMED,
  UKE_EVENT_STAFF_REFUSED,
  /* eligibility: the terminal's answer, or the certificate's date where no terminal is connected */
  UKE_EVENT_ELIGIBLE,
  UKE_EVENT_ELIGIBLE_NOTICE,
  UKE_EVENT_ELIGIBLE_GRACE,
  UKE_EVENT_ELIGIBILITY_LAPSED,
  UKE_EVENT_ELIGIBILITY_HELD,
  UKE_EVENT_ELIGIBILITY_UNREGISTERED,
  UKE_EVENT_ELIGIBILITY_FAILED,
  /* the institution */
  UKE_EVENT_NOT_OFFERED,
  UKE_EVENT_STORED,
  UKE_EVENT_STORE_FAILED,
  UKE_EVENT_TIMEOUT,
  UKE_N_EVENTS,
} UkeEvent;

/* What is to be done on the way. */
typedef enum {
  UKE_EFFECT_NONE = 0,
  UKE_EFFECT_BEGIN = 1 << 0, /* a new visit */
  UKE_EFFECT_READ_CARD = 1 << 1,
  UKE_EFFECT_VERIFY_PIN = 1 << 2,
  UKE_EFFECT_ASK_ELIGIBILITY = 1 << 3,
  UKE_EFFECT_OFFER_SUBSIDY = 1 << 4,
  UKE_EFFECT_OFFER_PRESCRIPTION = 1 << 5,
  UKE_EFFECT_STORE = 1 << 6,
  UKE_EFFECT_RING_DESK = 1 << 7,
  UKE_EFFECT_START_TIMER = 1 << 8,
  UKE_EFFECT_SOUND_ALARM = 1 << 9,
  UKE_EFFECT_OFFER_CONSENT = 1 << 11,
  UKE_EFFECT_WIPE = 1 << 10, /* the visit ends and the patient's screen forgets it */
} UkeEffects;

typedef struct {
  UkeStep to;
  UkeEffects effects;
} UkeTransition;

UkeTransition uke_visit_table_next (UkeStep from, UkeEvent event);
gboolean uke_visit_table_has_row (UkeStep from, UkeEvent event);
const char *uke_step_get_nick (UkeStep step);
const char *uke_event_get_nick (UkeEvent event);

G_END_DECLS
