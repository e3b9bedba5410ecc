#include "terminal/terminal-private.h"

#include "eligibility/file-name.h"
#include "eligibility/file-read.h"
#include "eligibility/texts.h"

#include <glib/gstdio.h>
#include <string.h>

#define DONE "\"processing_result_status\": \"1\""
#define NOT_FOUND "{\"body\": {" DONE ", \"qualification_validity\": \"4\"}}"
#define REGISTERED "{\"body\": {" DONE "}}"
#define BULK_TAKEN "{\"body\": {" DONE ", \"reception_number\": \"99999999990000000001\"}}"
#define PROCESSING "{\"header\": {\"segment_of_result\": \"2\"}}"
#define REJECTION "TRAINING-E01 見本のエラー内容です。要求ファイルの形式を確認してください。"

/* What is to be written for a request. */
typedef struct {
  char *request;                 /* its name */
  GBytes *original;              /* its bytes */
  UkeEligibility *asked;         /* (nullable): what it says; NULL where it is no request */
  const UkeScriptAnswer *answer; /* nullable: nothing in the script fits */
  gboolean is_processing;
} Reply;

static void
reply_free (gpointer data)
{
  Reply *self = data;

  g_free (self->request);
  g_bytes_unref (self->original);
  g_clear_pointer (&self->asked, uke_eligibility_unref);
  g_free (self);
}

/* --- What fits -------------------------------------------------------------------------------- */

static gboolean
is_number (const char *wanted, const char *number, char *(*fold) (const char *) )
{
  g_autofree char *left = fold (wanted);
  g_autofree char *right = fold (number);

  return wanted == NULL || strcmp (left, right) == 0;
}

static gboolean
fits (const UkeScriptAnswer *answer, const UkeEligibility *asked)
{
  const UkeEligibilitySearch *search = asked != NULL ? asked->body.search : NULL;

  if (answer->insurer_number == NULL && answer->insured_identification_number == NULL)
    return TRUE;
  return search != NULL && is_number (answer->insurer_number, search->insurer_number, uke_oqs_fold)
         && is_number (answer->insured_identification_number, search->insured_identification_number,
                       uke_oqs_fold_number);
}

static const UkeScriptAnswer *
find_answer (UkeTerminal *self, const UkeEligibility *asked, guint *ret_index)
{
  const UkeTerminalScript *script = uke_terminal_get_script (self);

  for (guint i = 0; i < script->answers->len; i++)
    if (fits (script->answers->pdata[i], asked)) {
      *ret_index = i;
      return script->answers->pdata[i];
    }
  return NULL;
}

/* --- What is written ----------------------------------------------------------------------------
 */

static JsonObject *
parse_object (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_node_dup_object (node);
}

static JsonObject *
choose_persona (UkeTerminal *self, const Reply *reply)
{
  const UkeTerminalScript *script = uke_terminal_get_script (self);

  if (reply->is_processing)
    return parse_object (PROCESSING);
  if (g_ascii_strncasecmp (reply->request, "OQSsiimm01", 10) == 0)
    return parse_object (REGISTERED);
  if (g_ascii_strncasecmp (reply->request, "OQSmuimm01", 10) == 0)
    return parse_object (BULK_TAKEN);
  if (reply->answer == NULL || reply->answer->persona == NULL)
    return parse_object (NOT_FOUND);
  return json_object_ref (g_hash_table_lookup (script->personas, reply->answer->persona));
}

static void
write_result (UkeTerminal *self, const Reply *reply)
{
  g_autoptr (GDateTime) now = uke_terminal_dup_now (self);
  g_autoptr (JsonObject) persona = choose_persona (self, reply);
  const char *identifier =
      reply->asked != NULL ? reply->asked->header.arbitrary_file_identifier : NULL;
  gboolean is_sjis = reply->answer != NULL && reply->answer->encoding == UKE_SCRIPT_SHIFT_JIS;
  UkeTerminalOccasion occasion = {
    .now = now,
    .institution = uke_terminal_get_script (self)->institution,
    .identifier = identifier != NULL ? identifier : "",
    .encoding = is_sjis ? UKE_ENCODING_CP932 : UKE_ENCODING_UTF_8,
    .request = reply->asked,
  };
  g_autoptr (GBytes) bytes = uke_terminal_message_build (persona, &occasion, NULL);
  g_autofree char *name = uke_file_name_dup_answer (reply->request);

  if (bytes == NULL)
    return;
  uke_terminal_write (uke_terminal_get_folders (self)->answers, name, bytes,
                      g_bytes_get_size (bytes));
  uke_terminal_tell (self, reply->is_processing ? "processing" : "answered", name);
}

/* The request comes back, with the reason beside it. */
static void
write_rejection (UkeTerminal *self, const Reply *reply)
{
  const char *folder = uke_terminal_get_folders (self)->answers;
  g_autofree char *name = uke_file_name_dup_rejection (reply->request);
  const char *message =
      reply->answer != NULL && reply->answer->message != NULL ? reply->answer->message : REJECTION;
  g_autoptr (GBytes) bytes = uke_encoding_encode (message, UKE_ENCODING_CP932, NULL);

  uke_terminal_write (folder, reply->request, reply->original, g_bytes_get_size (reply->original));
  if (bytes != NULL)
    uke_terminal_write (folder, name, bytes, g_bytes_get_size (bytes));
  uke_terminal_tell (self, "rejected", name);
}

static void
write_archive (UkeTerminal *self, const Reply *reply)
{
  g_autofree char *name = uke_file_name_dup_archive (reply->request);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK\x05\x06", 4);

  uke_terminal_write (uke_terminal_get_folders (self)->answers, name, bytes, 4);
  uke_terminal_tell (self, "archive", name);
}

static void
give_reply (UkeTerminal *self, gpointer data)
{
  const Reply *reply = data;

  if (reply->asked == NULL) {
    write_rejection (self, reply);
    return;
  }
  switch (reply->answer != NULL ? reply->answer->kind : UKE_ANSWER_RESULT) {
  case UKE_ANSWER_RESULT:
    write_result (self, reply);
    break;
  case UKE_ANSWER_ERR:
    write_rejection (self, reply);
    break;
  case UKE_ANSWER_ARCHIVE:
    write_archive (self, reply);
    break;
  case UKE_ANSWER_SILENT:
  case UKE_ANSWER_IGNORE:
    break;
  }
}

/* --- What is asked
 * ---------------------------------------------------------------------------------- */

/* Takes the request away, as the terminal does within seconds. */
static void
take_request (UkeTerminal *self, const char *name, guint *asked)
{
  g_autofree char *path = g_build_filename (uke_terminal_get_folders (self)->requests, name, NULL);
  Reply *reply = g_new0 (Reply, 1);
  guint index = 0;

  reply->request = g_strdup (name);
  reply->original = uke_eligibility_read_file (path, NULL);
  if (reply->original == NULL) {
    g_free (reply->request);
    g_free (reply);
    return;
  }
  reply->asked = uke_eligibility_new_from_data (reply->original, NULL);
  reply->answer = find_answer (self, reply->asked, &index);
  if (reply->answer != NULL && reply->answer->kind == UKE_ANSWER_IGNORE) {
    reply_free (reply);
    return;
  }

  if (reply->answer != NULL && asked[index] < reply->answer->processing) {
    reply->is_processing = TRUE;
    asked[index]++;
  }
  g_unlink (path);
  uke_terminal_tell (self, "taken", name);
  uke_terminal_later (self, reply->answer != NULL ? reply->answer->delay : 0, give_reply, reply,
                      reply_free);
}

/* @asked: how often each answer of the script was 処理中 already. */
void
uke_terminal_look_for_requests (UkeTerminal *self, guint *asked)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (uke_terminal_get_folders (self)->requests, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (uke_file_name_get_kind (name) == UKE_FILE_REQUEST)
      g_ptr_array_add (names, g_strdup (name));
  for (guint i = 0; i < names->len; i++)
    take_request (self, names->pdata[i], asked);
}
