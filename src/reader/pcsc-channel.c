#include "reader/pcsc-channel.h"

#include "card/apdu.h"
#include "card/wiped-bytes.h"
#include "reader/pcsc-error.h"
#include "reader/pcsc-features.h"

/* Longer than the daemon takes between two looks at a reader, which are 400 ms apart. */
#define REMOVAL_NOTICED_MS 1000

struct _UkePcscChannel {
  GObject parent_instance;

  SCARDCONTEXT context;
  SCARDHANDLE handle;
  DWORD protocol;
  gboolean connected;
  gboolean extended_length;
  guint turn; /* how often we have begun */
  char *reader_name;
  DWORD event_state; /* with the card */
  const int *quit;
  guint8 *answer; /* UKE_APDU_ANSWER_MAX */
};

static void
uke_pcsc_channel_iface_init (UkeChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UkePcscChannel,
                               uke_pcsc_channel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_CHANNEL,
                                                      uke_pcsc_channel_iface_init))

/* A driver that loses a card in the middle of a command says only that it failed; the daemon finds
 * out at its next look. Whoever places the card again needs to know which of the two it was. */
static gboolean
card_is_lifted (UkePcscChannel *self)
{
  SCARD_READERSTATE reader = { .szReader = self->reader_name,
                               .dwCurrentState = self->event_state & ~SCARD_STATE_CHANGED };
  LONG result = SCardGetStatusChange (self->context, REMOVAL_NOTICED_MS, &reader, 1);

  if (result == SCARD_E_UNKNOWN_READER)
    return TRUE;
  return result == SCARD_S_SUCCESS
         && ((reader.dwEventState & SCARD_STATE_PRESENT) == 0
             || reader.dwEventState >> 16 != self->event_state >> 16);
}

static GError *
explain (UkePcscChannel *self, const char *call, LONG result)
{
  g_autoptr (GError) error = uke_pcsc_error_new (call, result);

  if (result != SCARD_E_SHARING_VIOLATION
      && g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_UNREADABLE)
      && card_is_lifted (self))
    return uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The card was lifted");
  return g_steal_pointer (&error);
}

static GBytes *
uke_pcsc_channel_transmit (UkeChannel *channel, const guint8 *command, gsize length, GError **error)
{
  UkePcscChannel *self = UKE_PCSC_CHANNEL (channel);
  const SCARD_IO_REQUEST *pci = self->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
  DWORD n_answer = UKE_APDU_ANSWER_MAX;
  GBytes *answer;
  LONG result;

  if (!self->connected || g_atomic_int_get (self->quit) != 0) {
    g_propagate_error (error,
                       uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The slot is closed"));
    return NULL;
  }

  result = SCardTransmit (self->handle, pci, command, length, NULL, self->answer, &n_answer);
  /* The virtual reader says success when a card goes in the middle of a command, and gives nothing.
   */
  if (result == SCARD_S_SUCCESS && n_answer < 2)
    result = SCARD_E_NOT_TRANSACTED;
  if (result != SCARD_S_SUCCESS) {
    g_propagate_error (error, explain (self, "SCardTransmit", result));
    return NULL;
  }

  answer = uke_wiped_bytes_new (self->answer, n_answer);
  explicit_bzero (self->answer, n_answer);
  return answer;
}

static gsize
uke_pcsc_channel_get_answer_max (UkeChannel *channel)
{
  return UKE_PCSC_CHANNEL (channel)->extended_length ? UKE_ANSWER_MAX_EXTENDED
                                                     : UKE_ANSWER_MAX_SHORT;
}

static guint
uke_pcsc_channel_get_turn (UkeChannel *channel)
{
  return UKE_PCSC_CHANNEL (channel)->turn;
}

static void
uke_pcsc_channel_take_power_away (UkeChannel *channel)
{
  UkePcscChannel *self = UKE_PCSC_CHANNEL (channel);
  LONG result;

  if (!self->connected)
    return;
  result = SCardReconnect (self->handle, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                           SCARD_UNPOWER_CARD, &self->protocol);
  if (result != SCARD_S_SUCCESS)
    g_debug ("SCardReconnect: %s", pcsc_stringify_error (result));
}

static void
uke_pcsc_channel_iface_init (UkeChannelInterface *iface)
{
  iface->transmit = uke_pcsc_channel_transmit;
  iface->get_answer_max = uke_pcsc_channel_get_answer_max;
  iface->get_turn = uke_pcsc_channel_get_turn;
  iface->take_power_away = uke_pcsc_channel_take_power_away;
}

static void
uke_pcsc_channel_finalize (GObject *object)
{
  UkePcscChannel *self = UKE_PCSC_CHANNEL (object);

  uke_pcsc_channel_disconnect (self);
  g_free (self->reader_name);
  g_free (self->answer);

  G_OBJECT_CLASS (uke_pcsc_channel_parent_class)->finalize (object);
}

static void
uke_pcsc_channel_class_init (UkePcscChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_pcsc_channel_finalize;
}

static void
uke_pcsc_channel_init (UkePcscChannel *self)
{
  self->answer = g_malloc (UKE_APDU_ANSWER_MAX);
}

UkePcscChannel *
uke_pcsc_channel_connect (SCARDCONTEXT context,
                          const SCARD_READERSTATE *card,
                          const int *quit,
                          GError **error)
{
  g_autoptr (UkePcscChannel) self = g_object_new (UKE_TYPE_PCSC_CHANNEL, NULL);
  LONG result;

  self->context = context;
  self->reader_name = g_strdup (card->szReader);
  self->event_state = card->dwEventState;
  self->quit = quit;

  result = SCardConnect (context, card->szReader, SCARD_SHARE_SHARED,
                         SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &self->handle, &self->protocol);
  if (result != SCARD_S_SUCCESS) {
    g_propagate_error (error, explain (self, "SCardConnect", result));
    return NULL;
  }

  self->connected = TRUE;
  self->extended_length = uke_pcsc_takes_extended_length (self->handle);
  return g_steal_pointer (&self);
}

void
uke_pcsc_channel_disconnect (UkePcscChannel *self)
{
  if (!self->connected)
    return;

  self->connected = FALSE;
  SCardDisconnect (self->handle, SCARD_LEAVE_CARD);
}

/**
 * uke_pcsc_channel_begin:
 *
 * Gets the card for this program alone, until uke_pcsc_channel_end().
 *
 * Waits while another program has it. When another one has reset the card
 * since, the connection is taken up again: whoever works with the card
 * selects its application first anyway.
 *
 * Returns: TRUE when the card is ours
 */
gboolean
uke_pcsc_channel_begin (UkePcscChannel *self, GError **error)
{
  LONG result = SCardBeginTransaction (self->handle);

  self->turn++;

  if (result == SCARD_W_RESET_CARD) {
    result =
        SCardReconnect (self->handle, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                        SCARD_LEAVE_CARD, &self->protocol);
    if (result == SCARD_S_SUCCESS)
      result = SCardBeginTransaction (self->handle);
  }
  if (result != SCARD_S_SUCCESS) {
    g_propagate_error (error, explain (self, "SCardBeginTransaction", result));
    return FALSE;
  }
  return TRUE;
}

void
uke_pcsc_channel_end (UkePcscChannel *self)
{
  SCardEndTransaction (self->handle, SCARD_LEAVE_CARD);
}
