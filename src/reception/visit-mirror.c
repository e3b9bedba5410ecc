#include "reception/visit-mirror.h"

#include "reception/visit-keeping.h"
#include "reception/visit-private.h"

struct _UkeVisitMirror {
  GObject parent_instance;

  UkeVisitKeeper *keeper;
  UkeVisitBook *book;
  GCancellable *cancellable; /* of what is still being read */
};

G_DEFINE_FINAL_TYPE (UkeVisitMirror, uke_visit_mirror, G_TYPE_OBJECT)

static guint signal_asked;

static void
uke_visit_mirror_dispose (GObject *object)
{
  UkeVisitMirror *self = UKE_VISIT_MIRROR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (uke_visit_mirror_parent_class)->dispose (object);
}

static void
uke_visit_mirror_finalize (GObject *object)
{
  g_object_unref (UKE_VISIT_MIRROR (object)->cancellable);

  G_OBJECT_CLASS (uke_visit_mirror_parent_class)->finalize (object);
}

static void
uke_visit_mirror_class_init (UkeVisitMirrorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = uke_visit_mirror_dispose;
  object_class->finalize = uke_visit_mirror_finalize;

  signal_asked = g_signal_new ("asked", UKE_TYPE_VISIT_MIRROR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, UKE_TYPE_VISIT, G_TYPE_STRING);
}

static void
uke_visit_mirror_init (UkeVisitMirror *self)
{
  self->cancellable = g_cancellable_new ();
}

static gboolean
is_here (UkeVisitMirror *self, const UkeVisitRecord *record)
{
  return !uke_store_is_shared (uke_visit_keeper_get_store (self->keeper))
         || g_strcmp0 (record->place, uke_visit_keeper_get_place (self->keeper)) == 0;
}

/* (transfer full) (nullable) */
static UkeVisit *
make_visit (UkeVisitMirror *self, const UkeVisitRecord *record)
{
  UkeVisit *visit = uke_visit_from_record (record, uke_visit_book_get_today (self->book));

  if (visit != NULL)
    uke_visit_set_elsewhere (visit, !is_here (self, record));
  return visit;
}

/* Cut off by the end of the program: nobody stands there any more. */
static void
end_if_cut_off (UkeVisitMirror *self, UkeVisit *visit)
{
  if (uke_visit_get_elsewhere (visit) || uke_visit_get_ended (visit))
    return;
  uke_visit_set_ended (visit, uke_visit_get_arrived (visit));
  uke_visit_keeper_note (self->keeper, visit);
}

/* What another desk may have written of a visit that is ours. */
static void
take_from_desk (UkeVisit *visit, const UkeVisitRecord *record)
{
  uke_visit_take_patient (visit, record);
  if (uke_visit_get_ended (visit) && record->ended != 0 && record->help == 0)
    uke_visit_set_help (visit, NULL);
}

/* All that are new at once: a list hears of each change. */
static void
take_all (UkeVisitMirror *self, UkeVisitRecord **records, guint n_records)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_records; i++) {
    UkeVisit *visit = uke_visit_book_find (self->book, records[i]->id);

    if (visit == NULL) {
      visit = make_visit (self, records[i]);
      if (visit != NULL)
        g_ptr_array_add (added, visit);
    } else if (uke_visit_get_elsewhere (visit)) {
      uke_visit_take_record (visit, records[i], uke_visit_book_get_today (self->book));
    } else {
      take_from_desk (visit, records[i]);
    }
  }
  uke_visit_book_enter (self->book, added);
  for (guint i = 0; i < added->len; i++)
    end_if_cut_off (self, added->pdata[i]);
}

/* What is read for a mirror that may be gone when the answer comes. */
typedef struct {
  UkeVisitMirror *mirror; /* not owned */
  GCancellable *cancellable;
} Reading;

static Reading *
begin_reading (UkeVisitMirror *self)
{
  Reading *reading = g_new0 (Reading, 1);

  *reading = (Reading) { self, g_object_ref (self->cancellable) };
  return reading;
}

/* NULL: nobody waits for it any more. */
static UkeVisitMirror *
end_reading (Reading *reading)
{
  UkeVisitMirror *self = g_cancellable_is_cancelled (reading->cancellable) ? NULL : reading->mirror;

  g_object_unref (reading->cancellable);
  g_free (reading);
  return self;
}

static void
on_visit_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  UkeVisitMirror *self = end_reading (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeVisitRecord) record =
      uke_store_read_visit_finish (UKE_STORE (source), result, &error);

  if (error != NULL)
    g_debug ("visit not read: %s", error->message);
  if (self == NULL || record == NULL)
    return;
  if (uke_visit_book_find (self->book, record->id) != NULL
      || g_date_compare (&record->day, uke_visit_book_get_today (self->book)) == 0)
    take_all (self, &record, 1);
}

static void
on_visit_changed (UkeVisitMirror *self, const char *id, UkeStore *store)
{
  uke_store_read_visit_async (store, id, on_visit_read, begin_reading (self));
}

static void
on_visits_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  UkeVisitMirror *self = end_reading (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = uke_store_read_visits_finish (UKE_STORE (source), result, &error);

  if (error != NULL)
    g_debug ("visits not read: %s", error->message); /* the listener will hear of it, too */
  if (self != NULL && records != NULL)
    take_all (self, (UkeVisitRecord **) records->pdata, records->len);
}

static void
on_missed_some (UkeVisitMirror *self, UkeStore *store)
{
  const GDate *today = uke_visit_book_get_today (self->book);

  uke_store_read_visits_async (store, today, today, on_visits_read, begin_reading (self));
}

static void
on_asked (UkeVisitMirror *self, const char *id, const char *word)
{
  UkeVisit *visit = uke_visit_book_find (self->book, id);

  if (visit != NULL && !uke_visit_get_elsewhere (visit))
    g_signal_emit (self, signal_asked, 0, visit, word);
}

/**
 * uke_visit_mirror_new:
 * @keeper: of the same book's visits, with a store
 *
 * Follows the store. A shared one is read as soon as it is reached.
 *
 * Returns: (transfer full):
 */
UkeVisitMirror *
uke_visit_mirror_new (UkeVisitKeeper *keeper, UkeVisitBook *book)
{
  UkeVisitMirror *self = g_object_new (UKE_TYPE_VISIT_MIRROR, NULL);
  UkeStore *store = uke_visit_keeper_get_store (keeper);

  self->keeper = g_object_ref (keeper);
  self->book = g_object_ref (book);
  g_signal_connect_object (store, "visit-changed", G_CALLBACK (on_visit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "missed-some", G_CALLBACK (on_missed_some), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * uke_visit_mirror_restore:
 *
 * Enters today's visits, and the latest arrival of any day, into the book, from a store that is not
 * shared. Waits for it.
 *
 * Errors: UKE_STORE_ERROR.
 */
gboolean
uke_visit_mirror_restore (UkeVisitMirror *self, GError **error)
{
  UkeStore *store = uke_visit_keeper_get_store (self->keeper);
  const GDate *today = uke_visit_book_get_today (self->book);
  g_autoptr (GPtrArray) records = uke_store_read_visits (store, today, today, error);
  gint64 arrival;

  if (records == NULL)
    return FALSE;
  arrival = uke_store_read_latest_arrival (store, NULL, error);
  if (arrival < 0)
    return FALSE;

  take_all (self, (UkeVisitRecord **) records->pdata, records->len);
  if (arrival > 0) {
    g_autoptr (GDateTime) latest = g_date_time_new_from_unix_utc_usec (arrival);

    uke_visit_book_see_arrival (self->book, latest);
  }
  return TRUE;
}

static void
on_asked_elsewhere (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!uke_store_ask_elsewhere_finish (UKE_STORE (source), result, &error))
    g_debug ("not asked elsewhere: %s", error->message);
}

static void
on_help_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!uke_store_clear_help_finish (UKE_STORE (source), result, &error))
    g_debug ("call not cleared: %s", error->message);
}

/**
 * uke_visit_mirror_ask:
 * @visit: one that is, or was, received elsewhere
 * @word: UKE_VISIT_MIRROR_SEEN and others
 *
 * Asks the program that receives a visit to do something. Where the patient has left, a call for
 * help is put down here.
 */
void
uke_visit_mirror_ask (UkeVisitMirror *self, UkeVisit *visit, const char *word)
{
  UkeStore *store = uke_visit_keeper_get_store (self->keeper);

  if (!uke_visit_get_ended (visit)) {
    uke_store_ask_elsewhere_async (store, uke_visit_get_id (visit), word, on_asked_elsewhere, NULL);
    return;
  }
  if (g_str_equal (word, UKE_VISIT_MIRROR_SEEN)) {
    uke_visit_set_help (visit, NULL);
    uke_store_clear_help_async (store, uke_visit_get_id (visit), on_help_cleared, NULL);
  }
}
