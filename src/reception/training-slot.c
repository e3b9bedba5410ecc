#include "reception/training-slot.h"

#include "card/card-error.h"
#include "card/errand.h"

/* One placed card as a channel. It is touched by the slot's thread; lifting it only raises a flag.
 */
#define UKE_TYPE_TRAY_CHANNEL (uke_tray_channel_get_type ())
G_DECLARE_FINAL_TYPE (UkeTrayChannel, uke_tray_channel, UKE, TRAY_CHANNEL, GObject)

struct _UkeTrayChannel {
  GObject parent_instance;

  UkeEmulatedCard *card;
  int lifted; /* atomic */
};

static void
uke_tray_channel_iface_init (UkeChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UkeTrayChannel,
                               uke_tray_channel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_CHANNEL,
                                                      uke_tray_channel_iface_init))

static GBytes *
tray_channel_transmit (UkeChannel *channel, const guint8 *command, gsize length, GError **error)
{
  UkeTrayChannel *self = UKE_TRAY_CHANNEL (channel);

  if (g_atomic_int_get (&self->lifted)) {
    g_propagate_error (error,
                       uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1, "the card was lifted"));
    return NULL;
  }
  return uke_emulated_card_transmit (self->card, command, length);
}

static gsize
tray_channel_get_answer_max (UkeChannel *channel)
{
  return UKE_ANSWER_MAX_EXTENDED;
}

static void
tray_channel_take_power_away (UkeChannel *channel)
{
  UkeTrayChannel *self = UKE_TRAY_CHANNEL (channel);

  uke_emulated_card_power_off (self->card);
  uke_emulated_card_power_on (self->card);
}

static void
uke_tray_channel_iface_init (UkeChannelInterface *iface)
{
  iface->transmit = tray_channel_transmit;
  iface->get_answer_max = tray_channel_get_answer_max;
  iface->take_power_away = tray_channel_take_power_away;
}

static void
uke_tray_channel_finalize (GObject *object)
{
  g_object_unref (UKE_TRAY_CHANNEL (object)->card);
  G_OBJECT_CLASS (uke_tray_channel_parent_class)->finalize (object);
}

static void
uke_tray_channel_class_init (UkeTrayChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_tray_channel_finalize;
}

static void
uke_tray_channel_init (UkeTrayChannel *self)
{
}

struct _UkeTrainingSlot {
  GObject parent_instance;

  GThreadPool *thread; /* of one */
  UkeTrayChannel *channel;
  guint placement;
};

typedef struct {
  UkeErrand *errand;
  UkeTrayChannel *channel;
} Job;

enum {
  PROP_STATE = 1,
  PROP_READER_NAME,
  PROP_PLACEMENT,
};

static void
uke_training_slot_iface_init (UkeSlotInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UkeTrainingSlot,
                               uke_training_slot,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_SLOT, uke_training_slot_iface_init))

static void
return_removed (UkeErrand *errand)
{
  g_object_unref (uke_errand_return_error (errand, uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1,
                                                                       "that card is gone")));
}

static void
do_job (gpointer data, gpointer user_data)
{
  Job *job = data;

  if (g_atomic_int_get (&job->channel->lifted)) {
    return_removed (job->errand);
  } else {
    uke_errand_carry_out (job->errand, UKE_CHANNEL (job->channel));
    g_object_unref (uke_errand_return (job->errand));
  }

  uke_errand_unref (job->errand);
  g_object_unref (job->channel);
  g_free (job);
}

static void
training_slot_run (
    UkeSlot *slot, guint placement, GTask *task, const UkeSlotWork *work, gpointer data)
{
  UkeTrainingSlot *self = UKE_TRAINING_SLOT (slot);
  g_autoptr (UkeErrand) errand = uke_errand_new (placement, task, work, data);
  Job *job;

  if (self->channel == NULL || placement != self->placement) {
    return_removed (errand);
    return;
  }

  job = g_new0 (Job, 1);
  job->errand = g_steal_pointer (&errand);
  job->channel = g_object_ref (self->channel);
  g_thread_pool_push (self->thread, job, NULL);
}

static void
uke_training_slot_iface_init (UkeSlotInterface *iface)
{
  iface->run = training_slot_run;
}

static void
uke_training_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeTrainingSlot *self = UKE_TRAINING_SLOT (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_enum (value, self->channel != NULL ? UKE_SLOT_OCCUPIED : UKE_SLOT_EMPTY);
    break;
  case PROP_READER_NAME:
    g_value_set_string (value, "Training tray");
    break;
  case PROP_PLACEMENT:
    g_value_set_uint (value, self->placement);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_training_slot_dispose (GObject *object)
{
  UkeTrainingSlot *self = UKE_TRAINING_SLOT (object);

  g_clear_object (&self->channel);
  /* Finishes what is in the queue; an emulated card never blocks. */
  if (self->thread != NULL)
    g_thread_pool_free (g_steal_pointer (&self->thread), FALSE, TRUE);

  G_OBJECT_CLASS (uke_training_slot_parent_class)->dispose (object);
}

static void
uke_training_slot_class_init (UkeTrainingSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = uke_training_slot_get_property;
  object_class->dispose = uke_training_slot_dispose;

  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_READER_NAME, "reader-name");
  g_object_class_override_property (object_class, PROP_PLACEMENT, "placement");
}

static void
uke_training_slot_init (UkeTrainingSlot *self)
{
  self->thread = g_thread_pool_new (do_job, NULL, 1, FALSE, NULL);
}

/**
 * uke_training_slot_new:
 *
 * Creates an empty slot.
 *
 * Returns: (transfer full): a slot
 */
UkeTrainingSlot *
uke_training_slot_new (void)
{
  return g_object_new (UKE_TYPE_TRAINING_SLOT, NULL);
}

/**
 * uke_training_slot_place:
 * @self: a slot
 * @card: the card to place; nobody else may drive it while it lies here
 *
 * Places an emulated card, after lifting the one that lies there.
 */
void
uke_training_slot_place (UkeTrainingSlot *self, UkeEmulatedCard *card)
{
  uke_training_slot_lift (self);

  uke_emulated_card_power_on (card);
  self->channel = g_object_new (UKE_TYPE_TRAY_CHANNEL, NULL);
  self->channel->card = g_object_ref (card);
  self->placement++;

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify (G_OBJECT (self), "placement");
  g_object_notify (G_OBJECT (self), "state");
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * uke_training_slot_lift:
 * @self: a slot
 *
 * Lifts the card. Work under way on it ends with UKE_CARD_ERROR_REMOVED at its next command.
 */
void
uke_training_slot_lift (UkeTrainingSlot *self)
{
  if (self->channel == NULL)
    return;

  g_atomic_int_set (&self->channel->lifted, TRUE);
  g_clear_object (&self->channel);
  g_object_notify (G_OBJECT (self), "state");
}
