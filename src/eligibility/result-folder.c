#include "eligibility/result-folder.h"

#include "eligibility/known-files.h"

/* So many files are read between two looks at the main loop. */
#define BATCH 64
/* Changes that come faster than this, in ms, are looked at together. */
#define SHORTEST_GAP 50

struct _UkeResultFolder {
  GObject parent_instance;

  char *path;
  char *trash;
  guint scan_interval; /* ms, as those below */
  guint settle_time;
  guint patience;
  guint tries;
  gboolean listens;
  UkeResultFilter filter;
  gpointer filter_data;
  GDestroyNotify filter_destroy;
  gpointer lookup_data;
  GDestroyNotify lookup_destroy;
  char day[9]; /* yyyyMMdd, or "" */

  UkeKnownFiles *files;
  GMainContext *context; /* NULL: not started */
  GSource *interval;
  GSource *wake; /* for what is due next */
  GSource *impatience;
  GFileMonitor *monitor;
  gboolean scan_wanted;
  gboolean is_busy;  /* a job is out */
  guint generation;  /* of start and stop: older jobs are nobody's */
  gint64 scan_began; /* monotonic */
  gint64 next_scan;  /* not before this */
  gboolean reachable;
  GError *error; /* (nullable): why it is not */
};

G_DEFINE_FINAL_TYPE (UkeResultFolder, uke_result_folder, G_TYPE_OBJECT)

enum {
  PROP_PATH = 1,
  PROP_TRASH,
  PROP_SCAN_INTERVAL,
  PROP_SETTLE_TIME,
  PROP_PATIENCE,
  PROP_TRIES,
  PROP_LISTENS,
  PROP_REACHABLE,
  PROP_N_WAITING,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

enum {
  SIGNAL_RESULT,
  SIGNAL_CONFLICT,
  SIGNAL_TROUBLE,
  SIGNAL_VANISHED,
  SIGNAL_SCANNED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Who waits for a job: nobody, when the folder is gone or was stopped meanwhile. */
typedef struct {
  GWeakRef folder;
  guint generation;
} Errand;

static void
kick (UkeResultFolder *self);

static void
notify_waiting (UkeResultFolder *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WAITING]);
}

/* --- Where it stands ------------------------------------------------------------------- */

static void
set_error (UkeResultFolder *self, GError *error)
{
  gboolean reachable = error == NULL;
  gboolean was_told = self->reachable || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (!reachable)
    g_clear_object (&self->monitor); /* what comes back may be another folder */
  if (was_told && self->reachable == reachable)
    return;
  self->reachable = reachable;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REACHABLE]);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL) {
    g_source_destroy (*source);
    g_clear_pointer (source, g_source_unref);
  }
}

static void
set_timer (UkeResultFolder *self, GSource **source, gint64 milliseconds, GSourceFunc callback)
{
  clear_source (source);
  *source = g_timeout_source_new (CLAMP (milliseconds, 0, G_MAXINT));
  g_source_set_callback (*source, callback, self, NULL);
  g_source_attach (*source, self->context);
}

static gboolean
on_impatient (gpointer user_data)
{
  UkeResultFolder *self = user_data;

  clear_source (&self->impatience);
  set_error (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "it does not answer"));
  return G_SOURCE_REMOVE;
}

/* --- What a scan found ------------------------------------------------------------------ */

static gboolean
is_of_day (UkeResultFolder *self, const char *name)
{
  g_autofree char *time = self->day[0] != '\0' ? uke_file_name_dup_time (name) : NULL;

  return time == NULL || g_str_has_prefix (time, self->day);
}

static gboolean
is_wanted (UkeResultFolder *self, const char *name)
{
  UkeFileKind kind = uke_file_name_get_kind (name);

  if (self->filter != NULL)
    return self->filter (name, kind, self->filter_data);
  return kind == UKE_FILE_FACE;
}

static void
meet (UkeResultFolder *self, const UkeListedFile *file)
{
  if (!uke_known_files_meet (self->files, file) && is_of_day (self, file->name)
      && is_wanted (self, file->name))
    uke_known_files_add (self->files, file);
}

static void
on_changed (GFileMonitor *monitor,
            GFile *file,
            GFile *other_file,
            GFileMonitorEvent event,
            gpointer user_data)
{
  uke_result_folder_scan (user_data);
}

/* Only of a folder that has just answered: setting it up may wait for it. */
static void
listen (UkeResultFolder *self)
{
  g_autoptr (GFile) folder = NULL;

  if (!self->listens || self->monitor != NULL || self->context == NULL)
    return;
  folder = g_file_new_for_path (self->path);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor == NULL)
    return; /* then we only look */
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_changed), self, 0);
  /* What came between the scan and now was heard by nobody. */
  self->scan_wanted = TRUE;
}

static void
take_scan (UkeResultFolder *self, UkeFolderJob *job)
{
  gint64 now = g_get_monotonic_time ();

  /* A slow share is not scanned all the time. */
  self->next_scan =
      now + MAX (SHORTEST_GAP * G_TIME_SPAN_MILLISECOND, 3 * (now - self->scan_began));
  if (job->error != NULL) {
    set_error (self, g_steal_pointer (&job->error));
    return;
  }

  uke_known_files_begin_scan (self->files);
  for (guint i = 0; i < job->listed->len; i++)
    meet (self, job->listed->pdata[i]);
  uke_known_files_end_scan (self->files);
  set_error (self, NULL);
  listen (self);
  notify_waiting (self);
  g_signal_emit (self, signals[SIGNAL_SCANNED], 0);
}

/* --- What a read found ------------------------------------------------------------------- */

static void
tell (UkeResultFolder *self, UkeFinding finding, const UkeWantedFile *wanted)
{
  switch (finding) {
  case UKE_FINDING_NONE:
    break;
  case UKE_FINDING_RESULT:
    g_signal_emit (self, signals[SIGNAL_RESULT], 0, wanted->file);
    break;
  case UKE_FINDING_CONFLICT:
    g_signal_emit (self, signals[SIGNAL_CONFLICT], 0, wanted->file);
    break;
  case UKE_FINDING_TROUBLE:
    g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, wanted->name, wanted->error);
    break;
  case UKE_FINDING_VANISHED:
    g_signal_emit (self, signals[SIGNAL_VANISHED], 0, wanted->name);
    break;
  }
}

static void
take_reads (UkeResultFolder *self, UkeFolderJob *job)
{
  gint64 due = g_get_monotonic_time () + self->settle_time * G_TIME_SPAN_MILLISECOND;

  for (guint i = 0; i < job->wanted->len && self->context != NULL; i++) {
    const UkeWantedFile *wanted = job->wanted->pdata[i];

    /* What a folder out of reach did not give is asked for when it is back. */
    if (job->error != NULL)
      uke_known_files_put_back (self->files, wanted);
    else
      tell (self, uke_known_files_take (self->files, wanted, self->tries, due), wanted);
  }

  if (job->error != NULL)
    set_error (self, g_steal_pointer (&job->error));
  notify_waiting (self);
}

/* --- One job at a time -------------------------------------------------------------------- */

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  uke_folder_job_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
errand_free (Errand *errand)
{
  g_weak_ref_clear (&errand->folder);
  g_free (errand);
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  UkeFolderJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (UkeResultFolder) self = g_weak_ref_get (&errand->folder);

  if (self != NULL && self->context != NULL && self->generation == errand->generation) {
    self->is_busy = FALSE;
    clear_source (&self->impatience);
    if (job->is_listing)
      take_scan (self, job);
    else
      take_reads (self, job);
    if (self->context != NULL) /* nobody stopped it meanwhile */
      kick (self);
  }
  errand_free (errand);
}

static void
start_job (UkeResultFolder *self, UkeFolderJob *job)
{
  g_autoptr (GTask) task = NULL;
  Errand *errand = g_new0 (Errand, 1);

  g_weak_ref_init (&errand->folder, self);
  errand->generation = self->generation;
  self->is_busy = TRUE;
  set_timer (self, &self->impatience, self->patience, on_impatient);

  task = g_task_new (NULL, NULL, on_job_done, errand);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, (GDestroyNotify) uke_folder_job_free);
  g_task_run_in_thread (task, run_in_thread);
}

static void
start_scan (UkeResultFolder *self)
{
  self->scan_wanted = FALSE;
  self->scan_began = g_get_monotonic_time ();
  start_job (self, uke_folder_job_new (self->path, self->trash, TRUE));
}

static void
start_reads (UkeResultFolder *self, gint64 now)
{
  UkeFolderJob *job = uke_folder_job_new (self->path, self->trash, FALSE);

  uke_known_files_pick (self->files, job, BATCH, now);
  start_job (self, job);
}

static gboolean
on_wake (gpointer user_data)
{
  UkeResultFolder *self = user_data;

  clear_source (&self->wake);
  kick (self);
  return G_SOURCE_REMOVE;
}

/* Begins what is due, or sets the clock for it. */
static void
kick (UkeResultFolder *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due;

  if (self->context == NULL || self->is_busy)
    return;
  if (self->scan_wanted && self->next_scan <= now) {
    start_scan (self);
    return;
  }

  /* Out of reach, only scans tell whether it is back. */
  due = self->reachable ? uke_known_files_get_due (self->files, now) : G_MAXINT64;
  if (due <= now) {
    start_reads (self, now);
    return;
  }
  if (self->scan_wanted)
    due = MIN (due, self->next_scan);
  if (due != G_MAXINT64)
    set_timer (self, &self->wake, (due - now + 999) / 1000, on_wake);
}

static gboolean
on_interval (gpointer user_data)
{
  uke_result_folder_scan (user_data);
  return G_SOURCE_CONTINUE;
}

/* --- The object ----------------------------------------------------------------------------- */

static void
uke_result_folder_dispose (GObject *object)
{
  UkeResultFolder *self = UKE_RESULT_FOLDER (object);

  uke_result_folder_stop (self);
  uke_result_folder_set_filter (self, NULL, NULL, NULL);
  uke_result_folder_set_ledger (self, NULL, NULL, NULL);

  G_OBJECT_CLASS (uke_result_folder_parent_class)->dispose (object);
}

static void
uke_result_folder_finalize (GObject *object)
{
  UkeResultFolder *self = UKE_RESULT_FOLDER (object);

  uke_known_files_free (self->files);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->trash);

  G_OBJECT_CLASS (uke_result_folder_parent_class)->finalize (object);
}

static void
uke_result_folder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeResultFolder *self = UKE_RESULT_FOLDER (object);

  switch (id) {
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_TRASH:
    g_value_set_string (value, self->trash);
    break;
  case PROP_SCAN_INTERVAL:
    g_value_set_uint (value, self->scan_interval);
    break;
  case PROP_SETTLE_TIME:
    g_value_set_uint (value, self->settle_time);
    break;
  case PROP_PATIENCE:
    g_value_set_uint (value, self->patience);
    break;
  case PROP_TRIES:
    g_value_set_uint (value, self->tries);
    break;
  case PROP_LISTENS:
    g_value_set_boolean (value, self->listens);
    break;
  case PROP_REACHABLE:
    g_value_set_boolean (value, self->reachable);
    break;
  case PROP_N_WAITING:
    g_value_set_uint (value, uke_result_folder_get_n_waiting (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_result_folder_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UkeResultFolder *self = UKE_RESULT_FOLDER (object);

  switch (id) {
  case PROP_PATH:
    self->path = g_value_dup_string (value);
    break;
  case PROP_TRASH:
    self->trash = g_value_dup_string (value);
    break;
  case PROP_SCAN_INTERVAL:
    self->scan_interval = g_value_get_uint (value);
    break;
  case PROP_SETTLE_TIME:
    self->settle_time = g_value_get_uint (value);
    break;
  case PROP_PATIENCE:
    self->patience = g_value_get_uint (value);
    break;
  case PROP_TRIES:
    self->tries = g_value_get_uint (value);
    break;
  case PROP_LISTENS:
    self->listens = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
add_uint (GObjectClass *class, guint id, const char *name, guint minimum, guint usual)
{
  props[id] = g_param_spec_uint (name, NULL, NULL, minimum, 24 * 60 * 60 * 1000, usual,
                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (class, id, props[id]);
}

static void
add_properties (GObjectClass *class)
{
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, once);
  props[PROP_TRASH] = g_param_spec_string ("trash", NULL, NULL, NULL, once);
  props[PROP_REACHABLE] = g_param_spec_boolean ("reachable", NULL, NULL, FALSE, told);
  props[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, told);
  g_object_class_install_property (class, PROP_PATH, props[PROP_PATH]);
  g_object_class_install_property (class, PROP_TRASH, props[PROP_TRASH]);
  props[PROP_LISTENS] = g_param_spec_boolean ("listens", NULL, NULL, TRUE, once);
  g_object_class_install_property (class, PROP_LISTENS, props[PROP_LISTENS]);
  g_object_class_install_property (class, PROP_REACHABLE, props[PROP_REACHABLE]);
  g_object_class_install_property (class, PROP_N_WAITING, props[PROP_N_WAITING]);
  /* In ms: between two scans, between two reads, before a folder counts as lost; reads in a row. */
  add_uint (class, PROP_SCAN_INTERVAL, "scan-interval", 1, 2000);
  add_uint (class, PROP_SETTLE_TIME, "settle-time", 1, 300);
  add_uint (class, PROP_PATIENCE, "patience", 1, 10000);
  add_uint (class, PROP_TRIES, "tries", 1, 10);
}

static guint
add_signal (GType type, const char *name, guint n_parameters, GType first, GType second)
{
  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_parameters, first, second);
}

static void
uke_result_folder_class_init (UkeResultFolderClass *klass)
{
  GObjectClass *class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  GType file = UKE_TYPE_RESULT_FILE;

  class->dispose = uke_result_folder_dispose;
  class->finalize = uke_result_folder_finalize;
  class->get_property = uke_result_folder_get_property;
  class->set_property = uke_result_folder_set_property;
  add_properties (class);

  signals[SIGNAL_RESULT] = add_signal (type, "result", 1, file, G_TYPE_NONE);
  signals[SIGNAL_CONFLICT] = add_signal (type, "conflict", 1, file, G_TYPE_NONE);
  signals[SIGNAL_TROUBLE] = add_signal (type, "trouble", 2, G_TYPE_STRING, G_TYPE_ERROR);
  signals[SIGNAL_VANISHED] = add_signal (type, "vanished", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[SIGNAL_SCANNED] = add_signal (type, "scanned", 0, G_TYPE_NONE, G_TYPE_NONE);
}

static void
uke_result_folder_init (UkeResultFolder *self)
{
  self->files = uke_known_files_new ();
}

/**
 * uke_result_folder_new:
 * @path: where results appear; it need not be there yet
 * @trash: (nullable): where another program moves them once it has read them; looked through as the
 *   folder itself is, so give the folder a day, too
 *
 * Makes a watcher that does nothing yet. It looks for results of the card reader, every 2 seconds
 * beside being told of changes, and reads twice, 300 ms apart; properties change all that:
 * scan-interval, settle-time and patience (after how long without an answer the folder counts as
 * lost), each in ms, tries (how many reads in a row may fail before trouble is told), and listens
 * (FALSE: only look, and never wait to be told).
 *
 * Returns: (transfer full):
 */
UkeResultFolder *
uke_result_folder_new (const char *path, const char *trash)
{
  g_return_val_if_fail (path != NULL, NULL);

  return g_object_new (UKE_TYPE_RESULT_FOLDER, "path", path, "trash", trash, NULL);
}

/**
 * uke_result_folder_set_filter:
 * @filter: (nullable): NULL: the results of the card reader
 *
 * Chooses the files that are wanted.
 */
void
uke_result_folder_set_filter (UkeResultFolder *self,
                              UkeResultFilter filter,
                              gpointer user_data,
                              GDestroyNotify destroy)
{
  g_return_if_fail (UKE_IS_RESULT_FOLDER (self));

  if (self->filter_destroy != NULL)
    self->filter_destroy (self->filter_data);
  self->filter = filter;
  self->filter_data = user_data;
  self->filter_destroy = destroy;
}

/**
 * uke_result_folder_set_ledger:
 * @lookup: (nullable): asked in the main context once for each file that appears
 *
 * Lets files stay taken when this process ends. Keep the key and the fingerprint of each `result`
 * in the same transaction as what was made of it: then no file is lost and none is taken twice,
 * wherever the power fails. @lookup is to know of those that are still being written down, too.
 *
 * Without a ledger the folder remembers in memory what it took, for as long as it lives.
 */
void
uke_result_folder_set_ledger (UkeResultFolder *self,
                              UkeResultLookup lookup,
                              gpointer user_data,
                              GDestroyNotify destroy)
{
  g_return_if_fail (UKE_IS_RESULT_FOLDER (self));

  if (self->lookup_destroy != NULL)
    self->lookup_destroy (self->lookup_data);
  uke_known_files_set_lookup (self->files, lookup, user_data);
  self->lookup_data = user_data;
  self->lookup_destroy = destroy;
}

/**
 * uke_result_folder_set_day:
 * @day: (nullable): the day in Japan; NULL: files of whatever day
 *
 * Leaves files alone whose name says another day. A file whose name says none is taken.
 */
void
uke_result_folder_set_day (UkeResultFolder *self, const GDate *day)
{
  g_return_if_fail (UKE_IS_RESULT_FOLDER (self));
  g_return_if_fail (day == NULL || g_date_valid (day));

  if (day == NULL)
    self->day[0] = '\0';
  else
    g_date_strftime (self->day, sizeof self->day, "%Y%m%d", day);
  uke_result_folder_scan (self);
}

/**
 * uke_result_folder_start:
 *
 * Begins to watch, with a scan at once. Signals come in the thread-default main context of this
 * call.
 */
void
uke_result_folder_start (UkeResultFolder *self)
{
  g_return_if_fail (UKE_IS_RESULT_FOLDER (self));

  if (self->context != NULL)
    return;
  self->context = g_main_context_ref_thread_default ();
  self->generation++;
  self->next_scan = 0;
  set_timer (self, &self->interval, self->scan_interval, on_interval);
  uke_result_folder_scan (self);
}

/**
 * uke_result_folder_stop:
 *
 * Ends watching: no signal comes any more. What waits is met again after the next start.
 */
void
uke_result_folder_stop (UkeResultFolder *self)
{
  g_return_if_fail (UKE_IS_RESULT_FOLDER (self));

  if (self->context == NULL)
    return;
  self->generation++;
  self->is_busy = FALSE;
  self->scan_wanted = FALSE;
  clear_source (&self->interval);
  clear_source (&self->wake);
  clear_source (&self->impatience);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->context, g_main_context_unref);
  uke_known_files_forget_waiting (self->files);
}

/**
 * uke_result_folder_scan:
 *
 * Looks through the folder as soon as may be, if it is being watched.
 */
void
uke_result_folder_scan (UkeResultFolder *self)
{
  g_return_if_fail (UKE_IS_RESULT_FOLDER (self));

  if (self->context == NULL)
    return;
  self->scan_wanted = TRUE;
  kick (self);
}

/**
 * uke_result_folder_forget:
 * @name: without a folder
 *
 * Forgets that a file was taken: if it is there it is taken again.
 */
void
uke_result_folder_forget (UkeResultFolder *self, const char *name)
{
  g_return_if_fail (UKE_IS_RESULT_FOLDER (self));
  g_return_if_fail (name != NULL);

  uke_known_files_forget (self->files, name);
  uke_result_folder_scan (self);
}

const char *
uke_result_folder_get_path (UkeResultFolder *self)
{
  g_return_val_if_fail (UKE_IS_RESULT_FOLDER (self), NULL);

  return self->path;
}

/**
 * uke_result_folder_get_reachable:
 *
 * Did the folder answer when it was last asked? Not before the first scan is over, which is
 * notified whether it succeeds or not.
 */
gboolean
uke_result_folder_get_reachable (UkeResultFolder *self)
{
  g_return_val_if_fail (UKE_IS_RESULT_FOLDER (self), FALSE);

  return self->reachable;
}

/**
 * uke_result_folder_get_error:
 *
 * Returns: (nullable) (transfer none): why it is not reachable: G_FILE_ERROR, or
 *   G_IO_ERROR_TIMED_OUT where it does not answer at all; NULL while it is, and before the first
 * scan
 */
const GError *
uke_result_folder_get_error (UkeResultFolder *self)
{
  g_return_val_if_fail (UKE_IS_RESULT_FOLDER (self), NULL);

  return self->error;
}

/**
 * uke_result_folder_get_n_waiting:
 *
 * Returns: how many files are known and not yet read twice
 */
guint
uke_result_folder_get_n_waiting (UkeResultFolder *self)
{
  g_return_val_if_fail (UKE_IS_RESULT_FOLDER (self), 0);

  return uke_known_files_get_n_waiting (self->files);
}
