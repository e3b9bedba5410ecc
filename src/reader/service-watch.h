#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells when it is worth looking for the PC/SC daemon again. */
typedef struct _UkeServiceWatch UkeServiceWatch;

typedef void (*UkeServiceWatchFunc) (gpointer user_data);

UkeServiceWatch *
uke_service_watch_new (UkeServiceWatchFunc on_changed, gpointer user_data);
void
uke_service_watch_free (UkeServiceWatch *self);

G_END_DECLS
