#include "application.h"

#include "clock-watch.h"
#include "clock.h"
#include "offers-settings.h"
#include "store-place.h"
#include "tray-window.h"

#include "desk/desk-window.h"
#include "emulator/training-authority.h"
#include "kiosk/kiosk-window.h"
#include "kiosk/language.h"
#include "reader/reader.h"
#include "reception/anchor-folder.h"
#include "reception/reception.h"
#include "reception/training-slot.h"
#include "validity/date.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/* One reception for all windows, opened by the first command line. */
struct _UkeApplication {
  AdwApplication parent_instance;

  GSettings *settings;
  char *language;

  gboolean open;
  gboolean training;
  gboolean rehearses; /* a day that is not today */
  UkeClock clock;
  UkeClockWatch *clock_watch;
  UkeStorePlace store_place;
  UkeReason store_trouble;         /* why there is none */
  UkeTrainingAuthority *authority; /* in training */
  UkeSlot *slot;
  UkeTrainingSlot *tray_slot; /* in training without PC/SC; the same as slot */
  UkeReception *reception;

  GtkWidget *desk;
  GtkWidget *kiosk;
  GtkWidget *tray;
};

G_DEFINE_FINAL_TYPE (UkeApplication, uke_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "kiosk", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the patient's screen, full-screen"), NULL },
  { "training", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Rehearse with emulated cards; nothing is real"),
    NULL },
  { "pcsc", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("In training, take emulated cards from the PC/SC readers"), NULL },
  { "on", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("In training, rehearse this day"),
    N_ ("YYYY-MM-DD") },
  { NULL },
};

static UkeAnchors *
load_training_anchors (UkeApplication *self, GError **error)
{
  g_autofree char *folder = uke_training_authority_get_default_folder ();
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();

  self->authority = uke_training_authority_open (folder, error);
  if (self->authority == NULL
      || !uke_anchors_add (anchors, uke_training_authority_get_anchor (self->authority), error))
    return NULL;

  return g_steal_pointer (&anchors);
}

/* The built-in ones where the institution's own cannot be used: reception goes on, the desk is
 * told. */
static UkeRules *
load_rules (gboolean *ret_refused)
{
  g_autoptr (GError) error = NULL;
  UkeRules *rules = uke_rules_load_default (&error);

  *ret_refused = rules == NULL;
  if (rules != NULL)
    return rules;
  g_printerr ("uketsuke: %s\n", error->message);
  return uke_rules_new_built_in ();
}

/* Without it nobody can be told to be received, but the desk goes on and says why. */
static void
open_store (UkeApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (uke_store_place_open (&self->store_place, self->settings, self->training, &error))
    return;
  g_printerr ("uketsuke: %s\n", error->message);
  self->store_trouble = uke_reason_of_store_error (error);
}

static UkeSlot *
open_slot (UkeApplication *self, gboolean pcsc)
{
  g_autofree char *only = g_settings_get_string (self->settings, "reader-name");

  if (self->training && !pcsc) {
    self->tray_slot = uke_training_slot_new ();
    return UKE_SLOT (g_object_ref (self->tray_slot));
  }
  return UKE_SLOT (uke_reader_new (*only != '\0' ? only : NULL));
}

static gboolean
open_reception (UkeApplication *self, gboolean pcsc, GError **error)
{
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autoptr (UkeRules) rules = NULL;
  gboolean rules_refused;
  UkeOffers offers;
  GDate built_on;

  anchors = self->training ? load_training_anchors (self, error) : uke_anchors_load_default (error);
  if (anchors == NULL)
    return FALSE;

  uke_date_parse (UKE_BUILT_ON, &built_on, NULL);
  rules = load_rules (&rules_refused);
  uke_offers_settings_load (self->settings, &offers);
  open_store (self);
  self->slot = open_slot (self, pcsc);
  self->reception = uke_reception_new (&(UkeReceptionSetup) {
      .slot = self->slot,
      .anchors = anchors,
      .training = self->training,
      .now = uke_clock_now,
      .now_data = &self->clock,
      .built_on = self->rehearses ? NULL : &built_on,
      .rules = rules,
      .rules_refused = rules_refused,
      .store = self->store_place.store,
      .store_trouble = self->store_trouble,
      .place = self->store_place.name,
      .keep_visits_days = g_settings_get_uint (self->settings, "keep-visits-days"),
      .offers = &offers,
      .card_left_behind_seconds = g_settings_get_uint (self->settings, "card-left-behind-seconds"),
  });
  self->clock_watch = uke_clock_watch_new (uke_reception_get_book (self->reception), error);
  self->open = self->clock_watch != NULL;
  return self->open;
}

static void
present_kiosk (UkeApplication *self, gboolean fullscreen)
{
  if (self->kiosk == NULL) {
    self->kiosk = uke_kiosk_window_new (GTK_APPLICATION (self), self->reception, self->language);
    g_settings_bind (self->settings, "idle-seconds", self->kiosk, "idle-seconds",
                     G_SETTINGS_BIND_GET);
    g_object_add_weak_pointer (G_OBJECT (self->kiosk), (gpointer *) &self->kiosk);
  }
  if (fullscreen) {
    gtk_window_fullscreen (GTK_WINDOW (self->kiosk));
    g_object_set (self->kiosk, "locked", !self->training, NULL);
  }
  gtk_window_present (GTK_WINDOW (self->kiosk));
}

static void
present_desk (UkeApplication *self)
{
  if (self->desk == NULL) {
    self->desk = uke_desk_window_new (GTK_APPLICATION (self), self->reception);
    g_object_add_weak_pointer (G_OBJECT (self->desk), (gpointer *) &self->desk);
  }
  gtk_window_present (GTK_WINDOW (self->desk));
}

static void
present_tray (UkeApplication *self)
{
  if (self->tray == NULL) {
    self->tray = uke_tray_window_new (GTK_APPLICATION (self), self->tray_slot, self->authority,
                                      &self->clock);
    g_object_add_weak_pointer (G_OBJECT (self->tray), (gpointer *) &self->tray);
  }
  gtk_window_present (GTK_WINDOW (self->tray));
}

/* A sentence for whoever typed the command; 0 when the words go together. */
static int
take_mode (UkeApplication *self, GApplicationCommandLine *line, GVariantDict *words)
{
  gboolean training = g_variant_dict_contains (words, "training");
  const char *on = NULL;
  g_autoptr (GError) error = NULL;

  if (self->open && training != self->training) {
    g_application_command_line_printerr (line, "uketsuke: %s\n",
                                         _ ("It is already running in the other mode. Close it "
                                            "first: training and real receptions never mix."));
    return 2;
  }
  if (!training
      && (g_variant_dict_contains (words, "on") || g_variant_dict_contains (words, "pcsc"))) {
    g_application_command_line_printerr (line, "uketsuke: %s\n",
                                         _ ("--on and --pcsc are for rehearsals; add --training."));
    return 2;
  }
  if (self->open)
    return 0;

  self->training = training;
  if (g_variant_dict_lookup (words, "on", "&s", &on)) {
    GDate day;

    if (!uke_date_parse (on, &day, &error)) {
      g_application_command_line_printerr (line, "uketsuke: --on: %s\n", error->message);
      return 2;
    }
    uke_clock_rehearse (&self->clock, &day);
    self->rehearses = TRUE;
  }
  return 0;
}

static int
uke_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  UkeApplication *self = UKE_APPLICATION (application);
  GVariantDict *words = g_application_command_line_get_options_dict (line);
  gboolean kiosk = g_variant_dict_contains (words, "kiosk");
  g_autoptr (GError) error = NULL;
  int status = take_mode (self, line, words);

  if (status != 0)
    return status;

  if (!self->open && !open_reception (self, g_variant_dict_contains (words, "pcsc"), &error)) {
    g_application_command_line_printerr (line, "uketsuke: %s\n", error->message);
    return 1;
  }

  if (kiosk || self->training)
    present_kiosk (self, kiosk);
  if (!kiosk)
    present_desk (self);
  if (self->tray_slot != NULL)
    present_tray (self);
  return 0;
}

/* Told to end, by the session or a person: as if its windows had been closed. */
static gboolean
on_told_to_end (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
uke_application_startup (GApplication *application)
{
  UkeApplication *self = UKE_APPLICATION (application);
  const char *language = g_getenv ("LANGUAGE");

  self->settings = g_settings_new (UKE_APP_ID);
  self->language = language != NULL && *language != '\0'
                       ? g_strdup (language)
                       : g_settings_get_string (self->settings, "language");
  uke_language_use (self->language);
  g_unix_signal_add (SIGTERM, on_told_to_end, application);
  g_unix_signal_add (SIGINT, on_told_to_end, application);

  G_APPLICATION_CLASS (uke_application_parent_class)->startup (application);
}

/* No thread may be in PC/SC when the process ends, whoever still holds the slot. */
static void
uke_application_shutdown (GApplication *application)
{
  UkeApplication *self = UKE_APPLICATION (application);

  if (self->slot != NULL)
    g_object_run_dispose (G_OBJECT (self->slot));
  uke_store_place_close (&self->store_place); /* what was asked of it is done first */

  G_APPLICATION_CLASS (uke_application_parent_class)->shutdown (application);
}

static void
uke_application_dispose (GObject *object)
{
  UkeApplication *self = UKE_APPLICATION (object);

  g_clear_weak_pointer (&self->desk);
  g_clear_weak_pointer (&self->kiosk);
  g_clear_weak_pointer (&self->tray);
  g_clear_pointer (&self->clock_watch, uke_clock_watch_free);
  g_clear_object (&self->reception);
  g_clear_object (&self->tray_slot);
  g_clear_object (&self->slot);
  g_clear_object (&self->authority);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (uke_application_parent_class)->dispose (object);
}

static void
uke_application_finalize (GObject *object)
{
  g_free (UKE_APPLICATION (object)->language);
  G_OBJECT_CLASS (uke_application_parent_class)->finalize (object);
}

static void
uke_application_class_init (UkeApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = uke_application_dispose;
  object_class->finalize = uke_application_finalize;
  application_class->startup = uke_application_startup;
  application_class->shutdown = uke_application_shutdown;
  application_class->command_line = uke_application_command_line;
}

static void
uke_application_init (UkeApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

UkeApplication *
uke_application_new (void)
{
  return g_object_new (UKE_TYPE_APPLICATION, "application-id", UKE_APP_ID, "resource-base-path",
                       UKE_RESOURCE_PATH, "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
