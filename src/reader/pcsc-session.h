#pragma once

#include "reader/card-watch.h"

G_BEGIN_DECLS

/* One acquaintance with the daemon: its readers, and which card holds the slot. Talks to no card. A
 * plain struct of the watching thread; only SCardCancel may reach its context from elsewhere. */
typedef struct {
  const char *only;        /* nullable: the one reader to use */
  const char *usb_devices; /* the folder where the kernel lists them */
  GPtrArray *views;        /* (element-type UkeSlotView): what changed and was not told yet */
  gboolean is_open;
  SCARDCONTEXT context;
  gboolean is_stale; /* readers came or went: list them anew */
  char names[PCSCLITE_MAX_READERS_CONTEXTS * MAX_READERNAME + 1];
  SCARD_READERSTATE readers[PCSCLITE_MAX_READERS_CONTEXTS]; /* one is left for hot-plug events */
  gsize n_readers;
  DWORD plug_state;
  UkeCardWatch watch;
} UkePcscSession;

void
uke_pcsc_session_init (UkePcscSession *self, const char *only, const char *usb_devices);
void
uke_pcsc_session_clear (UkePcscSession *self);

/* FALSE when there is no daemon; then the session is closed and the views say so. */
gboolean
uke_pcsc_session_open (UkePcscSession *self);
gboolean
uke_pcsc_session_look (UkePcscSession *self);

gboolean
uke_pcsc_session_wait (UkePcscSession *self);
void
uke_pcsc_session_close (UkePcscSession *self);
/* Of the reader with the card. */
DWORD
uke_pcsc_session_get_event_state (UkePcscSession *self);

G_END_DECLS
