#pragma once

#include <gio/gio.h>
#include <winscard.h>

G_BEGIN_DECLS

/* A thread with a context of its own, for calls to PC/SC that may take as long as they like:
 * another program holds the card, the daemon stands still. Whoever asked can stop waiting at any
 * moment. */
typedef struct _UkePcscHand UkePcscHand;

typedef LONG (*UkePcscCall) (SCARDCONTEXT context, gpointer data);

/* When to stop waiting. */
typedef struct {
  const int *quit;           /* nullable; read atomically, a number other than 0 ends the wait */
  GCancellable *cancellable; /* nullable */
  guint timeout_ms;
} UkePatience;

UkePcscHand *
uke_pcsc_hand_new (UkePcscCall closing);
void
uke_pcsc_hand_let_go (UkePcscHand *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkePcscHand, uke_pcsc_hand_let_go)

void
uke_pcsc_hand_begin (UkePcscHand *self, UkePcscCall call, gpointer data, GDestroyNotify free_data);
gboolean
uke_pcsc_hand_wait (UkePcscHand *self, const UkePatience *patience, LONG *ret_result);

G_END_DECLS
