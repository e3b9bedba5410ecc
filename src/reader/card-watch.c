#include "reader/card-watch.h"

void
uke_slot_view_free (UkeSlotView *self)
{
  g_free (self->reader_name);
  g_free (self);
}

void
uke_card_watch_clear (UkeCardWatch *self)
{
  g_clear_pointer (&self->reader_name, g_free);
  *self = (UkeCardWatch) { .state = UKE_SLOT_NO_SERVICE };
}

gboolean
uke_card_watch_has_card (const UkeCardWatch *self)
{
  return self->state == UKE_SLOT_OCCUPIED || self->state == UKE_SLOT_MUTE;
}

static void
become (UkeCardWatch *self, UkeSlotState state, const char *reader_name, GPtrArray *ret_views)
{
  UkeSlotView *view;

  if (self->state == state && g_strcmp0 (self->reader_name, reader_name) == 0)
    return;

  self->state = state;
  g_set_str (&self->reader_name, reader_name);

  view = g_new0 (UkeSlotView, 1);
  view->state = state;
  view->placement = self->placement;
  view->reader_name = g_strdup (reader_name);
  g_ptr_array_add (ret_views, view);
}

static guint16
count_events (const SCARD_READERSTATE *reader)
{
  return (guint16) (reader->dwEventState >> 16);
}

static UkeSlotState
judge_card (const SCARD_READERSTATE *reader)
{
  return (reader->dwEventState & SCARD_STATE_MUTE) != 0 ? UKE_SLOT_MUTE : UKE_SLOT_OCCUPIED;
}

static gboolean
holds_card (const SCARD_READERSTATE *reader)
{
  return (reader->dwEventState & SCARD_STATE_PRESENT) != 0
         && (reader->dwEventState & (SCARD_STATE_UNAVAILABLE | SCARD_STATE_UNKNOWN)) == 0;
}

static const SCARD_READERSTATE *
find_reader (const SCARD_READERSTATE *readers, gsize n_readers, const char *name)
{
  for (gsize i = 0; i < n_readers; i++)
    if (g_strcmp0 (readers[i].szReader, name) == 0)
      return &readers[i];
  return NULL;
}

/* The card to take up: one that answers before one that does not, then in PC/SC's order. */
static const SCARD_READERSTATE *
find_card (const SCARD_READERSTATE *readers, gsize n_readers)
{
  const SCARD_READERSTATE *mute = NULL;

  for (gsize i = 0; i < n_readers; i++) {
    if (!holds_card (&readers[i]))
      continue;
    if (judge_card (&readers[i]) == UKE_SLOT_OCCUPIED)
      return &readers[i];
    if (mute == NULL)
      mute = &readers[i];
  }
  return mute;
}

static void
become_empty (UkeCardWatch *self,
              const SCARD_READERSTATE *readers,
              gsize n_readers,
              UkeSlotState absent,
              GPtrArray *ret_views)
{
  /* While another reader waits just as well, the name does not jump to it and back. */
  const SCARD_READERSTATE *reader = find_reader (readers, n_readers, self->reader_name);

  if (n_readers == 0)
    become (self, absent, NULL, ret_views);
  else
    become (self, UKE_SLOT_EMPTY, (reader != NULL ? reader : readers)->szReader, ret_views);
}

void
uke_card_watch_lose_service (UkeCardWatch *self, UkeSlotState state, GPtrArray *ret_views)
{
  become (self, state, NULL, ret_views);
}

/**
 * uke_card_watch_update:
 * @readers: names and event states, as SCardGetStatusChange() leaves them
 * @absent: what to call it when there are no readers
 * @ret_views: (element-type UkeSlotView): where changes are appended
 *
 * Takes in what lies on the readers now.
 *
 * The first card holds the slot until it is lifted; only then does a card on
 * another reader count. The upper word of an event state counts insertions
 * and removals: a card that was lifted and placed between two looks is an
 * empty slot and then a new placement, even though it lies there both times.
 */
void
uke_card_watch_update (UkeCardWatch *self,
                       const SCARD_READERSTATE *readers,
                       gsize n_readers,
                       UkeSlotState absent,
                       GPtrArray *ret_views)
{
  const SCARD_READERSTATE *card;

  if (uke_card_watch_has_card (self)) {
    card = find_reader (readers, n_readers, self->reader_name);
    if (card != NULL && holds_card (card) && count_events (card) == self->events) {
      become (self, judge_card (card), card->szReader, ret_views);
      return;
    }
  }

  become_empty (self, readers, n_readers, absent, ret_views);

  card = find_card (readers, n_readers);
  if (card == NULL)
    return;
  self->placement++;
  self->events = count_events (card);
  become (self, judge_card (card), card->szReader, ret_views);
}
