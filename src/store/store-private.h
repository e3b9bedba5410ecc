#pragma once

#include "store/store-thread.h"
#include "store/store.h"

G_BEGIN_DECLS

/* For the files of this room that ask a store something. */

/* @data: freed with @free_data, in some thread, when it was done */
void uke_store_run_async (UkeStore *self,
                          UkeStoreWork work,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* What the work returned. */
gpointer uke_store_run_finish (UkeStore *self, GAsyncResult *result, GError **error);
/* Waits. */
gpointer uke_store_run (UkeStore *self,
                        UkeStoreWork work,
                        gpointer data,
                        GDestroyNotify free_result,
                        GError **error);

G_END_DECLS
