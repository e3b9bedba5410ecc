#include "reception/patient-private.h"

struct _UkePatient {
  GObject parent_instance;

  UkePatientRecord *record;
  GDate last_visit; /* not valid where it is not known */
};

G_DEFINE_FINAL_TYPE (UkePatient, uke_patient, G_TYPE_OBJECT)

static void
uke_patient_finalize (GObject *object)
{
  UkePatient *self = UKE_PATIENT (object);

  g_clear_pointer (&self->record, uke_patient_record_free);

  G_OBJECT_CLASS (uke_patient_parent_class)->finalize (object);
}

static void
uke_patient_class_init (UkePatientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_patient_finalize;
}

static void
uke_patient_init (UkePatient *self)
{
  g_date_clear (&self->last_visit, 1);
}

UkePatient *
uke_patient_from_record (const UkePatientRecord *record, const GDate *last_visit)
{
  UkePatient *self = g_object_new (UKE_TYPE_PATIENT, NULL);

  self->record = uke_patient_record_copy (record);
  if (last_visit != NULL)
    self->last_visit = *last_visit;
  return self;
}

UkePatient *
uke_patient_new (const char *chart, const char *name, const char *kana, const GDate *birth)
{
  UkePatient *self = g_object_new (UKE_TYPE_PATIENT, NULL);

  self->record = uke_patient_record_new (NULL);
  g_set_str (&self->record->chart, chart);
  g_set_str (&self->record->name, name);
  g_set_str (&self->record->kana, kana);
  if (birth != NULL)
    self->record->birth = *birth;
  return self;
}

const UkePatientRecord *
uke_patient_peek_record (UkePatient *self)
{
  return self->record;
}

const char *
uke_patient_get_chart (UkePatient *self)
{
  return self->record->chart;
}

const char *
uke_patient_get_name (UkePatient *self)
{
  return self->record->name;
}

const char *
uke_patient_get_kana (UkePatient *self)
{
  return self->record->kana;
}

const char *
uke_patient_get_spoken (UkePatient *self)
{
  return *self->record->kana != '\0' ? self->record->kana : self->record->name;
}

const GDate *
uke_patient_get_birth (UkePatient *self)
{
  return g_date_valid (&self->record->birth) ? &self->record->birth : NULL;
}

const GDate *
uke_patient_get_last_visit (UkePatient *self)
{
  return g_date_valid (&self->last_visit) ? &self->last_visit : NULL;
}
