#include "eligibility/eligibility.h"
#include "terminal/terminal-message.h"
#include "terminal/terminal-script.h"

#include <string.h>

static GBytes *
build (const char *persona, UkeEncoding encoding, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (persona, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2025, 11, 4, 9, 14, 58);
  UkeTerminalOccasion occasion = { TRUE, now, "9910000001", "training-1", encoding, NULL };

  return uke_terminal_message_build (json_node_get_object (node), &occasion, error);
}

/* What the terminal writes, the other room reads. */
static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      build ("{\"body\": {\"processing_result_status\": {\"code\": \"1\", \"label\": null},"
             " \"qualification_validity\": \"1\", \"results\": [{\"name\": \"髙﨑　<A&B>\","
             " \"address\": \"\", \"post_number\": null, \"public_aid\": false,"
             " \"consents\": {\"checkups\": \"1\", \"operation\": \"0\", \"test\":"
             " {\"flag\": {\"code\": \"2\"}, \"until\": \"20251105000000\"}, \"allergy\": null},"
             " \"limit\": {\"limit_application_certificate_classification_flag\": \"A03\"},"
             " \"specific_diseases\": [{}, {\"specific_diseases_self_pay\": \"10000\"}],"
             " \"tickets\": [{\"status_of_infection\": \"02\"}]}]}}",
             UKE_ENCODING_CP932, &error);
  g_autoptr (UkeEligibility) read = NULL;
  const UkeEligibilityResult *result;

  g_assert_no_error (error);
  read = uke_eligibility_new_from_data (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->encoding, ==, UKE_ENCODING_CP932);
  g_assert_false (read->encoding_doubt);
  g_assert_cmpint (uke_eligibility_get_outcome (read), ==, UKE_OUTCOME_VALID);
  g_assert_cmpuint (g_strv_length (read->unknown), ==, 0);
  g_assert_cmpstr (read->header.process_execution_time, ==, "20251104091458");

  result = uke_eligibility_get_insurance (read);
  g_assert_cmpstr (result->name, ==, "髙﨑　<A&B>");
  g_assert_cmpstr (result->address, ==, "");
  g_assert_null (result->post_number);
  g_assert_cmpstr (result->consents[UKE_OQS_CONSENT_CHECKUPS].until, ==, "20251105091458");
  g_assert_cmpstr (result->consents[UKE_OQS_CONSENT_OPERATION].flag, ==, "0");
  g_assert_null (result->consents[UKE_OQS_CONSENT_OPERATION].time);
  g_assert_cmpstr (result->consents[UKE_OQS_CONSENT_TEST].flag, ==, "2");
  g_assert_null (result->consents[UKE_OQS_CONSENT_ALLERGY].flag);
  g_assert_cmpstr (result->limit->limit_application_certificate_classification_flag, ==, "A03");
  g_assert_cmpuint (result->specific_diseases->len, ==, 2);
  g_assert_cmpuint (result->tickets->len, ==, 1);
}

static const struct {
  const char *script;
  const char *complaint;
} wrong[] = {
  { "", "not JSON" },
  { "[]", "expected a JSON object" },
  { "{", "not JSON" },
  { "{\"folks\": 1}", "folks" },
  { "{\"institution\": \"99\"}", "institution" },
  { "{\"personas\": {\"a\": {\"body\": {\"results\": [{\"nmae\": \"x\"}]}}}}", "nmae" },
  { "{\"personas\": {\"a\": {\"body\": {\"results\": [{\"name\": 1}]}}}}", "name" },
  { "{\"personas\": {\"a\": {\"body\": {\"results\": {}}}}}", "results" },
  { "{\"personas\": {\"a\": {\"body\": {\"results\": [{\"consents\": {\"all\": \"1\"}}]}}}}",
    "all" },
  { "{\"faces\": [{\"face\": \"nobody\"}]}", "faces[0]: “face”" },
  { "{\"personas\": {\"a\": {}}, \"faces\": [{\"face\": \"a\", \"at_ms\": -1}]}", "at_ms" },
  { "{\"personas\": {\"a\": {}}, \"faces\": [{\"face\": \"a\", \"repeat\": 1.5}]}", "repeat" },
  { "{\"personas\": {\"a\": {}}, \"faces\": [{\"face\": \"a\", \"encoding\": \"EUC\"}]}", "mixed" },
  { "{\"answers\": [{\"answer\": \"maybe\"}]}", "archive" },
  { "{\"answers\": [{\"persona\": \"nobody\"}]}", "persona" },
  { "{\"answers\": {}}", "answers" },
};

static void
test_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", wrong[i].script);
    g_assert_null (uke_terminal_script_new (wrong[i].script, -1, &error));
    g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED);
    if (strstr (error->message, wrong[i].complaint) == NULL)
      g_error ("“%s” lacks “%s”", error->message, wrong[i].complaint);
  }
}

static void
test_rehearsal (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "terminal", "rehearsal.json", NULL);
  g_autoptr (UkeTerminalScript) script = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  script = uke_terminal_script_new (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (script->personas), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/terminal/message", test_message);
  g_test_add_func ("/terminal/wrong-scripts", test_wrong);
  g_test_add_func ("/terminal/rehearsal", test_rehearsal);
  return g_test_run ();
}
