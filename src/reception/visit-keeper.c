#include "reception/visit-keeper.h"

#include "reception/visit-keeping.h"
#include "reception/visit-private.h"

/* Seconds after which what could not be written is tried again. */
#define RETRY_SECONDS 2

struct _UkeVisitKeeper {
  GObject parent_instance;

  UkeStore *store; /* nullable */
  const char *place;
  UkeReason refusal; /* there should be a store; NONE: there is one, or need not be */
  GHashTable *owed;  /* of UkeVisit: what could not be written */
  guint retry;
  UkeReason trouble;
};

G_DEFINE_FINAL_TYPE (UkeVisitKeeper, uke_visit_keeper, G_TYPE_OBJECT)

typedef enum {
  PROP_TROUBLE = 1,
} Property;

static GParamSpec *property_trouble;
static guint signal_remembered;

/* The latest fault, for as long as something is owed. */
static void
update_trouble (UkeVisitKeeper *self, UkeReason fault)
{
  UkeReason trouble = g_hash_table_size (self->owed) == 0 ? self->refusal
                      : fault != UKE_REASON_NONE          ? fault
                                                          : self->trouble;

  if (self->trouble == trouble)
    return;
  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), property_trouble);
}

static void
uke_visit_keeper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_TROUBLE:
    g_value_set_enum (value, (int) UKE_VISIT_KEEPER (object)->trouble);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_visit_keeper_dispose (GObject *object)
{
  UkeVisitKeeper *self = UKE_VISIT_KEEPER (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_object (&self->store);
  g_hash_table_remove_all (self->owed);

  G_OBJECT_CLASS (uke_visit_keeper_parent_class)->dispose (object);
}

static void
uke_visit_keeper_finalize (GObject *object)
{
  g_hash_table_unref (UKE_VISIT_KEEPER (object)->owed);

  G_OBJECT_CLASS (uke_visit_keeper_parent_class)->finalize (object);
}

static void
uke_visit_keeper_class_init (UkeVisitKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = uke_visit_keeper_get_property;
  object_class->dispose = uke_visit_keeper_dispose;
  object_class->finalize = uke_visit_keeper_finalize;

  property_trouble = g_param_spec_enum ("trouble", NULL, NULL, UKE_TYPE_REASON, UKE_REASON_NONE,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_TROUBLE, property_trouble);
  signal_remembered = g_signal_new ("remembered", UKE_TYPE_VISIT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, UKE_TYPE_VISIT, G_TYPE_POINTER);
}

static void
uke_visit_keeper_init (UkeVisitKeeper *self)
{
  self->owed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * uke_visit_keeper_new:
 * @store: (nullable): where to write; NULL: nothing is kept
 * @refusal: why there is none although there should be, so that nothing can be completed
 * @place: the name of where this program receives
 *
 * Returns: (transfer full):
 */
UkeVisitKeeper *
uke_visit_keeper_new (UkeStore *store, UkeReason refusal, const char *place)
{
  UkeVisitKeeper *self = g_object_new (UKE_TYPE_VISIT_KEEPER, NULL);

  g_set_object (&self->store, store);
  self->place = g_intern_string (place);
  self->refusal = refusal;
  self->trouble = refusal;
  return self;
}

/* A write of a visit that is under way. */
typedef struct {
  UkeVisitKeeper *keeper;
  UkeVisit *visit;
  GTask *task;        /* nullable: somebody waits */
  gboolean certified; /* the card's certificate goes along */
} Writing;

static void
write_again (gpointer user_data)
{
  UkeVisitKeeper *self = user_data;
  g_autoptr (GPtrArray) owed = g_hash_table_get_keys_as_ptr_array (self->owed);

  self->retry = 0;
  for (guint i = 0; i < owed->len; i++)
    uke_visit_keeper_note (self, owed->pdata[i]);
}

static void
owe (UkeVisitKeeper *self, UkeVisit *visit)
{
  g_hash_table_add (self->owed, g_object_ref (visit));
  if (self->retry == 0 && self->store != NULL)
    self->retry = g_timeout_add_seconds_once (RETRY_SECONDS, write_again, self);
}

static void
answer (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_recognized (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UkeVisit) visit = user_data;
  g_autoptr (UkeVisitRecord) record =
      uke_store_read_visit_finish (UKE_STORE (source), result, NULL);

  if (record != NULL)
    uke_visit_take_patient (visit, record);
}

/* A visit about which the store is asked. */
typedef struct {
  UkeVisitKeeper *keeper;
  UkeVisit *visit;
} Question;

static void
on_answers_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (UkeVisitKeeper) self = question->keeper;
  g_autoptr (UkeVisit) visit = question->visit;
  g_autoptr (UkeVisitRecord) record =
      uke_store_read_answers_finish (UKE_STORE (source), result, NULL);
  UkeCarriedConsents answers = { 0 };

  if (record != NULL && uke_carried_consents_from_record (record, &answers))
    g_signal_emit (self, signal_remembered, 0, visit, &answers);
  uke_carried_consents_clear (&answers);
}

/* The store knows the card: once it was written down, it can tell whose it is, and what they
 * answered the last time. */
static void
recognize (UkeVisitKeeper *self, UkeVisit *visit)
{
  Question *question;

  if (!uke_visit_ask_once (visit))
    return;
  uke_store_read_visit_async (self->store, uke_visit_get_id (visit), on_recognized,
                              g_object_ref (visit));
  question = g_new0 (Question, 1);
  *question = (Question) { g_object_ref (self), g_object_ref (visit) };
  uke_store_read_answers_async (self->store, uke_visit_get_id (visit), on_answers_read, question);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Writing *writing = user_data;
  g_autoptr (UkeVisitKeeper) self = writing->keeper;
  g_autoptr (UkeVisit) visit = writing->visit;
  g_autoptr (GError) error = NULL;
  guint number;

  if (uke_store_write_visit_finish (UKE_STORE (source), result, &number, &error)) {
    uke_visit_set_number (visit, number);
    g_hash_table_remove (self->owed, visit);
    if (writing->certified && self->store != NULL)
      recognize (self, visit);
  } else {
    g_debug ("visit not written: %s", error->message);
    owe (self, visit);
  }
  update_trouble (self, error != NULL ? uke_reason_of_store_error (error) : UKE_REASON_NONE);
  if (writing->task != NULL)
    answer (writing->task, error);
}

static void
write_record (UkeVisitKeeper *self, UkeVisit *visit, UkeVisitRecord *record, GTask *task)
{
  Writing *writing = g_new0 (Writing, 1);

  *writing =
      (Writing) { g_object_ref (self), g_object_ref (visit), task, record->certificate != NULL };
  record->place = self->place;
  uke_store_write_visit_async (self->store, record, on_written, writing);
}

/**
 * uke_visit_keeper_note:
 *
 * Writes a visit as it stands. Nobody waits for it; what cannot be written is tried again.
 */
void
uke_visit_keeper_note (UkeVisitKeeper *self, UkeVisit *visit)
{
  g_autoptr (UkeVisitRecord) record = NULL;

  if (self->store == NULL)
    return;
  record = uke_visit_to_record (visit);
  write_record (self, visit, record, NULL);
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
    write_record (self, visit, record, task);
    return;
  }

  if (self->refusal != UKE_REASON_NONE)
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

void
uke_visit_keeper_doubt (UkeVisitKeeper *self, const GError *error)
{
  self->trouble = uke_reason_of_store_error (error);
  g_object_notify_by_pspec (G_OBJECT (self), property_trouble);
}

UkeReason
uke_visit_keeper_get_trouble (UkeVisitKeeper *self)
{
  return self->trouble;
}

UkeStore *
uke_visit_keeper_get_store (UkeVisitKeeper *self)
{
  return self->store;
}

const char *
uke_visit_keeper_get_place (UkeVisitKeeper *self)
{
  return self->place;
}
