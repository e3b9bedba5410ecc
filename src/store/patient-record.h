#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A person as the desk knows them. Texts are owned and wiped. */
typedef struct {
  char *id;    /* UUID */
  char *chart; /* number in the institution's charts; nullable */
  char *name;  /* as the institution writes it; may be empty */
  char *kana;
  GDate birth; /* not valid where it is not known */
} UkePatientRecord;

UkePatientRecord *uke_patient_record_new (const char *id);
UkePatientRecord *uke_patient_record_copy (const UkePatientRecord *self);
void uke_patient_record_free (UkePatientRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkePatientRecord, uke_patient_record_free)

G_END_DECLS
