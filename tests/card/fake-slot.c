#include "fake-slot.h"

#include "card/card-error.h"
#include "card/errand.h"

/* Slot and channel in one: a fake has no reason to be two. */
struct _FakeSlot {
  GObject parent_instance;

  gboolean extended_length;
  guint turn;
  FakeTransmit transmit;
  FakeTakePowerAway take_power_away; /* nullable */
  gpointer user_data;
  GThread *thread;
  UkeErrand *errand;
};

enum {
  PROP_0,
  PROP_STATE,
  PROP_READER_NAME,
  PROP_PLACEMENT,
};

static void
fake_slot_slot_init (UkeSlotInterface *iface);
static void
fake_slot_channel_init (UkeChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeSlot,
                               fake_slot,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_SLOT, fake_slot_slot_init)
                                   G_IMPLEMENT_INTERFACE (UKE_TYPE_CHANNEL, fake_slot_channel_init))

static GBytes *
fake_slot_transmit (UkeChannel *channel, const guint8 *command, gsize length, GError **error)
{
  FakeSlot *self = FAKE_SLOT (channel);

  return self->transmit (command, length, self->user_data, error);
}

static gsize
fake_slot_get_answer_max (UkeChannel *channel)
{
  return FAKE_SLOT (channel)->extended_length ? UKE_ANSWER_MAX_EXTENDED : UKE_ANSWER_MAX_SHORT;
}

static guint
fake_slot_get_turn (UkeChannel *channel)
{
  return FAKE_SLOT (channel)->turn;
}

static void
fake_slot_take_power_away (UkeChannel *channel)
{
  FakeSlot *self = FAKE_SLOT (channel);

  if (self->take_power_away != NULL)
    self->take_power_away (self->user_data);
}

static void
fake_slot_channel_init (UkeChannelInterface *iface)
{
  iface->transmit = fake_slot_transmit;
  iface->get_answer_max = fake_slot_get_answer_max;
  iface->get_turn = fake_slot_get_turn;
  iface->take_power_away = fake_slot_take_power_away;
}

static gpointer
work_in_thread (gpointer data)
{
  FakeSlot *self = data;

  uke_errand_carry_out (self->errand, UKE_CHANNEL (self));
  return uke_errand_return (self->errand);
}

/* Joined, and the task let go, in this thread. */
static gboolean
on_done (gpointer data)
{
  FakeSlot *self = data;
  GTask *task = g_thread_join (g_steal_pointer (&self->thread));

  g_clear_pointer (&self->errand, uke_errand_unref);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
fake_slot_run (UkeSlot *slot, guint placement, GTask *task, const UkeSlotWork *work, gpointer data)
{
  FakeSlot *self = FAKE_SLOT (slot);
  g_autoptr (UkeErrand) errand = uke_errand_new (placement, task, work, data);

  if (placement != 1) {
    g_object_unref (uke_errand_return_error (errand, uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1,
                                                                         "Another placement")));
    return;
  }

  g_assert_null (self->thread);
  self->errand = g_steal_pointer (&errand);
  self->thread = g_thread_new ("fake-slot", work_in_thread, self);
  g_idle_add_full (G_PRIORITY_HIGH, on_done, g_object_ref (self), g_object_unref);
}

static void
fake_slot_slot_init (UkeSlotInterface *iface)
{
  iface->run = fake_slot_run;
}

static void
fake_slot_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_STATE:
    g_value_set_enum (value, UKE_SLOT_OCCUPIED);
    break;
  case PROP_READER_NAME:
    g_value_set_string (value, "Fake Reader");
    break;
  case PROP_PLACEMENT:
    g_value_set_uint (value, 1);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
fake_slot_class_init (FakeSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_slot_get_property;
  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_READER_NAME, "reader-name");
  g_object_class_override_property (object_class, PROP_PLACEMENT, "placement");
}

static void
fake_slot_init (FakeSlot *self)
{
}

FakeSlot *
fake_slot_new (gboolean extended_length, FakeTransmit transmit, gpointer user_data)
{
  FakeSlot *self = g_object_new (FAKE_TYPE_SLOT, NULL);

  self->extended_length = extended_length;
  self->transmit = transmit;
  self->user_data = user_data;
  return self;
}

void
fake_slot_lend (FakeSlot *self)
{
  self->turn++;
}

void
fake_slot_set_take_power_away (FakeSlot *self, FakeTakePowerAway take_power_away)
{
  self->take_power_away = take_power_away;
}
