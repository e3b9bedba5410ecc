#pragma once

#include "card/errand.h"
#include "reader/card-watch.h"

G_BEGIN_DECLS

/* Two threads that talk to PC/SC, so that neither waits for the other: one watches the readers, one
 * goes to the card. Used from the context that started it, which never waits for the daemon. */
typedef struct _UkePcscWorker UkePcscWorker;

typedef void (*UkePcscWorkerFunc) (const UkeSlotView *view, gpointer user_data);

UkePcscWorker *
uke_pcsc_worker_start (const char *only,
                       const char *usb_devices,
                       UkePcscWorkerFunc on_view,
                       gpointer user_data);
void
uke_pcsc_worker_stop (UkePcscWorker *self);

void
uke_pcsc_worker_await_first_look (UkePcscWorker *self, guint timeout_ms);
void
uke_pcsc_worker_seek_service (UkePcscWorker *self);
void uke_pcsc_worker_push (UkePcscWorker *self, UkeErrand *errand);

G_END_DECLS
