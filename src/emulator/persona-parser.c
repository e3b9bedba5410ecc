#include "emulator/persona-members.h"

#define IN_FACTS(field) G_STRUCT_OFFSET (UkePersonaFacts, field)

static const char *const card_words[] = {
  "mynumber", "phone-android", "phone-iphone", "juki", "other", NULL,
};
static const char *const issuer_words[] = { "training", "forged", "other", NULL };

/* As the card writes it: 1, 2 and 9. */
static const char *const sex_words[] = { "male", "female", "not-applicable", NULL };
static const guint sex_values[] = { '1', '2', '9' };

/* clang-format off */
static const UkePersonaMember holder_members[] = {
  { "name", UKE_PERSONA_TEXT, IN_FACTS (holder.name), "one line of at most 40 letters",
    .minimum = 1, .maximum = 40 },
  { "address", UKE_PERSONA_TEXT, IN_FACTS (holder.address), "one line of at most 100 letters",
    .minimum = 1, .maximum = 100 },
  { "birth_date", UKE_PERSONA_DATE, IN_FACTS (holder.birth_date),
    "a day as “1980-02-17” in the years 1900 to 2099", .minimum = 1900, .maximum = 2099 },
  { "sex", UKE_PERSONA_WORD, IN_FACTS (holder.sex), "“male”, “female” or “not-applicable”",
    .words = sex_words, .values = sex_values },
  { NULL },
};

static const UkePersonaMember members[] = {
  { "name", UKE_PERSONA_TEXT, IN_FACTS (name),
    "words of a-z and 0-9 joined by “-”, at most 64 letters", TRUE,
    .minimum = 1, .maximum = 64, .pattern = "^[a-z0-9]+(-[a-z0-9]+)*\\z" },
  { "title", UKE_PERSONA_TEXT, IN_FACTS (title), "one line of at most 60 letters", TRUE,
    .minimum = 1, .maximum = 60 },
  { "card", UKE_PERSONA_WORD, IN_FACTS (card),
    "“mynumber”, “phone-android”, “phone-iphone”, “juki” or “other”", TRUE, .words = card_words },
  { "expires_in_days", UKE_PERSONA_NUMBER, IN_FACTS (expires_in_days),
    "a whole number of days from -3650 to 3650", .minimum = -3650, .maximum = 3650 },
  { "not_before_in_days", UKE_PERSONA_NUMBER, IN_FACTS (not_before_in_days),
    "a whole number of days from -3650 to 3650", .minimum = -3650, .maximum = 3650 },
  { "pin", UKE_PERSONA_TEXT, IN_FACTS (pin), "four digits in quotation marks",
    .minimum = 4, .maximum = 4, .pattern = "^[0-9]{4}\\z" },
  { "pin_tries_left", UKE_PERSONA_NUMBER, IN_FACTS (tries_left), "a whole number from 0 to 3",
    .maximum = 3 },
  { "issuer", UKE_PERSONA_WORD, IN_FACTS (issuer), "“training”, “forged” or “other”",
    .words = issuer_words },
  { "holder", UKE_PERSONA_OBJECT, 0, "an object", .members = holder_members },
  { "security_code", UKE_PERSONA_TEXT, IN_FACTS (security_code), "four digits in quotation marks",
    .minimum = 4, .maximum = 4, .pattern = "^[0-9]{4}\\z" },
  { "number_b_tries_left", UKE_PERSONA_NUMBER, IN_FACTS (number_b_tries_left),
    "a whole number from 0 to 10", .maximum = 10 },
  { "photograph", UKE_PERSONA_BOOLEAN, IN_FACTS (photograph), "true or false" },
  { "sign_certificate", UKE_PERSONA_BOOLEAN, IN_FACTS (sign_certificate), "true or false" },
  { "quirks", UKE_PERSONA_OBJECT, 0, "an object", .members = uke_persona_quirk_members },
  { NULL },
};
/* clang-format on */

static UkePersonaFacts *
new_with_defaults (void)
{
  UkePersonaFacts *facts = g_new0 (UkePersonaFacts, 1);

  facts->expires_in_days = 400;
  facts->not_before_in_days = UKE_PERSONA_USUAL_BEGINNING;
  facts->pin = g_strdup ("1234");
  facts->tries_left = 3;
  facts->holder.name = g_strdup ("訓練　花子");
  /* Houses are counted from 1. */
  facts->holder.address = g_strdup ("東京都訓練区架空町０丁目０番０号");
  g_date_set_dmy (&facts->holder.birth_date, 17, G_DATE_FEBRUARY, 1980);
  facts->holder.sex = '2';
  facts->security_code = g_strdup ("3141");
  facts->number_b_tries_left = 10;
  facts->photograph = TRUE;
  facts->sign_certificate = TRUE;
  uke_persona_quirks_set_defaults (&facts->quirks);
  return facts;
}

/* What no key says by itself. */
static gboolean
finish (UkePersonaFacts *facts, GError **error)
{
  if (facts->not_before_in_days > facts->expires_in_days) {
    uke_persona_set_malformed (error, "", "not_before_in_days",
                               "expected a day not behind that of “expires_in_days”");
    return FALSE;
  }

  /* A municipality locks the PIN on purpose, and leaves the other certificate out. */
  if (facts->quirks.face_authentication) {
    facts->tries_left = 0;
    facts->sign_certificate = FALSE;
  }
  return TRUE;
}

/**
 * uke_persona_parse:
 * @length: bytes of @json, or -1 when it ends with NUL
 *
 * Reads what data/personas/persona.schema.json describes, and nothing else.
 *
 * Returns: (transfer full): errors are UKE_PERSONA_ERROR_MALFORMED and name the key
 */
UkePersonaFacts *
uke_persona_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (UkePersonaFacts) facts = new_with_defaults ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, json, length, &parse_error)) {
    /* It quotes the first 29 bytes of a text, which may end inside a character. */
    g_autofree char *reason = g_utf8_make_valid (parse_error->message, -1);

    g_set_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED, "not JSON: %s", reason);
    return NULL;
  }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED,
                         "expected a JSON object");
    return NULL;
  }
  if (!uke_persona_members_read (members, json_node_get_object (root), "", facts, error)
      || !finish (facts, error))
    return NULL;

  return g_steal_pointer (&facts);
}

void
uke_persona_facts_free (UkePersonaFacts *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->pin);
  g_free (self->holder.name);
  g_free (self->holder.address);
  g_free (self->security_code);
  g_free (self);
}
