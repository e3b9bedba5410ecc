#pragma once

#include "store/audit-rows.h"
#include "store/patient-rows.h"
#include "store/store-error.h"
#include "store/visit-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * UkeStore:
 *
 * What happened at this institution, kept: in an encrypted file of this machine, or on a server
 * that several desks and kiosks share. Nobody waits for a disk: one thread works for it.
 *
 * Signals, at a server only, of what other programs did there: "visit-changed" (the visit's id),
 * "asked" (the visit's id, a word), "missed-some" when the server was reached for the first time or
 * again, so that anything may have changed.
 */
#define UKE_TYPE_STORE (uke_store_get_type ())
G_DECLARE_FINAL_TYPE (UkeStore, uke_store, UKE, STORE, GObject)

UkeStore *uke_store_open_file (const char *path, const guint8 *key, GError **error);
UkeStore *uke_store_open_folder (const char *folder, GError **error);
UkeStore *uke_store_open_server (const char *address, gboolean training, GError **error);
void uke_store_close (UkeStore *self);
gboolean uke_store_is_shared (UkeStore *self);
char *uke_store_get_default_folder (void);

void uke_store_write_visit_async (UkeStore *self,
                                  const UkeVisitRecord *record,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @ret_number: (optional): the visit's number of the day, another one where two arrived at once */
gboolean uke_store_write_visit_finish (UkeStore *self,
                                       GAsyncResult *result,
                                       guint *ret_number,
                                       GError **error);
/* (transfer full) (nullable): NULL without an error where there is no such visit */
void uke_store_read_visit_async (UkeStore *self,
                                 const char *id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
UkeVisitRecord *uke_store_read_visit_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* What the person of a visit answered here the last time, as a record that has nothing else.
 * (transfer full) (nullable): NULL without an error where that is nothing */
void uke_store_read_answers_async (UkeStore *self,
                                   const char *id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
UkeVisitRecord *uke_store_read_answers_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* The visits of some days, both included, by day and number. (element-type UkeVisitRecord)
 * (transfer full) */
void uke_store_read_visits_async (UkeStore *self,
                                  const GDate *from,
                                  const GDate *to,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *uke_store_read_visits_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* Adds to the record of accesses; @entry is copied. */
void uke_store_audit_async (UkeStore *self,
                            const UkeAuditEntry *entry,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean uke_store_audit_finish (UkeStore *self, GAsyncResult *result, GError **error);
void uke_store_clear_help_async (UkeStore *self,
                                 const char *visit,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean uke_store_clear_help_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* Forgets what was before @day; the answer is how many visits that were, -1 on failure. */
void uke_store_forget_before_async (UkeStore *self,
                                    const GDate *day,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gint64 uke_store_forget_before_finish (UkeStore *self, GAsyncResult *result, GError **error);
void uke_store_ask_elsewhere_async (UkeStore *self,
                                    const char *visit,
                                    const char *word,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean uke_store_ask_elsewhere_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* Writes who a patient is and that the visit is theirs. A number of the charts that another patient
 * has makes them that patient. */
void uke_store_link_patient_async (UkeStore *self,
                                   const char *visit,
                                   const UkePatientRecord *patient,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean uke_store_link_patient_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* @search: (transfer full). (element-type UkePatientFound) (transfer full) */
void uke_store_search_patients_async (UkeStore *self,
                                      UkePatientSearch *search,
                                      guint limit,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *uke_store_search_patients_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* The visits of one patient, newest first. (element-type UkeVisitRecord) (transfer full) */
void uke_store_read_history_async (UkeStore *self,
                                   const char *patient,
                                   guint limit,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *uke_store_read_history_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* Which files of the terminal were taken, whenever: the fingerprint of each by the key of its name.
 * (element-type utf8 utf8) (transfer full) */
void uke_store_read_taken_async (UkeStore *self, GAsyncReadyCallback callback, gpointer user_data);
GHashTable *uke_store_read_taken_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* These wait for their answer. */
GPtrArray *uke_store_read_visits (UkeStore *self,
                                  const GDate *from,
                                  const GDate *to,
                                  GError **error);
gint64 uke_store_read_latest_arrival (UkeStore *self, const char *place, GError **error);

G_END_DECLS
