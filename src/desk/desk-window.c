#include "desk/desk-window.h"

#include "desk/desk-words.h"
#include "desk/notifier.h"
#include "desk/patient-detail.h"
#include "desk/patient-row.h"
#include "desk/visit-detail.h"
#include "desk/visit-list.h"
#include "desk/visit-row.h"
#include "reception/date-words.h"
#include "reception/message.h"

#include <glib/gi18n-lib.h>

struct _UkeDeskWindow {
  AdwApplicationWindow parent_instance;

  GtkWidget *ribbon;
  AdwBanner *banner;
  AdwNavigationSplitView *split_view;
  GtkStack *list_stack;
  GtkSearchEntry *search;
  GtkListView *list;
  GtkStack *detail_stack;
  UkeVisitDetail *detail;
  UkePatientDetail *patient_detail;
  AdwWindowTitle *title;

  UkeReception *reception;
  UkeVisitList *visits;
  GtkSingleSelection *selection;
  GtkListItemFactory *headings;
};

G_DEFINE_FINAL_TYPE (UkeDeskWindow, uke_desk_window, ADW_TYPE_APPLICATION_WINDOW)

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

/* The receptionist's eye follows the patients, unless it rests on one who is still here, or looks
 * for somebody. */
static void
follow (UkeDeskWindow *self, UkeVisit *newest)
{
  gpointer shown = gtk_single_selection_get_selected_item (self->selection);

  if (*uke_visit_list_get_search (self->visits) != '\0')
    return;
  if (shown != NULL && UKE_IS_VISIT (shown) && !uke_visit_get_ended (shown))
    return;
  select_visit (self, newest);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL); /* where trouble is */
}

static void
show_list (UkeDeskWindow *self)
{
  gboolean searching = *uke_visit_list_get_search (self->visits) != '\0';
  gboolean empty = g_list_model_get_n_items (uke_visit_list_get_model (self->visits)) == 0;

  gtk_stack_set_visible_child_name (self->list_stack, !empty      ? "visits"
                                                      : searching ? "not-found"
                                                                  : "empty");
}

static void
on_visits_changed (
    UkeDeskWindow *self, guint position, guint removed, guint added, GListModel *visits)
{
  g_autoptr (UkeVisit) newest =
      added > 0 ? g_list_model_get_item (visits, position + added - 1) : NULL;

  if (newest != NULL)
    follow (self, newest);
}

static void
on_selected_changed (UkeDeskWindow *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);
  UkeVisit *visit = item != NULL && UKE_IS_VISIT (item) ? item : NULL;
  UkePatient *patient = item != NULL && UKE_IS_PATIENT (item) ? item : NULL;

  uke_visit_detail_set_visit (self->detail, visit);
  uke_patient_detail_set_patient (self->patient_detail,
                                  uke_reception_get_directory (self->reception), patient);
  gtk_stack_set_visible_child_name (self->detail_stack, visit != NULL     ? "visit"
                                                        : patient != NULL ? "patient"
                                                                          : "nobody");
}

/* Sections have headings only while there can be two of them. */
static void
on_search_changed (UkeDeskWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  uke_visit_list_set_search (self->visits, text);
  gtk_list_view_set_header_factory (self->list, *uke_visit_list_get_search (self->visits) != '\0'
                                                    ? self->headings
                                                    : NULL);
  show_list (self);
}

static void
on_search_stopped (UkeDeskWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static gboolean
on_space (GtkWidget *widget, GVariant *arguments, gpointer self)
{
  return gtk_widget_activate_action (self, "desk.acknowledge", NULL);
}

/* In the list the space key does what one wants most: answering a call. */
static void
bind_space (UkeDeskWindow *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_callback_action_new (on_space, self,
                                                                                   NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), shortcuts);
}

static void
on_look_for (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UkeDeskWindow *self = UKE_DESK_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* The call of whoever is selected. */
static void
on_acknowledge (GtkWidget *widget, const char *action, GVariant *parameter)
{
  UkeDeskWindow *self = UKE_DESK_WINDOW (widget);
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && UKE_IS_VISIT (item) && uke_visit_get_needs_help (item)
      && uke_visit_get_step (item) != UKE_STEP_STAFF_CHECK)
    uke_reception_acknowledge (self->reception, item);
}

static void
on_list_activated (UkeDeskWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* The institution's own state: what concerns everybody, not one patient. What may be lost comes
 * before what does not work. */
static UkeReason
find_trouble (UkeDeskWindow *self)
{
  UkeReason reason = uke_reception_get_reason (self->reception);
  UkeReason worry = uke_reception_get_worry (self->reception);

  if (worry >= UKE_REASON_STORE_FAILED && worry <= UKE_REASON_STORE_NEWER)
    return worry;
  if (uke_reception_get_visit (self->reception) == NULL && reason != UKE_REASON_NONE)
    return reason;
  return worry;
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

/* A row of the list is of one kind or the other. */
static GtkWidget *
get_row (GtkListItem *item, GType type, GtkWidget *(*make) (void) )
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row == NULL || !g_type_is_a (G_OBJECT_TYPE (row), type)) {
    row = make ();
    gtk_list_item_set_child (item, row);
  }
  return row;
}

/* What a screen reader says of a row as a whole. */
static void
name_visit (GtkListItem *item)
{
  g_autofree char *words = uke_desk_words_row (gtk_list_item_get_item (item));

  gtk_list_item_set_accessible_label (item, words);
}

static void
on_row_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  gpointer object = gtk_list_item_get_item (item);

  if (UKE_IS_VISIT (object)) {
    uke_visit_row_set_visit (UKE_VISIT_ROW (get_row (item, UKE_TYPE_VISIT_ROW, uke_visit_row_new)),
                             object);
    g_signal_connect_swapped (object, "notify", G_CALLBACK (name_visit), item);
    name_visit (item);
  } else {
    uke_patient_row_set_patient (UKE_PATIENT_ROW (
                                     get_row (item, UKE_TYPE_PATIENT_ROW, uke_patient_row_new)),
                                 object);
    gtk_list_item_set_accessible_label (item, uke_patient_get_spoken (object));
  }
}

static void
on_row_unbind (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (!UKE_IS_VISIT_ROW (row))
    return;
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_visit, item);
  uke_visit_row_set_visit (UKE_VISIT_ROW (row), NULL);
}

static void
on_heading_bind (GtkListItemFactory *factory, GtkListHeader *header)
{
  gboolean visits = UKE_IS_VISIT (gtk_list_header_get_item (header));
  GtkWidget *label = gtk_label_new (
      visits ? C_ ("desk", "Today")
             /* Translators: Heading above those whom a search found among earlier patients. */
             : C_ ("desk", "Earlier Patients"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "visit-heading");
  gtk_list_header_set_child (header, label);
}

static void
uke_desk_window_dispose (GObject *object)
{
  UkeDeskWindow *self = UKE_DESK_WINDOW (object);

  if (self->detail != NULL)
    uke_visit_detail_set_visit (self->detail, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), UKE_TYPE_DESK_WINDOW);
  g_clear_object (&self->selection);
  g_clear_object (&self->visits);
  g_clear_object (&self->headings);
  g_clear_object (&self->reception);

  G_OBJECT_CLASS (uke_desk_window_parent_class)->dispose (object);
}

static void
uke_desk_window_class_init (UkeDeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = uke_desk_window_dispose;

  g_type_ensure (UKE_TYPE_VISIT_DETAIL);
  g_type_ensure (UKE_TYPE_PATIENT_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               UKE_RESOURCE_PATH "/ui/desk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, ribbon);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, list);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, search);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, patient_detail);
  gtk_widget_class_bind_template_child (widget_class, UkeDeskWindow, title);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_install_action (widget_class, "desk.look-for", NULL, on_look_for);
  gtk_widget_class_install_action (widget_class, "desk.acknowledge", NULL, on_acknowledge);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "desk.look-for",
                                       NULL);
}

static void
uke_desk_window_init (UkeDeskWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (on_selected_changed), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_row_unbind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  bind_space (self);
  self->headings = gtk_signal_list_item_factory_new ();
  g_signal_connect (self->headings, "bind", G_CALLBACK (on_heading_bind), NULL);
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

  self->reception = g_object_ref (reception);
  uke_visit_detail_set_reception (self->detail, reception);
  gtk_widget_set_visible (self->ribbon, uke_reception_is_training (reception));

  /* The list hears of a visit first, so that it can be selected there. */
  self->visits = uke_visit_list_new (reception);
  g_signal_connect_object (uke_visit_list_get_model (self->visits), "items-changed",
                           G_CALLBACK (show_list), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, uke_visit_list_get_model (self->visits));
  g_signal_connect_object (visits, "items-changed", G_CALLBACK (on_visits_changed), self,
                           G_CONNECT_SWAPPED);
  on_visits_changed (self, 0, 0, g_list_model_get_n_items (visits), visits);
  show_list (self);

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
  uke_notifier_watch (GTK_WINDOW (self), reception);
  return GTK_WIDGET (self);
}
