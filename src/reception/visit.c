#include "reception/visit.h"
#include "reception/visit-private.h"

struct _UkeVisit {
  GObject parent_instance;

  char *id;
  guint number;
  GDateTime *arrived;
  GDateTime *answered;
  GDateTime *completed;
  GDateTime *ended;
  UkeReason clock_doubt;
  UkeStep step;
  gboolean has_standing;
  UkeStanding standing;
  UkeStanding standing_today;
  UkeMethod method;
  UkeReason reason;
  int tries_left;
  UkeConsents consents;
  UkeCarriedConsents carried;
  UkeConsent subsidies;
  UkePrescription prescription;
  GDateTime *help; /* when the desk was called; NULL while nobody waits for it */
  gboolean elsewhere;
  char *certificate; /* fingerprint; NULL where it was not believed */
  UkePatient *patient;
  gboolean asked_who; /* the store was asked whose card it is */
};

G_DEFINE_FINAL_TYPE (UkeVisit, uke_visit, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (UkeMethod,
                    uke_method,
                    G_DEFINE_ENUM_VALUE (UKE_METHOD_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (UKE_METHOD_PIN, "pin"),
                    G_DEFINE_ENUM_VALUE (UKE_METHOD_FACE, "face"),
                    G_DEFINE_ENUM_VALUE (UKE_METHOD_STAFF, "staff"))

G_DEFINE_ENUM_TYPE (UkePrescription,
                    uke_prescription,
                    G_DEFINE_ENUM_VALUE (UKE_PRESCRIPTION_NOT_ASKED, "not-asked"),
                    G_DEFINE_ENUM_VALUE (UKE_PRESCRIPTION_ELECTRONIC, "electronic"),
                    G_DEFINE_ENUM_VALUE (UKE_PRESCRIPTION_PAPER, "paper"))

G_DEFINE_ENUM_TYPE (UkeConsentItem,
                    uke_consent_item,
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_MEDICINES, "medicines"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_VISITS, "visits"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_CHECKUPS, "checkups"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_OPERATIONS, "operations"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_DIAGNOSES, "diagnoses"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_INFECTIONS, "infections"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_ALLERGIES, "allergies"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_CONTRAINDICATIONS, "contraindications"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_TESTS, "tests"),
                    G_DEFINE_ENUM_VALUE (UKE_CONSENT_ITEM_PRESCRIPTIONS, "prescriptions"))

typedef enum {
  PROP_STEP = 1,
  PROP_STAGE,
  PROP_HAS_STAGE,
  PROP_DAYS_LEFT,
  PROP_METHOD,
  PROP_REASON,
  PROP_TRIES_LEFT,
  PROP_NEEDS_HELP,
  PROP_ENDED,
  PROP_NUMBER,
  PROP_PATIENT,
} Property;

static GParamSpec *properties[PROP_PATIENT + 1];

static void
uke_visit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeVisit *self = UKE_VISIT (object);

  switch ((Property) id) {
  case PROP_STEP:
    g_value_set_enum (value, (int) self->step);
    break;
  case PROP_STAGE:
    g_value_set_enum (value, (int) self->standing.stage);
    break;
  case PROP_HAS_STAGE:
    g_value_set_boolean (value, self->has_standing);
    break;
  case PROP_DAYS_LEFT:
    g_value_set_int (value, self->standing_today.days_left);
    break;
  case PROP_METHOD:
    g_value_set_enum (value, (int) self->method);
    break;
  case PROP_REASON:
    g_value_set_enum (value, (int) self->reason);
    break;
  case PROP_TRIES_LEFT:
    g_value_set_int (value, self->tries_left);
    break;
  case PROP_NEEDS_HELP:
    g_value_set_boolean (value, self->help != NULL);
    break;
  case PROP_ENDED:
    g_value_set_boolean (value, self->ended != NULL);
    break;
  case PROP_NUMBER:
    g_value_set_uint (value, self->number);
    break;
  case PROP_PATIENT:
    g_value_set_object (value, self->patient);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_visit_finalize (GObject *object)
{
  UkeVisit *self = UKE_VISIT (object);

  g_free (self->id);
  g_date_time_unref (self->arrived);
  g_clear_pointer (&self->answered, g_date_time_unref);
  uke_carried_consents_clear (&self->carried);
  g_clear_pointer (&self->completed, g_date_time_unref);
  g_clear_pointer (&self->ended, g_date_time_unref);
  g_clear_pointer (&self->help, g_date_time_unref);
  g_free (self->certificate);
  g_clear_object (&self->patient);

  G_OBJECT_CLASS (uke_visit_parent_class)->finalize (object);
}

static void
uke_visit_class_init (UkeVisitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = uke_visit_get_property;
  object_class->finalize = uke_visit_finalize;

  properties[PROP_STEP] =
      g_param_spec_enum ("step", NULL, NULL, UKE_TYPE_STEP, UKE_STEP_IDLE, flags);
  properties[PROP_STAGE] =
      g_param_spec_enum ("stage", NULL, NULL, UKE_TYPE_STAGE, UKE_STAGE_NORMAL, flags);
  properties[PROP_HAS_STAGE] = g_param_spec_boolean ("has-stage", NULL, NULL, FALSE, flags);
  properties[PROP_DAYS_LEFT] =
      g_param_spec_int ("days-left", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_METHOD] =
      g_param_spec_enum ("method", NULL, NULL, UKE_TYPE_METHOD, UKE_METHOD_NONE, flags);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, UKE_TYPE_REASON, UKE_REASON_NONE, flags);
  properties[PROP_TRIES_LEFT] = g_param_spec_int ("tries-left", NULL, NULL, -1, 15, -1, flags);
  properties[PROP_NEEDS_HELP] = g_param_spec_boolean ("needs-help", NULL, NULL, FALSE, flags);
  properties[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE, flags);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PATIENT] = g_param_spec_object ("patient", NULL, NULL, UKE_TYPE_PATIENT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
uke_visit_init (UkeVisit *self)
{
  self->tries_left = -1;
}

static void
notify (UkeVisit *self, Property property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

UkeVisit *
uke_visit_new (const char *id, guint number, GDateTime *arrived, UkeReason clock_doubt)
{
  UkeVisit *self = g_object_new (UKE_TYPE_VISIT, NULL);

  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->number = number;
  self->arrived = g_date_time_ref (arrived);
  self->clock_doubt = clock_doubt;
  return self;
}

const char *
uke_visit_get_id (UkeVisit *self)
{
  return self->id;
}

guint
uke_visit_get_number (UkeVisit *self)
{
  return self->number;
}

/* Two arrived at the same moment at two places: the store told them apart. */
void
uke_visit_set_number (UkeVisit *self, guint number)
{
  if (self->number == number)
    return;
  self->number = number;
  notify (self, PROP_NUMBER);
}

GDateTime *
uke_visit_get_arrived (UkeVisit *self)
{
  return self->arrived;
}

GDateTime *
uke_visit_get_answered (UkeVisit *self)
{
  return self->answered;
}

GDateTime *
uke_visit_get_completed (UkeVisit *self)
{
  return self->completed;
}

GDateTime *
uke_visit_get_ended_at (UkeVisit *self)
{
  return self->ended;
}

UkeStep
uke_visit_get_step (UkeVisit *self)
{
  return self->step;
}

void
uke_visit_set_step (UkeVisit *self, UkeStep step)
{
  if (self->step == step)
    return;
  self->step = step;
  notify (self, PROP_STEP);
}

const UkeStanding *
uke_visit_get_standing (UkeVisit *self)
{
  return self->has_standing ? &self->standing : NULL;
}

const UkeStanding *
uke_visit_get_standing_today (UkeVisit *self)
{
  return self->has_standing ? &self->standing_today : NULL;
}

UkeReason
uke_visit_get_clock_doubt (UkeVisit *self)
{
  return self->clock_doubt;
}

/* Judged once, when the card was placed: a visit that crosses midnight keeps its stage. */
void
uke_visit_set_standing (UkeVisit *self, const UkeStanding *standing)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->standing = *standing;
  self->standing_today = *standing;
  self->has_standing = TRUE;
  notify (self, PROP_STAGE);
  notify (self, PROP_HAS_STAGE);
  notify (self, PROP_DAYS_LEFT);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Another day has come; only what is told of days goes with it. */
void
uke_visit_set_today (UkeVisit *self, const GDate *today)
{
  if (!self->has_standing || g_date_compare (&self->standing_today.on, today) == 0)
    return;
  uke_standing_move (&self->standing_today, today);
  notify (self, PROP_DAYS_LEFT);
}

UkeMethod
uke_visit_get_method (UkeVisit *self)
{
  return self->method;
}

void
uke_visit_set_method (UkeVisit *self, UkeMethod method)
{
  if (self->method == method)
    return;
  self->method = method;
  notify (self, PROP_METHOD);
}

UkeReason
uke_visit_get_reason (UkeVisit *self)
{
  return self->reason;
}

void
uke_visit_set_reason (UkeVisit *self, UkeReason reason)
{
  if (self->reason == reason)
    return;
  self->reason = reason;
  notify (self, PROP_REASON);
}

int
uke_visit_get_tries_left (UkeVisit *self)
{
  return self->tries_left;
}

void
uke_visit_set_tries_left (UkeVisit *self, int tries_left)
{
  if (self->tries_left == tries_left)
    return;
  self->tries_left = tries_left;
  notify (self, PROP_TRIES_LEFT);
}

const UkeConsents *
uke_visit_get_consents (UkeVisit *self)
{
  return &self->consents;
}

void
uke_visit_set_consents (UkeVisit *self, const UkeConsents *consents, GDateTime *answered)
{
  self->consents = *consents;
  g_clear_pointer (&self->answered, g_date_time_unref);
  self->answered = g_date_time_ref (answered);
}

void
uke_carried_consents_clear (UkeCarriedConsents *self)
{
  g_clear_pointer (&self->answered, g_date_time_unref);
  self->consents = (UkeConsents) { 0 };
}

UkeConsent
uke_visit_get_subsidies (UkeVisit *self)
{
  return self->subsidies;
}

void
uke_visit_set_subsidies (UkeVisit *self, UkeConsent subsidies)
{
  self->subsidies = subsidies;
}

UkePrescription
uke_visit_get_prescription (UkeVisit *self)
{
  return self->prescription;
}

void
uke_visit_set_prescription (UkeVisit *self, UkePrescription prescription)
{
  self->prescription = prescription;
}

const UkeCarriedConsents *
uke_visit_get_carried (UkeVisit *self)
{
  return self->carried.answered != NULL ? &self->carried : NULL;
}

void
uke_visit_set_carried (UkeVisit *self, const UkeCarriedConsents *carried)
{
  uke_carried_consents_clear (&self->carried);
  if (carried == NULL)
    return;
  self->carried.consents = carried->consents;
  self->carried.answered = g_date_time_ref (carried->answered);
}

/* The first time counts: it is what was written down. */
void
uke_visit_set_completed (UkeVisit *self, GDateTime *completed)
{
  if (self->completed == NULL)
    self->completed = g_date_time_ref (completed);
}

gboolean
uke_visit_get_needs_help (UkeVisit *self)
{
  return self->help != NULL;
}

GDateTime *
uke_visit_get_help (UkeVisit *self)
{
  return self->help;
}

/* @since: NULL: somebody came */
void
uke_visit_set_help (UkeVisit *self, GDateTime *since)
{
  if ((self->help != NULL) == (since != NULL))
    return;
  g_clear_pointer (&self->help, g_date_time_unref);
  if (since != NULL)
    self->help = g_date_time_ref (since);
  notify (self, PROP_NEEDS_HELP);
}

const char *
uke_visit_get_certificate (UkeVisit *self)
{
  return self->certificate;
}

void
uke_visit_set_certificate (UkeVisit *self, const char *fingerprint)
{
  g_set_str (&self->certificate, fingerprint);
}

/* TRUE the first time. */
gboolean
uke_visit_ask_once (UkeVisit *self)
{
  gboolean first = !self->asked_who;

  self->asked_who = TRUE;
  return first;
}

UkePatient *
uke_visit_get_patient (UkeVisit *self)
{
  return self->patient;
}

void
uke_visit_set_patient (UkeVisit *self, UkePatient *patient)
{
  if (g_set_object (&self->patient, patient))
    notify (self, PROP_PATIENT);
}

gboolean
uke_visit_get_elsewhere (UkeVisit *self)
{
  return self->elsewhere;
}

void
uke_visit_set_elsewhere (UkeVisit *self, gboolean elsewhere)
{
  self->elsewhere = elsewhere;
}

gboolean
uke_visit_get_ended (UkeVisit *self)
{
  return self->ended != NULL;
}

void
uke_visit_set_ended (UkeVisit *self, GDateTime *ended)
{
  if (self->ended != NULL)
    return;
  self->ended = g_date_time_ref (ended);
  notify (self, PROP_ENDED);
}

/**
 * uke_visit_is_complete:
 * @self: a visit
 *
 * Tells whether the reception was recorded and the patient was told so.
 *
 * Returns: %TRUE also while the card still lies there
 */
gboolean
uke_visit_is_complete (UkeVisit *self)
{
  return self->step == UKE_STEP_COMPLETE || self->step == UKE_STEP_CARD_LEFT_BEHIND;
}
