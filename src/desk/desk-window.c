#include "desk/desk-window.h"

#include "desk/desk-words.h"
#include "desk/visit-detail.h"
#include "desk/visit-row.h"
#include "reception/date-words.h"
#include "reception/message.h"

struct _UkeDeskWindow {
  AdwApplicationWindow parent_instance;

  GtkWidget *ribbon;
  AdwBanner *banner;
  AdwNavigationSplitView *split_view;
  GtkStack *list_stack;
  GtkListView *list;
  UkeVisitDetail *detail;
  AdwWindowTitle *title;

  UkeReception *reception;
  GtkSorter *sorter;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (UkeDeskWindow, uke_desk_window, ADW_TYPE_APPLICATION_WINDOW)

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

static void
resort (UkeDeskWindow *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
select_visit (UkeDeskWindow *self, UkeVisit *visit)
{
  GListModel *shown = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++) {
    g_autoptr (UkeVisit) candidate = g_list_model_get_item (shown, i);

    if (candidate == visit) {
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
  }
}

/* The receptionist's eye follows the patients, unless it rests on one who is still here. */
static void
follow (UkeDeskWindow *self, UkeVisit *newest)
{
  UkeVisit *shown = gtk_single_selection_get_selected_item (self->selection);

  if (shown == NULL || uke_visit_get_ended (shown))
    select_visit (self, newest);
}

static void
on_visits_changed (
    UkeDeskWindow *self, guint position, guint removed, guint added, GListModel *visits)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (UkeVisit) visit = g_list_model_get_item (visits, i);

    g_signal_connect_object (visit, "notify::needs-help", G_CALLBACK (resort), self,
                             G_CONNECT_SWAPPED);
    follow (self, visit);
  }
  gtk_stack_set_visible_child_name (self->list_stack,
                                    g_list_model_get_n_items (visits) > 0 ? "visits" : "empty");
}

static void
on_selected_changed (UkeDeskWindow *self)
{
  UkeVisit *visit = gtk_single_selection_get_selected_item (self->selection);

  gtk_widget_set_visible (GTK_WIDGET (self->detail), visit != NULL);
  uke_visit_detail_set_visit (self->detail, visit);
}

static void
on_list_activated (UkeDeskWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* The institution's own state: what concerns everybody, not one patient. */
static UkeReason
find_trouble (UkeDeskWindow *self)
{
  UkeReason reason = uke_reception_get_reason (self->reception);

  if (uke_reception_get_visit (self->reception) == NULL && reason != UKE_REASON_NONE)
    return reason;
  return uke_reception_get_worry (self->reception);
}

static void
on_trouble_changed (UkeDeskWindow *self)
{
  g_autofree char *words = uke_message_for_staff (find_trouble (self));

  adw_banner_set_title (self->banner, words != NULL ? words : ""); /* ears find hidden ones, too */
  adw_banner_set_revealed (self->banner, words != NULL);
}

static void
on_today_changed (UkeDeskWindow *self)
{
  UkeVisitBook *book = uke_reception_get_book (self->reception);
  g_autofree char *today = uke_date_words (uke_visit_book_get_today (book));

  adw_window_title_set_subtitle (self->title, today);
}

static void
on_row_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, uke_visit_row_new ());
}

static void
on_row_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  uke_visit_row_set_visit (UKE_VISIT_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
on_row_unbind (GtkListItemFactory *factory, GtkListItem *item)
{
  uke_visit_row_set_visit (UKE_VISIT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
uke_desk_window_dispose (GObject *object)
{
  UkeDeskWindow *self = UKE_DESK_WINDOW (object);

  if (self->detail != NULL)
    uke_visit_detail_set_visit (self->detail, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), UKE_TYPE_DESK_WINDOW);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorter);
  g_clear_object (&self->reception);

  G_OBJECT_CLASS (uke_desk_window_parent_class)->dispose (object);
}

static void
uke_desk_window_class_init (UkeDeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_desk_window_dispose;

  g_type_ensure (UKE_TYPE_VISIT_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/desk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, ribbon);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, list);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, title);
}

static void
uke_desk_window_init (UkeDeskWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_visits, NULL, NULL));
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (on_selected_changed), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_row_unbind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_list_activated), self,
                           G_CONNECT_SWAPPED);
}

/**
 * uke_desk_window_new:
 * @application: the application
 * @reception: the reception to show
 *
 * Creates the receptionist's window.
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
uke_desk_window_new (GtkApplication *application, UkeReception *reception)
{
  UkeDeskWindow *self = g_object_new (UKE_TYPE_DESK_WINDOW, "application", application, NULL);
  UkeVisitBook *book = uke_reception_get_book (reception);
  GListModel *visits = uke_visit_book_get_visits (book);
  g_autoptr (GtkSortListModel) sorted =
      gtk_sort_list_model_new (g_object_ref (visits), g_object_ref (self->sorter));

  self->reception = g_object_ref (reception);
  uke_visit_detail_set_reception (self->detail, reception);
  gtk_widget_set_visible (self->ribbon, uke_reception_is_training (reception));

  /* The sorted list hears of a visit first, so that it can be selected there. */
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (sorted));
  g_signal_connect_object (visits, "items-changed", G_CALLBACK (on_visits_changed), self,
                           G_CONNECT_SWAPPED);
  on_visits_changed (self, 0, 0, g_list_model_get_n_items (visits), visits);

  g_signal_connect_object (reception, "notify::reason", G_CALLBACK (on_trouble_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reception, "notify::step", G_CALLBACK (on_trouble_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reception, "notify::worry", G_CALLBACK (on_trouble_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (book, "notify::today", G_CALLBACK (on_today_changed), self,
                           G_CONNECT_SWAPPED);
  on_trouble_changed (self);
  on_today_changed (self);
  return GTK_WIDGET (self);
}
