#pragma once

#include "reception/patient.h"
#include "reception/visit.h"

G_BEGIN_DECLS

typedef struct _UkeVisitKeeper UkeVisitKeeper;
typedef struct _UkeVisitBook UkeVisitBook;

#define UKE_PATIENT_ERROR (uke_patient_error_quark ())
GQuark uke_patient_error_quark (void);

typedef enum {
  UKE_PATIENT_ERROR_NOTHING,   /* neither a number nor a name was entered */
  UKE_PATIENT_ERROR_MY_NUMBER, /* it has a 12-digit individual number in it */
} UkePatientError;

/* Patients that come to mind in one search. */
#define UKE_PATIENT_DIRECTORY_MAX_FOUND 50

/**
 * UkePatientDirectory:
 *
 * Whom the desk knows: looks them up, enters them, and tells when they were here.
 */
#define UKE_TYPE_PATIENT_DIRECTORY (uke_patient_directory_get_type ())
G_DECLARE_FINAL_TYPE (UkePatientDirectory, uke_patient_directory, UKE, PATIENT_DIRECTORY, GObject)

UkePatientDirectory *uke_patient_directory_new (UkeVisitKeeper *keeper, UkeVisitBook *book);

/* (element-type UkePatient) (transfer full) */
void uke_patient_directory_search_async (UkePatientDirectory *self,
                                         const char *text,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *uke_patient_directory_search_finish (UkePatientDirectory *self, GAsyncResult *result, GError **error);
/* (element-type UkeVisit) (transfer full): newest first */
void uke_patient_directory_read_history_async (UkePatientDirectory *self,
                                               UkePatient *patient,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *uke_patient_directory_read_history_finish (UkePatientDirectory *self, GAsyncResult *result, GError **error);
void uke_patient_directory_enter_async (UkePatientDirectory *self,
                                        UkeVisit *visit,
                                        UkePatient *patient,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean uke_patient_directory_enter_finish (UkePatientDirectory *self, GAsyncResult *result, GError **error);
/* Whether a visit is one that a search for @text should show; the list of today is searched as one
 * types. */
gboolean uke_patient_directory_matches (UkeVisit *visit, const char *text);

G_END_DECLS
