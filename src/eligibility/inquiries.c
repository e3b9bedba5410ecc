#include "eligibility/inquiries.h"

#include "eligibility/inquiry-errand.h"
#include "eligibility/texts.h"

#include <string.h>

/* One request. */
typedef struct {
  UkeInquiries *owner; /* not owned */
  char *name;
  char *identifier; /* (nullable): the kind of request has none */
  char *answer;     /* keys of the files that may come of it */
  char *archive;
  char *rejection;
  UkeInquiryState state;
  GSource *timer; /* (nullable) */
} Inquiry;

struct _UkeInquiries {
  GObject parent_instance;

  char *requests;
  char *answers;
  guint answer_timeout; /* ms, as the next */
  guint ask_again_time;
  UkeResultFolder *folder;
  GHashTable *inquiries; /* name to Inquiry */
  GMainContext *context;
};

G_DEFINE_FINAL_TYPE (UkeInquiries, uke_inquiries, G_TYPE_OBJECT)

enum {
  PROP_REQUESTS = 1,
  PROP_ANSWERS,
  PROP_ANSWER_TIMEOUT,
  PROP_ASK_AGAIN_TIME,
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_ASK_AGAIN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/**
 * uke_inquiry_state_get_nick:
 *
 * Returns: one word, static
 */
const char *
uke_inquiry_state_get_nick (UkeInquiryState state)
{
  switch (state) {
  case UKE_INQUIRY_SENDING:
    return "sending";
  case UKE_INQUIRY_UNSENT:
    return "unsent";
  case UKE_INQUIRY_WAITING:
    return "waiting";
  case UKE_INQUIRY_ANSWERED:
    return "answered";
  case UKE_INQUIRY_PROCESSING:
    return "processing";
  case UKE_INQUIRY_REJECTED:
    return "rejected";
  case UKE_INQUIRY_ARCHIVE:
    return "archive";
  case UKE_INQUIRY_MISMATCHED:
    return "mismatched";
  case UKE_INQUIRY_NOT_TAKEN:
    return "not-taken";
  case UKE_INQUIRY_SILENT:
    return "silent";
  }
  return NULL;
}

/* --- One inquiry ---------------------------------------------------------------------------- */

static void
stop_timer (Inquiry *inquiry)
{
  if (inquiry->timer != NULL) {
    g_source_destroy (inquiry->timer);
    g_clear_pointer (&inquiry->timer, g_source_unref);
  }
}

static void
inquiry_free (gpointer data)
{
  Inquiry *self = data;

  stop_timer (self);
  g_free (self->name);
  g_free (self->identifier);
  g_free (self->answer);
  g_free (self->archive);
  g_free (self->rejection);
  g_free (self);
}

static char *
take_key (char *name)
{
  char *key = uke_file_name_dup_key (name);

  g_free (name);
  return key;
}

static void
start_timer (Inquiry *inquiry, guint milliseconds, GSourceFunc callback)
{
  stop_timer (inquiry);
  inquiry->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (inquiry->timer, callback, inquiry, NULL);
  g_source_attach (inquiry->timer, inquiry->owner->context);
}

static gboolean
is_settled (const Inquiry *inquiry)
{
  switch (inquiry->state) {
  case UKE_INQUIRY_UNSENT:
  case UKE_INQUIRY_ANSWERED:
  case UKE_INQUIRY_REJECTED:
    return TRUE;
  case UKE_INQUIRY_SENDING:
  case UKE_INQUIRY_WAITING:
  case UKE_INQUIRY_PROCESSING:
  case UKE_INQUIRY_ARCHIVE:
  case UKE_INQUIRY_MISMATCHED:
  case UKE_INQUIRY_NOT_TAKEN:
  case UKE_INQUIRY_SILENT:
    break;
  }
  return FALSE;
}

/* Whoever hears of it may forget the inquiry: nothing may be done with it afterwards. */
static void
set_state (Inquiry *inquiry, UkeInquiryState state, UkeResultFile *file, const GError *error)
{
  g_autofree char *name = g_strdup (inquiry->name);

  inquiry->state = state;
  g_signal_emit (inquiry->owner, signals[SIGNAL_CHANGED], 0, name, (guint) state, file, error);
}

/* --- Work for another thread ------------------------------------------------------------------ */

static void
start_errand (
    UkeInquiries *self, UkeErrandKind kind, const char *name, GBytes *request, UkeErrandDone done)
{
  UkeInquiryErrand *errand = uke_inquiry_errand_new (kind, self->requests, self->answers, name);

  if (request != NULL)
    errand->request = g_bytes_ref (request);
  uke_inquiry_errand_start (errand, G_OBJECT (self), done);
}

/* Whose errand it was, if that inquiry still is in the state that it concerns. */
static Inquiry *
find_inquiry (GObject *owner, const UkeInquiryErrand *errand, UkeInquiryState state)
{
  Inquiry *inquiry = g_hash_table_lookup (UKE_INQUIRIES (owner)->inquiries, errand->name);

  return inquiry != NULL && inquiry->state == state ? inquiry : NULL;
}

/* --- Time is over ----------------------------------------------------------------------------- */

static void
on_looked (GObject *owner, const UkeInquiryErrand *errand)
{
  Inquiry *inquiry = find_inquiry (owner, errand, UKE_INQUIRY_WAITING);

  if (inquiry != NULL)
    set_state (inquiry, errand->is_lying_there ? UKE_INQUIRY_NOT_TAKEN : UKE_INQUIRY_SILENT, NULL,
               NULL);
}

static gboolean
on_time_over (gpointer user_data)
{
  Inquiry *inquiry = user_data;

  stop_timer (inquiry);
  start_errand (inquiry->owner, UKE_ERRAND_LOOK, inquiry->name, NULL, on_looked);
  return G_SOURCE_REMOVE;
}

static gboolean
on_ask_again (gpointer user_data)
{
  Inquiry *inquiry = user_data;
  g_autofree char *name = g_strdup (inquiry->name);

  stop_timer (inquiry);
  g_signal_emit (inquiry->owner, signals[SIGNAL_ASK_AGAIN], 0, name);
  return G_SOURCE_REMOVE;
}

static void
wait_for_answer (Inquiry *inquiry, const GError *doubt)
{
  start_timer (inquiry, inquiry->owner->answer_timeout, on_time_over);
  uke_result_folder_start (inquiry->owner->folder);
  uke_result_folder_scan (inquiry->owner->folder);
  set_state (inquiry, UKE_INQUIRY_WAITING, NULL, doubt);
}

/* --- Sending ------------------------------------------------------------------------------------
 */

static void
on_published (GObject *owner, const UkeInquiryErrand *errand)
{
  Inquiry *inquiry = find_inquiry (owner, errand, UKE_INQUIRY_SENDING);

  if (inquiry == NULL)
    return;
  if (errand->published == UKE_PUBLISHED_NOT)
    set_state (inquiry, UKE_INQUIRY_UNSENT, NULL, errand->error);
  else
    wait_for_answer (inquiry, errand->error);
}

/* --- Answers -------------------------------------------------------------------------------------
 */

/* The inquiry among whose files is that of the name. */
static Inquiry *
find_by_name (UkeInquiries *self, const char *name)
{
  g_autofree char *key = uke_file_name_dup_key (name);
  GHashTableIter iter;
  Inquiry *inquiry;

  g_hash_table_iter_init (&iter, self->inquiries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &inquiry))
    if (strcmp (inquiry->answer, key) == 0 || strcmp (inquiry->archive, key) == 0
        || strcmp (inquiry->rejection, key) == 0)
      return inquiry;
  return NULL;
}

/* Some terminals may name answers in their own way; the identifier is then what there is to go by.
 */
static Inquiry *
find_by_identifier (UkeInquiries *self, const UkeEligibility *eligibility)
{
  const char *identifier = eligibility->header.arbitrary_file_identifier;
  GHashTableIter iter;
  Inquiry *inquiry;

  g_hash_table_iter_init (&iter, self->inquiries);
  while (uke_oqs_is_given (identifier)
         && g_hash_table_iter_next (&iter, NULL, (gpointer *) &inquiry))
    if (g_strcmp0 (inquiry->identifier, identifier) == 0)
      return inquiry;
  return NULL;
}

static void
take_answer (Inquiry *inquiry, UkeResultFile *file)
{
  const UkeEligibility *eligibility = file->eligibility;
  const char *identifier = eligibility->header.arbitrary_file_identifier;
  g_autoptr (GError) error = NULL;

  if (inquiry->identifier != NULL && g_strcmp0 (identifier, inquiry->identifier) != 0) {
    error = g_error_new_literal (UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_FOREIGN,
                                 "the answer is to another request: its identifier is another one");
    set_state (inquiry, UKE_INQUIRY_MISMATCHED, file, error);
    return;
  }

  stop_timer (inquiry);
  if (uke_eligibility_get_outcome (eligibility) == UKE_OUTCOME_PROCESSING) {
    start_timer (inquiry, inquiry->owner->ask_again_time, on_ask_again);
    set_state (inquiry, UKE_INQUIRY_PROCESSING, file, NULL);
    return;
  }
  set_state (inquiry, UKE_INQUIRY_ANSWERED, file, NULL);
}

static void
on_result (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  UkeInquiries *self = user_data;
  Inquiry *inquiry = find_by_name (self, file->name);

  if (inquiry == NULL && file->eligibility != NULL)
    inquiry = find_by_identifier (self, file->eligibility);
  if (inquiry == NULL || is_settled (inquiry))
    return;

  if (file->eligibility != NULL) {
    take_answer (inquiry, file);
    return;
  }
  stop_timer (inquiry);
  set_state (inquiry, file->kind == UKE_FILE_ARCHIVE ? UKE_INQUIRY_ARCHIVE : UKE_INQUIRY_REJECTED,
             file, NULL);
}

static void
on_trouble (UkeResultFolder *folder, const char *name, const GError *error, gpointer user_data)
{
  Inquiry *inquiry = find_by_name (user_data, name);

  if (inquiry != NULL && !is_settled (inquiry))
    set_state (inquiry, UKE_INQUIRY_MISMATCHED, NULL, error);
}

/* An answer of a kind that is waited for, or what is named as one of ours. */
static gboolean
is_wanted (const char *name, UkeFileKind kind, gpointer user_data)
{
  UkeInquiries *self = user_data;
  GHashTableIter iter;
  Inquiry *inquiry;

  if (kind != UKE_FILE_ANSWER)
    return (kind == UKE_FILE_ARCHIVE || kind == UKE_FILE_REJECTION) && find_by_name (self, name);

  g_hash_table_iter_init (&iter, self->inquiries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &inquiry))
    if (!is_settled (inquiry)
        && g_ascii_strncasecmp (inquiry->answer, name, strlen ("OQSsiquc01res")) == 0)
      return TRUE;
  return FALSE;
}

/* --- The object
 * ------------------------------------------------------------------------------------ */

static void
uke_inquiries_constructed (GObject *object)
{
  UkeInquiries *self = UKE_INQUIRIES (object);

  G_OBJECT_CLASS (uke_inquiries_parent_class)->constructed (object);

  self->folder = uke_result_folder_new (self->answers, NULL);
  uke_result_folder_set_filter (self->folder, is_wanted, self, NULL);
  g_signal_connect_object (self->folder, "result", G_CALLBACK (on_result), self, 0);
  g_signal_connect_object (self->folder, "conflict", G_CALLBACK (on_result), self, 0);
  g_signal_connect_object (self->folder, "trouble", G_CALLBACK (on_trouble), self, 0);
}

static void
uke_inquiries_dispose (GObject *object)
{
  UkeInquiries *self = UKE_INQUIRIES (object);

  if (self->folder != NULL) {
    uke_result_folder_stop (self->folder);
    uke_result_folder_set_filter (self->folder, NULL, NULL, NULL);
  }
  g_clear_object (&self->folder);
  g_hash_table_remove_all (self->inquiries);

  G_OBJECT_CLASS (uke_inquiries_parent_class)->dispose (object);
}

static void
uke_inquiries_finalize (GObject *object)
{
  UkeInquiries *self = UKE_INQUIRIES (object);

  g_hash_table_unref (self->inquiries);
  g_main_context_unref (self->context);
  g_free (self->requests);
  g_free (self->answers);

  G_OBJECT_CLASS (uke_inquiries_parent_class)->finalize (object);
}

static void
uke_inquiries_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeInquiries *self = UKE_INQUIRIES (object);

  switch (id) {
  case PROP_REQUESTS:
    g_value_set_string (value, self->requests);
    break;
  case PROP_ANSWERS:
    g_value_set_string (value, self->answers);
    break;
  case PROP_ANSWER_TIMEOUT:
    g_value_set_uint (value, self->answer_timeout);
    break;
  case PROP_ASK_AGAIN_TIME:
    g_value_set_uint (value, self->ask_again_time);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_inquiries_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UkeInquiries *self = UKE_INQUIRIES (object);

  switch (id) {
  case PROP_REQUESTS:
    self->requests = g_value_dup_string (value);
    break;
  case PROP_ANSWERS:
    self->answers = g_value_dup_string (value);
    break;
  case PROP_ANSWER_TIMEOUT:
    self->answer_timeout = g_value_get_uint (value);
    break;
  case PROP_ASK_AGAIN_TIME:
    self->ask_again_time = g_value_get_uint (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_inquiries_class_init (UkeInquiriesClass *klass)
{
  GObjectClass *class = G_OBJECT_CLASS (klass);
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags often = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  class->constructed = uke_inquiries_constructed;
  class->dispose = uke_inquiries_dispose;
  class->finalize = uke_inquiries_finalize;
  class->get_property = uke_inquiries_get_property;
  class->set_property = uke_inquiries_set_property;

  g_object_class_install_property (class, PROP_REQUESTS,
                                   g_param_spec_string ("requests", NULL, NULL, NULL, once));
  g_object_class_install_property (class, PROP_ANSWERS,
                                   g_param_spec_string ("answers", NULL, NULL, NULL, once));
  g_object_class_install_property (class, PROP_ANSWER_TIMEOUT,
                                   g_param_spec_uint ("answer-timeout", NULL, NULL, 1,
                                                      24 * 60 * 60 * 1000, 180000, often));
  g_object_class_install_property (class, PROP_ASK_AGAIN_TIME,
                                   g_param_spec_uint ("ask-again-time", NULL, NULL, 1,
                                                      24 * 60 * 60 * 1000, 60000, often));

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", UKE_TYPE_INQUIRIES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_UINT, UKE_TYPE_RESULT_FILE, G_TYPE_ERROR);
  signals[SIGNAL_ASK_AGAIN] = g_signal_new ("ask-again", UKE_TYPE_INQUIRIES, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
uke_inquiries_init (UkeInquiries *self)
{
  self->inquiries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, inquiry_free);
  self->context = g_main_context_ref_thread_default ();
}

/**
 * uke_inquiries_new:
 * @requests: the folder from which the terminal takes requests (req)
 * @answers: the one into which it puts answers (res)
 *
 * Makes one that waits for nothing yet. Properties, in ms: answer-timeout (180,000), after which
 * silence is told, and ask-again-time (60,000), after which `ask-again` comes.
 *
 * Returns: (transfer full):
 */
UkeInquiries *
uke_inquiries_new (const char *requests, const char *answers)
{
  g_return_val_if_fail (requests != NULL, NULL);
  g_return_val_if_fail (answers != NULL, NULL);

  return g_object_new (UKE_TYPE_INQUIRIES, "requests", requests, "answers", answers, NULL);
}

/**
 * uke_inquiries_get_folder:
 *
 * Returns: (transfer none): the watched folder of answers, to set its intervals and to see whether
 *   it is reachable
 */
UkeResultFolder *
uke_inquiries_get_folder (UkeInquiries *self)
{
  g_return_val_if_fail (UKE_IS_INQUIRIES (self), NULL);

  return self->folder;
}

static Inquiry *
add_inquiry (UkeInquiries *self, const char *name, const char *identifier)
{
  Inquiry *inquiry = g_new0 (Inquiry, 1);

  inquiry->owner = self;
  inquiry->name = g_strdup (name);
  inquiry->identifier = g_strdup (identifier);
  inquiry->answer = take_key (uke_file_name_dup_answer (name));
  inquiry->archive = take_key (uke_file_name_dup_archive (name));
  inquiry->rejection = take_key (uke_file_name_dup_rejection (name));
  g_hash_table_insert (self->inquiries, inquiry->name, inquiry);

  /* It may have been read while nobody waited for it. */
  uke_result_folder_forget (self->folder, inquiry->answer);
  uke_result_folder_forget (self->folder, inquiry->archive);
  uke_result_folder_forget (self->folder, inquiry->rejection);
  return inquiry;
}

/**
 * uke_inquiries_send:
 * @name: from uke_request_dup_name(); written down by the caller before
 * @identifier: (nullable): the ArbitraryFileIdentifier in @request; NULL where it has none, as in
 *   UKE_REQUEST_DOWNLOAD_BULK
 * @request: the file
 *
 * Puts a request before the terminal and waits for what becomes of it. How it goes on is told by
 * `changed`: WAITING or UNSENT first.
 */
void
uke_inquiries_send (UkeInquiries *self, const char *name, const char *identifier, GBytes *request)
{
  g_return_if_fail (UKE_IS_INQUIRIES (self));
  g_return_if_fail (uke_file_name_get_kind (name) == UKE_FILE_REQUEST);
  g_return_if_fail (!g_hash_table_contains (self->inquiries, name));

  add_inquiry (self, name, identifier)->state = UKE_INQUIRY_SENDING;
  start_errand (self, UKE_ERRAND_PUBLISH, name, request, on_published);
}

/**
 * uke_inquiries_expect:
 * @name: of a request that may have been sent by an earlier process
 * @identifier: (nullable): as it was sent
 *
 * Waits for the answer to a request that is not sent again, whatever became of it.
 */
void
uke_inquiries_expect (UkeInquiries *self, const char *name, const char *identifier)
{
  g_return_if_fail (UKE_IS_INQUIRIES (self));
  g_return_if_fail (uke_file_name_get_kind (name) == UKE_FILE_REQUEST);
  g_return_if_fail (!g_hash_table_contains (self->inquiries, name));

  wait_for_answer (add_inquiry (self, name, identifier), NULL);
}

/**
 * uke_inquiries_forget:
 * @collect: whether to remove the answer, or the rejection with its copy of the request, from the
 *   folder of answers: the layout leaves that to whoever asked. Nothing of others is touched, and
 *   archives stay
 *
 * Stops waiting for an answer, once what came of it is written down.
 */
void
uke_inquiries_forget (UkeInquiries *self, const char *name, gboolean collect)
{
  Inquiry *inquiry;

  g_return_if_fail (UKE_IS_INQUIRIES (self));

  inquiry = g_hash_table_lookup (self->inquiries, name);
  if (inquiry == NULL)
    return;
  if (collect && is_settled (inquiry) && inquiry->state != UKE_INQUIRY_UNSENT)
    start_errand (self, UKE_ERRAND_COLLECT, name, NULL, NULL);
  g_hash_table_remove (self->inquiries, name);
}

/**
 * uke_inquiries_get_state:
 * @ret_state: (out): how far it is
 *
 * Returns: whether there is such a request
 */
gboolean
uke_inquiries_get_state (UkeInquiries *self, const char *name, UkeInquiryState *ret_state)
{
  const Inquiry *inquiry;

  g_return_val_if_fail (UKE_IS_INQUIRIES (self), FALSE);

  inquiry = g_hash_table_lookup (self->inquiries, name);
  if (inquiry != NULL)
    *ret_state = inquiry->state;
  return inquiry != NULL;
}
