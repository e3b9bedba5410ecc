#include "reception/visit-keeper.h"

#include "reception/visit-keeping.h"
#include "reception/visit-private.h"

struct _UkeVisitKeeper {
  GObject parent_instance;

  UkeStore *store; /* nullable */
  gboolean failing;
};

G_DEFINE_FINAL_TYPE (UkeVisitKeeper, uke_visit_keeper, G_TYPE_OBJECT)

typedef enum {
  PROP_FAILING = 1,
} Property;

static GParamSpec *property_failing;

static void
set_failing (UkeVisitKeeper *self, gboolean failing)
{
  if (self->failing == failing)
    return;
  self->failing = failing;
  g_object_notify_by_pspec (G_OBJECT (self), property_failing);
}

static void
uke_visit_keeper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_FAILING:
    g_value_set_boolean (value, UKE_VISIT_KEEPER (object)->failing);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_visit_keeper_dispose (GObject *object)
{
  g_clear_object (&UKE_VISIT_KEEPER (object)->store);

  G_OBJECT_CLASS (uke_visit_keeper_parent_class)->dispose (object);
}

static void
uke_visit_keeper_class_init (UkeVisitKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = uke_visit_keeper_get_property;
  object_class->dispose = uke_visit_keeper_dispose;

  property_failing = g_param_spec_boolean ("failing", NULL, NULL, FALSE,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_FAILING, property_failing);
}

static void
uke_visit_keeper_init (UkeVisitKeeper *self)
{
}

/**
 * uke_visit_keeper_new:
 * @store: (nullable): where to write; NULL: nothing is kept
 * @refused: there should be a store and there is none, so that nothing can be completed
 *
 * Returns: (transfer full):
 */
UkeVisitKeeper *
uke_visit_keeper_new (UkeStore *store, gboolean refused)
{
  UkeVisitKeeper *self = g_object_new (UKE_TYPE_VISIT_KEEPER, NULL);

  g_set_object (&self->store, store);
  self->failing = refused;
  return self;
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UkeVisitKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = uke_store_write_visit_finish (UKE_STORE (source), result, &error);

  if (!written)
    g_debug ("visit not written: %s", error->message);
  set_failing (self, !written);
}

/**
 * uke_visit_keeper_note:
 *
 * Writes a visit as it stands. Nobody waits for it.
 */
void
uke_visit_keeper_note (UkeVisitKeeper *self, UkeVisit *visit)
{
  g_autoptr (UkeVisitRecord) record = NULL;

  if (self->store == NULL)
    return;
  record = uke_visit_to_record (visit);
  uke_store_write_visit_async (self->store, record, on_noted, g_object_ref (self));
}

static void
on_completed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  UkeVisitKeeper *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean written = uke_store_write_visit_finish (UKE_STORE (source), result, &error);

  set_failing (self, !written);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * uke_visit_keeper_complete_async:
 * @now: the moment of completion
 *
 * Writes a visit as complete. Only when the answer is TRUE may the patient be told: then it is on
 * the disk.
 *
 * Errors: UKE_STORE_ERROR.
 */
void
uke_visit_keeper_complete_async (UkeVisitKeeper *self,
                                 UkeVisit *visit,
                                 GDateTime *now,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (UkeVisitRecord) record = uke_visit_to_record (visit);

  g_task_set_source_tag (task, uke_visit_keeper_complete_async);
  record->completed = g_date_time_to_unix_usec (now);
  record->step = uke_step_get_nick (UKE_STEP_COMPLETE);

  if (self->store != NULL) {
    uke_store_write_visit_async (self->store, record, on_completed, task);
    return;
  }

  if (self->failing)
    g_task_return_new_error_literal (task, UKE_STORE_ERROR, UKE_STORE_ERROR_UNREACHABLE,
                                     "There is no store");
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
uke_visit_keeper_complete_finish (UkeVisitKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
uke_visit_keeper_get_failing (UkeVisitKeeper *self)
{
  return self->failing;
}
