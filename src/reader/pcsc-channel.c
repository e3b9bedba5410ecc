#include "reader/pcsc-channel.h"

#include "card/apdu.h"
#include "card/wiped-bytes.h"
#include "reader/pcsc-error.h"
#include "reader/pcsc-features.h"

/* Longer than the daemon takes between two looks at a reader, which are 400 ms apart. */
#define REMOVAL_NOTICED_MS 1000
/* Longer than any card takes: drivers give up by themselves before. */
#define ANSWER_MS 30000
#define END_MS 1000

#define ANY_PROTOCOL (SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)

/* What the hand works on. Shared, as the hand may be left alone with it; never used by both at
 * once: the channel keeps away while the hand is busy, and for good once it did not wait for it. */
typedef struct {
  char *reader_name;
  DWORD event_state; /* with the card */
  SCARDHANDLE handle;
  DWORD protocol;
  gboolean connected;
  gboolean extended_length;
  guint8 *command; /* nullable: nothing to send */
  gsize n_command;
  guint8 *answer; /* UKE_APDU_ANSWER_MAX */
  DWORD n_answer;
} Connection;

struct _UkePcscChannel {
  GObject parent_instance;

  UkePcscHand *hand; /* nullable: of no use any more */
  Connection *connection;
  const int *quit;
  GCancellable *cancellable; /* nullable */
  gboolean is_claiming;      /* asked for, and not heard yet */
  guint turn;                /* how often the card was granted */
};

static void
uke_pcsc_channel_iface_init (UkeChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UkePcscChannel,
                               uke_pcsc_channel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_CHANNEL,
                                                      uke_pcsc_channel_iface_init))

/* It may hold a PIN. */
static void
forget_command (Connection *self)
{
  if (self->command != NULL)
    explicit_bzero (self->command, self->n_command);
  g_clear_pointer (&self->command, g_free);
}

static void
connection_clear (gpointer data)
{
  Connection *self = data;

  forget_command (self);
  explicit_bzero (self->answer, self->n_answer); /* one that came too late */
  g_free (self->reader_name);
  g_free (self->answer);
}

static void
connection_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, connection_clear);
}

/* ---- In the hand's thread ---- */

static gboolean
shows_another_card (const Connection *self, const SCARD_READERSTATE *reader)
{
  return (reader->dwEventState & SCARD_STATE_PRESENT) == 0
         || reader->dwEventState >> 16 != self->event_state >> 16;
}

/* A driver that loses a card in the middle of a command says only that it failed; the daemon finds
 * out at its next look. Whoever places the card again needs to know which of the two it was. */
static LONG
explain (const Connection *self, SCARDCONTEXT context, LONG result)
{
  SCARD_READERSTATE reader = { .szReader = self->reader_name,
                               .dwCurrentState = self->event_state & ~SCARD_STATE_CHANGED };
  LONG looked;

  if (result == SCARD_S_SUCCESS || result == SCARD_E_SHARING_VIOLATION
      || uke_pcsc_error_decide (result) != UKE_CARD_ERROR_UNREADABLE)
    return result;

  looked = SCardGetStatusChange (context, REMOVAL_NOTICED_MS, &reader, 1);
  if (looked == SCARD_E_UNKNOWN_READER
      || (looked == SCARD_S_SUCCESS && shows_another_card (self, &reader)))
    return SCARD_W_REMOVED_CARD;
  return result;
}

static LONG
connect_card (Connection *self, SCARDCONTEXT context)
{
  LONG result = SCardConnect (context, self->reader_name, SCARD_SHARE_SHARED, ANY_PROTOCOL,
                              &self->handle, &self->protocol);

  if (result != SCARD_S_SUCCESS)
    return result;

  self->connected = TRUE;
  self->extended_length = uke_pcsc_takes_extended_length (self->handle);
  g_debug ("Connected by T=%d, extended length: %s", self->protocol == SCARD_PROTOCOL_T0 ? 0 : 1,
           self->extended_length ? "yes" : "no");
  return SCARD_S_SUCCESS;
}

/* When another program has reset the card since, the connection is taken up again: whoever works
 * with the card selects its application first anyway. It may happen again between the two. */
static LONG
begin_transaction (Connection *self)
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
ensure_same_card (Connection *self, SCARDCONTEXT context)
{
  SCARD_READERSTATE reader = { .szReader = self->reader_name };
  LONG result = SCardGetStatusChange (context, 0, &reader, 1);

  if (result == SCARD_S_SUCCESS && shows_another_card (self, &reader))
    result = SCARD_W_REMOVED_CARD;
  if (result != SCARD_S_SUCCESS)
    SCardEndTransaction (self->handle, SCARD_LEAVE_CARD);
  return result;
}

static LONG
call_claim (SCARDCONTEXT context, gpointer data)
{
  Connection *self = data;
  LONG result = self->connected ? SCARD_S_SUCCESS : connect_card (self, context);

  if (result == SCARD_S_SUCCESS)
    result = begin_transaction (self);
  if (result == SCARD_S_SUCCESS)
    result = ensure_same_card (self, context);
  return explain (self, context, result);
}

static LONG
call_end (SCARDCONTEXT context, gpointer data)
{
  return SCardEndTransaction (((Connection *) data)->handle, SCARD_LEAVE_CARD);
}

/* The transaction stays ours. */
static LONG
call_take_power_away (SCARDCONTEXT context, gpointer data)
{
  Connection *self = data;

  return SCardReconnect (self->handle, SCARD_SHARE_SHARED, ANY_PROTOCOL, SCARD_UNPOWER_CARD,
                         &self->protocol);
}

/* Power and security status stay as they are; a transaction ends. */
static LONG
call_disconnect (SCARDCONTEXT context, gpointer data)
{
  Connection *self = data;

  return self->connected ? SCardDisconnect (self->handle, SCARD_LEAVE_CARD) : SCARD_S_SUCCESS;
}

static LONG
call_transmit (SCARDCONTEXT context, gpointer data)
{
  Connection *self = data;
  const SCARD_IO_REQUEST *pci = self->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
  LONG result;

  self->n_answer = UKE_APDU_ANSWER_MAX;
  result = SCardTransmit (self->handle, pci, self->command, self->n_command, NULL, self->answer,
                          &self->n_answer);
  forget_command (self);

  /* The virtual reader says success when a card goes in the middle of a command, and gives nothing.
   */
  if (result == SCARD_S_SUCCESS && self->n_answer < 2)
    result = SCARD_E_NOT_TRANSACTED;
  return explain (self, context, result);
}

/* ---- In the channel's ---- */

static void
begin (UkePcscChannel *self, UkePcscCall call)
{
  uke_pcsc_hand_begin (self->hand, call, g_atomic_rc_box_acquire (self->connection),
                       connection_unref);
}

static void
fail (const char *call, LONG result, GError **error)
{
  g_propagate_error (error, uke_pcsc_error_new (call, result));
}

static void
give_up (UkePcscChannel *self)
{
  g_clear_pointer (&self->hand, uke_pcsc_hand_let_go);
}

/* Short, unless the daemon stands still. */
static void
settle (UkePcscChannel *self, UkePcscCall call)
{
  const UkePatience patience = { NULL, NULL, END_MS };
  LONG result;

  begin (self, call);
  if (!uke_pcsc_hand_wait (self->hand, &patience, &result) || result != SCARD_S_SUCCESS)
    give_up (self);
}

static gboolean
ensure_open (UkePcscChannel *self, GError **error)
{
  if (self->hand != NULL && g_atomic_int_get (self->quit) == 0)
    return TRUE;
  g_propagate_error (error,
                     uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "The connection is closed"));
  return FALSE;
}

static GBytes *
uke_pcsc_channel_transmit (UkeChannel *channel, const guint8 *command, gsize length, GError **error)
{
  UkePcscChannel *self = UKE_PCSC_CHANNEL (channel);
  const UkePatience patience = { self->quit, self->cancellable, ANSWER_MS };
  Connection *connection = self->connection;
  GBytes *answer;
  LONG result;

  if (!ensure_open (self, error))
    return NULL;

  connection->command = g_memdup2 (command, length);
  connection->n_command = length;
  begin (self, call_transmit);
  if (!uke_pcsc_hand_wait (self->hand, &patience, &result)) {
    g_debug ("An answer is not waited for any more");
    give_up (self);
    g_propagate_error (error, uke_card_error_new (g_atomic_int_get (self->quit) != 0
                                                      ? UKE_CARD_ERROR_REMOVED
                                                      : UKE_CARD_ERROR_UNREADABLE,
                                                  -1, "The answer was not awaited"));
    return NULL;
  }
  if (result != SCARD_S_SUCCESS) {
    fail ("SCardTransmit", result, error);
    if (uke_pcsc_error_decide (result) != UKE_CARD_ERROR_UNREADABLE)
      give_up (self);
    return NULL;
  }

  answer = uke_wiped_bytes_new (connection->answer, connection->n_answer);
  explicit_bzero (connection->answer, connection->n_answer);
  return answer;
}

static gsize
uke_pcsc_channel_get_answer_max (UkeChannel *channel)
{
  return UKE_PCSC_CHANNEL (channel)->connection->extended_length ? UKE_ANSWER_MAX_EXTENDED
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

  if (self->hand != NULL)
    settle (self, call_take_power_away);
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

  give_up (self);
  connection_unref (self->connection);
  g_clear_object (&self->cancellable);

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
  self->hand = uke_pcsc_hand_new (call_disconnect);
  self->connection = g_atomic_rc_box_new0 (Connection);
  self->connection->answer = g_malloc (UKE_APDU_ANSWER_MAX);
}

UkePcscChannel *
uke_pcsc_channel_new (const char *reader_name, DWORD event_state, const int *quit)
{
  UkePcscChannel *self = g_object_new (UKE_TYPE_PCSC_CHANNEL, NULL);

  self->connection->reader_name = g_strdup (reader_name);
  self->connection->event_state = event_state;
  self->quit = quit;
  return self;
}

/**
 * uke_pcsc_channel_claim:
 * @timeout_ms: how long to wait; the claim stays when it is over
 *
 * Gets the card for this program alone.
 *
 * SCardConnect() and SCardBeginTransaction() wait for as long as another
 * program has a transaction, and nothing cancels them (pcsc-lite 2.3.3): so
 * they wait in a thread that can be left alone.
 *
 * Returns: what came of it, see UkeClaim
 */
UkeClaim
uke_pcsc_channel_claim (UkePcscChannel *self,
                        GCancellable *cancellable,
                        guint timeout_ms,
                        GError **error)
{
  const UkePatience patience = { self->quit, cancellable, timeout_ms };
  LONG result;

  if (!ensure_open (self, error))
    return UKE_CLAIM_FAILED;
  if (!self->is_claiming)
    begin (self, call_claim);
  self->is_claiming = TRUE;
  if (!uke_pcsc_hand_wait (self->hand, &patience, &result))
    return UKE_CLAIM_PENDING;
  self->is_claiming = FALSE;
  if (result == SCARD_S_SUCCESS) {
    self->turn++;
    return UKE_CLAIM_GRANTED;
  }

  g_debug ("The card was not granted: %s", pcsc_stringify_error (result));
  if (result == SCARD_E_SHARING_VIOLATION)
    return UKE_CLAIM_REFUSED;
  fail ("The card cannot be reached", result, error);
  give_up (self);
  return UKE_CLAIM_FAILED;
}

void
uke_pcsc_channel_end (UkePcscChannel *self)
{
  if (self->hand != NULL)
    settle (self, call_end);
}

void
uke_pcsc_channel_set_cancellable (UkePcscChannel *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

gboolean
uke_pcsc_channel_is_sound (UkePcscChannel *self)
{
  return self->hand != NULL;
}
