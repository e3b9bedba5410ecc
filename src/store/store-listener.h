#pragma once

#include "store/postgres-connection.h"

G_BEGIN_DECLS

/* Hears what other programs announce at a server (uke_database_announce()). */
typedef struct _UkeStoreListener UkeStoreListener;

/* @words: what was announced, without whose it was; NULL: something may have been missed, or the
 * server has come back. */
typedef void (*UkeStoreHeardFunc) (const char *words, gpointer user_data);

UkeStoreListener *uke_store_listener_start (UkePostgresAddress *address,
                                            UkeStoreHeardFunc heard,
                                            gpointer user_data);
void uke_store_listener_stop (UkeStoreListener *self);

G_END_DECLS
