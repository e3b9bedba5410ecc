#include "card/card-notes.h"

static void
card_notes_free (gpointer data)
{
  UkeCardNotes *self = data;

  g_clear_object (&self->certificate);
  g_free (self);
}

/**
 * uke_card_notes_of:
 *
 * Opens the notes on the card that @channel leads to; in the slot's thread only.
 *
 * What another program may have changed in the meantime is forgotten here.
 *
 * Returns: (transfer none): the notes, as long as the channel lives
 */
UkeCardNotes *
uke_card_notes_of (UkeChannel *channel)
{
  static GQuark quark;
  UkeCardNotes *self;
  guint turn = uke_channel_get_turn (channel);

  if (quark == 0)
    quark = g_quark_from_static_string ("uke-card-notes");

  self = g_object_get_qdata (G_OBJECT (channel), quark);
  if (self == NULL) {
    self = g_new0 (UkeCardNotes, 1);
    self->turn = turn;
    self->tries_left = UKE_TRIES_NOT_ASKED;
    g_object_set_qdata_full (G_OBJECT (channel), quark, self, card_notes_free);
  }

  if (self->turn != turn) {
    self->turn = turn;
    self->current = UKE_APPLICATION_NONE;
    self->tries_left = UKE_TRIES_NOT_ASKED;
  }
  return self;
}
