#include "virtual-card.h"

#include <gio/gnetworking.h>
#include <netinet/tcp.h>

#define FIRST_PORT 35963

enum {
  CONTROL_POWER_OFF = 0,
  CONTROL_GET_ATR = 4,
};

struct _VirtualCard {
  GThread *thread;
  GSocketConnection *connection;
  FakeCard *card;

  GMutex lock;
  GCond changed;
  gboolean hold;
  guint8 hold_at; /* the instruction, 0 for any */
  guint n_power_offs;
  gboolean is_holding;
};

/* A frame is a length of two bytes, big-endian, and so many bytes. */
static gboolean
read_frame (VirtualCard *self, guint8 *frame, gsize *ret_length)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));
  guint8 head[2];
  gsize n;

  if (!g_input_stream_read_all (input, head, 2, &n, NULL, NULL) || n != 2)
    return FALSE;
  *ret_length = (gsize) head[0] << 8 | head[1];
  return g_input_stream_read_all (input, frame, *ret_length, &n, NULL, NULL) && n == *ret_length;
}

static gboolean
write_frame (VirtualCard *self, gconstpointer bytes, gsize length)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8 head[] = { (guint8) (length >> 8), (guint8) (length & 0xff) };

  g_byte_array_append (frame, head, 2);
  g_byte_array_append (frame, bytes, (guint) length);
  return g_output_stream_write_all (output, frame->data, frame->len, NULL, NULL, NULL);
}

static void
wait_while_held (VirtualCard *self, guint8 ins)
{
  g_mutex_lock (&self->lock);
  if (self->hold_at != 0 && self->hold_at != ins) {
    g_mutex_unlock (&self->lock);
    return;
  }
  self->is_holding = self->hold;
  g_cond_broadcast (&self->changed);
  while (self->hold)
    g_cond_wait (&self->changed, &self->lock);
  self->is_holding = FALSE;
  g_mutex_unlock (&self->lock);
}

static void
lose_power (VirtualCard *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->card->is_selected = FALSE;
  self->card->is_verified = FALSE;
  self->n_power_offs++;
}

static gboolean
answer (VirtualCard *self, const guint8 *frame, gsize length)
{
  static const guint8 atr[] = { 0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14 };
  g_autoptr (GBytes) bytes = NULL;

  if (length == 1 && frame[0] == CONTROL_POWER_OFF)
    lose_power (self);
  if (length == 1)
    return frame[0] != CONTROL_GET_ATR || write_frame (self, atr, sizeof atr);

  wait_while_held (self, frame[1]);
  bytes = fake_card_transmit (frame, length, self->card, NULL);
  return bytes != NULL
         && write_frame (self, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gpointer
serve (gpointer data)
{
  VirtualCard *self = data;
  g_autofree guint8 *frame = g_malloc (65535);
  gsize length;
  int on = 1;
  int fd = g_socket_get_fd (g_socket_connection_get_socket (self->connection));

  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt (fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
  while (read_frame (self, frame, &length) && answer (self, frame, length))
    setsockopt (fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);

  g_socket_shutdown (g_socket_connection_get_socket (self->connection), TRUE, TRUE, NULL);
  return NULL;
}

VirtualCard *
virtual_card_place (guint slot, FakeCard *card)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  VirtualCard *self = g_new0 (VirtualCard, 1);

  self->card = card;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->connection = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                      (guint16) (FIRST_PORT + slot), NULL, &error);
  g_assert_no_error (error);
  self->thread = g_thread_new ("virtual-card", serve, self);
  return self;
}

void
virtual_card_hold (VirtualCard *self)
{
  g_mutex_lock (&self->lock);
  self->hold = TRUE;
  g_mutex_unlock (&self->lock);
}

void
virtual_card_hold_at (VirtualCard *self, guint8 ins)
{
  g_mutex_lock (&self->lock);
  self->hold_at = ins;
  g_mutex_unlock (&self->lock);
  virtual_card_hold (self);
}

guint
virtual_card_count_power_offs (VirtualCard *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_power_offs;
}

gboolean
virtual_card_is_holding (VirtualCard *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_holding;
}

void
virtual_card_release (VirtualCard *self)
{
  g_mutex_lock (&self->lock);
  self->hold = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
virtual_card_lift (VirtualCard *self)
{
  virtual_card_release (self);
  g_socket_shutdown (g_socket_connection_get_socket (self->connection), TRUE, TRUE, NULL);
  g_thread_join (self->thread);
  g_object_unref (self->connection);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
