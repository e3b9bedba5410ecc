#include "reception/reception.h"
#include "reception/visit-private.h"

#include "card/card-error.h"
#include "card/card-reading.h"
#include "card/pin-proof.h"
#include "reception/audit.h"
#include "reception/card-verdict.h"
#include "reception/retention.h"
#include "reception/slot-watch.h"
#include "reception/visit-keeper.h"
#include "reception/visit-mirror.h"
#include "validity/certificate-identity.h"
#include "validity/date.h"

struct _UkeReception {
  GObject parent_instance;

  UkeReceptionSetup setup;
  UkeOffers offers;
  UkeStep step;
  UkeReason reason;
  UkeVisit *visit;
  UkeVisitBook *book;
  UkeVisitKeeper *keeper;
  UkeVisitMirror *mirror; /* where there is a store, like the one below */
  UkePatientDirectory *directory;

  UkeCertificate *certificate; /* of the card that lies there */
  UkePin *pin;                 /* between the keypad and the card; NULL otherwise */
  GCancellable *cancellable;   /* of everything asked for this visit */
  guint timer;
  guint reminder;

  GQueue events; /* UkeEvent as pointers */
  gboolean draining;

  UkeSlotWatch watch;
};

G_DEFINE_FINAL_TYPE (UkeReception, uke_reception, G_TYPE_OBJECT)

typedef enum {
  PROP_STEP = 1,
  PROP_REASON,
  PROP_VISIT,
  PROP_WORRY,
} Property;

static GParamSpec *properties[PROP_WORRY + 1];

enum {
  SIGNAL_DESK_CALLED,
  SIGNAL_CARD_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
handle (UkeReception *self, UkeEvent event);

static void
set_reason (UkeReception *self, UkeReason reason)
{
  if (self->visit != NULL)
    uke_visit_set_reason (self->visit, reason);
  if (self->reason == reason)
    return;
  self->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

/* The patient's screen forgets; the desk keeps the visit as it stood. */
static void
wipe (UkeReception *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->pin, uke_pin_free);
  g_clear_object (&self->certificate);

  if (self->visit != NULL) {
    g_autoptr (GDateTime) now = uke_visit_book_get_now (self->book);

    uke_visit_set_carried (self->visit, NULL);
    uke_visit_set_ended (self->visit, now);
    uke_visit_keeper_note (self->keeper, self->visit);
    g_clear_object (&self->visit);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIT]);
  }
}

static void
begin (UkeReception *self)
{
  self->visit = uke_visit_book_begin (self->book);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIT]);
}

/* Answers that need none: the visit was wiped, or the slot is about to say that the card is gone.
 */
static gboolean
is_moot (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED);
}

/* The certificate was believed. */
static void
take_standing (UkeReception *self, UkeCardReading *reading, const UkeStanding *standing)
{
  g_autofree char *fingerprint =
      uke_certificate_dup_fingerprint (uke_card_reading_get_certificate (reading));

  uke_visit_set_standing (self->visit, standing);
  uke_visit_set_certificate (self->visit, fingerprint);
}

static void
on_read_card_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UkeReception) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  UkeCardVerdict verdict;

  reading = uke_slot_read_card_finish (UKE_SLOT (source), result, &error);
  if (is_moot (error))
    return;
  if (reading == NULL) {
    g_debug ("card not read: %s", error->message);
    handle (self, uke_event_of_read_error (error));
    return;
  }

  uke_card_verdict_init (&verdict, reading, self->setup.anchors, self->setup.training, self->visit);

  if (verdict.reason != UKE_REASON_NONE)
    set_reason (self, verdict.reason);
  if (verdict.has_standing)
    take_standing (self, reading, &verdict.standing);
  uke_visit_set_tries_left (self->visit, uke_card_reading_get_tries_left (reading));
  g_set_object (&self->certificate, uke_card_reading_get_certificate (reading));
  handle (self, verdict.event);
}

static void
on_prove_pin_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UkeReception) self = user_data;
  g_autoptr (GError) error = NULL;
  UkeReason reason;
  UkeEvent event;
  int tries_left;

  if (uke_slot_prove_pin_finish (UKE_SLOT (source), result, &error)) {
    uke_visit_set_method (self->visit, UKE_METHOD_PIN);
    handle (self, UKE_EVENT_PIN_VERIFIED);
    return;
  }
  if (is_moot (error))
    return;

  g_debug ("PIN not proved: %s", error->message);
  event = uke_event_of_pin_error (error, &reason, &tries_left);
  if (reason != UKE_REASON_NONE)
    set_reason (self, reason);
  if (tries_left >= 0)
    uke_visit_set_tries_left (self->visit, tries_left);
  handle (self, event);
}

/* No terminal is connected: the certificate's own date is all there is to go by. */
static UkeEvent
judge_by_date (UkeVisit *visit)
{
  switch (uke_visit_get_standing (visit)->provision.reason) {
  case UKE_PROVISION_REASON_NONE:
  case UKE_PROVISION_REASON_UNKNOWN_DATE:
    return UKE_EVENT_ELIGIBLE;
  case UKE_PROVISION_REASON_NOTICE:
    return UKE_EVENT_ELIGIBLE_NOTICE;
  case UKE_PROVISION_REASON_GRACE:
    return UKE_EVENT_ELIGIBLE_GRACE;
  case UKE_PROVISION_REASON_LAPSED:
    return UKE_EVENT_ELIGIBILITY_LAPSED;
  case UKE_PROVISION_REASON_HELD:
  case UKE_PROVISION_REASON_REVOKED:
    return UKE_EVENT_ELIGIBILITY_HELD;
  }
  g_assert_not_reached ();
}

/* A visit that was left while it was being written. */
typedef struct {
  UkeReception *reception;
  UkeVisit *visit;
} Completion;

static void
on_complete_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Completion *completion = user_data;
  g_autoptr (UkeReception) self = completion->reception;
  g_autoptr (UkeVisit) visit = completion->visit;
  g_autoptr (GDateTime) now = uke_visit_book_get_now (self->book);
  g_autoptr (GError) error = NULL;
  gboolean written = uke_visit_keeper_complete_finish (UKE_VISIT_KEEPER (source), result, &error);

  if (written)
    uke_visit_set_completed (visit, now);
  else
    g_debug ("visit not completed: %s", error->message);

  if (visit == self->visit) {
    if (!written)
      set_reason (self, uke_reason_of_store_error (error));
    handle (self, written ? UKE_EVENT_STORED : UKE_EVENT_STORE_FAILED);
  } else if (written) {
    /* The card was lifted meanwhile: received all the same, as the desk will see. */
    uke_visit_set_step (visit, UKE_STEP_COMPLETE);
    uke_visit_keeper_note (self->keeper, visit);
  }
}

static void
complete (UkeReception *self)
{
  g_autoptr (GDateTime) now = uke_visit_book_get_now (self->book);
  Completion *completion = g_new0 (Completion, 1);

  *completion = (Completion) { g_object_ref (self), g_object_ref (self->visit) };
  uke_visit_keeper_complete_async (self->keeper, self->visit, now, on_complete_ready, completion);
}

/* How loud the reminder is: at half of the time, and when the desk is called. */
enum {
  REMINDER = 1,
  ALARM,
};

static gboolean
on_half_time (gpointer user_data)
{
  UkeReception *self = user_data;

  self->reminder = 0;
  g_signal_emit (self, signals[SIGNAL_CARD_LEFT], 0, REMINDER);
  return G_SOURCE_REMOVE;
}

static void
on_timeout (gpointer user_data)
{
  UkeReception *self = user_data;

  self->timer = 0;
  handle (self, UKE_EVENT_TIMEOUT);
}

static void
set_help (UkeReception *self, UkeVisit *visit, GDateTime *since)
{
  if (uke_visit_get_needs_help (visit) == (since != NULL))
    return;
  uke_visit_set_help (visit, since);
  uke_visit_keeper_note (self->keeper, visit);
}

static void
call_desk (UkeReception *self)
{
  g_autoptr (GDateTime) now = uke_visit_book_get_now (self->book);

  if (self->visit != NULL)
    set_help (self, self->visit, now);
  g_signal_emit (self, signals[SIGNAL_DESK_CALLED], 0, self->visit);
}

static void
offer_consent (UkeReception *self)
{
  if (!uke_offers_any_consent (&self->offers))
    handle (self, UKE_EVENT_NOT_OFFERED);
}

static void
carry_out (UkeReception *self, UkeEffects effects)
{
  if (effects & UKE_EFFECT_READ_CARD)
    uke_slot_read_card_async (self->setup.slot, self->watch.placement, self->cancellable,
                              on_read_card_ready, g_object_ref (self));
  if (effects & UKE_EFFECT_VERIFY_PIN)
    uke_slot_prove_pin_async (self->setup.slot, self->watch.placement, g_steal_pointer (&self->pin),
                              self->certificate, self->cancellable, on_prove_pin_ready,
                              g_object_ref (self));
  if (effects & UKE_EFFECT_ASK_ELIGIBILITY)
    handle (self, judge_by_date (self->visit));
  if (effects & UKE_EFFECT_OFFER_CONSENT)
    offer_consent (self);
  if ((effects & UKE_EFFECT_OFFER_SUBSIDY && !self->offers.subsidies)
      || (effects & UKE_EFFECT_OFFER_PRESCRIPTION && !self->offers.prescriptions))
    handle (self, UKE_EVENT_NOT_OFFERED);
  if (effects & UKE_EFFECT_STORE)
    complete (self);
  if (effects & UKE_EFFECT_RING_DESK) {
    call_desk (self);
  }
  if (effects & UKE_EFFECT_START_TIMER)
    self->timer =
        g_timeout_add_seconds_once (self->setup.card_left_behind_seconds, on_timeout, self);
  if (effects & UKE_EFFECT_START_TIMER)
    self->reminder =
        g_timeout_add (self->setup.card_left_behind_seconds * 1000 / 2, on_half_time, self);
  if (effects & UKE_EFFECT_SOUND_ALARM)
    g_signal_emit (self, signals[SIGNAL_CARD_LEFT], 0, ALARM);
}

static void
step_to (UkeReception *self, UkeEvent event)
{
  UkeTransition next = uke_visit_table_next (self->step, event);
  gboolean moved = next.to != self->step;

  g_debug ("%s: %s → %s", uke_event_get_nick (event), uke_step_get_nick (self->step),
           uke_step_get_nick (next.to));

  if (moved) {
    g_clear_handle_id (&self->timer, g_source_remove);
    g_clear_handle_id (&self->reminder, g_source_remove);
  }
  if (next.effects & UKE_EFFECT_WIPE)
    wipe (self);
  if (next.effects & UKE_EFFECT_BEGIN)
    begin (self);
  if (next.to == UKE_STEP_IDLE || next.to == UKE_STEP_PIN)
    set_reason (self, UKE_REASON_NONE);

  self->step = next.to;
  if (self->visit != NULL)
    uke_visit_set_step (self->visit, next.to);
  if (moved && self->visit != NULL)
    uke_visit_keeper_note (self->keeper, self->visit);
  if (moved)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);

  carry_out (self, next.effects);
}

/* Events wait in line: what an effect answers at once is taken after the effect is done, and
 * windows hear of the last step only. */
static void
handle (UkeReception *self, UkeEvent event)
{
  g_queue_push_tail (&self->events, GINT_TO_POINTER (event));
  if (self->draining)
    return;

  g_object_ref (self);
  self->draining = TRUE;
  g_object_freeze_notify (G_OBJECT (self));
  while (!g_queue_is_empty (&self->events))
    step_to (self, (UkeEvent) GPOINTER_TO_INT (g_queue_pop_head (&self->events)));
  self->draining = FALSE;
  g_object_thaw_notify (G_OBJECT (self));
  g_object_unref (self);
}

static void
on_slot_event (UkeEvent event, UkeReason reason, gpointer user_data)
{
  UkeReception *self = user_data;

  if (reason != UKE_REASON_NONE)
    set_reason (self, reason);
  handle (self, event);
}

static void
on_slot_changed (UkeReception *self)
{
  uke_slot_watch_look (&self->watch, self->setup.slot, on_slot_event, self);
}

static void
note (UkeReception *self, UkeAuditAction action, const char *subject)
{
  g_autoptr (GDateTime) now = uke_visit_book_get_now (self->book);

  uke_audit_note (self->keeper, now, action, subject);
}

/* FALSE: another patient has come in between. */
static gboolean
is_checked (UkeReception *self, UkeVisit *visit)
{
  return visit == self->visit && self->step == UKE_STEP_STAFF_CHECK;
}

static void
take_identity (UkeReception *self, UkeVisit *visit, gboolean confirmed)
{
  set_help (self, visit, NULL);
  if (confirmed)
    uke_visit_set_method (visit, UKE_METHOD_STAFF);
  else
    set_reason (self, UKE_REASON_STAFF_REFUSED);
  handle (self, confirmed ? UKE_EVENT_STAFF_CONFIRMED : UKE_EVENT_STAFF_REFUSED);
}

/* The desk that asks has entered it in the record of accesses. */
static void
on_asked (UkeReception *self, UkeVisit *visit, const char *word)
{
  if (g_str_equal (word, UKE_VISIT_MIRROR_SEEN))
    set_help (self, visit, NULL);
  else if (is_checked (self, visit))
    take_identity (self, visit, g_str_equal (word, UKE_VISIT_MIRROR_CONFIRMED));
}

static void
follow_store (UkeReception *self)
{
  g_autoptr (GError) error = NULL;

  note (self, UKE_AUDIT_STARTED, "");
  self->directory = uke_patient_directory_new (self->keeper, self->book);
  self->mirror = uke_visit_mirror_new (self->keeper, self->book);
  g_signal_connect_object (self->mirror, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  if (!uke_store_is_shared (uke_visit_keeper_get_store (self->keeper))
      && !uke_visit_mirror_restore (self->mirror, &error)) {
    g_message ("store: visits not restored: %s", error->message);
    uke_visit_keeper_doubt (self->keeper, error);
  }
}

static void
on_worry_changed (UkeReception *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORRY]);
}

static void
uke_reception_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeReception *self = UKE_RECEPTION (object);

  switch ((Property) id) {
  case PROP_STEP:
    g_value_set_enum (value, (int) self->step);
    break;
  case PROP_REASON:
    g_value_set_enum (value, (int) self->reason);
    break;
  case PROP_VISIT:
    g_value_set_object (value, self->visit);
    break;
  case PROP_WORRY:
    g_value_set_enum (value, (int) uke_reception_get_worry (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_reception_dispose (GObject *object)
{
  UkeReception *self = UKE_RECEPTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->reminder, g_source_remove);
  g_clear_pointer (&self->pin, uke_pin_free);
  g_clear_object (&self->certificate);
  g_clear_object (&self->visit);
  g_clear_object (&self->book);
  g_clear_object (&self->directory);
  g_clear_object (&self->mirror);
  g_clear_object (&self->keeper);
  g_clear_object (&self->setup.slot);
  g_clear_object (&self->setup.anchors);
  g_clear_object (&self->setup.rules);

  G_OBJECT_CLASS (uke_reception_parent_class)->dispose (object);
}

static void
uke_reception_finalize (GObject *object)
{
  UkeReception *self = UKE_RECEPTION (object);

  g_queue_clear (&self->events);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (uke_reception_parent_class)->finalize (object);
}

static void
uke_reception_class_init (UkeReceptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = uke_reception_get_property;
  object_class->dispose = uke_reception_dispose;
  object_class->finalize = uke_reception_finalize;

  properties[PROP_STEP] =
      g_param_spec_enum ("step", NULL, NULL, UKE_TYPE_STEP, UKE_STEP_IDLE, flags);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, UKE_TYPE_REASON, UKE_REASON_NONE, flags);
  properties[PROP_WORRY] =
      g_param_spec_enum ("worry", NULL, NULL, UKE_TYPE_REASON, UKE_REASON_NONE, flags);
  properties[PROP_VISIT] = g_param_spec_object ("visit", NULL, NULL, UKE_TYPE_VISIT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_DESK_CALLED] = g_signal_new ("desk-called", UKE_TYPE_RECEPTION, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 1, UKE_TYPE_VISIT);
  signals[SIGNAL_CARD_LEFT] = g_signal_new ("card-left", UKE_TYPE_RECEPTION, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
uke_reception_init (UkeReception *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->events);
}

/**
 * uke_reception_new:
 * @setup: what to work with; its objects are referenced
 *
 * Opens a reception at a slot. A card that already lies there is received at once.
 *
 * Returns: (transfer full): a reception
 */
UkeReception *
uke_reception_new (const UkeReceptionSetup *setup)
{
  UkeReception *self = g_object_new (UKE_TYPE_RECEPTION, NULL);

  self->setup = *setup;
  g_object_ref (self->setup.slot);
  g_object_ref (self->setup.anchors);
  self->book = uke_visit_book_new (setup->now, setup->now_data, setup->built_on);
  self->setup.built_on = NULL; /* the book has its own */
  self->keeper = uke_visit_keeper_new (setup->store, setup->store_trouble,
                                       setup->place != NULL ? setup->place : "");
  self->setup.store = NULL; /* the keeper has it, and the place */
  self->setup.place = NULL;
  if (setup->store != NULL)
    follow_store (self);
  uke_retention_watch (self->keeper, self->book, setup->keep_visits_days);
  g_signal_connect_object (self->book, "notify::clock-doubt", G_CALLBACK (on_worry_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "remembered", G_CALLBACK (uke_reception_carry_consents),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::trouble", G_CALLBACK (on_worry_changed), self,
                           G_CONNECT_SWAPPED);
  if (setup->offers != NULL)
    self->offers = *setup->offers;
  else
    uke_offers_init (&self->offers);
  self->setup.offers = NULL; /* copied */
  self->setup.rules =
      setup->rules != NULL ? g_object_ref (setup->rules) : uke_rules_new_built_in ();
  g_signal_connect_object (self->setup.slot, "notify", G_CALLBACK (on_slot_changed), self,
                           G_CONNECT_SWAPPED);
  on_slot_changed (self);
  return self;
}

UkeStep
uke_reception_get_step (UkeReception *self)
{
  return self->step;
}

UkeReason
uke_reception_get_reason (UkeReception *self)
{
  return self->reason;
}

UkeVisit *
uke_reception_get_visit (UkeReception *self)
{
  return self->visit;
}

UkeVisitBook *
uke_reception_get_book (UkeReception *self)
{
  return self->book;
}

UkePatientDirectory *
uke_reception_get_directory (UkeReception *self)
{
  return self->directory;
}

UkeRules *
uke_reception_get_rules (UkeReception *self)
{
  return self->setup.rules;
}

UkeReason
uke_reception_get_worry (UkeReception *self)
{
  UkeReason doubt = uke_visit_book_get_clock_doubt (self->book);

  if (uke_visit_keeper_get_trouble (self->keeper) != UKE_REASON_NONE)
    return uke_visit_keeper_get_trouble (self->keeper);
  if (doubt != UKE_REASON_NONE)
    return doubt;
  return self->setup.rules_refused ? UKE_REASON_RULES_REFUSED : UKE_REASON_NONE;
}

gboolean
uke_reception_is_training (UkeReception *self)
{
  return self->setup.training;
}

const UkeOffers *
uke_reception_get_offers (UkeReception *self)
{
  return &self->offers;
}

/**
 * uke_reception_choose:
 * @self: a reception
 * @intention: what the person at the patient's screen wants: one of the events CHOSE_PIN … CANCEL,
 *   without PIN_ENTERED and CONSENT_ANSWERED, which bring something along
 *
 * Takes an intention. One that does not fit the step is ignored, as the table says.
 */
void
uke_reception_choose (UkeReception *self, UkeEvent intention)
{
  g_return_if_fail (intention >= UKE_EVENT_CHOSE_PIN && intention <= UKE_EVENT_CANCEL);
  g_return_if_fail (intention != UKE_EVENT_PIN_ENTERED);
  g_return_if_fail (intention != UKE_EVENT_CONSENT_ANSWERED);
  g_return_if_fail (intention != UKE_EVENT_SUBSIDY_ANSWERED);
  g_return_if_fail (intention != UKE_EVENT_PRESCRIPTION_ANSWERED);

  /* Only what was asked can be changed: in grace nothing was. */
  if (intention == UKE_EVENT_BACK
      && (self->step == UKE_STEP_SUBSIDY || self->step == UKE_STEP_PRESCRIPTION)
      && uke_visit_get_answered (self->visit) == NULL)
    return;
  handle (self, intention);
}

/**
 * uke_reception_enter_pin:
 * @self: a reception
 * @pin: (transfer full): four digits; wiped when they do not fit the step
 *
 * Takes the PIN and has the card prove it, once.
 */
void
uke_reception_enter_pin (UkeReception *self, UkePin *pin)
{
  g_return_if_fail (uke_pin_is_complete (pin));

  g_clear_pointer (&self->pin, uke_pin_free);
  self->pin = pin;
  handle (self, UKE_EVENT_PIN_ENTERED);
  g_clear_pointer (&self->pin, uke_pin_free); /* when the table did not want it */
}

/**
 * uke_reception_answer_consent:
 * @self: a reception
 * @consents: the answers; what was not asked stays UKE_CONSENT_NOT_ASKED
 *
 * Takes the patient's answers on what the institution may see.
 */
void
uke_reception_answer_consent (UkeReception *self, const UkeConsents *consents)
{
  g_autoptr (GDateTime) now = NULL;

  if (self->step != UKE_STEP_CONSENT)
    return;
  now = uke_visit_book_get_now (self->book);
  uke_visit_set_consents (self->visit, consents, now);
  handle (self, UKE_EVENT_CONSENT_ANSWERED);
}

/**
 * uke_reception_answer_subsidies:
 * @self: a reception
 * @use: whether the patient's medical subsidy certificates are used
 *
 * Takes the patient's answer: 医療費助成の各種受給者証を利用しますか.
 */
void
uke_reception_answer_subsidies (UkeReception *self, gboolean use)
{
  if (self->step != UKE_STEP_SUBSIDY)
    return;
  uke_visit_set_subsidies (self->visit, use ? UKE_CONSENT_AGREED : UKE_CONSENT_REFUSED);
  handle (self, UKE_EVENT_SUBSIDY_ANSWERED);
}

/**
 * uke_reception_answer_prescription:
 * @self: a reception
 * @prescription: which one the patient would like
 *
 * Takes the patient's answer: 電子処方箋 or 紙の処方箋.
 */
void
uke_reception_answer_prescription (UkeReception *self, UkePrescription prescription)
{
  if (self->step != UKE_STEP_PRESCRIPTION)
    return;
  uke_visit_set_prescription (self->visit, prescription);
  handle (self, UKE_EVENT_PRESCRIPTION_ANSWERED);
}

static gboolean
may_carry (UkeReception *self, UkeVisit *visit)
{
  const UkeStanding *standing = uke_visit_get_standing (visit);

  return standing != NULL && standing->stage != UKE_STAGE_GRACE
         && standing->stage != UKE_STAGE_LAPSED
         && uke_rules_hold (self->setup.rules, UKE_RULE_CONSENT_CARRIED_OVER, &standing->on);
}

/**
 * uke_reception_carry_consents:
 * @self: a reception
 * @visit: a visit whose patient is known from an earlier one at this very institution
 * @carried: (nullable): the last answers; copied
 *
 * Has the patient's screen show the last answers before it asks again. Nothing is carried in grace,
 * where nothing may be provided, nor before the rule of 2025-02-01, nor to a visit whose patient
 * has answered or gone: the ministry's leaflet, 医療機関ごとに前回の同意状況を引き継ぎます.
 */
void
uke_reception_carry_consents (UkeReception *self,
                              UkeVisit *visit,
                              const UkeCarriedConsents *carried)
{
  if (visit != self->visit || uke_visit_get_answered (visit) != NULL || !may_carry (self, visit))
    return;
  uke_visit_set_carried (visit, carried);
}

/**
 * uke_reception_acknowledge:
 * @self: a reception
 * @visit: a visit that needs help
 *
 * Notes that the desk has seen the call.
 */
void
uke_reception_acknowledge (UkeReception *self, UkeVisit *visit)
{
  note (self, UKE_AUDIT_CALL_SEEN, uke_visit_get_id (visit));
  if (uke_visit_get_elsewhere (visit))
    uke_visit_mirror_ask (self->mirror, visit, UKE_VISIT_MIRROR_SEEN);
  else
    set_help (self, visit, NULL);
}

/**
 * uke_reception_confirm_identity:
 * @self: a reception
 * @visit: the visit whose patient was looked at
 * @confirmed: whether the photograph and the words of the person fit
 *
 * Takes the outcome of the visual check. It holds for exactly one visit: if another patient has
 * come in between, nothing happens. Where the patient stands at another program's screen, that one
 * is told.
 */
void
uke_reception_confirm_identity (UkeReception *self, UkeVisit *visit, gboolean confirmed)
{
  gboolean elsewhere = uke_visit_get_elsewhere (visit);

  if (!elsewhere && !is_checked (self, visit))
    return;

  note (self, confirmed ? UKE_AUDIT_IDENTITY_CONFIRMED : UKE_AUDIT_IDENTITY_REFUSED,
        uke_visit_get_id (visit));
  if (elsewhere)
    uke_visit_mirror_ask (self->mirror, visit,
                          confirmed ? UKE_VISIT_MIRROR_CONFIRMED : UKE_VISIT_MIRROR_REFUSED);
  else
    take_identity (self, visit, confirmed);
}
