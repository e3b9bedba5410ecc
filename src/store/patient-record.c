#include "store/patient-record.h"

#include <string.h>

static void
free_wiped (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * uke_patient_record_new:
 * @id: (nullable): NULL: a new one is drawn
 *
 * Returns: (transfer full): nothing is known but the id
 */
UkePatientRecord *
uke_patient_record_new (const char *id)
{
  UkePatientRecord *self = g_new0 (UkePatientRecord, 1);

  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->name = g_strdup ("");
  self->kana = g_strdup ("");
  g_date_clear (&self->birth, 1);
  return self;
}

UkePatientRecord *
uke_patient_record_copy (const UkePatientRecord *self)
{
  UkePatientRecord *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->chart = g_strdup (self->chart);
  copy->name = g_strdup (self->name);
  copy->kana = g_strdup (self->kana);
  return copy;
}

void
uke_patient_record_free (UkePatientRecord *self)
{
  g_free (self->id);
  free_wiped (self->chart);
  free_wiped (self->name);
  free_wiped (self->kana);
  g_date_clear (&self->birth, 1);
  g_free (self);
}
