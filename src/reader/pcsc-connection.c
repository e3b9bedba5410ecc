#include "reader/pcsc-connection.h"

#include "card/apdu.h"
#include "card/wiped-bytes.h"
#include "reader/pcsc-error.h"
#include "reader/pcsc-features.h"

/* Longer than the daemon takes between two looks at a reader, which are 400 ms apart. */
#define REMOVAL_NOTICED_MS 1000

#define ANY_PROTOCOL (SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)

struct _UkePcscConnection {
  GObject parent_instance;

  char *reader_name;
  DWORD event_state;    /* with the card */
  SCARDCONTEXT context; /* the hand's, while it calls */
  SCARDHANDLE handle;
  DWORD protocol;
  gboolean connected;
  gsize answer_max;
  guint turn;        /* how often the card was granted */
  int broken;        /* atomic */
  UkeErrand *errand; /* nullable */
  guint8 *answer;    /* UKE_APDU_ANSWER_MAX */
};

static void
uke_pcsc_connection_iface_init (UkeChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UkePcscConnection,
                               uke_pcsc_connection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_CHANNEL,
                                                      uke_pcsc_connection_iface_init))

static gboolean
shows_another_card (const UkePcscConnection *self, const SCARD_READERSTATE *reader)
{
  return (reader->dwEventState & SCARD_STATE_PRESENT) == 0
         || reader->dwEventState >> 16 != self->event_state >> 16;
}

/* A driver that loses a card in the middle of a command says only that it failed; the daemon finds
 * out at its next look. Whoever places the card again needs to know which of the two it was. */
static LONG
explain (UkePcscConnection *self, LONG result)
{
  SCARD_READERSTATE reader = { .szReader = self->reader_name,
                               .dwCurrentState = self->event_state & ~SCARD_STATE_CHANGED };
  LONG looked;

  if (result == SCARD_S_SUCCESS || result == SCARD_E_SHARING_VIOLATION
      || uke_pcsc_error_decide (result) != UKE_CARD_ERROR_UNREADABLE)
    return result;

  looked = SCardGetStatusChange (self->context, REMOVAL_NOTICED_MS, &reader, 1);
  if (looked == SCARD_E_UNKNOWN_READER
      || (looked == SCARD_S_SUCCESS && shows_another_card (self, &reader)))
    return SCARD_W_REMOVED_CARD;
  return result;
}

static LONG
connect_card (UkePcscConnection *self)
{
  LONG result = SCardConnect (self->context, self->reader_name, SCARD_SHARE_SHARED, ANY_PROTOCOL,
                              &self->handle, &self->protocol);

  if (result != SCARD_S_SUCCESS)
    return result;

  self->connected = TRUE;
  self->answer_max = uke_pcsc_get_answer_max (self->handle);
  g_debug ("Connected by T=%d, answers of up to %zu bytes",
           self->protocol == SCARD_PROTOCOL_T0 ? 0 : 1, self->answer_max);
  return SCARD_S_SUCCESS;
}

/* When another program has reset the card since, the connection is taken up again: whoever works
 * with the card selects its application first anyway. It may happen again between the two. */
static LONG
begin_transaction (UkePcscConnection *self)
{
  LONG result = SCardBeginTransaction (self->handle);

  while (result == SCARD_W_RESET_CARD) {
    g_debug ("Another program has reset the card; reconnecting");
    result = SCardReconnect (self->handle, SCARD_SHARE_SHARED, ANY_PROTOCOL, SCARD_LEAVE_CARD,
                             &self->protocol);
    if (result == SCARD_S_SUCCESS)
      result = SCardBeginTransaction (self->handle);
  }
  return result;
}

/* Cards may have been exchanged before the connection stood. From now on, it breaks instead. */
static LONG
ensure_same_card (UkePcscConnection *self)
{
  SCARD_READERSTATE reader = { .szReader = self->reader_name };
  LONG result = SCardGetStatusChange (self->context, 0, &reader, 1);

  if (result == SCARD_S_SUCCESS && shows_another_card (self, &reader))
    result = SCARD_W_REMOVED_CARD;
  if (result != SCARD_S_SUCCESS)
    SCardEndTransaction (self->handle, SCARD_LEAVE_CARD);
  return result;
}

/**
 * uke_pcsc_connection_claim:
 *
 * Gets the card for this program alone, connecting first where need be.
 *
 * SCardConnect() and SCardBeginTransaction() wait for as long as another
 * program has a transaction, and nothing cancels them (pcsc-lite 2.3.3).
 */
LONG
uke_pcsc_connection_claim (SCARDCONTEXT context, gpointer connection)
{
  UkePcscConnection *self = connection;
  LONG result;

  self->context = context;
  result = self->connected ? SCARD_S_SUCCESS : connect_card (self);
  if (result == SCARD_S_SUCCESS)
    result = begin_transaction (self);
  if (result == SCARD_S_SUCCESS)
    result = ensure_same_card (self);
  if (result == SCARD_S_SUCCESS)
    self->turn++;
  return explain (self, result);
}

/* What comes of it is told by the errand. */
LONG
uke_pcsc_connection_carry_out (SCARDCONTEXT context, gpointer connection)
{
  UkePcscConnection *self = connection;
  g_autoptr (UkeErrand) errand = g_steal_pointer (&self->errand);

  self->context = context;
  uke_errand_carry_out (errand, UKE_CHANNEL (self));
  return SCARD_S_SUCCESS;
}

LONG
uke_pcsc_connection_end (SCARDCONTEXT context, gpointer connection)
{
  return SCardEndTransaction (((UkePcscConnection *) connection)->handle, SCARD_LEAVE_CARD);
}

/* Power and security status stay as they are, and a transaction ends. But a card that was given up in
 * the middle of something may be open, and loses its power. */
LONG
uke_pcsc_connection_close (SCARDCONTEXT context, gpointer connection)
{
  UkePcscConnection *self = connection;
  gboolean is_given_up = self->turn > 0 && uke_pcsc_connection_is_broken (self);

  if (!self->connected)
    return SCARD_S_SUCCESS;
  return SCardDisconnect (self->handle, is_given_up ? SCARD_UNPOWER_CARD : SCARD_LEAVE_CARD);
}

static LONG
transmit (UkePcscConnection *self, const guint8 *command, gsize length, DWORD *ret_length)
{
  const SCARD_IO_REQUEST *pci = self->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
  LONG result;

  *ret_length = UKE_APDU_ANSWER_MAX;
  result = SCardTransmit (self->handle, pci, command, length, NULL, self->answer, ret_length);
  /* The virtual reader says success when a card goes in the middle of a command, and gives nothing.
   */
  if (result == SCARD_S_SUCCESS && *ret_length < 2)
    result = SCARD_E_NOT_TRANSACTED;
  return explain (self, result);
}

static GBytes *
uke_pcsc_connection_transmit (UkeChannel *channel,
                              const guint8 *command,
                              gsize length,
                              GError **error)
{
  UkePcscConnection *self = UKE_PCSC_CONNECTION (channel);
  GBytes *answer;
  DWORD n_answer;
  LONG result;

  if (uke_pcsc_connection_is_broken (self)) {
    g_propagate_error (error,
                       uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The connection is closed"));
    return NULL;
  }

  result = transmit (self, command, length, &n_answer);
  if (result != SCARD_S_SUCCESS) {
    g_propagate_error (error, uke_pcsc_error_new ("SCardTransmit", result));
    if (uke_pcsc_error_decide (result) != UKE_CARD_ERROR_UNREADABLE)
      uke_pcsc_connection_break_off (self);
    return NULL;
  }

  answer = uke_wiped_bytes_new (self->answer, n_answer);
  explicit_bzero (self->answer, n_answer);
  return answer;
}

static gsize
uke_pcsc_connection_get_answer_max (UkeChannel *channel)
{
  return UKE_PCSC_CONNECTION (channel)->answer_max;
}

static guint
uke_pcsc_connection_get_turn (UkeChannel *channel)
{
  return UKE_PCSC_CONNECTION (channel)->turn;
}

/* The transaction stays ours. */
static void
uke_pcsc_connection_take_power_away (UkeChannel *channel)
{
  UkePcscConnection *self = UKE_PCSC_CONNECTION (channel);
  LONG result;

  if (uke_pcsc_connection_is_broken (self))
    return;
  result = SCardReconnect (self->handle, SCARD_SHARE_SHARED, ANY_PROTOCOL, SCARD_UNPOWER_CARD,
                           &self->protocol);
  if (result != SCARD_S_SUCCESS)
    uke_pcsc_connection_break_off (self);
}

static void
uke_pcsc_connection_iface_init (UkeChannelInterface *iface)
{
  iface->transmit = uke_pcsc_connection_transmit;
  iface->get_answer_max = uke_pcsc_connection_get_answer_max;
  iface->get_turn = uke_pcsc_connection_get_turn;
  iface->take_power_away = uke_pcsc_connection_take_power_away;
}

static void
uke_pcsc_connection_finalize (GObject *object)
{
  UkePcscConnection *self = UKE_PCSC_CONNECTION (object);

  g_clear_pointer (&self->errand, uke_errand_unref);
  g_free (self->reader_name);
  g_free (self->answer);

  G_OBJECT_CLASS (uke_pcsc_connection_parent_class)->finalize (object);
}

static void
uke_pcsc_connection_class_init (UkePcscConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_pcsc_connection_finalize;
}

static void
uke_pcsc_connection_init (UkePcscConnection *self)
{
  self->answer_max = UKE_ANSWER_MAX_SHORT;
  self->answer = g_malloc (UKE_APDU_ANSWER_MAX);
}

UkePcscConnection *
uke_pcsc_connection_new (const char *reader_name, DWORD event_state)
{
  UkePcscConnection *self = g_object_new (UKE_TYPE_PCSC_CONNECTION, NULL);

  self->reader_name = g_strdup (reader_name);
  self->event_state = event_state;
  return self;
}

void
uke_pcsc_connection_give (UkePcscConnection *self, UkeErrand *errand)
{
  g_assert (self->errand == NULL);
  self->errand = uke_errand_ref (errand);
}

void
uke_pcsc_connection_break_off (UkePcscConnection *self)
{
  g_atomic_int_set (&self->broken, TRUE);
}

gboolean
uke_pcsc_connection_is_broken (UkePcscConnection *self)
{
  return g_atomic_int_get (&self->broken);
}
