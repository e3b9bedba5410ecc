#include "desk/visit-list.h"

#include "validity/date.h"

struct _UkeVisitList {
  GObject parent_instance;

  UkeReception *reception;
  char *text; /* what is looked for; empty: nothing */
  GtkSorter *sorter;
  GtkFilter *filter;
  GtkSortListModel *visits;
  GListStore *patients;
  GtkFlattenListModel *model;
  GCancellable *search; /* under way */
};

G_DEFINE_FINAL_TYPE (UkeVisitList, uke_visit_list, G_TYPE_OBJECT)

/* Who needs help first, newest next. */
static int
compare_visits (gconstpointer a, gconstpointer b, gpointer user_data)
{
  UkeVisit *visit_a = (UkeVisit *) a;
  UkeVisit *visit_b = (UkeVisit *) b;
  int help = uke_visit_get_needs_help (visit_b) - uke_visit_get_needs_help (visit_a);
  int arrival =
      g_date_time_compare (uke_visit_get_arrived (visit_b), uke_visit_get_arrived (visit_a));

  if (help != 0)
    return help;
  if (arrival != 0)
    return arrival;
  return (int) uke_visit_get_number (visit_b) - (int) uke_visit_get_number (visit_a);
}

/* Of today, or still here since yesterday. */
static gboolean
is_shown (gpointer item, gpointer user_data)
{
  UkeVisitList *self = user_data;
  UkeVisit *visit = item;
  GDate day;

  uke_date_from_instant (uke_visit_get_arrived (visit), &day);
  if (uke_visit_get_ended (visit)
      && g_date_compare (&day, uke_visit_book_get_today (uke_reception_get_book (self->reception)))
             != 0)
    return FALSE;
  return uke_patient_directory_matches (visit, self->text);
}

static void
on_sorting_changed (UkeVisitList *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
on_filtering_changed (UkeVisitList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_visits_changed (
    UkeVisitList *self, guint position, guint removed, guint added, GListModel *visits)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (UkeVisit) visit = g_list_model_get_item (visits, i);

    g_signal_connect_object (visit, "notify::needs-help", G_CALLBACK (on_sorting_changed), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (visit, "notify::number", G_CALLBACK (on_sorting_changed), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (visit, "notify::patient", G_CALLBACK (on_filtering_changed), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
uke_visit_list_dispose (GObject *object)
{
  UkeVisitList *self = UKE_VISIT_LIST (object);

  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_object (&self->model);
  g_clear_object (&self->patients);
  g_clear_object (&self->visits);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->reception);

  G_OBJECT_CLASS (uke_visit_list_parent_class)->dispose (object);
}

static void
uke_visit_list_finalize (GObject *object)
{
  g_free (UKE_VISIT_LIST (object)->text);

  G_OBJECT_CLASS (uke_visit_list_parent_class)->finalize (object);
}

static void
uke_visit_list_class_init (UkeVisitListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = uke_visit_list_dispose;
  object_class->finalize = uke_visit_list_finalize;
}

static void
uke_visit_list_init (UkeVisitList *self)
{
  self->text = g_strdup ("");
  self->search = g_cancellable_new ();
  self->patients = g_list_store_new (UKE_TYPE_PATIENT);
}

/**
 * uke_visit_list_new:
 *
 * Returns: (transfer full): the list of a reception
 */
UkeVisitList *
uke_visit_list_new (UkeReception *reception)
{
  UkeVisitList *self = g_object_new (UKE_TYPE_VISIT_LIST, NULL);
  UkeVisitBook *book = uke_reception_get_book (reception);
  GListModel *visits = uke_visit_book_get_visits (book);
  GListStore *sections = g_list_store_new (G_TYPE_LIST_MODEL);

  self->reception = g_object_ref (reception);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_visits, NULL, NULL));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->visits = gtk_sort_list_model_new (
      G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (visits), g_object_ref (self->filter))),
      g_object_ref (self->sorter));
  g_list_store_append (sections, self->visits);
  g_list_store_append (sections, self->patients);
  self->model = gtk_flatten_list_model_new (G_LIST_MODEL (sections));

  g_signal_connect_object (visits, "items-changed", G_CALLBACK (on_visits_changed), self,
                           G_CONNECT_SWAPPED);
  on_visits_changed (self, 0, 0, g_list_model_get_n_items (visits), visits);
  g_signal_connect_object (book, "notify::today", G_CALLBACK (on_filtering_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GListModel *
uke_visit_list_get_model (UkeVisitList *self)
{
  return G_LIST_MODEL (self->model);
}

GListModel *
uke_visit_list_get_visits (UkeVisitList *self)
{
  return G_LIST_MODEL (self->visits);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UkeVisitList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      uke_patient_directory_search_finish (UKE_PATIENT_DIRECTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* something else is looked for by now */
  if (found == NULL)
    g_debug ("not searched: %s", error->message);
  if (self->patients != NULL)
    g_list_store_splice (self->patients, 0,
                         g_list_model_get_n_items (G_LIST_MODEL (self->patients)),
                         found != NULL ? found->pdata : NULL, found != NULL ? found->len : 0);
}

/**
 * uke_visit_list_set_search:
 * @text: what was typed; empty: nothing is looked for
 *
 * Shows what fits.
 */
void
uke_visit_list_set_search (UkeVisitList *self, const char *text)
{
  UkePatientDirectory *directory = uke_reception_get_directory (self->reception);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (!g_set_str (&self->text, stripped))
    return;
  on_filtering_changed (self);

  g_cancellable_cancel (self->search);
  g_set_object (&self->search, NULL);
  self->search = g_cancellable_new ();
  if (*stripped == '\0' || directory == NULL)
    g_list_store_remove_all (self->patients);
  else
    uke_patient_directory_search_async (directory, stripped, self->search, on_found,
                                        g_object_ref (self));
}

const char *
uke_visit_list_get_search (UkeVisitList *self)
{
  return self->text;
}
