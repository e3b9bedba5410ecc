#include "reader/pcsc-session.h"

#include "reader/pcsc-error.h"

#include <string.h>

/* Wakes a wait when readers come and go. */
#define HOT_PLUG "\\\\?PnP?\\Notification"

void
uke_pcsc_session_init (UkePcscSession *self, const char *only, const int *quit)
{
  *self = (UkePcscSession) { .only = only, .quit = quit };
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) uke_slot_view_free);
}

static void
drop_channel (UkePcscSession *self)
{
  if (self->channel != NULL)
    uke_pcsc_channel_disconnect (self->channel);
  g_clear_object (&self->channel);
}

/**
 * uke_pcsc_session_close:
 *
 * Gives up the daemon, and notes that the slot has none.
 */
void
uke_pcsc_session_close (UkePcscSession *self)
{
  if (!self->is_open)
    return;

  drop_channel (self);
  SCardReleaseContext (self->context);
  self->is_open = FALSE;
  self->n_readers = 0;
  uke_card_watch_lose_service (&self->watch, self->views);
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
  uke_pcsc_session_close (self);
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

/**
 * uke_pcsc_session_look:
 *
 * Looks at every reader without waiting, and notes what has changed.
 *
 * A connection to a card that is not in the slot any more is given up.
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

  uke_card_watch_update (&self->watch, self->readers, self->n_readers, self->views);

  if (!uke_card_watch_has_card (&self->watch) || self->watch.placement != self->channel_placement)
    drop_channel (self);
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
  LONG result;

  for (gsize i = 0; i < self->n_readers; i++)
    self->readers[i].dwCurrentState = self->readers[i].dwEventState & ~(DWORD) SCARD_STATE_CHANGED;
  *plug = (SCARD_READERSTATE) { .szReader = HOT_PLUG, .dwCurrentState = self->plug_state };

  result = SCardGetStatusChange (self->context, INFINITE, self->readers, self->n_readers + 1);
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

static gboolean
refuse (GError **error, UkeCardError code, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, -1, message));
  return FALSE;
}

static gboolean
ensure_placement (UkePcscSession *self, guint placement, GError **error)
{
  if (!uke_card_watch_has_card (&self->watch) || self->watch.placement != placement)
    return refuse (error, UKE_CARD_ERROR_REMOVED, "The card was lifted");
  if (self->watch.state == UKE_SLOT_MUTE)
    return refuse (error, UKE_CARD_ERROR_UNREADABLE, "The card does not answer");
  return TRUE;
}

static gboolean
ensure_channel (UkePcscSession *self, guint placement, GError **error)
{
  if (self->channel != NULL)
    return TRUE;

  for (gsize i = 0; i < self->n_readers; i++)
    if (g_strcmp0 (self->readers[i].szReader, self->watch.reader_name) == 0)
      self->channel =
          uke_pcsc_channel_connect (self->context, &self->readers[i], self->quit, error);

  self->channel_placement = placement;
  return self->channel != NULL;
}

/* On success, the card is ours alone and the one that is meant. */
static gboolean
begin (UkePcscSession *self, guint placement, GError **error)
{
  if (!ensure_placement (self, placement, error) || !ensure_channel (self, placement, error))
    return FALSE;
  if (!uke_pcsc_channel_begin (self->channel, error)) {
    drop_channel (self);
    return FALSE;
  }

  /* Cards may have been exchanged before the connection stood. From now on, it breaks instead. */
  if (!uke_pcsc_session_look (self))
    return refuse (error, UKE_CARD_ERROR_NO_SERVICE, "The PC/SC daemon is gone");
  if (!ensure_placement (self, placement, error)) {
    drop_channel (self);
    return FALSE;
  }
  return TRUE;
}

/**
 * uke_pcsc_session_run:
 * @task: returned on, by @work or with an error
 *
 * Does a piece of work with the card of one placement, undisturbed by others.
 *
 * The connection is kept for that placement's next work.
 */
void
uke_pcsc_session_run (UkePcscSession *self, guint placement, GTask *task, UkeSlotWork work)
{
  g_autoptr (GError) error = NULL;

  if (!begin (self, placement, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  work (task, UKE_CHANNEL (self->channel));
  uke_pcsc_channel_end (self->channel);
}
