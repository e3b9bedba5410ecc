#pragma once

#include "card/errand.h"

#include <winscard.h>

G_BEGIN_DECLS

/* A thread that goes to the card with one piece of work after the other, and notices when another
 * program keeps the card from it. */
typedef struct _UkePcscErrands UkePcscErrands;

/* What lies in the slot; work is only for that. */
typedef struct {
  UkeSlotState state;
  guint placement;
  char *reader_name; /* nullable */
  DWORD event_state; /* of that reader, with the card on it */
} UkePcscSight;

/* Called in the errands' thread. */
typedef struct {
  void (*held) (guint placement, gboolean is_held, gpointer user_data);
  void (*finished) (GTask *task, gpointer user_data); /* (transfer full) */
  void (*ended) (gpointer user_data);                 /* the last call */
} UkePcscErrandsFuncs;

UkePcscErrands *
uke_pcsc_errands_new (const UkePcscErrandsFuncs *funcs, gpointer user_data);
void
uke_pcsc_errands_unref (UkePcscErrands *self);

/* From any thread; none of them waits. */
void
uke_pcsc_errands_see (UkePcscErrands *self, const UkePcscSight *sight);
void uke_pcsc_errands_push (UkePcscErrands *self, UkeErrand *errand);

/* Work that has not begun is refused; work that has begun ends at its next command. */
void
uke_pcsc_errands_quit (UkePcscErrands *self);

G_END_DECLS
