#include "store/visit-record.h"

UkeVisitRecord *
uke_visit_record_new (const char *id)
{
  UkeVisitRecord *self = g_new0 (UkeVisitRecord, 1);

  self->id = g_strdup (id);
  self->tries_left = -1;
  g_date_clear (&self->day, 1);
  g_date_clear (&self->issued, 1);
  g_date_clear (&self->expires, 1);
  return self;
}

UkeVisitRecord *
uke_visit_record_copy (const UkeVisitRecord *self)
{
  UkeVisitRecord *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->certificate = g_strdup (self->certificate);
  copy->patient = self->patient != NULL ? uke_patient_record_copy (self->patient) : NULL;
  copy->result = self->result != NULL ? uke_result_record_copy (self->result) : NULL;
  return copy;
}

void
uke_visit_record_free (UkeVisitRecord *self)
{
  g_free (self->id);
  g_free (self->certificate);
  g_clear_pointer (&self->patient, uke_patient_record_free);
  g_clear_pointer (&self->result, uke_result_record_free);
  g_free (self);
}
