#pragma once

#include "reader/card-watch.h"

G_BEGIN_DECLS

/* The one thread that talks to PC/SC, and its queue. Used from the context that started it. */
typedef struct _UkePcscWorker UkePcscWorker;

typedef void (*UkePcscWorkerFunc) (const UkeSlotView *view, gpointer user_data);

UkePcscWorker *
uke_pcsc_worker_start (const char *only, UkePcscWorkerFunc on_view, gpointer user_data);
void
uke_pcsc_worker_stop (UkePcscWorker *self);

void
uke_pcsc_worker_await_first_look (UkePcscWorker *self, guint timeout_ms);
void
uke_pcsc_worker_seek_service (UkePcscWorker *self);
void
uke_pcsc_worker_push (UkePcscWorker *self, guint placement, GTask *task, UkeSlotWork work);

G_END_DECLS
