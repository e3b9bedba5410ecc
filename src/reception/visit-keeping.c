#include "reception/visit-keeping.h"

#include "reception/patient-private.h"
#include "reception/visit-private.h"
#include "validity/date.h"

static const char *const items[UKE_N_CONSENT_ITEMS] = {
  [UKE_CONSENT_ITEM_MEDICINES] = "medicines",
  [UKE_CONSENT_ITEM_VISITS] = "visits",
  [UKE_CONSENT_ITEM_CHECKUPS] = "checkups",
  [UKE_CONSENT_ITEM_OPERATIONS] = "operations",
  [UKE_CONSENT_ITEM_DIAGNOSES] = "diagnoses",
  [UKE_CONSENT_ITEM_INFECTIONS] = "infections",
  [UKE_CONSENT_ITEM_ALLERGIES] = "allergies",
  [UKE_CONSENT_ITEM_CONTRAINDICATIONS] = "contraindications",
  [UKE_CONSENT_ITEM_TESTS] = "tests",
  [UKE_CONSENT_ITEM_PRESCRIPTIONS] = "prescriptions",
};

static const char *const answers[] = {
  [UKE_CONSENT_NOT_ASKED] = NULL,
  [UKE_CONSENT_REFUSED] = "refused",
  [UKE_CONSENT_AGREED] = "agreed",
};

static const char *const credentials[] = {
  [UKE_CREDENTIAL_CARD] = "card",
  [UKE_CREDENTIAL_PHONE] = "phone",
};

static const char *
write_enum (GType type, int value)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);

  return g_enum_get_value (values, value)->value_nick;
}

/* A word that this release does not know comes from an older one; @otherwise stands for it. */
static int
read_enum (GType type, const char *nick, int otherwise)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (values, nick) : NULL;

  return value != NULL ? value->value : otherwise;
}

static guint
read_word (const char *const *words, guint n_words, const char *word, guint otherwise)
{
  for (guint i = 0; i < n_words; i++)
    if (words[i] != NULL && g_strcmp0 (words[i], word) == 0)
      return i;
  return otherwise;
}

static gint64
write_moment (GDateTime *moment)
{
  return moment != NULL ? g_date_time_to_unix_usec (moment) : 0;
}

/* (transfer full), in Japan's zone */
static GDateTime *
read_moment (gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (moment);
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);

  return utc != NULL ? g_date_time_to_timezone (utc, japan) : NULL;
}

static void
write_consents (UkeVisitRecord *record, const UkeConsents *consents)
{
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    if (consents->items[i] != UKE_CONSENT_NOT_ASKED)
      record->consents[record->n_consents++] =
          (UkeConsentRecord) { items[i], answers[consents->items[i]] };
}

/**
 * uke_visit_to_record:
 *
 * Returns: (transfer full): how the visit stands now
 */
UkeVisitRecord *
uke_visit_to_record (UkeVisit *self)
{
  UkeVisitRecord *record = uke_visit_record_new (uke_visit_get_id (self));
  const UkeStanding *standing = uke_visit_get_standing (self);

  uke_date_from_instant (uke_visit_get_arrived (self), &record->day);
  record->number = uke_visit_get_number (self);
  record->arrived = write_moment (uke_visit_get_arrived (self));
  record->completed = write_moment (uke_visit_get_completed (self));
  record->ended = write_moment (uke_visit_get_ended_at (self));
  record->certificate = g_strdup (uke_visit_get_certificate (self));
  record->help = write_moment (uke_visit_get_help (self));
  record->tries_left = uke_visit_get_tries_left (self);
  record->step = write_enum (UKE_TYPE_STEP, (int) uke_visit_get_step (self));
  record->method = write_enum (UKE_TYPE_METHOD, (int) uke_visit_get_method (self));
  record->reason = write_enum (UKE_TYPE_REASON, (int) uke_visit_get_reason (self));
  record->clock_doubt = write_enum (UKE_TYPE_REASON, (int) uke_visit_get_clock_doubt (self));
  if (standing != NULL) {
    record->credential = credentials[standing->credential];
    record->issued = standing->issued;
    record->expires = standing->calendar.expires;
  }
  write_consents (record, uke_visit_get_consents (self));
  record->answered = write_moment (uke_visit_get_answered (self));
  return record;
}

static void
restore_standing (UkeVisit *visit, const UkeVisitRecord *record, const GDate *today)
{
  UkeStanding standing;

  if (record->credential == NULL || !g_date_valid (&record->issued)
      || !g_date_valid (&record->expires))
    return;

  uke_standing_init (&standing, &record->issued, &record->expires,
                     (UkeCredential) read_word (credentials, G_N_ELEMENTS (credentials),
                                                record->credential, UKE_CREDENTIAL_CARD),
                     UKE_TERMINAL_SILENT, &record->day);
  uke_visit_set_standing (visit, &standing);
  uke_visit_set_today (visit, today);
}

/**
 * uke_carried_consents_from_record:
 * @ret_consents: (out): cleared by whoever gets it
 *
 * Returns: FALSE where nothing was answered
 */
gboolean
uke_carried_consents_from_record (const UkeVisitRecord *record, UkeCarriedConsents *ret_consents)
{
  UkeConsents consents = { 0 };

  ret_consents->answered = record->answered != 0 ? read_moment (record->answered) : NULL;
  if (ret_consents->answered == NULL)
    return FALSE;
  for (guint i = 0; i < record->n_consents; i++) {
    guint item =
        read_word (items, UKE_N_CONSENT_ITEMS, record->consents[i].item, UKE_N_CONSENT_ITEMS);

    if (item < UKE_N_CONSENT_ITEMS)
      consents.items[item] =
          (UkeConsent) read_word (answers, G_N_ELEMENTS (answers), record->consents[i].answer,
                                  UKE_CONSENT_NOT_ASKED);
  }
  ret_consents->consents = consents;
  return TRUE;
}

static void
restore_consents (UkeVisit *visit, const UkeVisitRecord *record)
{
  UkeCarriedConsents last = { 0 };

  if (uke_carried_consents_from_record (record, &last))
    uke_visit_set_consents (visit, &last.consents, last.answered);
  uke_carried_consents_clear (&last);
}

/**
 * uke_visit_take_patient:
 *
 * Has a visit say whose it is, as far as that was written.
 */
void
uke_visit_take_patient (UkeVisit *self, const UkeVisitRecord *record)
{
  g_autoptr (UkePatient) patient =
      record->patient != NULL ? uke_patient_from_record (record->patient, NULL) : NULL;

  uke_visit_set_patient (self, patient);
}

/**
 * uke_visit_take_record:
 *
 * Has a visit say what was written of it.
 */
void
uke_visit_take_record (UkeVisit *self, const UkeVisitRecord *record, const GDate *today)
{
  g_autoptr (GDateTime) completed = read_moment (record->completed);
  g_autoptr (GDateTime) ended = read_moment (record->ended);
  g_autoptr (GDateTime) help = read_moment (record->help);

  g_object_freeze_notify (G_OBJECT (self));
  uke_visit_set_number (self, record->number);
  uke_visit_set_step (self, (UkeStep) read_enum (UKE_TYPE_STEP, record->step, UKE_STEP_IDLE));
  uke_visit_set_method (self,
                        (UkeMethod) read_enum (UKE_TYPE_METHOD, record->method, UKE_METHOD_NONE));
  uke_visit_set_reason (self,
                        (UkeReason) read_enum (UKE_TYPE_REASON, record->reason, UKE_REASON_NONE));
  uke_visit_set_tries_left (self, record->tries_left);
  uke_visit_set_help (self, record->help != 0 ? help : NULL);
  restore_standing (self, record, today);
  restore_consents (self, record);
  if (record->completed != 0 && completed != NULL)
    uke_visit_set_completed (self, completed);
  if (record->ended != 0 && ended != NULL)
    uke_visit_set_ended (self, ended);
  uke_visit_take_patient (self, record);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * uke_visit_from_record:
 *
 * Returns: (transfer full) (nullable): NULL for a moment that no calendar has
 */
UkeVisit *
uke_visit_from_record (const UkeVisitRecord *record, const GDate *today)
{
  g_autoptr (GDateTime) arrived = read_moment (record->arrived);
  UkeVisit *visit;

  if (arrived == NULL)
    return NULL;

  visit =
      uke_visit_new (record->id, record->number, arrived,
                     (UkeReason) read_enum (UKE_TYPE_REASON, record->clock_doubt, UKE_REASON_NONE));
  uke_visit_take_record (visit, record, today);
  return visit;
}
