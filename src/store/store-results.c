/* What is asked of a store about files of the terminal. */

#include "store/store-private.h"

#include "store/result-rows.h"

static gpointer
read_taken (UkeDatabase *database, gpointer data, GError **error)
{
  return uke_result_rows_read_taken (database, error);
}

void
uke_store_read_taken_async (UkeStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  uke_store_run_async (self, read_taken, NULL, NULL, (GDestroyNotify) g_hash_table_unref, callback,
                       user_data);
}

GHashTable *
uke_store_read_taken_finish (UkeStore *self, GAsyncResult *result, GError **error)
{
  return uke_store_run_finish (self, result, error);
}
