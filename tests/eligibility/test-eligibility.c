#include "eligibility/blocks.h"
#include "eligibility/eligibility.h"

#include <string.h>

#define DECLARED(encoding) "<?xml version=\"1.0\" encoding=\"" encoding "\" standalone=\"no\"?>\n"
#define HEADER(segment)                                                                            \
  "<MessageHeader><SegmentOfResult>" segment "</SegmentOfResult></MessageHeader>"
#define FILE_OF(body) "<XmlMsg>" HEADER ("1") "<MessageBody>" body "</MessageBody></XmlMsg>"
#define RESULT_OF(values)                                                                          \
  "<ResultOfQualificationConfirmation>" values "</ResultOfQualificationConfirmation>"
#define FILE_WITH(values)                                                                          \
  FILE_OF ("<ProcessingResultStatus>1</ProcessingResultStatus>"                                    \
           "<QualificationValidity>1</QualificationValidity>"                                      \
           "<ResultList>" RESULT_OF (values) "</ResultList>")

static UkeEligibility *
read_bytes (const char *data, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return uke_eligibility_new_from_data (bytes, error);
}

static UkeEligibility *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  UkeEligibility *self = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  return self;
}

static const UkeEligibilityResult *
get_result (UkeEligibility *self, guint index)
{
  g_assert_cmpuint (self->body.results->len, >, index);
  return self->body.results->pdata[index];
}

static GBytes *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "eligibility", "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static UkeEligibility *
parse_sample (const char *name)
{
  g_autoptr (GBytes) bytes = read_sample (name);
  g_autoptr (GError) error = NULL;
  UkeEligibility *self = uke_eligibility_new_from_data (bytes, &error);

  g_assert_no_error (error);
  return self;
}

/* --- What is read ---------------------------------------------------------------------- */

static void
test_absent_empty_zero (void)
{
  g_autoptr (UkeEligibility) self =
      read_text (FILE_WITH ("<InsuredCardSymbol/><Address></Address><PostNumber> \n</PostNumber>"
                            "<PharmacistsInfoConsFlg>0</PharmacistsInfoConsFlg>"
                            "<DiagnosisInfoConsFlg/>"
                            "<InsurerNumber>  999011</InsurerNumber>"));
  const UkeEligibilityResult *result = get_result (self, 0);

  g_assert_cmpstr (result->insured_card_symbol, ==, "");
  g_assert_cmpstr (result->address, ==, "");
  g_assert_cmpstr (result->post_number, ==, " \n");
  g_assert_cmpstr (result->insurer_number, ==, "  999011");
  g_assert_null (result->name);
  g_assert_cmpstr (result->consents[UKE_OQS_CONSENT_PHARMACISTS].flag, ==, "0");
  g_assert_cmpstr (result->consents[UKE_OQS_CONSENT_DIAGNOSIS].flag, ==, "");
  g_assert_null (result->consents[UKE_OQS_CONSENT_OPERATION].flag);
  g_assert_null (result->elderly);
  g_assert_null (result->limit);
}

static void
test_all_of_a_face (void)
{
  g_autoptr (UkeEligibility) self =
      parse_sample ("face/OQSsiquc01res_face_99100000010f1e2d3c4b5a69788796_20251104091502.xml");
  const UkeEligibilityResult *result = get_result (self, 0);
  const UkeOqsConsent *consent = &result->consents[UKE_OQS_CONSENT_OPERATION];

  g_assert_cmpint (self->encoding, ==, UKE_ENCODING_UTF_8);
  g_assert_cmpstr (self->header.medical_institution_code, ==, "9910000001");
  g_assert_cmpstr (self->header.arbitrary_file_identifier, ==, "Qm9ndXMtMDAwMDE=");
  g_assert_cmpstr (result->name, ==, "見本　花子");
  g_assert_cmpstr (result->insured_name, ==, "見本　太郎");
  g_assert_cmpstr (result->insured_card_symbol, ==, "９９－１");
  g_assert_cmpstr (consent->flag, ==, "1");
  g_assert_cmpstr (consent->time, ==, "20251104091458");
  g_assert_cmpstr (consent->until, ==, "20251105091458");
  g_assert_nonnull (result->limit);
  g_assert_cmpstr (result->limit->limit_application_certificate_classification_flag, ==, "A03");
  g_assert_null (result->limit->limit_application_certificate_date);
  g_assert_cmpstr (uke_eligibility_get_prescription_choice (self), ==, "2");
  g_assert_true (uke_eligibility_get_insurance (self) == result);
  g_assert_cmpuint (g_strv_length (self->unknown), ==, 0);
}

static void
test_lists (void)
{
  g_autoptr (UkeEligibility) self =
      parse_sample ("face/OQSsiquc01res_face_9910000001fedcba98765432100123_20251104103004.xml");
  const UkeEligibilityResult *result = get_result (self, 0);
  const UkeSpecificDisease *second;

  g_assert_cmpint (self->encoding, ==, UKE_ENCODING_CP932);
  g_assert_cmpstr (result->name, ==, "●山　三郎");
  g_assert_cmpstr (result->name_of_other, ==, "仮山　三郎");
  g_assert_cmpstr (result->elderly->elderly_recipient_contribution_ratio, ==, "020");
  g_assert_cmpuint (result->specific_diseases->len, ==, 2);
  second = result->specific_diseases->pdata[1];
  g_assert_cmpstr (second->specific_diseases_valid_end_date, ==, "20270430");
}

static void
test_public_aid (void)
{
  g_autoptr (UkeEligibility) self =
      parse_sample ("face/OQSsiquc01res_face_99100000011122334455667788990a_20251104100005.xml");
  const UkeEligibilityResult *insurance = get_result (self, 0);
  const UkeEligibilityResult *aid = get_result (self, 1);

  g_assert_false (uke_eligibility_result_is_public_aid (insurance));
  g_assert_true (uke_eligibility_result_is_public_aid (aid));
  g_assert_cmpuint (aid->tickets->len, ==, 1);
  g_assert_true (uke_eligibility_get_insurance (self) == insurance);
  g_assert_cmpint (uke_eligibility_get_outcome (self), ==, UKE_OUTCOME_VALID);
}

static void
test_extension_characters (void)
{
  g_autoptr (UkeEligibility) self = parse_sample (
      "robustness/OQSsiquc01res_face_9910000001c5c5c5c5c5c5c5c5c5c5_20251104120604.xml");

  g_assert_nonnull (strstr (get_result (self, 0)->name, "髙"));
}

static void
test_text_of_all_kinds (void)
{
  g_autoptr (UkeEligibility) self = read_text (
      FILE_WITH ("<Name>A&amp;B<!-- no -->&#x9AD9;<![CDATA[<&>]]><?pi?></Name>") "<!-- <!DOCTYPE "
                                                                                 "and </XmlMsg> in "
                                                                                 "a comment -->\n");

  g_assert_cmpstr (get_result (self, 0)->name, ==, "A&B髙<&>");
}

static void
test_unknown_is_not_kept (void)
{
  static const char secret[] = "metformin";
  g_autoptr (UkeEligibility) self = read_text (
      FILE_WITH ("<Name>x</Name><DrugInfo><Name>metformin</Name></DrugInfo><DrugInfo/><Other/>"));

  g_assert_cmpstr (get_result (self, 0)->name, ==, "x");
  g_assert_cmpuint (g_strv_length (self->unknown), ==, 2);
  g_assert_cmpstr (self->unknown[0], ==, "DrugInfo");
  for (gsize i = 0; i + strlen (secret) <= self->size; i++)
    if (memcmp (self->texts + i, secret, strlen (secret)) == 0)
      g_error ("what is not known was kept");
}

/* Every value that the layout has lands in its own place, and in no other. */
static void
test_every_value (void)
{
  gsize count;
  const UkeBlockField *fields = uke_block_get_fields (UKE_BLOCK_RESULT, &count);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (UkeEligibility) self = NULL;

  for (gsize i = count; i > 0; i--)
    g_string_append_printf (values, "<%1$s>%1$s</%1$s >", fields[i - 1].element);
  for (gsize kind = 0; kind < UKE_OQS_N_CONSENTS; kind++)
    g_string_append_printf (values, "<%1$sConsFlg>%2$d</%1$sConsFlg>",
                            uke_oqs_consent_get_info (kind)->stem, (int) kind);

  text = g_strdup_printf (FILE_WITH ("%s"), values->str);
  self = read_text (text);
  for (gsize i = 0; i < count; i++)
    g_assert_cmpstr (uke_block_get_value (get_result (self, 0), &fields[i]), ==, fields[i].element);
  for (gsize kind = 0; kind < UKE_OQS_N_CONSENTS; kind++)
    g_assert_cmpint (g_ascii_strtoll (get_result (self, 0)->consents[kind].flag, NULL, 10), ==,
                     kind);
}

/* --- What it comes to ------------------------------------------------------------------- */

#define STATUS(code) "<ProcessingResultStatus>" code "</ProcessingResultStatus>"
#define VALIDITY(code) "<QualificationValidity>" code "</QualificationValidity>"
#define AID RESULT_OF ("<InsuredCardClassification>A1</InsuredCardClassification>")
#define CARD RESULT_OF ("<InsuredCardClassification>01</InsuredCardClassification>")
#define LIST(results) "<ResultList>" results "</ResultList>"

static const struct {
  const char *text;
  UkeOutcome outcome;
} outcomes[] = {
  { FILE_OF (STATUS ("1") VALIDITY ("1") LIST (CARD)), UKE_OUTCOME_VALID },
  { FILE_OF (LIST (CARD) VALIDITY ("1") STATUS ("1")), UKE_OUTCOME_VALID },
  { FILE_OF (STATUS ("1") VALIDITY ("1") LIST (AID)), UKE_OUTCOME_VALID },
  { FILE_OF (STATUS ("1") VALIDITY ("1") LIST (AID CARD)), UKE_OUTCOME_VALID },
  { FILE_OF (STATUS ("1") VALIDITY ("1") CARD), UKE_OUTCOME_VALID },
  { FILE_OF (STATUS ("1") VALIDITY ("1") LIST (CARD CARD)), UKE_OUTCOME_CHOOSE },
  { FILE_OF (STATUS ("1") VALIDITY ("1") LIST (AID AID)), UKE_OUTCOME_CHOOSE },
  { FILE_OF (STATUS ("1") VALIDITY ("1") LIST (CARD AID CARD)), UKE_OUTCOME_CHOOSE },
  { FILE_OF (STATUS ("1") VALIDITY ("1")), UKE_OUTCOME_UNKNOWN },
  { FILE_OF (STATUS ("1") VALIDITY ("2") LIST (CARD)), UKE_OUTCOME_INVALID },
  { FILE_OF (STATUS ("1") VALIDITY ("3")), UKE_OUTCOME_INVALID_NEW },
  { FILE_OF (STATUS ("1") VALIDITY ("4")), UKE_OUTCOME_NOT_FOUND },
  { FILE_OF (STATUS ("1") VALIDITY ("5") "<ResultList/>"), UKE_OUTCOME_SEVERAL },
  { FILE_OF (STATUS ("1") VALIDITY ("6")), UKE_OUTCOME_UNREGISTERED },
  { FILE_OF (STATUS ("1") VALIDITY ("7") LIST (CARD)), UKE_OUTCOME_UNKNOWN },
  { FILE_OF (STATUS ("1") VALIDITY ("01") LIST (CARD)), UKE_OUTCOME_UNKNOWN },
  { FILE_OF (STATUS ("1") VALIDITY ("") LIST (CARD)), UKE_OUTCOME_UNKNOWN },
  { FILE_OF (STATUS ("1") LIST (CARD)), UKE_OUTCOME_UNKNOWN },
  { FILE_OF (STATUS ("2") VALIDITY ("1") LIST (CARD)), UKE_OUTCOME_PERSON_ERROR },
  { FILE_OF (STATUS ("3") VALIDITY ("1") LIST (CARD)), UKE_OUTCOME_UNKNOWN },
  { FILE_OF (VALIDITY ("1") LIST (CARD)), UKE_OUTCOME_UNKNOWN },
  { FILE_OF (""), UKE_OUTCOME_UNKNOWN },
  { "<XmlMsg>" HEADER ("1") "</XmlMsg>", UKE_OUTCOME_UNKNOWN },
  { "<XmlMsg>" HEADER ("2") "</XmlMsg>", UKE_OUTCOME_PROCESSING },
  { "<XmlMsg>" HEADER ("9") "</XmlMsg>", UKE_OUTCOME_FAILED },
  { "<XmlMsg>" HEADER ("0") "</XmlMsg>", UKE_OUTCOME_UNKNOWN },
  { "<XmlMsg><MessageHeader/></XmlMsg>", UKE_OUTCOME_UNKNOWN },
  { FILE_OF (STATUS ("1") "<ReceptionNumber>7</ReceptionNumber>"), UKE_OUTCOME_DONE },
  { FILE_OF (STATUS ("1") "<ReferenceNumberRegistrationInfo/>"), UKE_OUTCOME_DONE },
  { FILE_OF ("<BulkRegistrationUnit>" STATUS ("2") "</BulkRegistrationUnit>"), UKE_OUTCOME_DONE },
};

static void
test_outcomes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    g_autoptr (UkeEligibility) self = read_text (outcomes[i].text);

    g_test_message ("%s", outcomes[i].text);
    g_assert_cmpstr (uke_outcome_get_nick (uke_eligibility_get_outcome (self)), ==,
                     uke_outcome_get_nick (outcomes[i].outcome));
  }
}

static void
test_never_picks (void)
{
  g_autoptr (UkeEligibility) self =
      read_text (FILE_OF (STATUS ("1") VALIDITY ("1") LIST (CARD CARD)));
  g_autoptr (UkeEligibility) torn =
      read_text (FILE_OF ("<PrescriptionIssueSelect>1</PrescriptionIssueSelect>" LIST (
          RESULT_OF ("<PrescriptionIssueSelect>2</PrescriptionIssueSelect>"))));

  g_assert_null (uke_eligibility_get_insurance (self));
  g_assert_null (uke_eligibility_get_prescription_choice (torn));
}

static void
test_encoding_doubt (void)
{
  g_autoptr (UkeEligibility) self =
      read_text ("<XmlMsg><MessageHeader><CharacterCodeIdentifier>1</CharacterCodeIdentifier>"
                 "</MessageHeader></XmlMsg>");
  g_autoptr (UkeEligibility) unknown =
      read_text ("<XmlMsg><MessageHeader><CharacterCodeIdentifier>2</CharacterCodeIdentifier>"
                 "</MessageHeader></XmlMsg>");

  g_assert_true (self->encoding_doubt);
  g_assert_false (unknown->encoding_doubt);
}

/* --- What is refused ---------------------------------------------------------------------- */

#define GOOD FILE_WITH ("<Name>見本</Name>")
#define DEEP "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>"

static const struct {
  const char *name;
  const char *text;
  UkeEligibilityError code;
} refusals[] = {
  { "nothing", "", UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "blanks", " \r\n", UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "half-declaration", "<?xml version=\"1.0\" enc", UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "declaration", DECLARED ("UTF-8"), UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "half-tag", DECLARED ("UTF-8") "<XmlM", UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "open-root", DECLARED ("UTF-8") "<XmlMsg>" HEADER ("1"), UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "half-end", "<XmlMsg>" HEADER ("1") "</XmlMsg", UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "half-character", "<XmlMsg><MessageHeader><ErrorMessage>\xe8\xa6",
    UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "half-sjis", DECLARED ("Shift_JIS") "<XmlMsg><MessageHeader><ErrorMessage>\x8c",
    UKE_ELIGIBILITY_ERROR_INCOMPLETE },
  { "no-xml", "hello", UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "crossed", "<XmlMsg><MessageHeader></XmlMsg>", UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "behind-the-end", GOOD "<x/>", UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "two-declarations", DECLARED ("UTF-8") "<?xml version=\"1.0\"?>" GOOD,
    UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "declared-twice", "<?xml version=\"1.0\"?><?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" GOOD,
    UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "twice", FILE_WITH ("<Name>a</Name><Name>b</Name>"), UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "empty-twice", FILE_WITH ("<Name/><Name/>"), UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "consent-twice",
    FILE_WITH ("<TestInfoConsFlg>0</TestInfoConsFlg><TestInfoConsFlg>1</TestInfoConsFlg>"),
    UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "two-headers", "<XmlMsg>" HEADER ("1") HEADER ("1") "</XmlMsg>",
    UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "two-lists", FILE_OF ("<ResultList/><ResultList/>"), UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "two-limits",
    FILE_WITH (
        "<LimitApplicationCertificateRelatedInfo/><LimitApplicationCertificateRelatedInfo/>"),
    UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "nested-units", FILE_OF ("<BulkConfirmUnit><BulkConfirmUnit/></BulkConfirmUnit>"),
    UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "element-in-value", FILE_WITH ("<Name>a<b/></Name>"), UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "undeclared-entity", FILE_WITH ("<Name>&n;</Name>"), UKE_ELIGIBILITY_ERROR_MALFORMED },
  { "doctype", "<!DOCTYPE XmlMsg>" GOOD, UKE_ELIGIBILITY_ERROR_FORBIDDEN },
  { "external",
    "<!DOCTYPE XmlMsg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" FILE_WITH ("<Name>&x;</Name>"),
    UKE_ELIGIBILITY_ERROR_FORBIDDEN },
  { "external-dtd", "<!DOCTYPE XmlMsg SYSTEM \"http://192.0.2.1/x.dtd\">" GOOD,
    UKE_ELIGIBILITY_ERROR_FORBIDDEN },
  { "too-deep", FILE_OF (DEEP), UKE_ELIGIBILITY_ERROR_FORBIDDEN },
  { "too-deep-unknown", "<XmlMsg>" DEEP, UKE_ELIGIBILITY_ERROR_FORBIDDEN },
  { "foreign", "<html><body/></html>", UKE_ELIGIBILITY_ERROR_FOREIGN },
  { "no-header", "<XmlMsg><MessageBody/></XmlMsg>", UKE_ELIGIBILITY_ERROR_FOREIGN },
  { "sjis-is-utf-8", DECLARED ("Shift_JIS") GOOD, UKE_ELIGIBILITY_ERROR_ENCODING },
  { "bom-and-sjis", "\xef\xbb\xbf" DECLARED ("Shift_JIS") GOOD, UKE_ELIGIBILITY_ERROR_ENCODING },
  { "euc", DECLARED ("EUC-JP") GOOD, UKE_ELIGIBILITY_ERROR_ENCODING },
  { "utf-16", DECLARED ("UTF-16") GOOD, UKE_ELIGIBILITY_ERROR_ENCODING },
  { "utf-8-is-sjis", DECLARED ("UTF-8") FILE_WITH ("<Name>\x8c\xa9\x96\x7b</Name>"),
    UKE_ELIGIBILITY_ERROR_ENCODING },
  { "bad-sjis", DECLARED ("Shift_JIS") FILE_WITH ("<Name>\x8c\xa9\xff\xff</Name>"),
    UKE_ELIGIBILITY_ERROR_ENCODING },
};

static void
test_refusal (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeEligibility) self =
      read_bytes (refusals[i].text, strlen (refusals[i].text), &error);

  g_assert_null (self);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, (int) refusals[i].code);
}

static void
test_nul (void)
{
  static const char text[] = "<XmlMsg>\0</XmlMsg>";
  static const char wide[] = "\xff\xfe<\0X\0m\0l\0";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes (text, sizeof text - 1, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (read_bytes (wide, sizeof wide - 1, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED);
}

/* A file that is being written is whole nowhere but at its end, whatever the encoding. */
static void
test_every_beginning (gconstpointer name)
{
  g_autoptr (GBytes) bytes = read_sample (name);
  gsize size, whole;
  const char *data = g_bytes_get_data (bytes, &size);

  for (whole = size; g_ascii_isspace (data[whole - 1]); whole--)
    continue;
  for (gsize cut = 0; cut < whole; cut++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (UkeEligibility) self = read_bytes (data, cut, &error);

    if (!g_error_matches (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_INCOMPLETE))
      g_error ("%" G_GSIZE_FORMAT " bytes: %s", cut, error != NULL ? error->message : "taken");
  }
}

static void
test_laughs (void)
{
  g_autoptr (GString) text = g_string_new ("<!DOCTYPE XmlMsg [<!ENTITY a \"ha\">");
  g_autoptr (GError) error = NULL;

  for (char c = 'b'; c <= 'z'; c++)
    g_string_append_printf (text, "<!ENTITY %1$c \"&%2$c;&%2$c;&%2$c;&%2$c;&%2$c;&%2$c;\">", c,
                            c - 1);
  g_string_append (text, "]>" FILE_WITH ("<Name>&z;</Name>"));

  g_assert_null (read_bytes (text->str, text->len, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_FORBIDDEN);
}

static void
test_too_large (void)
{
  g_autofree char *blanks = g_malloc (UKE_ELIGIBILITY_MAX_SIZE + 1);
  g_autoptr (UkeEligibility) self = NULL;
  g_autoptr (GError) error = NULL;

  memset (blanks, ' ', UKE_ELIGIBILITY_MAX_SIZE + 1);
  g_assert_null (read_bytes (blanks, UKE_ELIGIBILITY_MAX_SIZE + 1, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_TOO_LARGE);
  g_clear_error (&error);

  memcpy (blanks, GOOD, strlen (GOOD));
  self = read_bytes (blanks, UKE_ELIGIBILITY_MAX_SIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_result (self, 0)->name, ==, "見本");
}

static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new ("<XmlMsg>" HEADER ("1") "<MessageBody>");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20001; i++)
    g_string_append (text, "<BulkConfirmUnit/>");
  g_string_append (text, "</MessageBody></XmlMsg>");
  g_assert_null (read_bytes (text->str, text->len, &error));
  g_assert_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_FORBIDDEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eligibility/absent-empty-zero", test_absent_empty_zero);
  g_test_add_func ("/eligibility/all-of-a-face", test_all_of_a_face);
  g_test_add_func ("/eligibility/lists", test_lists);
  g_test_add_func ("/eligibility/public-aid", test_public_aid);
  g_test_add_func ("/eligibility/extension-characters", test_extension_characters);
  g_test_add_func ("/eligibility/text-of-all-kinds", test_text_of_all_kinds);
  g_test_add_func ("/eligibility/unknown-is-not-kept", test_unknown_is_not_kept);
  g_test_add_func ("/eligibility/every-value", test_every_value);
  g_test_add_func ("/eligibility/outcomes", test_outcomes);
  g_test_add_func ("/eligibility/never-picks", test_never_picks);
  g_test_add_func ("/eligibility/encoding-doubt", test_encoding_doubt);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *path = g_strconcat ("/eligibility/refuses/", refusals[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refusal);
  }
  g_test_add_func ("/eligibility/refuses/nul", test_nul);
  g_test_add_func ("/eligibility/refuses/laughs", test_laughs);
  g_test_add_func ("/eligibility/refuses/too-large", test_too_large);
  g_test_add_func ("/eligibility/refuses/too-many", test_too_many);
  g_test_add_data_func ("/eligibility/every-beginning/utf-8",
                        "face/OQSsiquc01res_face_9910000001c0ffee00c0ffee00c0ff_20251104101118.xml",
                        test_every_beginning);
  g_test_add_data_func ("/eligibility/every-beginning/cp932",
                        "face/OQSsiquc01res_face_9910000001a0a1a2a3a4a5a6a7a8a9_20251104092210.xml",
                        test_every_beginning);
  return g_test_run ();
}
