#pragma once

#include "store/patient-record.h"
#include "store/result-record.h"

G_BEGIN_DECLS

/* What is kept of one item of consent. */
typedef struct {
  const char *item;   /* nick, static */
  const char *answer; /* nick, static; NULL: not asked, and nothing is kept */
  gint64 until;       /* to when it holds; 0: not said */
} UkeConsentRecord;

#define UKE_VISIT_RECORD_MAX_CONSENTS 16

/* What is kept of a visit: words are nicks and interned, moments are µs since 1970 in UTC (0: not
 * yet), days are those of Japan. */
typedef struct {
  char *id;          /* UUID, owned */
  const char *place; /* where the patient stood: a name within the institution */
  GDate day;
  guint number; /* of the day */
  gint64 arrived;
  gint64 completed;
  gint64 ended;
  gint64 help;    /* when the desk was called; 0 again when it came */
  int tries_left; /* of the PIN; -1: not known */
  const char *step;
  const char *method;
  const char *reason;
  const char *clock_doubt;
  const char *credential; /* nullable, like the two below: no certificate was believed */
  GDate issued;           /* not valid where it is absent */
  GDate expires;
  char *certificate; /* its fingerprint, owned; only a keyed hash of it is kept; nullable */
  UkePatientRecord *patient; /* only read: whose visit it is, as far as the desk knows; nullable */
  UkeResultRecord *result; /* what the terminal said, the latest; nullable */
  guint n_consents;
  UkeConsentRecord consents[UKE_VISIT_RECORD_MAX_CONSENTS];
  gint64 answered;
} UkeVisitRecord;

UkeVisitRecord *uke_visit_record_new (const char *id);
UkeVisitRecord *uke_visit_record_copy (const UkeVisitRecord *self);
void uke_visit_record_free (UkeVisitRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeVisitRecord, uke_visit_record_free)

G_END_DECLS
