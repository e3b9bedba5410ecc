#include "terminal-files.h"

#include "eligibility/eligibility.h"
#include "eligibility/request.h"

#include <glib/gstdio.h>
#include <string.h>

static const UkeRequestSender sender = { "9910000001", "202511040001-sample" };
static GDate day, birthdate;

static UkeLookUp
make_look_up (void)
{
  return (UkeLookUp) {
    .confirmation_date = &day,
    .insurer_number = "999003",
    .insured_card_symbol = "架空",
    .insured_identification_number = "00077",
    .insured_branch_number = "01",
    .birthdate = &birthdate,
    .limit_consent = TRUE,
    .arbitrary_identifier = "P000077",
  };
}

static void
assert_is_sample (GBytes *request, const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "eligibility", "data", "req", name, NULL);
  g_autofree char *sample = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &sample, &size, NULL));
  g_assert_cmpmem (g_bytes_get_data (request, NULL), g_bytes_get_size (request), sample, size);
}

static void
test_look_up (void)
{
  UkeLookUp look_up = make_look_up ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) request =
      uke_request_build_look_up (&sender, &look_up, UKE_ENCODING_CP932, &error);

  g_assert_no_error (error);
  assert_is_sample (request, "OQSsiquc01req_202511040001.xml");
}

/* What we write says to our own parser what was meant. */
static void
test_look_up_of_old_age (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeEligibility) read = NULL;
  g_autoptr (GBytes) request = NULL;
  UkeLookUp look_up = make_look_up ();

  look_up.insurer_number = "３９９９９９９０";
  look_up.insured_card_symbol = "";
  look_up.insured_branch_number = NULL;
  look_up.arbitrary_identifier = "<&>";
  look_up.limit_consent = FALSE;
  request = uke_request_build_look_up (&sender, &look_up, UKE_ENCODING_UTF_8, &error);
  g_assert_no_error (error);
  read = uke_eligibility_new_from_data (request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->body.search->insurer_number, ==, "39999990");
  g_assert_null (read->body.search->insured_card_symbol);
  g_assert_null (read->body.search->insured_branch_number);
  g_assert_cmpstr (read->body.search->arbitrary_identifier, ==, "<&>");
  g_assert_cmpstr (read->body.search->limit_application_certificate_related_cons_flg, ==, "0");
}

static void
test_registrations (void)
{
  static const UkeRequestSender one = { "9910000001", "202511040003-sample" };
  static const UkeRequestSender two = { "9910000001", "202511040004-sample" };
  static const UkeRegistration registrations[] = {
    { "000123", "  999003", "架空", "00077", "01" },
    { "000124", "06999999", "９９－１", "1024", "02" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) single =
      uke_request_build_registration (&one, registrations, 1, UKE_ENCODING_CP932, &error);
  g_autoptr (GBytes) bulk =
      uke_request_build_registration (&two, registrations, 2, UKE_ENCODING_CP932, &error);
  g_autoptr (GBytes) download =
      uke_request_build_download (&two, "99999999990000000001", UKE_ENCODING_CP932, &error);

  g_assert_no_error (error);
  assert_is_sample (single, "OQSsiimm01req_202511040003.xml");
  assert_is_sample (bulk, "OQSmuimm01req_202511040004.xml");
  assert_is_sample (download, "OQSmuimm02req_202511040005.xml");
}

static void
assert_unsendable (const UkeRequestSender *from, const UkeLookUp *look_up, const char *element)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uke_request_build_look_up (from, look_up, UKE_ENCODING_UTF_8, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_UNSENDABLE);
  g_assert_nonnull (strstr (error->message, element));
}

static void
test_unsendable (void)
{
  static const UkeRequestSender short_code = { "991000001", "x" }, bad = { "9910000001", "a/b" },
                                none = { "9910000001", NULL };
  UkeLookUp look_up = make_look_up ();

  assert_unsendable (&short_code, &look_up, "MedicalInstitutionCode");
  assert_unsendable (&bad, &look_up, "ArbitraryFileIdentifier");
  assert_unsendable (&none, &look_up, "ArbitraryFileIdentifier");
  look_up.insurer_number = "9990031";
  assert_unsendable (&sender, &look_up, "InsurerNumber");
  look_up.insurer_number = NULL;
  assert_unsendable (&sender, &look_up, "InsurerNumber");
  look_up = make_look_up ();
  look_up.insured_identification_number = " ";
  assert_unsendable (&sender, &look_up, "InsuredIdentificationNumber");
  look_up.insured_identification_number = "123456789012345678901";
  assert_unsendable (&sender, &look_up, "InsuredIdentificationNumber");
  look_up.insured_identification_number = "1\n2";
  assert_unsendable (&sender, &look_up, "InsuredIdentificationNumber");
  look_up = make_look_up ();
  look_up.insured_branch_number = "1";
  assert_unsendable (&sender, &look_up, "InsuredBranchNumber");
  look_up = make_look_up ();
  look_up.birthdate = NULL;
  assert_unsendable (&sender, &look_up, "Birthdate");
}

static void
test_not_in_shift_jis (void)
{
  UkeLookUp look_up = make_look_up ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) request = NULL;

  look_up.insured_card_symbol = "𠮷";
  g_assert_null (uke_request_build_look_up (&sender, &look_up, UKE_ENCODING_CP932, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_UNSENDABLE);
  g_clear_error (&error);
  request = uke_request_build_look_up (&sender, &look_up, UKE_ENCODING_UTF_8, &error);
  g_assert_no_error (error);
}

static void
test_branch_is_not_made_up (void)
{
  static const UkeRegistration registrations[] = {
    { "000123", "999003", "架空", "00077", NULL },
    { "000123", "39999990", NULL, "00077", NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) old_age = NULL;

  g_assert_null (
      uke_request_build_registration (&sender, &registrations[0], 1, UKE_ENCODING_UTF_8, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_UNSENDABLE);
  g_clear_error (&error);
  old_age =
      uke_request_build_registration (&sender, &registrations[1], 1, UKE_ENCODING_UTF_8, &error);
  g_assert_no_error (error);
}

static UkeEligibility *
read_answer (const char *name, const char *word, const char *other_word)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "eligibility", "data", "res", name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (UkeEligibility) answer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sample = NULL;

  g_assert_true (g_file_get_contents (path, &sample, NULL, NULL));
  g_string_assign (text, sample);
  if (word != NULL)
    g_assert_cmpuint (g_string_replace (text, word, other_word, 0), >=, 1);
  bytes = g_bytes_new (text->str, text->len);
  answer = uke_eligibility_new_from_data (bytes, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&answer);
}

/* Whatever is not as it was asked, the file alone is no success. */
static void
test_registered (void)
{
  static const UkeRequestSender from = { "9910000001", "202511040003-sample" };
  static const UkeRegistration asked = { "000123", "999003", "架空", "００７７", "01" };
  static const struct {
    const char *word;
    const char *other_word;
    UkeRegistered registered;
  } rows[] = {
    { NULL, NULL, UKE_REGISTERED },
    { "ResultStatus>1", "ResultStatus>2", UKE_REGISTERED_NOT },
    { "ResultStatus>1", "ResultStatus>", UKE_REGISTERED_MAYBE },
    { "OfResult>1", "OfResult>9", UKE_REGISTERED_MAYBE },
    { "202511040003-sample", "202511040004-sample", UKE_REGISTERED_MAYBE },
    { "9910000001", "9910000002", UKE_REGISTERED_MAYBE },
    { "000123", "123", UKE_REGISTERED_MAYBE },
    { "<InsuredBranchNumber>01", "<InsuredBranchNumber>02", UKE_REGISTERED_MAYBE },
    { "架空", "", UKE_REGISTERED_MAYBE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (UkeEligibility) answer =
        read_answer ("OQSsiimm01res_202511040003.xml", rows[i].word, rows[i].other_word);

    g_test_message ("%s", rows[i].other_word);
    g_assert_cmpint (uke_request_judge_registration (answer, &from, &asked), ==,
                     rows[i].registered);
  }
}

static void
test_registered_in_bulk (void)
{
  static const UkeRequestSender from = { "9910000001", NULL };
  static const UkeRegistration first = { "000123", "999003", "架空", "77", "01" };
  static const UkeRegistration second = { "000124", "06999999", "99-1", "1024", "02" };
  static const UkeRegistration third = { "000125", "06999999", "99-1", "1024", "02" };
  g_autoptr (UkeEligibility) answer = read_answer ("OQSmuimm02res_202511040005.xml", NULL, NULL);

  g_assert_cmpint (uke_request_judge_registration (answer, &from, &first), ==, UKE_REGISTERED);
  g_assert_cmpint (uke_request_judge_registration (answer, &from, &second), ==, UKE_REGISTERED_NOT);
  g_assert_cmpint (uke_request_judge_registration (answer, &from, &third), ==,
                   UKE_REGISTERED_MAYBE);
}

static void
test_names (void)
{
  g_autofree char *look_up = uke_request_dup_name (UKE_REQUEST_LOOK_UP, &day, 1);
  g_autofree char *download = uke_request_dup_name (UKE_REQUEST_DOWNLOAD_BULK, &day, 9999);

  g_assert_cmpstr (look_up, ==, "OQSsiquc01req_202511040001.xml");
  g_assert_cmpstr (download, ==, "OQSmuimm02req_202511049999.xml");
}

/* --- Publishing ---------------------------------------------------------------------------- */

#define NAME "OQSsiquc01req_202511040001.xml"

static void
assert_lies_there (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *there = NULL;

  g_file_get_contents (path, &there, NULL, NULL);
  g_assert_cmpstr (there, ==, text);
}

static void
test_publish (void)
{
  char *folder = files_make_folder ();
  char *answers = files_make_folder ();
  g_autoptr (GBytes) request = g_bytes_new_static ("request", 7);
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (uke_request_publish (folder, answers, NAME, request, &error), ==, UKE_PUBLISHED);
  g_assert_no_error (error);
  assert_lies_there (folder, NAME, "request");
  assert_lies_there (folder, NAME ".tmp", NULL);

  g_assert_cmpint (uke_request_publish (folder, answers, NAME, other, &error), ==,
                   UKE_PUBLISHED_NOT);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  assert_lies_there (folder, NAME, "request");

  files_remove_folder (folder);
  files_remove_folder (answers);
}

/* Whatever an older request of the name left behind. */
static void
test_publish_used_name (void)
{
  static const char *const leftovers[] = {
    "OQSsiquc01res_202511040001.xml",
    "OQSsiquc01res_202511040001.zip",
    "OQSsiquc01req_202511040001.err",
  };
  g_autoptr (GBytes) request = g_bytes_new_static ("request", 7);

  for (gsize i = 0; i < G_N_ELEMENTS (leftovers); i++) {
    char *folder = files_make_folder ();
    char *answers = files_make_folder ();
    g_autoptr (GError) error = NULL;

    files_write_text (answers, leftovers[i], "");
    g_assert_cmpint (uke_request_publish (folder, answers, NAME, request, &error), ==,
                     UKE_PUBLISHED_NOT);
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
    assert_lies_there (folder, NAME, NULL);
    files_remove_folder (folder);
    files_remove_folder (answers);
  }
}

static void
test_publish_nowhere (void)
{
  g_autoptr (GBytes) request = g_bytes_new_static ("request", 7);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (uke_request_publish ("/nonexistent", "/nonexistent", NAME, request, &error), ==,
                   UKE_PUBLISHED_NOT);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_date_set_dmy (&day, 4, G_DATE_NOVEMBER, 2025);
  g_date_set_dmy (&birthdate, 3, G_DATE_FEBRUARY, 1971);

  g_test_add_func ("/request/look-up", test_look_up);
  g_test_add_func ("/request/look-up-of-old-age", test_look_up_of_old_age);
  g_test_add_func ("/request/registrations", test_registrations);
  g_test_add_func ("/request/unsendable", test_unsendable);
  g_test_add_func ("/request/not-in-shift-jis", test_not_in_shift_jis);
  g_test_add_func ("/request/branch-is-not-made-up", test_branch_is_not_made_up);
  g_test_add_func ("/request/registered", test_registered);
  g_test_add_func ("/request/registered-in-bulk", test_registered_in_bulk);
  g_test_add_func ("/request/names", test_names);
  g_test_add_func ("/request/publish", test_publish);
  g_test_add_func ("/request/publish-used-name", test_publish_used_name);
  g_test_add_func ("/request/publish-nowhere", test_publish_nowhere);
  return g_test_run ();
}
