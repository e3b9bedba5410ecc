#pragma once

#include "store/database.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The one thread that works at a database; what was asked first is done first. */
typedef struct _UkeStoreThread UkeStoreThread;

/* Done in the thread. Returns what the task returns; NULL on failure. Where a server was lost it is
 * done again, so that doing it twice must be the same as doing it once. */
typedef gpointer (*UkeStoreWork) (UkeDatabase *database, gpointer data, GError **error);

UkeStoreThread *uke_store_thread_start (UkeDatabase *database);
void uke_store_thread_stop (UkeStoreThread *self);

void uke_store_thread_push (UkeStoreThread *self,
                            UkeStoreWork work,
                            GTask *task,
                            GDestroyNotify free_result);
gpointer uke_store_thread_ask (UkeStoreThread *self,
                               UkeStoreWork work,
                               gpointer data,
                               GDestroyNotify free_result,
                               GError **error);

G_END_DECLS
