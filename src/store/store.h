#pragma once

#include "store/store-error.h"
#include "store/visit-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * UkeStore:
 *
 * What happened at this institution, kept. One thread works for it, so that nobody waits for a
 * disk; what was asked first is done first.
 */
#define UKE_TYPE_STORE (uke_store_get_type ())
G_DECLARE_FINAL_TYPE (UkeStore, uke_store, UKE, STORE, GObject)

UkeStore *uke_store_open_file (const char *path, const guint8 *key, GError **error);
UkeStore *uke_store_open_folder (const char *folder, GError **error);
void uke_store_close (UkeStore *self);
char *uke_store_get_default_folder (void);

void uke_store_write_visit_async (UkeStore *self,
                                  const UkeVisitRecord *record,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean uke_store_write_visit_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* These wait for their answer. */
GPtrArray *uke_store_read_visits (UkeStore *self,
                                  const GDate *from,
                                  const GDate *to,
                                  GError **error);
gint64 uke_store_read_latest_arrival (UkeStore *self, GError **error);

G_END_DECLS
