#include "desk/notifier.h"

#include "reception/message.h"

#include <glib/gi18n-lib.h>

/* Freed with the window. */
typedef struct {
  GtkWindow *desk;
  UkeReception *reception;
  GHashTable *shown; /* ids of notifications that are out */
  gboolean heard;    /* there is somebody who shows them */
  guint watch;
} Notifier;

#define SERVICE "org.freedesktop.Notifications"
#define IN_A_SANDBOX "/.flatpak-info" /* where a portal shows them, behind a name of its own */

#define WORRY_ID "institution"

static const char *
choose_words (UkeVisit *visit)
{
  switch ((int) uke_visit_get_step (visit)) {
  case UKE_STEP_STAFF_CHECK:
    /* Translators: A notification of the desktop; no name. The check by sight is 目視確認. */
    return _ ("Somebody waits for a check by sight.");
  case UKE_STEP_CARD_LEFT_BEHIND:
    /* Translators: A notification of the desktop; no name. */
    return _ ("A card was left on the reader.");
  case UKE_STEP_LAPSED:
  case UKE_STEP_HELD:
    /* Translators: A notification of the desktop; no name. */
    return _ ("A card cannot be used here. Somebody is waiting for you.");
  default:
    /* Translators: A notification of the desktop; no name. */
    return _ ("Somebody at the patient’s screen asks for help.");
  }
}

static void
take_back (Notifier *self, const char *id)
{
  GApplication *application = g_application_get_default ();

  if (g_hash_table_remove (self->shown, id) && application != NULL)
    g_application_withdraw_notification (application, id);
}

static void
show (Notifier *self, const char *id, const char *body)
{
  GApplication *application = g_application_get_default ();
  /* Translators: Title of notifications of the desktop. */
  g_autoptr (GNotification) notification = g_notification_new (_ ("Reception Desk"));

  if (!self->heard || application == NULL || gtk_window_is_active (self->desk))
    return;
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_application_send_notification (application, id, notification);
  g_hash_table_add (self->shown, g_strdup (id));
}

/* A number of ours: not the visit's id, which is in the record. */
static char *
make_id (UkeVisit *visit)
{
  return g_strdup_printf ("visit-%p", (gpointer) visit);
}

static void
on_needs_help_changed (Notifier *self, GParamSpec *pspec, UkeVisit *visit)
{
  g_autofree char *id = make_id (visit);

  if (uke_visit_get_needs_help (visit))
    show (self, id, choose_words (visit));
  else
    take_back (self, id);
}

static void
on_visits_changed (Notifier *self, guint position, guint removed, guint added, GListModel *visits)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (UkeVisit) visit = g_list_model_get_item (visits, i);

    g_signal_connect_data (visit, "notify::needs-help", G_CALLBACK (on_needs_help_changed), self,
                           NULL, G_CONNECT_SWAPPED);
    if (uke_visit_get_needs_help (visit))
      on_needs_help_changed (self, NULL, visit);
  }
}

static void
on_worry_changed (Notifier *self)
{
  g_autofree char *words = uke_message_for_staff (uke_reception_get_worry (self->reception));

  if (words != NULL)
    show (self, WORRY_ID, words);
  else
    take_back (self, WORRY_ID);
}

/* Nobody would take them back afterwards. */
static void
take_all_back (Notifier *self)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (self->shown);

  for (guint i = 0; i < ids->len; i++) {
    g_autofree char *id = g_strdup (ids->pdata[i]);

    take_back (self, id);
  }
}

static void
show_all (Notifier *self)
{
  GListModel *visits = uke_visit_book_get_visits (uke_reception_get_book (self->reception));

  for (guint i = 0; i < g_list_model_get_n_items (visits); i++) {
    g_autoptr (UkeVisit) visit = g_list_model_get_item (visits, i);

    on_needs_help_changed (self, NULL, visit);
  }
  on_worry_changed (self);
}

/* A desktop without them is none that one should warn about: the window says it all. */
static void
on_service_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  Notifier *self = user_data;

  self->heard = TRUE;
  show_all (self);
}

static void
on_service_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  Notifier *self = user_data;

  self->heard = FALSE;
  g_hash_table_remove_all (self->shown);
}

static void
notifier_free (gpointer data)
{
  Notifier *self = data;
  GListModel *visits = uke_visit_book_get_visits (uke_reception_get_book (self->reception));

  take_all_back (self);
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  g_signal_handlers_disconnect_by_data (g_application_get_default (), self);
  for (guint i = 0; i < g_list_model_get_n_items (visits); i++) {
    g_autoptr (UkeVisit) visit = g_list_model_get_item (visits, i);

    g_signal_handlers_disconnect_by_data (visit, self);
  }
  g_signal_handlers_disconnect_by_data (visits, self);
  g_signal_handlers_disconnect_by_data (self->reception, self);
  g_hash_table_unref (self->shown);
  g_object_unref (self->reception);
  g_free (self);
}

void
uke_notifier_watch (GtkWindow *desk, UkeReception *reception)
{
  Notifier *self = g_new0 (Notifier, 1);
  GListModel *visits = uke_visit_book_get_visits (uke_reception_get_book (reception));

  *self = (Notifier) { desk, g_object_ref (reception),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      g_file_test (IN_A_SANDBOX, G_FILE_TEST_EXISTS), 0 };
  if (!self->heard)
    self->watch =
        g_bus_watch_name (G_BUS_TYPE_SESSION, SERVICE, G_BUS_NAME_WATCHER_FLAGS_AUTO_START,
                          on_service_appeared, on_service_vanished, self, NULL);
  g_object_set_data_full (G_OBJECT (desk), "uke-notifier", self, notifier_free);
  g_signal_connect_swapped (visits, "items-changed", G_CALLBACK (on_visits_changed), self);
  on_visits_changed (self, 0, 0, g_list_model_get_n_items (visits), visits);
  g_signal_connect_swapped (reception, "notify::worry", G_CALLBACK (on_worry_changed), self);
  g_signal_connect_swapped (g_application_get_default (), "shutdown", G_CALLBACK (take_all_back),
                            self);
}
