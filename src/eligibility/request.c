#include "eligibility/request.h"

#include "eligibility/texts.h"

#include <string.h>

#define MOST_REGISTRATIONS 1000

/* --- Names ------------------------------------------------------------------------------ */

static const char *
get_type (UkeRequestKind kind)
{
  switch (kind) {
  case UKE_REQUEST_LOOK_UP:
    return "OQSsiquc01";
  case UKE_REQUEST_REGISTER:
    return "OQSsiimm01";
  case UKE_REQUEST_REGISTER_BULK:
    return "OQSmuimm01";
  case UKE_REQUEST_DOWNLOAD_BULK:
    return "OQSmuimm02";
  }
  return NULL;
}

/**
 * uke_request_dup_name:
 * @day: of the request
 * @number: of the request, counted for @day through all kinds, 1 to 9999; never used twice
 *
 * Makes a name as automatic linkages use it: the day and four digits behind it.
 *
 * Returns: (transfer full): OQS…req_yyyyMMddNNNN.xml
 */
char *
uke_request_dup_name (UkeRequestKind kind, const GDate *day, guint number)
{
  g_return_val_if_fail (g_date_valid (day), NULL);
  g_return_val_if_fail (number >= 1 && number <= 9999, NULL);

  return g_strdup_printf ("%sreq_%04u%02u%02u%04u.xml", get_type (kind), g_date_get_year (day),
                          g_date_get_month (day), g_date_get_day (day), number);
}

/* --- Values ----------------------------------------------------------------------------- */

static gboolean
set_unsendable (GError **error, const char *element, const char *expected)
{
  g_set_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_UNSENDABLE, "<%s>: expected %s",
               element, expected);
  return FALSE;
}

static gboolean
is_printable (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isprint (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

static gboolean
matches (const char *text, const char *pattern)
{
  return text != NULL && g_regex_match_simple (pattern, text, 0, 0);
}

static void
add (GString *xml, guint indent, const char *element, const char *text)
{
  g_autofree char *line = g_markup_printf_escaped ("<%s>%s</%s>", element, text, element);

  g_string_append_printf (xml, "%*s%s\r\n", (int) indent, "", line);
}

static gboolean
add_text (
    GString *xml, guint indent, const char *element, const char *text, glong most, GError **error)
{
  if (!uke_oqs_is_given (text) || !is_printable (text) || g_utf8_strlen (text, -1) > most)
    return set_unsendable (error, element, "a line of text that is not too long");
  add (xml, indent, element, text);
  return TRUE;
}

/* Nothing at all where it is absent, empty or blank. */
static gboolean
add_optional (
    GString *xml, guint indent, const char *element, const char *text, glong most, GError **error)
{
  return !uke_oqs_is_given (text) || add_text (xml, indent, element, text, most, error);
}

static gboolean
add_pattern (GString *xml,
             guint indent,
             const char *element,
             const char *text,
             const char *pattern,
             const char *expected,
             GError **error)
{
  if (!matches (text, pattern))
    return set_unsendable (error, element, expected);
  add (xml, indent, element, text);
  return TRUE;
}

/* Eight places, blanks to the left: a zero there would be another insurer. */
static gboolean
add_insurer (GString *xml, guint indent, const char *text, GError **error)
{
  g_autofree char *folded = uke_oqs_fold (text);
  g_autofree char *padded = g_strdup_printf ("%8s", folded);

  if (!matches (folded, "^([0-9]{6}|[0-9]{8})\\z"))
    return set_unsendable (error, "InsurerNumber", "6 or 8 digits");
  add (xml, indent, "InsurerNumber", padded);
  return TRUE;
}

static gboolean
add_branch (GString *xml, guint indent, const char *text, GError **error)
{
  g_autofree char *folded = uke_oqs_fold (text);

  return *folded == '\0'
         || add_pattern (xml, indent, "InsuredBranchNumber", folded, "^[0-9]{2}\\z", "2 digits",
                         error);
}

static gboolean
add_day (GString *xml, guint indent, const char *element, const GDate *day, GError **error)
{
  char text[9];

  if (day == NULL || !g_date_valid (day))
    return set_unsendable (error, element, "a day");
  g_date_strftime (text, sizeof text, "%Y%m%d", day);
  add (xml, indent, element, text);
  return TRUE;
}

/* --- Messages ---------------------------------------------------------------------------- */

static GString *
begin (UkeEncoding encoding)
{
  GString *xml = g_string_new (NULL);

  g_string_printf (xml,
                   "<?xml version=\"1.0\" encoding=\"%s\" standalone=\"no\"?>\r\n"
                   "<XmlMsg>\r\n  <MessageHeader>\r\n",
                   uke_encoding_get_name (encoding));
  return xml;
}

static gboolean
add_sender (GString *xml, const UkeRequestSender *sender, GError **error)
{
  return add_pattern (xml, 4, "MedicalInstitutionCode", sender->medical_institution_code,
                      "^[0-9]{10}\\z", "10 digits", error)
         && add_pattern (xml, 4, "ArbitraryFileIdentifier", sender->identifier,
                         "^[A-Za-z0-9-]{1,50}\\z", "1 to 50 letters, digits and dashes", error);
}

static void
begin_body (GString *xml)
{
  g_string_append (xml, "  </MessageHeader>\r\n  <MessageBody>\r\n");
}

static GBytes *
end (GString *xml, UkeEncoding encoding, GError **error)
{
  g_string_append (xml, "  </MessageBody>\r\n</XmlMsg>\r\n");
  return uke_encoding_encode (xml->str, encoding, error);
}

/**
 * uke_request_build_look_up:
 *
 * Writes an OQSsiquc01req: is somebody insured, by the numbers on a 資格確認書 or a
 * 資格情報のお知らせ.
 *
 * Errors: UKE_ELIGIBILITY_ERROR_UNSENDABLE, which names the element and never its value, where a
 * value is no such value or cannot be written in @encoding.
 *
 * Returns: (transfer full): the whole file
 */
GBytes *
uke_request_build_look_up (const UkeRequestSender *sender,
                           const UkeLookUp *look_up,
                           UkeEncoding encoding,
                           GError **error)
{
  g_autoptr (GString) xml = begin (encoding);

  if (!add_day (xml, 4, "QualificationConfirmationDate", look_up->confirmation_date, error)
      || !add_sender (xml, sender, error))
    return NULL;

  begin_body (xml);
  g_string_append (xml, "    <QualificationConfirmSearchInfo>\r\n");
  if (!add_insurer (xml, 6, look_up->insurer_number, error)
      || !add_optional (xml, 6, "InsuredCardSymbol", look_up->insured_card_symbol, 20, error)
      || !add_text (xml, 6, "InsuredIdentificationNumber", look_up->insured_identification_number,
                    20, error)
      || !add_branch (xml, 6, look_up->insured_branch_number, error)
      || !add_day (xml, 6, "Birthdate", look_up->birthdate, error))
    return NULL;
  add (xml, 6, "LimitApplicationCertificateRelatedConsFlg", look_up->limit_consent ? "1" : "0");
  if (!add_optional (xml, 6, "ArbitraryIdentifier", look_up->arbitrary_identifier, 50, error))
    return NULL;
  g_string_append (xml, "    </QualificationConfirmSearchInfo>\r\n");
  return end (xml, encoding, error);
}

static gboolean
add_registration (GString *xml, const UkeRegistration *self, GError **error)
{
  g_autofree char *insurer = uke_oqs_fold (self->insurer_number);

  /* 後期高齢 has no branch; for others it is not guessed. */
  if (!g_str_has_prefix (insurer, "39") && !uke_oqs_is_given (self->insured_branch_number))
    return set_unsendable (error, "InsuredBranchNumber", "2 digits");

  g_string_append (xml, "    <ReferenceNumberRegistrationInfo>\r\n");
  if (!add_text (xml, 6, "ReferenceNumber", self->reference_number, 50, error)
      || !add_insurer (xml, 6, self->insurer_number, error)
      || !add_optional (xml, 6, "InsuredCardSymbol", self->insured_card_symbol, 20, error)
      || !add_text (xml, 6, "InsuredIdentificationNumber", self->insured_identification_number, 20,
                    error)
      || !add_branch (xml, 6, self->insured_branch_number, error))
    return FALSE;
  g_string_append (xml, "    </ReferenceNumberRegistrationInfo>\r\n");
  return TRUE;
}

/**
 * uke_request_build_registration:
 * @registrations: (array length=count): one for an OQSsiimm01req, up to 1000 for an OQSmuimm01req;
 *   both look the same, and are told apart by the name of the file
 *
 * Writes a request to register the clinic's own numbers, so that results carry them from then on.
 *
 * Errors: as uke_request_build_look_up().
 *
 * Returns: (transfer full): the whole file
 */
GBytes *
uke_request_build_registration (const UkeRequestSender *sender,
                                const UkeRegistration *registrations,
                                guint count,
                                UkeEncoding encoding,
                                GError **error)
{
  g_autoptr (GString) xml = begin (encoding);

  g_return_val_if_fail (count >= 1 && count <= MOST_REGISTRATIONS, NULL);

  if (!add_sender (xml, sender, error))
    return NULL;
  begin_body (xml);
  for (guint i = 0; i < count; i++)
    if (!add_registration (xml, &registrations[i], error))
      return NULL;
  return end (xml, encoding, error);
}

/**
 * uke_request_build_download:
 * @reception_number: the 受付番号 that the answer to an OQSmuimm01req gave
 *
 * Writes an OQSmuimm02req. As the layout has no identifier here, that of @sender is not sent.
 *
 * Errors: as uke_request_build_look_up().
 *
 * Returns: (transfer full): the whole file
 */
GBytes *
uke_request_build_download (const UkeRequestSender *sender,
                            const char *reception_number,
                            UkeEncoding encoding,
                            GError **error)
{
  g_autoptr (GString) xml = begin (encoding);

  if (!add_pattern (xml, 4, "MedicalInstitutionCode", sender->medical_institution_code,
                    "^[0-9]{10}\\z", "10 digits", error))
    return NULL;
  begin_body (xml);
  if (!add_pattern (xml, 4, "ReceptionNumber", reception_number, "^[A-Za-z0-9]{1,50}\\z",
                    "letters and digits", error))
    return NULL;
  return end (xml, encoding, error);
}
