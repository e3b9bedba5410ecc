#pragma once

#include "store/database.h"
#include "store/patient-record.h"

G_BEGIN_DECLS

/* What is looked for among patients; at least one is not NULL, and any of them finds. */
typedef struct {
  char *words; /* the beginning of a name or its kana, folded */
  char *chart; /* the beginning of a number */
  char *birth; /* YYYY-MM-DD */
} UkePatientSearch;

void uke_patient_search_free (UkePatientSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkePatientSearch, uke_patient_search_free)

/* Found, with when they were here last. */
typedef struct {
  UkePatientRecord *patient;
  GDate last_visit; /* not valid: never */
} UkePatientFound;

void uke_patient_found_free (UkePatientFound *self);

/* The tables “patient” and “secret”, for the store's own thread. */

/* The columns of a patient, from a table called p. */
#define UKE_PATIENT_COLUMNS "p.id, p.chart, p.name, p.kana, p.birth"

UkePatientRecord *uke_patient_rows_take (const UkeRows *rows, guint row, guint column);
gboolean uke_patient_rows_write (UkeDatabase *database, const UkePatientRecord *record, GError **error);
UkePatientRecord *uke_patient_rows_read_chart (UkeDatabase *database, const char *chart, GError **error);
GPtrArray *uke_patient_rows_search (UkeDatabase *database, const UkePatientSearch *search, guint limit, GError **error);

G_END_DECLS
