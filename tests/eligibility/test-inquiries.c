#include "terminal-files.h"

#include "eligibility/inquiries.h"

#include <glib/gstdio.h>
#include <string.h>

#define REQUEST "OQSsiquc01req_202511040001.xml"
#define ANSWER "OQSsiquc01res_202511040001.xml"
#define DEADLINE 60
#define NEVER 3600000

/* Both folders, and what became of requests: "waiting answered:valid " */
typedef struct {
  char *requests;
  char *answers;
  UkeInquiries *inquiries;
  GString *heard;
  guint n_asked_again;
} Desk;

static void
on_changed (UkeInquiries *inquiries,
            const char *name,
            guint state,
            UkeResultFile *file,
            GError *error,
            gpointer user_data)
{
  Desk *self = user_data;

  g_assert_cmpstr (name, ==, REQUEST);
  g_string_append (self->heard, uke_inquiry_state_get_nick (state));
  if (file != NULL && file->eligibility != NULL)
    g_string_append_printf (self->heard, ":%s",
                            uke_outcome_get_nick (uke_eligibility_get_outcome (file->eligibility)));
  if (file != NULL && file->message != NULL)
    g_string_append_printf (self->heard, ":%s", file->message);
  if (error != NULL)
    g_string_append (self->heard, ":error");
  g_string_append_c (self->heard, ' ');
}

static void
on_ask_again (UkeInquiries *inquiries, const char *name, gpointer user_data)
{
  g_assert_cmpstr (name, ==, REQUEST);
  ((Desk *) user_data)->n_asked_again++;
}

static void
make_inquiries (Desk *self, guint timeout)
{
  self->inquiries =
      g_object_new (UKE_TYPE_INQUIRIES, "requests", self->requests, "answers", self->answers,
                    "answer-timeout", timeout, "ask-again-time", 5, NULL);
  g_object_set (uke_inquiries_get_folder (self->inquiries), "scan-interval", 5, "settle-time", 2,
                "tries", 4, NULL);
  g_signal_connect (self->inquiries, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->inquiries, "ask-again", G_CALLBACK (on_ask_again), self);
}

static Desk *
desk_new (guint timeout)
{
  Desk *self = g_new0 (Desk, 1);

  self->requests = files_make_folder ();
  self->answers = files_make_folder ();
  self->heard = g_string_new (NULL);
  make_inquiries (self, timeout);
  return self;
}

static void
desk_free (Desk *self)
{
  g_assert_finalize_object (self->inquiries);
  files_remove_folder (self->requests);
  files_remove_folder (self->answers);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

static gboolean
on_deadline (gpointer user_data)
{
  g_error ("heard only: %s", ((Desk *) user_data)->heard->str);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Desk *self, const char *words)
{
  guint deadline = g_timeout_add_seconds (DEADLINE, on_deadline, self);

  while (strcmp (self->heard->str, words) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static void
on_scanned (UkeResultFolder *folder, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* The folder of answers was looked through, and nothing came of it. */
static void
wait_for_nothing_more (Desk *self, const char *words)
{
  UkeResultFolder *folder = uke_inquiries_get_folder (self->inquiries);
  guint scans = 0;
  gulong handler = g_signal_connect (folder, "scanned", G_CALLBACK (on_scanned), &scans);

  while (scans < 3 || uke_result_folder_get_n_waiting (folder) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (folder, handler);
  g_assert_cmpstr (self->heard->str, ==, words);
}

static void
send_request (Desk *self)
{
  g_autoptr (GBytes) request = g_bytes_new_static ("<XmlMsg/>", 9);

  uke_inquiries_send (self->inquiries, REQUEST, "sample-1", request);
}

static void
write_answer (
    Desk *self, const char *name, const char *identifier, const char *header, const char *body)
{
  g_autofree char *text = g_strdup_printf (
      "<XmlMsg><MessageHeader><ArbitraryFileIdentifier>%s</ArbitraryFileIdentifier>%s"
      "</MessageHeader><MessageBody>%s</MessageBody></XmlMsg>",
      identifier, header, body);

  files_write_text (self->answers, name, text);
}

#define DONE "<SegmentOfResult>1</SegmentOfResult>"
#define PROCESSING "<SegmentOfResult>2</SegmentOfResult>"
#define NOT_FOUND                                                                                  \
  "<ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>4</"                   \
  "QualificationValidity>"

static gboolean
exists (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_answered (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);
  UkeInquiryState state;

  send_request (self);
  wait_for (self, "waiting ");
  g_assert_true (exists (self->requests, REQUEST));
  g_assert_false (exists (self->requests, REQUEST ".tmp"));
  files_remove (self->requests, REQUEST); /* the terminal takes it */
  write_answer (self, ANSWER, "sample-1", DONE, NOT_FOUND);
  wait_for (self, "waiting answered:not-found ");
  g_assert_true (uke_inquiries_get_state (self->inquiries, REQUEST, &state));
  g_assert_cmpint (state, ==, UKE_INQUIRY_ANSWERED);

  /* A late second thought changes nothing. */
  write_answer (self, ANSWER, "sample-1", DONE, "");
  wait_for_nothing_more (self, "waiting answered:not-found ");
}

/* A terminal that names answers in its own way. */
static void
test_answered_by_identifier (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  send_request (self);
  wait_for (self, "waiting ");
  write_answer (self, "OQSsiquc01res_5.xml", "somebody-else", DONE, NOT_FOUND);
  write_answer (self, "OQSsiimm01res_6.xml", "sample-1", DONE, NOT_FOUND);
  wait_for_nothing_more (self, "waiting ");
  write_answer (self, "OQSsiquc01res_7.xml", "sample-1", DONE, NOT_FOUND);
  wait_for (self, "waiting answered:not-found ");
}

static void
test_answer_of_another (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  send_request (self);
  wait_for (self, "waiting ");
  write_answer (self, ANSWER, "sample-2", DONE, NOT_FOUND);
  wait_for (self, "waiting mismatched:not-found:error ");
  write_answer (self, ANSWER, "sample-1", DONE, NOT_FOUND);
  wait_for (self, "waiting mismatched:not-found:error answered:not-found ");
}

static void
test_processing (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  send_request (self);
  wait_for (self, "waiting ");
  write_answer (self, ANSWER, "sample-1", PROCESSING, "");
  wait_for (self, "waiting processing:processing ");
  while (self->n_asked_again == 0)
    g_main_context_iteration (NULL, TRUE);
  /* The terminal may also write the same file anew. */
  write_answer (self, ANSWER, "sample-1", DONE, NOT_FOUND);
  wait_for (self, "waiting processing:processing answered:not-found ");
  g_assert_cmpuint (self->n_asked_again, ==, 1);
}

static void
test_rejected (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  send_request (self);
  wait_for (self, "waiting ");
  files_move (self->requests, REQUEST, self->answers);
  files_write_text (self->answers, "OQSsiquc01req_202511040001.err", "E01 \x8c\xa9\x96\x7b\r\n");
  wait_for (self, "waiting rejected:E01 見本 ");
  uke_inquiries_forget (self->inquiries, REQUEST, TRUE);
  while (exists (self->answers, "OQSsiquc01req_202511040001.err")
         || exists (self->answers, REQUEST))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_archive (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  send_request (self);
  wait_for (self, "waiting ");
  files_write_text (self->answers, "OQSsiquc01res_202511040002.zip", "PK");
  files_write_text (self->answers, "OQSsiquc01res_202511040001.zip", "PK");
  wait_for (self, "waiting archive ");
  uke_inquiries_forget (self->inquiries, REQUEST, TRUE);
  g_assert_true (exists (self->answers, "OQSsiquc01res_202511040001.zip"));
}

static void
test_unreadable (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  send_request (self);
  wait_for (self, "waiting ");
  files_write_text (self->answers, ANSWER, "<html/>");
  wait_for (self, "waiting mismatched:error ");
  write_answer (self, ANSWER, "sample-1", DONE, NOT_FOUND);
  wait_for (self, "waiting mismatched:error answered:not-found ");
}

/* --- Silence -----------------------------------------------------------------------------------
 */

static void
test_silent (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  send_request (self);
  wait_for (self, "waiting ");
  files_remove (self->requests, REQUEST);
  uke_inquiries_forget (self->inquiries, REQUEST, FALSE);
  g_object_set (self->inquiries, "answer-timeout", 5, NULL);
  uke_inquiries_expect (self->inquiries, REQUEST, "sample-1");
  wait_for (self, "waiting waiting silent ");
  /* It was never sent again, and a late answer is heard. */
  g_assert_false (exists (self->requests, REQUEST));
  write_answer (self, ANSWER, "sample-1", DONE, NOT_FOUND);
  wait_for (self, "waiting waiting silent answered:not-found ");
}

static void
test_not_taken (void)
{
  g_autoptr (Desk) self = desk_new (5);

  send_request (self);
  wait_for (self, "waiting not-taken ");
  write_answer (self, ANSWER, "sample-1", DONE, NOT_FOUND);
  wait_for (self, "waiting not-taken answered:not-found ");
}

static void
test_unsent (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  files_write_text (self->answers, ANSWER, "");
  send_request (self);
  wait_for (self, "unsent:error ");
  g_assert_false (exists (self->requests, REQUEST));
}

/* What another process asked, and an answer that came meanwhile. */
static void
test_expected (void)
{
  g_autoptr (Desk) self = desk_new (NEVER);

  write_answer (self, ANSWER, "sample-1", DONE, NOT_FOUND);
  uke_inquiries_expect (self->inquiries, REQUEST, "sample-1");
  wait_for (self, "waiting answered:not-found ");
  /* Nobody wrote it down: it is asked for once more. */
  uke_inquiries_forget (self->inquiries, REQUEST, FALSE);
  g_string_truncate (self->heard, 0);
  uke_inquiries_expect (self->inquiries, REQUEST, "sample-1");
  wait_for (self, "waiting answered:not-found ");
  uke_inquiries_forget (self->inquiries, REQUEST, TRUE);
  while (exists (self->answers, ANSWER))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_dropped (void)
{
  for (int turns = 0; turns < 20; turns++) {
    g_autoptr (Desk) self = desk_new (1);

    send_request (self);
    for (int turn = 0; turn < turns; turn++)
      g_main_context_iteration (NULL, FALSE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inquiries/answered", test_answered);
  g_test_add_func ("/inquiries/answered-by-identifier", test_answered_by_identifier);
  g_test_add_func ("/inquiries/answer-of-another", test_answer_of_another);
  g_test_add_func ("/inquiries/processing", test_processing);
  g_test_add_func ("/inquiries/rejected", test_rejected);
  g_test_add_func ("/inquiries/archive", test_archive);
  g_test_add_func ("/inquiries/unreadable", test_unreadable);
  g_test_add_func ("/inquiries/silent", test_silent);
  g_test_add_func ("/inquiries/not-taken", test_not_taken);
  g_test_add_func ("/inquiries/unsent", test_unsent);
  g_test_add_func ("/inquiries/expected", test_expected);
  g_test_add_func ("/inquiries/dropped", test_dropped);
  return g_test_run ();
}
