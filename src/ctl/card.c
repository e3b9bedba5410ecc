#include "command.h"
#include "judgement.h"

#include "card/card-error.h"
#include "card/card-reading.h"
#include "reader/reader.h"
#include "validity/certificate-warm-up.h"

/* A day: whoever waits longer runs a loop. */
#define WAIT_MAX (24 * 60 * 60)

/* What the command line asks for. */
typedef struct {
  const char *command;
  const char *only;   /* nullable */
  const char *folder; /* nullable */
  double wait;
  GDate on;
} Wish;

/* Waits for a card and reads it. */
typedef struct {
  GMainLoop *loop;
  UkeSlot *slot;
  UkeCardReading *reading; /* nullable */
  GError *error;           /* nullable; neither: there was no card */
  guint timer;             /* 0 when the time is over */
  gboolean is_reading;
  gboolean is_late;
} Visit;

static void
consider (Visit *visit);

static void
on_read_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Visit *visit = user_data;
  g_autoptr (GError) error = NULL;

  visit->is_reading = FALSE;
  visit->reading = uke_slot_read_card_finish (UKE_SLOT (source), result, &error);

  /* Lifted too early is as good as not placed yet, as long as there is time. */
  if (!visit->is_late
      && (g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED)
          || g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_NO_SERVICE))) {
    consider (visit);
    return;
  }

  /* Not unreadable: another program has it, and may let go in time. */
  if (error != NULL && uke_slot_get_state (visit->slot) == UKE_SLOT_IN_USE) {
    if (visit->is_late)
      g_main_loop_quit (visit->loop);
    return;
  }

  visit->error = g_steal_pointer (&error);
  g_main_loop_quit (visit->loop);
}

static void
read_card (Visit *visit)
{
  visit->is_reading = TRUE;
  uke_slot_read_card_async (visit->slot, uke_slot_get_placement (visit->slot), NULL, on_read_ready,
                            visit);
}

static void
consider (Visit *visit)
{
  if (visit->is_reading)
    return;

  switch (uke_slot_get_state (visit->slot)) {
  case UKE_SLOT_OCCUPIED:
  case UKE_SLOT_MUTE:
    read_card (visit);
    break;
  case UKE_SLOT_NO_SERVICE:
  case UKE_SLOT_SERVICE_MISMATCH:
  case UKE_SLOT_NO_DRIVER:
  case UKE_SLOT_NO_READER:
  case UKE_SLOT_EMPTY:
  case UKE_SLOT_IN_USE:
    break;
  }
}

static gboolean
on_time_over (gpointer user_data)
{
  Visit *visit = user_data;

  visit->timer = 0;
  visit->is_late = TRUE;
  if (!visit->is_reading)
    g_main_loop_quit (visit->loop);
  return G_SOURCE_REMOVE;
}

/* What will be needed to judge, made ready while the reader is busy: it takes as long as a card. */
typedef struct {
  GThread *thread;
  const Wish *wish;
  UkeAnchors *anchors; /* NULL with a status */
  int status;
} Preparation;

static gpointer
prepare (gpointer data)
{
  Preparation *preparation = data;
  const Wish *wish = preparation->wish;

  uke_certificate_warm_up ();
  preparation->anchors = uke_ctl_load_anchors (wish->command, wish->folder, &preparation->status);
  return NULL;
}

/* Nothing is waited for when there are no anchors to judge it by. */
static void
await_reading (Visit *visit, Preparation *preparation)
{
  gulong handler =
      g_signal_connect_swapped (visit->slot, "notify::state", G_CALLBACK (consider), visit);

  visit->timer = g_timeout_add ((guint) (preparation->wish->wait * 1000), on_time_over, visit);
  consider (visit);
  g_thread_join (g_steal_pointer (&preparation->thread));
  if (preparation->anchors == NULL)
    visit->is_late = TRUE;
  if (preparation->anchors != NULL || visit->is_reading)
    g_main_loop_run (visit->loop);

  g_clear_handle_id (&visit->timer, g_source_remove);
  g_signal_handler_disconnect (visit->slot, handler);
}

/* There was no card in time. */
static int
explain_absence (const char *command, UkeSlot *slot, const char *only)
{
  g_autofree char *name = uke_slot_dup_reader_name (slot);

  switch (uke_slot_get_state (slot)) {
  case UKE_SLOT_NO_SERVICE:
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", command, UKE_CTL_NO_SERVICE);
  case UKE_SLOT_SERVICE_MISMATCH:
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", command, UKE_CTL_SERVICE_MISMATCH);
  case UKE_SLOT_NO_DRIVER:
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", command, UKE_CTL_NO_DRIVER);
  case UKE_SLOT_IN_USE:
    return uke_ctl_fail (UKE_EXIT_NO_CARD,
                         "%s: another program has the card on “%s”; close it, or wait with --wait "
                         "SECONDS",
                         command, name);
  case UKE_SLOT_NO_READER:
    if (only != NULL)
      return uke_ctl_fail (UKE_EXIT_NO_CARD,
                           "%s: there is no reader “%s”; see “uketsukectl readers”", command, only);
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", command, UKE_CTL_NO_READER);
  case UKE_SLOT_EMPTY:
  case UKE_SLOT_OCCUPIED:
  case UKE_SLOT_MUTE:
    break;
  }
  return uke_ctl_fail (UKE_EXIT_NO_CARD,
                       "%s: no card lies on “%s”; place one, or wait for one with --wait SECONDS",
                       command, name);
}

static int
explain_error (const char *command, const GError *error)
{
  if (g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_NO_SERVICE))
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: %s", command, UKE_CTL_NO_SERVICE);
  if (g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_REMOVED))
    return uke_ctl_fail (UKE_EXIT_NO_CARD, "%s: the card was lifted too early", command);
  if (g_error_matches (error, UKE_CARD_ERROR, UKE_CARD_ERROR_WRONG_CARD))
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: this is not a My Number Card (%s)", command,
                         error->message);
  return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: the card cannot be read; place it again (%s)",
                       command, error->message);
}

static void
add_tries_left (JsonBuilder *json, int tries_left)
{
  json_builder_set_member_name (json, "pin_tries_left");
  if (tries_left < 0)
    json_builder_add_null_value (json); /* the card does not tell */
  else
    json_builder_add_int_value (json, tries_left);
}

static int
print_reading (UkeCardReading *reading, UkeAnchors *anchors, const GDate *on)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  UkeCertificate *certificate = uke_card_reading_get_certificate (reading);
  UkeTrust trust = uke_anchors_judge (anchors, certificate);
  UkeCredential credential = uke_card_reading_get_credential (reading);

  json_builder_begin_object (json);
  uke_ctl_add_certificate (json, certificate, trust, credential, on);
  uke_ctl_add_text (json, "kind", uke_card_kind_get_nick (uke_card_reading_get_kind (reading)));
  add_tries_left (json, uke_card_reading_get_tries_left (reading));
  uke_ctl_add_number (json, "apdus", uke_card_reading_get_n_commands (reading));
  uke_ctl_add_number (json, "apdus_for_certificate",
                      uke_card_reading_get_n_certificate_commands (reading));
  uke_ctl_add_number (json, "bytes", (gint64) uke_card_reading_get_n_bytes (reading));
  uke_ctl_add_number (json, "elapsed_ms", (uke_card_reading_get_elapsed_us (reading) + 500) / 1000);
  json_builder_end_object (json);
  uke_ctl_print_json (json);

  return uke_ctl_get_certificate_status (certificate, trust, credential, on);
}

static int
read_and_print (const Wish *wish)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Preparation preparation = { .wish = wish };
  Visit visit = { .loop = loop };
  g_autoptr (UkeReader) reader = NULL;
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autoptr (UkeCardReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  preparation.thread = g_thread_new ("uke-prepare", prepare, &preparation);
  reader = uke_reader_new (wish->only);
  visit.slot = UKE_SLOT (reader);
  await_reading (&visit, &preparation);
  /* Now, and not when the last task lets go of it: no thread may be in PC/SC when the process ends.
   */
  g_object_run_dispose (G_OBJECT (reader));
  anchors = preparation.anchors;
  reading = visit.reading;
  error = visit.error;

  if (anchors == NULL)
    return preparation.status;
  if (reading != NULL)
    return print_reading (reading, anchors, &wish->on);
  if (error != NULL)
    return explain_error (wish->command, error);
  return explain_absence (wish->command, visit.slot, wish->only);
}

/* What the rooms say of it, which is never what a card has said: headers, lengths, status words,
 * and how long it took. */
static void
print_trace (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_printerr ("%s: %s\n", domain, message);
}

static void
start_trace (void)
{
  g_log_set_handler ("uke-card", G_LOG_LEVEL_DEBUG, print_trace, NULL);
  g_log_set_handler ("uke-reader", G_LOG_LEVEL_DEBUG, print_trace, NULL);
}

int
uke_ctl_card (int argc, char **argv)
{
  gboolean trace = FALSE;
  g_autofree char *only = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *on = NULL;
  double wait = 0;
  /* clang-format off */
  const GOptionEntry options[] = {
    { "reader", 0, 0, G_OPTION_ARG_STRING, &only, "Use this reader and no other", "NAME" },
    { "wait", 0, 0, G_OPTION_ARG_DOUBLE, &wait, "Wait so long for a card", "SECONDS" },
    { "anchors", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Believe the CA certificates in this folder, not the institution's", "DIR" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, "Judge on this day instead of today", "YYYY-MM-DD" },
    { "trace", 0, 0, G_OPTION_ARG_NONE, &trace, "Tell each command, without its data, for support", NULL },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */
  Wish wish = { .command = argv[0] };
  int status;

  if (!uke_ctl_parse (argc, argv, options, NULL, NULL))
    return UKE_EXIT_USAGE;
  if (trace)
    start_trace ();
  if (!(wait >= 0 && wait <= WAIT_MAX)) /* not a number, too */
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --wait: give 0 to %d seconds", argv[0], WAIT_MAX);

  if (!uke_ctl_choose_day (argv[0], "--on", on, &wish.on, &status))
    return status;
  wish.only = only;
  wish.folder = folder;
  wish.wait = wait;
  return read_and_print (&wish);
}
