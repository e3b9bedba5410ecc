#include "reader/reader.h"

#include "card/card-error.h"
#include "reader/pcsc-worker.h"
#include "reader/service-watch.h"
#include "reader/usb-devices.h"

/* An answer takes some milliseconds; a daemon that is busy or hangs is waited for no longer. */
#define FIRST_LOOK_MS 1000

struct _UkeReader {
  GObject parent_instance;

  char *only;
  char *usb_devices;
  UkePcscWorker *worker;
  UkeServiceWatch *service; /* nullable: since there was no daemon */

  UkeSlotState state;
  guint placement;
  char *reader_name;
};

enum {
  PROP_0,
  PROP_ONLY,
  PROP_USB_DEVICES,
  PROP_STATE,
  PROP_READER_NAME,
  PROP_PLACEMENT,
};

static void
uke_reader_slot_init (UkeSlotInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UkeReader,
                               uke_reader,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_SLOT, uke_reader_slot_init))

static void
on_service_changed (gpointer user_data)
{
  UkeReader *self = user_data;

  uke_pcsc_worker_seek_service (self->worker);
}

/* Only from the moment when there is no daemon to talk to: a watch takes longer to set up than a
 * card to be read. One that started before the watch stood is found by another look. */
static void
watch_service (UkeReader *self)
{
  if (self->service != NULL || self->worker == NULL)
    return;

  self->service = uke_service_watch_new (on_service_changed, self);
  uke_pcsc_worker_seek_service (self->worker);
}

/* Whoever hears of one property sees all three as they belong together. */
static void
on_view (const UkeSlotView *view, gpointer user_data)
{
  g_autoptr (UkeReader) self = g_object_ref (user_data);

  if (view->state == UKE_SLOT_NO_SERVICE || view->state == UKE_SLOT_SERVICE_MISMATCH)
    watch_service (self);

  g_object_freeze_notify (G_OBJECT (self));

  if (g_set_str (&self->reader_name, view->reader_name))
    g_object_notify (G_OBJECT (self), "reader-name");
  if (self->placement != view->placement) {
    self->placement = view->placement;
    g_object_notify (G_OBJECT (self), "placement");
  }
  if (self->state != view->state) {
    self->state = view->state;
    g_object_notify (G_OBJECT (self), "state");
  }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
uke_reader_run (UkeSlot *slot, guint placement, GTask *task, const UkeSlotWork *work, gpointer data)
{
  UkeReader *self = UKE_READER (slot);
  g_autoptr (UkeErrand) errand = uke_errand_new (placement, task, work, data);

  if (self->worker != NULL)
    uke_pcsc_worker_push (self->worker, g_steal_pointer (&errand));
  else
    g_object_unref (uke_errand_return_error (errand, uke_card_error_new (UKE_CARD_ERROR_REMOVED, -1,
                                                                         "The slot is closed")));
}

static void
uke_reader_slot_init (UkeSlotInterface *iface)
{
  iface->run = uke_reader_run;
}

static void
uke_reader_constructed (GObject *object)
{
  UkeReader *self = UKE_READER (object);

  G_OBJECT_CLASS (uke_reader_parent_class)->constructed (object);

  self->worker = uke_pcsc_worker_start (self->only, self->usb_devices, on_view, self);
  uke_pcsc_worker_await_first_look (self->worker, FIRST_LOOK_MS);
}

static void
uke_reader_dispose (GObject *object)
{
  UkeReader *self = UKE_READER (object);

  g_clear_pointer (&self->service, uke_service_watch_free);
  g_clear_pointer (&self->worker, uke_pcsc_worker_stop);

  G_OBJECT_CLASS (uke_reader_parent_class)->dispose (object);
}

static void
uke_reader_finalize (GObject *object)
{
  UkeReader *self = UKE_READER (object);

  g_free (self->only);
  g_free (self->usb_devices);
  g_free (self->reader_name);

  G_OBJECT_CLASS (uke_reader_parent_class)->finalize (object);
}

static void
uke_reader_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  UkeReader *self = UKE_READER (object);

  switch (property_id) {
  case PROP_STATE:
    g_value_set_enum (value, (int) self->state);
    break;
  case PROP_READER_NAME:
    g_value_set_string (value, self->reader_name);
    break;
  case PROP_PLACEMENT:
    g_value_set_uint (value, self->placement);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
uke_reader_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  UkeReader *self = UKE_READER (object);

  switch (property_id) {
  case PROP_ONLY:
    self->only = g_value_dup_string (value);
    break;
  case PROP_USB_DEVICES:
    self->usb_devices = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
uke_reader_class_init (UkeReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = uke_reader_constructed;
  object_class->dispose = uke_reader_dispose;
  object_class->finalize = uke_reader_finalize;
  object_class->get_property = uke_reader_get_property;
  object_class->set_property = uke_reader_set_property;

  g_object_class_install_property (object_class, PROP_ONLY,
                                   g_param_spec_string ("only", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                            | G_PARAM_STATIC_STRINGS));
  /* Where the kernel lists what is plugged in. */
  g_object_class_install_property (object_class, PROP_USB_DEVICES,
                                   g_param_spec_string ("usb-devices", NULL, NULL, UKE_USB_DEVICES,
                                                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                            | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_READER_NAME, "reader-name");
  g_object_class_override_property (object_class, PROP_PLACEMENT, "placement");
}

static void
uke_reader_init (UkeReader *self)
{
}

/**
 * uke_reader_new:
 * @only: (nullable): a reader's name as PC/SC gives it, or NULL for all of them
 *
 * Watches the readers of this machine as one slot.
 *
 * When it returns, the properties already say what lies there, unless the
 * daemon takes unusually long. What happens later is notified in the main
 * context that was the thread's default here. Disposing it ends its thread.
 *
 * Returns: (transfer full): the slot
 */
UkeReader *
uke_reader_new (const char *only)
{
  return g_object_new (UKE_TYPE_READER, "only", only, NULL);
}
