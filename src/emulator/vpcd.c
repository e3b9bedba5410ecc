#include "emulator/vpcd.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

/* A frame is two bytes of length, most significant first, and so many bytes more. */
#define LENGTH_SIZE 2
#define LONGEST_PAYLOAD 65535

/* A payload of one byte orders the reader's power about; a longer one is a command. */
typedef enum {
  CONTROL_POWER_OFF = 0,
  CONTROL_POWER_ON = 1,
  CONTROL_RESET = 2,
  CONTROL_GET_ATR = 4,
} Control;

typedef struct {
  UkeEmulatedCard *card;
  GIOStream *stream;
  GCancellable *cancellable;
  guint slot_delay_ms;
  UkeVpcdPlaced placed; /* NULL once called */
  gpointer user_data;
  gboolean powered;
  guint8 payload[LONGEST_PAYLOAD];
  gsize n_payload;
} Session;

/* Without the first, each answer waits for the acknowledgement of the one before; without the
 * second, that acknowledgement waits 40 ms. The kernel forgets the second after a while. */
static void
hurry (Session *session)
{
  GSocket *socket;

  if (!G_IS_SOCKET_CONNECTION (session->stream))
    return;

  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (session->stream));
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_QUICKACK, 1, NULL);
}

static gboolean
is_gone (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

/* Reads exactly @length bytes. *ret_length is less only where the reader has gone. */
static gboolean
receive (Session *session, guint8 *bytes, gsize length, gsize *ret_length, GError **error)
{
  GInputStream *input = g_io_stream_get_input_stream (session->stream);
  g_autoptr (GError) read_error = NULL;

  hurry (session);
  if (g_input_stream_read_all (input, bytes, length, ret_length, session->cancellable, &read_error)
      || is_gone (read_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&read_error));
  return FALSE;
}

/* FALSE without an error: the reader has gone between two frames. */
static gboolean
receive_frame (Session *session, GError **error)
{
  guint8 header[LENGTH_SIZE];
  gsize received;

  if (!receive (session, header, sizeof header, &received, error))
    return FALSE;
  if (received == 0)
    return FALSE;

  if (received == sizeof header) {
    session->n_payload = header[0] << 8 | header[1];
    if (session->n_payload == 0) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The virtual reader sent an empty frame");
      return FALSE;
    }
    if (!receive (session, session->payload, session->n_payload, &received, error))
      return FALSE;
    if (received == session->n_payload)
      return TRUE;
  }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                       "The virtual reader went away in the middle of a frame");
  return FALSE;
}

static gboolean
send_frame (Session *session, GBytes *payload, GError **error)
{
  GOutputStream *output = g_io_stream_get_output_stream (session->stream);
  g_autofree guint8 *frame = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (payload, &size);

  /* In one piece, so that it travels in one packet. */
  frame = g_malloc (LENGTH_SIZE + size);
  frame[0] = size >> 8;
  frame[1] = size & 0xff;
  memcpy (frame + LENGTH_SIZE, bytes, size);
  return g_output_stream_write_all (output, frame, LENGTH_SIZE + size, NULL, session->cancellable,
                                    error);
}

static gboolean
send_atr (Session *session, GError **error)
{
  g_autoptr (GBytes) atr = uke_emulated_card_get_atr (session->card);

  if (!send_frame (session, atr, error))
    return FALSE;

  if (session->powered && session->placed != NULL) {
    session->placed (session->user_data);
    session->placed = NULL;
  }
  return TRUE;
}

/* The driver asks for the ATR all the time, to see that the card is still there. Controls that no
 * driver sends today are passed over: they have no answer to wait for. */
static gboolean
obey (Session *session, GError **error)
{
  switch (session->payload[0]) {
  case CONTROL_POWER_OFF:
    session->powered = FALSE;
    uke_emulated_card_power_off (session->card);
    break;
  case CONTROL_POWER_ON:
    session->powered = TRUE;
    uke_emulated_card_power_on (session->card);
    break;
  case CONTROL_RESET:
    uke_emulated_card_reset (session->card);
    break;
  case CONTROL_GET_ATR:
    return send_atr (session, error);
  default:
    break;
  }
  return TRUE;
}

/* A pause that cancelling ends. */
static gboolean
delay (Session *session, GError **error)
{
  GPollFD wait;

  if (session->slot_delay_ms == 0)
    return TRUE;

  if (g_cancellable_make_pollfd (session->cancellable, &wait)) {
    g_poll (&wait, 1, MIN (session->slot_delay_ms, G_MAXINT));
    g_cancellable_release_fd (session->cancellable);
  } else {
    g_usleep ((gulong) session->slot_delay_ms * 1000);
  }
  return !g_cancellable_set_error_if_cancelled (session->cancellable, error);
}

static gboolean
answer_command (Session *session, GError **error)
{
  g_autoptr (GBytes) answer = NULL;

  if (!delay (session, error))
    return FALSE;

  answer = uke_emulated_card_transmit (session->card, session->payload, session->n_payload);
  if (uke_emulated_card_is_lifted (session->card))
    return FALSE; /* and the connection is closed, which is how a driver sees a card leave */
  return send_frame (session, answer, error);
}

static gboolean
serve (Session *session, GError **error)
{
  g_autoptr (GError) frame_error = NULL;

  while (receive_frame (session, &frame_error)) {
    gboolean done = session->n_payload == 1 ? obey (session, &frame_error)
                                            : answer_command (session, &frame_error);

    /* It may have held a PIN. */
    explicit_bzero (session->payload, session->n_payload);
    if (!done)
      break;
  }

  explicit_bzero (session->payload, sizeof session->payload);
  if (frame_error == NULL || is_gone (frame_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&frame_error));
  return FALSE;
}

/**
 * uke_vpcd_serve_stream:
 * @stream: to and from the reader's driver; closed afterwards
 * @placed: (nullable) (scope call):
 *
 * Answers for a card to whoever speaks vpcd's frames on a stream.
 *
 * Returns: TRUE when the reader went away between two frames, or the card by itself. Errors:
 *   G_IO_ERROR_CANCELLED; G_IO_ERROR_PARTIAL_INPUT where it went away inside a frame;
 *   G_IO_ERROR_INVALID_DATA for an empty frame
 */
gboolean
uke_vpcd_serve_stream (UkeEmulatedCard *card,
                       GIOStream *stream,
                       guint slot_delay_ms,
                       UkeVpcdPlaced placed,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree Session *session = NULL;
  gboolean served;

  g_return_val_if_fail (UKE_IS_EMULATED_CARD (card), FALSE);
  g_return_val_if_fail (G_IS_IO_STREAM (stream), FALSE);

  session = g_new0 (Session, 1);
  session->card = card;
  session->stream = stream;
  session->cancellable = cancellable;
  session->slot_delay_ms = slot_delay_ms;
  session->placed = placed;
  session->user_data = user_data;
  served = serve (session, error);

  uke_emulated_card_power_off (card);
  g_io_stream_close (stream, NULL, NULL);
  return served;
}

/**
 * uke_vpcd_serve_and_tell:
 * @placed: (nullable) (scope call):
 *
 * Puts a card on the virtual reader of vsmartcard's vpcd, and answers for it.
 *
 * Returns: as uke_vpcd_serve_stream(). Errors: also G_IO_ERROR_CONNECTION_REFUSED where no reader
 *   listens
 */
gboolean
uke_vpcd_serve_and_tell (UkeEmulatedCard *card,
                         const char *host,
                         guint16 port,
                         guint slot_delay_ms,
                         UkeVpcdPlaced placed,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  g_return_val_if_fail (UKE_IS_EMULATED_CARD (card), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, host, port, cancellable, error);
  if (connection == NULL)
    return FALSE;

  return uke_vpcd_serve_stream (card, G_IO_STREAM (connection), slot_delay_ms, placed, user_data,
                                cancellable, error);
}

gboolean
uke_vpcd_serve (UkeEmulatedCard *card,
                const char *host,
                guint16 port,
                guint slot_delay_ms,
                GCancellable *cancellable,
                GError **error)
{
  return uke_vpcd_serve_and_tell (card, host, port, slot_delay_ms, NULL, NULL, cancellable, error);
}
