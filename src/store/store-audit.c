/* What is asked of a store about the record of accesses. */

#include "store/store-private.h"

static gpointer
add (UkeDatabase *database, gpointer data, GError **error)
{
  return GINT_TO_POINTER (uke_audit_rows_add (database, data, error));
}

void
uke_store_audit_async (UkeStore *self,
                       const UkeAuditEntry *entry,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  uke_store_run_async (self, add,
                       uke_audit_entry_new (entry->moment, entry->place, entry->who, entry->action,
                                            entry->subject),
                       (GDestroyNotify) uke_audit_entry_free, NULL, callback, user_data);
}

gboolean
uke_store_audit_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error) != NULL;
}
