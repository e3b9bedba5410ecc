#include "reader/pcsc-session.h"

#include "reader/pcsc-error.h"
#include "reader/usb-devices.h"

#include <string.h>

/* Wakes a wait when readers come and go. */
#define HOT_PLUG "\\\\?PnP?\\Notification"
#define ABSENT_LOOK_MS 2000

void
uke_pcsc_session_init (UkePcscSession *self, const char *only, const char *usb_devices)
{
  *self = (UkePcscSession) { .only = only, .usb_devices = usb_devices };
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) uke_slot_view_free);
}

static void
close_with (UkePcscSession *self, UkeSlotState state)
{
  uke_card_watch_lose_service (&self->watch, state, self->views);
  if (!self->is_open)
    return;

  SCardReleaseContext (self->context);
  self->is_open = FALSE;
  self->n_readers = 0;
}

/**
 * uke_pcsc_session_close:
 *
 * Gives up the daemon, and notes that the slot has none.
 */
void
uke_pcsc_session_close (UkePcscSession *self)
{
  close_with (self, UKE_SLOT_NO_SERVICE);
}

void
uke_pcsc_session_clear (UkePcscSession *self)
{
  uke_pcsc_session_close (self);
  uke_card_watch_clear (&self->watch);
  g_clear_pointer (&self->views, g_ptr_array_unref);
}

static gboolean
lose_service (UkePcscSession *self, const char *call, LONG result)
{
  g_debug ("%s: %s", call, pcsc_stringify_error (result));
  close_with (self, uke_pcsc_error_judge_service (result));
  return FALSE;
}

gboolean
uke_pcsc_session_open (UkePcscSession *self)
{
  LONG result;

  if (self->is_open)
    return TRUE;

  result = SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &self->context);
  if (result != SCARD_S_SUCCESS)
    return lose_service (self, "SCardEstablishContext", result);

  self->is_open = TRUE;
  self->is_stale = TRUE;
  return TRUE;
}

/* A multi-string: names one after the other, the last one empty. */
static void
take_names (UkePcscSession *self)
{
  self->n_readers = 0;
  for (const char *name = self->names; *name != '\0'; name += strlen (name) + 1) {
    if (self->only != NULL && strcmp (name, self->only) != 0)
      continue;
    if (self->n_readers == G_N_ELEMENTS (self->readers) - 1)
      break;
    self->readers[self->n_readers++] = (SCARD_READERSTATE) { .szReader = name };
  }
}

static gboolean
list_readers (UkePcscSession *self)
{
  SCARD_READERSTATE plug = { .szReader = HOT_PLUG };
  DWORD length = sizeof self->names;
  LONG result;

  /* The daemon's count of plug events is taken first: a reader that comes between it and the list
   * makes the next wait return, so that none is missed. */
  result = SCardGetStatusChange (self->context, 0, &plug, 1);
  if (result != SCARD_S_SUCCESS && result != SCARD_E_TIMEOUT)
    return lose_service (self, "SCardGetStatusChange", result);
  self->plug_state = plug.dwEventState & ~(DWORD) SCARD_STATE_CHANGED;

  result = SCardListReaders (self->context, NULL, self->names, &length);
  if (result == SCARD_E_NO_READERS_AVAILABLE)
    self->names[0] = '\0';
  else if (result != SCARD_S_SUCCESS)
    return lose_service (self, "SCardListReaders", result);

  take_names (self);
  self->is_stale = FALSE;
  return TRUE;
}

/* Why there is no reader, in case there is none. A wish for another one is not the driver's fault.
 */
static UkeSlotState
explain_absence (UkePcscSession *self)
{
  return self->names[0] == '\0' && uke_usb_devices_have_reader (self->usb_devices)
             ? UKE_SLOT_NO_DRIVER
             : UKE_SLOT_NO_READER;
}

/**
 * uke_pcsc_session_look:
 *
 * Looks at every reader without waiting, and notes what has changed.
 *
 * Returns: FALSE when the daemon is gone
 */
gboolean
uke_pcsc_session_look (UkePcscSession *self)
{
  LONG result = SCARD_S_SUCCESS;

  do {
    if (self->is_stale && !list_readers (self))
      return FALSE;

    for (gsize i = 0; i < self->n_readers; i++)
      self->readers[i].dwCurrentState = SCARD_STATE_UNAWARE;
    if (self->n_readers > 0)
      result = SCardGetStatusChange (self->context, 0, self->readers, self->n_readers);

    /* One was unplugged since the list was made. */
    self->is_stale = result == SCARD_E_UNKNOWN_READER;
  } while (self->is_stale);

  if (result != SCARD_S_SUCCESS && result != SCARD_E_TIMEOUT)
    return lose_service (self, "SCardGetStatusChange", result);

  uke_card_watch_update (&self->watch, self->readers, self->n_readers, explain_absence (self),
                         self->views);
  return TRUE;
}

/**
 * uke_pcsc_session_wait:
 *
 * Sleeps until a card or a reader comes or goes, or until SCardCancel().
 *
 * Returns: FALSE when the daemon is gone; the session stays open, so that
 *   whoever may be cancelling it at this moment is told first
 */
gboolean
uke_pcsc_session_wait (UkePcscSession *self)
{
  SCARD_READERSTATE *plug = &self->readers[self->n_readers];
  DWORD timeout;
  LONG result;

  for (gsize i = 0; i < self->n_readers; i++)
    self->readers[i].dwCurrentState = self->readers[i].dwEventState & ~(DWORD) SCARD_STATE_CHANGED;
  *plug = (SCARD_READERSTATE) { .szReader = HOT_PLUG, .dwCurrentState = self->plug_state };

  /* A reader without a driver comes and goes without a word from the daemon. */
  timeout = self->n_readers > 0 ? INFINITE : ABSENT_LOOK_MS;
  result = SCardGetStatusChange (self->context, timeout, self->readers, self->n_readers + 1);
  if (result == SCARD_E_CANCELLED || result == SCARD_E_TIMEOUT)
    return TRUE;
  if (result == SCARD_E_UNKNOWN_READER) {
    self->is_stale = TRUE;
    return TRUE;
  }
  if (result != SCARD_S_SUCCESS)
    return FALSE;

  for (gsize i = 0; i < self->n_readers; i++)
    if ((self->readers[i].dwEventState & SCARD_STATE_UNKNOWN) != 0)
      self->is_stale = TRUE;
  if ((plug->dwEventState & SCARD_STATE_CHANGED) != 0)
    self->is_stale = TRUE;
  return TRUE;
}

DWORD
uke_pcsc_session_get_event_state (UkePcscSession *self)
{
  for (gsize i = 0; i < self->n_readers; i++)
    if (g_strcmp0 (self->readers[i].szReader, self->watch.reader_name) == 0)
      return self->readers[i].dwEventState;
  return 0;
}
