#include "terminal/terminal-message.h"

#include "eligibility/blocks.h"

#include <string.h>

/* A message being written, from JSON of the shape that "uketsukectl eligibility" prints. */
typedef struct {
  GString *xml;
  const UkeTerminalOccasion *occasion;
  GError *error;
} Writer;

/* What is printed and says nothing of its own. */
static const char *const derived[] = { "public_aid", "name_doubt", "outcome", NULL };

static void
fail (Writer *self, const char *member, const char *expected)
{
  if (self->error == NULL)
    self->error = g_error_new (UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED,
                               "“%s”: expected %s", member, expected);
}

static void
add_element (Writer *self, const char *element, const char *text)
{
  g_autofree char *line = g_markup_printf_escaped ("<%s>%s</%s>", element, text, element);

  g_string_append_printf (self->xml, "%s\r\n", line);
}

/* A text, or {"code": "…"}; NULL for null and for what is not there. */
static const char *
read_text (Writer *self, JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    node = json_object_get_member (json_node_get_object (node), "code");
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
    fail (self, member, "a text in quotation marks");
    return NULL;
  }
  return json_node_get_string (node);
}

static JsonObject *
read_object (Writer *self, JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail (self, member, "an object");
  return NULL;
}

/* The object at @index of a list; NULL behind its end. */
static JsonObject *
read_item (Writer *self, JsonObject *object, const char *member, guint index)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  JsonArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    fail (self, member, "a list");
    return NULL;
  }
  array = json_node_get_array (node);
  if (index >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, index);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail (self, member, "a list of objects");
  return NULL;
}

static gboolean
has_field (UkeBlockKind kind, const char *member)
{
  gsize count;
  const UkeBlockField *fields = uke_block_get_fields (kind, &count);

  for (gsize i = 0; i < count; i++)
    if (strcmp (fields[i].member, member) == 0)
      return TRUE;
  return FALSE;
}

/* A word that is misspelt would be left out, and nobody would know why. */
static void
check_members (Writer *self, UkeBlockKind kind, JsonObject *object, const char *const *others)
{
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  for (const GList *link = members; link != NULL; link = link->next)
    if (!has_field (kind, link->data) && !g_strv_contains (others, link->data)
        && !g_strv_contains (derived, link->data))
      fail (self, link->data, "a member as “uketsukectl eligibility” prints it");
}

static void
add_values (Writer *self, UkeBlockKind kind, JsonObject *object)
{
  gsize count;
  const UkeBlockField *fields = uke_block_get_fields (kind, &count);

  for (gsize i = 0; i < count; i++) {
    const char *text = read_text (self, object, fields[i].member);

    if (text != NULL)
      add_element (self, fields[i].element, text);
  }
}

static void
add_block (Writer *self, UkeBlockKind kind, const char *element, JsonObject *object)
{
  static const char *const none[] = { NULL };

  if (object == NULL)
    return;
  check_members (self, kind, object, none);
  g_string_append_printf (self->xml, "<%s>\r\n", element);
  add_values (self, kind, object);
  g_string_append_printf (self->xml, "</%s>\r\n", element);
}

static void
add_blocks (Writer *self,
            UkeBlockKind kind,
            const char *list,
            const char *element,
            JsonObject *object,
            const char *member)
{
  JsonObject *item = read_item (self, object, member, 0);

  if (item == NULL)
    return;
  g_string_append_printf (self->xml, "<%s>\r\n", list);
  for (guint i = 0; (item = read_item (self, object, member, i)) != NULL; i++)
    add_block (self, kind, element, item);
  g_string_append_printf (self->xml, "</%s>\r\n", list);
}

/* --- Consents ------------------------------------------------------------------------------ */

static void
add_part (Writer *self, const UkeOqsConsentInfo *info, const char *part, const char *text)
{
  g_autofree char *element = g_strconcat (info->stem, part, NULL);

  if (text != NULL)
    add_element (self, element, text);
}

static char *
format_moment (GDateTime *moment)
{
  return g_date_time_format (moment, "%Y%m%d%H%M%S");
}

/* "1" in short: given now, and holds until tomorrow, as at a reader. */
static void
add_short_consent (Writer *self, UkeOqsConsentKind kind, const char *flag)
{
  const UkeOqsConsentInfo *info = uke_oqs_consent_get_info (kind);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (self->occasion->now, 1);
  g_autofree char *time = format_moment (self->occasion->now);
  g_autofree char *until = format_moment (tomorrow);
  gboolean given = strcmp (flag, "1") == 0;

  add_part (self, info, "ConsFlg", flag);
  add_part (self, info, "ConsTime", given ? time : NULL);
  /* Without the two whose end the layout does not tell. */
  add_part (self, info, "AvailableTime", given && kind >= UKE_OQS_CONSENT_CHECKUPS ? until : NULL);
}

static void
add_consent (Writer *self, UkeOqsConsentKind kind, JsonObject *consents)
{
  const UkeOqsConsentInfo *info = uke_oqs_consent_get_info (kind);
  JsonNode *node = json_object_get_member (consents, info->nick);
  JsonObject *consent;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)) {
    const char *flag = read_text (self, consents, info->nick);

    if (flag != NULL)
      add_short_consent (self, kind, flag);
    return;
  }
  consent = read_object (self, consents, info->nick);
  add_part (self, info, "ConsFlg", read_text (self, consent, "flag"));
  add_part (self, info, "ConsTime", read_text (self, consent, "time"));
  add_part (self, info, "AvailableTime", read_text (self, consent, "until"));
}

static void
add_consents (Writer *self, JsonObject *consents)
{
  g_autoptr (GList) members = consents != NULL ? json_object_get_members (consents) : NULL;

  for (const GList *link = members; link != NULL; link = link->next) {
    UkeOqsConsentKind kind = 0;

    while (kind < UKE_OQS_N_CONSENTS
           && strcmp (uke_oqs_consent_get_info (kind)->nick, link->data) != 0)
      kind++;
    if (kind < UKE_OQS_N_CONSENTS)
      add_consent (self, kind, consents);
    else
      fail (self, link->data, "the name of a consent");
  }
}

/* --- The whole ------------------------------------------------------------------------------ */

static void
add_result (Writer *self, JsonObject *result)
{
  static const char *const others[] = { "consents", "elderly",           "limit",
                                        "tickets",  "specific_diseases", NULL };

  check_members (self, UKE_BLOCK_RESULT, result, others);
  g_string_append (self->xml, "<ResultOfQualificationConfirmation>\r\n");
  add_values (self, UKE_BLOCK_RESULT, result);
  add_block (self, UKE_BLOCK_ELDERLY, "ElderlyRecipientCertificateInfo",
             read_object (self, result, "elderly"));
  add_block (self, UKE_BLOCK_LIMIT, "LimitApplicationCertificateRelatedInfo",
             read_object (self, result, "limit"));
  add_blocks (self, UKE_BLOCK_DISEASE, "SpecificDiseasesCertificateList",
              "SpecificDiseasesCertificateInfo", result, "specific_diseases");
  add_blocks (self, UKE_BLOCK_TICKET, "PublicExpenseResultList", "MedicalTicketInfo", result,
              "tickets");
  add_consents (self, read_object (self, result, "consents"));
  g_string_append (self->xml, "</ResultOfQualificationConfirmation>\r\n");
}

/* What was asked, as it was asked. */
static void
add_echo (Writer *self, UkeBlockKind kind, const char *element, gconstpointer block)
{
  gsize count;
  const UkeBlockField *fields = uke_block_get_fields (kind, &count);

  g_string_append_printf (self->xml, "<%s>\r\n", element);
  for (gsize i = 0; i < count; i++) {
    const char *value = uke_block_get_value (block, &fields[i]);

    if (value != NULL)
      add_element (self, fields[i].element, value);
  }
  g_string_append_printf (self->xml, "</%s>\r\n", element);
}

static void
add_echoes (Writer *self)
{
  const UkeEligibilityUnit *asked;

  if (self->occasion->request == NULL)
    return;
  asked = &self->occasion->request->body;
  if (asked->search != NULL)
    add_echo (self, UKE_BLOCK_SEARCH, "QualificationConfirmSearchInfo", asked->search);
  for (guint i = 0; i < asked->registrations->len; i++)
    add_echo (self, UKE_BLOCK_REGISTRATION, "ReferenceNumberRegistrationInfo",
              asked->registrations->pdata[i]);
}

static void
add_body (Writer *self, JsonObject *body)
{
  static const char *const others[] = { "search", "registrations", "results", NULL };
  JsonObject *item;

  check_members (self, UKE_BLOCK_UNIT, body, others);
  add_block (self, UKE_BLOCK_SEARCH, "QualificationConfirmSearchInfo",
             read_object (self, body, "search"));
  for (guint i = 0; (item = read_item (self, body, "registrations", i)) != NULL; i++)
    add_block (self, UKE_BLOCK_REGISTRATION, "ReferenceNumberRegistrationInfo", item);
  add_values (self, UKE_BLOCK_UNIT, body);
  if (read_item (self, body, "results", 0) == NULL)
    return;
  g_string_append (self->xml, "<ResultList>\r\n");
  for (guint i = 0; (item = read_item (self, body, "results", i)) != NULL; i++)
    add_result (self, item);
  g_string_append (self->xml, "</ResultList>\r\n");
}

/* Unless the persona says otherwise. */
static void
add_default (
    Writer *self, JsonObject *header, const char *member, const char *element, const char *text)
{
  if (header == NULL || !json_object_has_member (header, member))
    add_element (self, element, text);
}

static void
add_header (Writer *self, JsonObject *header)
{
  static const char *const none[] = { NULL };
  const UkeTerminalOccasion *occasion = self->occasion;
  g_autofree char *time = format_moment (occasion->now);
  g_autofree char *day = g_date_time_format (occasion->now, "%Y%m%d");

  check_members (self, UKE_BLOCK_HEADER, header, none);
  add_default (self, header, "process_execution_time", "ProcessExecutionTime", time);
  add_default (self, header, "qualification_confirmation_date", "QualificationConfirmationDate",
               day);
  add_default (self, header, "medical_institution_code", "MedicalInstitutionCode",
               occasion->institution);
  add_default (self, header, "arbitrary_file_identifier", "ArbitraryFileIdentifier",
               occasion->identifier);
  add_default (self, header, "reference_classification", "ReferenceClassification",
               occasion->is_face ? "1" : "2");
  add_default (self, header, "segment_of_result", "SegmentOfResult", "1");
  add_default (self, header, "character_code_identifier", "CharacterCodeIdentifier",
               occasion->encoding == UKE_ENCODING_UTF_8 ? "0" : "1");
  add_values (self, UKE_BLOCK_HEADER, header);
}

/**
 * uke_terminal_message_build:
 * @persona: "header" and "body", each optional, as “uketsukectl eligibility” prints them; a code
 * may be its text alone, and so may a consent
 *
 * Writes a result as the terminal would.
 *
 * Errors: UKE_ELIGIBILITY_ERROR_MALFORMED where @persona has a member that there is not, or a value
 * of another type; UNSENDABLE where the encoding lacks a character.
 *
 * Returns: (transfer full): the whole file
 */
GBytes *
uke_terminal_message_build (JsonObject *persona,
                            const UkeTerminalOccasion *occasion,
                            GError **error)
{
  g_autoptr (GString) xml = g_string_new (NULL);
  Writer writer = { .xml = xml, .occasion = occasion };

  g_return_val_if_fail (persona != NULL, NULL);

  g_string_printf (xml,
                   "<?xml version=\"1.0\" encoding=\"%s\" "
                   "standalone=\"no\"?>\r\n<XmlMsg>\r\n<MessageHeader>\r\n",
                   uke_encoding_get_name (occasion->encoding));
  add_header (&writer, read_object (&writer, persona, "header"));
  g_string_append (xml, "</MessageHeader>\r\n<MessageBody>\r\n");
  add_echoes (&writer);
  add_body (&writer, read_object (&writer, persona, "body"));
  g_string_append (xml, "</MessageBody>\r\n</XmlMsg>\r\n");

  if (writer.error != NULL) {
    g_propagate_error (error, writer.error);
    return NULL;
  }
  return uke_encoding_encode (xml->str, occasion->encoding, error);
}
