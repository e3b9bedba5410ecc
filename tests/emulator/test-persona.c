#include "emulator/persona-private.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
  const char *name;
  const char *json;
  const char *complaint; /* a part of the message */
} Case;

#define START "{\"name\": \"a\", \"title\": \"A\", \"card\": \"mynumber\""

/* clang-format off */
static const Case malformed[] = {
  { "empty", "", "not JSON" },
  { "not-json", "{", "not JSON" },
  { "comments", "{} // nothing", "not JSON" },
  { "two-values", "{}{}", "not JSON" },
  { "long-key-out-of-place", "{\"a\": \"123456789 123456789 12345678😀\": 1}", "not JSON" },
  { "list", "[]", "expected a JSON object" },
  { "number", "7", "expected a JSON object" },
  { "null", "null", "expected a JSON object" },
  { "without-name", "{\"title\": \"A\", \"card\": \"other\"}", "key “name”: is missing" },
  { "without-title", "{\"name\": \"a\", \"card\": \"other\"}", "key “title”: is missing" },
  { "without-card", "{\"name\": \"a\", \"title\": \"A\"}", "key “card”: is missing" },
  { "unknown-key", START ", \"colour\": \"red\"}", "key “colour”: there is no such key" },
  { "key-in-capitals", START ", \"PIN\": \"1234\"}", "key “PIN”: there is no such key" },
  { "name-with-spaces", "{\"name\": \"a b\", \"title\": \"A\", \"card\": \"other\"}", "key “name”: expected words" },
  { "name-with-newline", "{\"name\": \"a\\n\", \"title\": \"A\", \"card\": \"other\"}", "key “name”: expected words" },
  { "name-that-climbs", "{\"name\": \"../a\", \"title\": \"A\", \"card\": \"other\"}", "key “name”: expected words" },
  { "empty-title", "{\"name\": \"a\", \"title\": \"\", \"card\": \"other\"}", "key “title”: expected one line" },
  { "two-lines-of-title", "{\"name\": \"a\", \"title\": \"A\\nB\", \"card\": \"other\"}", "key “title”: expected one line" },
  { "card-of-no-kind", "{\"name\": \"a\", \"title\": \"A\", \"card\": \"suica\"}", "key “card”: expected “mynumber”" },
  { "card-null", "{\"name\": \"a\", \"title\": \"A\", \"card\": null}", "key “card”: expected “mynumber”" },
  { "days-as-text", START ", \"expires_in_days\": \"30\"}", "key “expires_in_days”: expected a whole number" },
  { "days-with-fraction", START ", \"expires_in_days\": 1.5}", "key “expires_in_days”: expected a whole number" },
  { "too-many-days", START ", \"expires_in_days\": 3651}", "from -3650 to 3650" },
  { "days-beyond-any-integer", START ", \"expires_in_days\": 99999999999999999999}", "key “expires_in_days”" },
  { "pin-as-number", START ", \"pin\": 1234}", "key “pin”: expected four digits in quotation marks" },
  { "three-digits", START ", \"pin\": \"123\"}", "key “pin”: expected four digits" },
  { "five-digits", START ", \"pin\": \"12345\"}", "key “pin”: expected four digits" },
  { "wide-digits", START ", \"pin\": \"１２３４\"}", "key “pin”: expected four digits" },
  { "pin-with-newline", START ", \"pin\": \"1234\\n\"}", "key “pin”: expected four digits" },
  { "four-tries", START ", \"pin_tries_left\": 4}", "key “pin_tries_left”: expected a whole number from 0 to 3" },
  { "negative-tries", START ", \"pin_tries_left\": -1}", "key “pin_tries_left”: expected" },
  { "real-issuer", START ", \"issuer\": \"J-LIS\"}", "key “issuer”: expected “training”" },
  { "holder-as-text", START ", \"holder\": \"花子\"}", "key “holder”: expected an object" },
  { "holder-of-something-else", START ", \"holder\": {\"age\": 46}}", "key “holder.age”: there is no such key" },
  { "holder-without-a-name", START ", \"holder\": {\"name\": \"\"}}", "key “holder.name”: expected one line" },
  { "address-of-two-lines", START ", \"holder\": {\"address\": \"a\\nb\"}}", "key “holder.address”: expected one line" },
  { "born-on-no-day", START ", \"holder\": {\"birth_date\": \"1981-02-29\"}}", "key “holder.birth_date”: expected a day" },
  { "born-too-early", START ", \"holder\": {\"birth_date\": \"1899-12-31\"}}", "in the years 1900 to 2099" },
  { "born-in-other-words", START ", \"holder\": {\"birth_date\": \"17.02.1980\"}}", "key “holder.birth_date”: expected a day" },
  { "born-with-more-behind", START ", \"holder\": {\"birth_date\": \"1980-02-17 \"}}", "key “holder.birth_date”: expected a day" },
  { "sex-as-number", START ", \"holder\": {\"sex\": 2}}", "key “holder.sex”: expected “male”" },
  { "security-code-as-number", START ", \"security_code\": 3141}", "key “security_code”: expected four digits" },
  { "eleven-tries-of-number-b", START ", \"number_b_tries_left\": 11}", "from 0 to 10" },
  { "photograph-as-file", START ", \"photograph\": \"a.jp2\"}", "key “photograph”: expected true or false" },
  { "sign-certificate-as-null", START ", \"sign_certificate\": null}", "key “sign_certificate”: expected true or false" },
  { "quirks-as-list", START ", \"quirks\": []}", "key “quirks”: expected an object" },
  { "unknown-quirk", START ", \"quirks\": {\"magic\": true}}", "key “quirks.magic”: there is no such key" },
  { "pin-among-quirks", START ", \"quirks\": {\"pin\": \"1234\"}}", "key “quirks.pin”: there is no such key" },
  { "extended-length-as-number", START ", \"quirks\": {\"extended_length\": 1}}", "key “quirks.extended_length”: expected true or false" },
  { "strange-status", START ", \"quirks\": {\"blocked_status\": \"9000\"}}", "key “quirks.blocked_status”: expected “6984”" },
  { "file-of-nothing", START ", \"quirks\": {\"physical_size\": 0}}", "from 16 to 32767" },
  { "file-beyond-offsets", START ", \"quirks\": {\"physical_size\": 32768}}", "from 16 to 32767" },
  { "wrong-length-of-another-status", START ", \"quirks\": {\"wrong_length_status\": \"6982\"}}", "key “quirks.wrong_length_status”: expected “count”" },
  { "atr-in-hexadecimal", START ", \"quirks\": {\"atr\": \"3BE000FF8131FE4514\"}}", "key “quirks.atr”: expected a word" },
  { "delay-without-end", START ", \"quirks\": {\"sign_delay_ms\": 5001}}", "milliseconds from 0 to 5000" },
  { "delay-back-in-time", START ", \"quirks\": {\"byte_delay_us\": -1}}", "microseconds from 0 to 2000" },
  { "begins-behind-its-end", START ", \"expires_in_days\": 10, \"not_before_in_days\": 11}", "key “not_before_in_days”: expected a day not behind" },
  { "tiny-certificate", START ", \"quirks\": {\"certificate_size\": 1499}}", "from 1500 to 3000" },
};
/* clang-format on */

static void
test_malformed (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UkePersona) persona = uke_persona_new_from_json (c->json, -1, &error);

  g_assert_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED);
  g_assert_null (persona);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (strstr (error->message, c->complaint) == NULL)
    g_error ("“%s” does not say “%s”", error->message, c->complaint);
}

static void
test_short_persona_has_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkePersona) persona =
      uke_persona_new_from_json (START "}trailing", strlen (START "}"), &error);
  const UkePersonaFacts *facts;

  g_assert_no_error (error);
  facts = uke_persona_get_facts (persona);
  g_assert_cmpstr (uke_persona_get_name (persona), ==, "a");
  g_assert_cmpstr (uke_persona_get_title (persona), ==, "A");
  g_assert_cmpstr (uke_persona_get_pin (persona), ==, "1234");
  g_assert_cmpuint (uke_persona_get_tries_left (persona), ==, 3);
  g_assert_cmpint (facts->expires_in_days, ==, 400);
  g_assert_cmpint (facts->issuer, ==, UKE_PERSONA_ISSUER_TRAINING);
  g_assert_cmpstr (facts->holder.name, ==, "訓練　花子");
  g_assert_cmpuint (facts->holder.sex, ==, '2');
  g_assert_cmpstr (facts->security_code, ==, "3141");
  g_assert_cmpuint (facts->number_b_tries_left, ==, 10);
  g_assert_true (facts->photograph);
  g_assert_true (facts->sign_certificate);
  g_assert_true (facts->quirks.extended_length);
  g_assert_cmpuint (facts->quirks.blocked_status, ==, 0x6984);
  g_assert_cmpuint (facts->quirks.physical_size, ==, 3808);
}

static void
test_full_persona_keeps_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkePersona) persona = uke_persona_new_from_json (
      "{\"name\": \"hana-2\", \"title\": \"花子\", \"card\": \"phone-iphone\","
      " \"expires_in_days\": -3650, \"pin\": \"0007\", \"pin_tries_left\": 0,"
      " \"issuer\": \"other\", \"security_code\": \"0001\", \"number_b_tries_left\": 0,"
      " \"photograph\": false, \"sign_certificate\": false,"
      " \"holder\": {\"name\": \"試験　花\", \"address\": \"どこ\","
      " \"birth_date\": \"2004-02-29\", \"sex\": \"not-applicable\"},"
      " \"quirks\": {\"extended_length\": false,"
      " \"blocked_status\": \"6983\", \"physical_size\": 2000, \"certificate_size\": 1792,"
      " \"verified_status\": \"9000\", \"keeps_verified_on_select\": true,"
      " \"forgets_on_reset\": true, \"first_command_fails\": true,"
      " \"blocked_query_status\": \"6984\", \"wrong_length_status\": \"6A80\","
      " \"absent_status\": \"6982\", \"filler\": \"00\", \"prefix_matching\": true,"
      " \"get_response\": true, \"corrects_length\": true, \"atr\": \"plain\","
      " \"stray_bytes\": true, \"wrong_key\": true, \"sign_delay_ms\": 5000,"
      " \"byte_delay_us\": 2000, \"lifted_after\": 7}, \"not_before_in_days\": -3650}",
      -1, &error);
  const UkePersonaFacts *facts;

  g_assert_no_error (error);
  facts = uke_persona_get_facts (persona);
  g_assert_cmpstr (facts->title, ==, "花子");
  g_assert_cmpint (facts->card, ==, UKE_PERSONA_CARD_PHONE_IPHONE);
  g_assert_cmpint (facts->expires_in_days, ==, -3650);
  g_assert_cmpstr (facts->pin, ==, "0007");
  g_assert_cmpuint (facts->tries_left, ==, 0);
  g_assert_cmpint (facts->issuer, ==, UKE_PERSONA_ISSUER_OTHER);
  g_assert_cmpstr (facts->holder.name, ==, "試験　花");
  g_assert_cmpstr (facts->holder.address, ==, "どこ");
  g_assert_cmpint (g_date_get_day (&facts->holder.birth_date), ==, 29);
  g_assert_cmpuint (facts->holder.sex, ==, '9');
  g_assert_cmpstr (facts->security_code, ==, "0001");
  g_assert_cmpuint (facts->number_b_tries_left, ==, 0);
  g_assert_false (facts->photograph);
  g_assert_false (facts->sign_certificate);
  g_assert_false (facts->quirks.extended_length);
  g_assert_cmpuint (facts->quirks.blocked_status, ==, 0x6983);
  g_assert_cmpuint (facts->quirks.physical_size, ==, 2000);
  g_assert_cmpuint (facts->quirks.certificate_size, ==, 1792);
  g_assert_true (facts->quirks.verified_answers_done);
  g_assert_true (facts->quirks.keeps_verified_on_select);
  g_assert_true (facts->quirks.forgets_on_reset);
  g_assert_true (facts->quirks.first_command_fails);
  g_assert_cmphex (facts->quirks.blocked_query_status, ==, 0x6984);
  g_assert_cmphex (facts->quirks.wrong_length_status, ==, 0x6a80);
  g_assert_cmphex (facts->quirks.absent_status, ==, 0x6982);
  g_assert_cmphex (facts->quirks.filler, ==, 0x00);
  g_assert_true (facts->quirks.prefix_matching);
  g_assert_true (facts->quirks.get_response);
  g_assert_true (facts->quirks.corrects_length);
  g_assert_cmpuint (facts->quirks.atr, !=, 0);
  g_assert_true (facts->quirks.stray_bytes);
  g_assert_true (facts->quirks.wrong_key);
  g_assert_false (facts->quirks.face_authentication);
  g_assert_cmpuint (facts->quirks.sign_delay_ms, ==, 5000);
  g_assert_cmpuint (facts->quirks.byte_delay_us, ==, 2000);
  g_assert_cmpuint (facts->quirks.lifted_after, ==, 7);
  g_assert_cmpint (facts->not_before_in_days, ==, -3650);
}

static void
test_built_in_ones_are_sound (void)
{
  g_auto (GStrv) names = uke_persona_list_names ();
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==,
                   "normal notice grace lapsed pin-last-try pin-blocked other-card forged "
                   "truncated face-only");
  for (char **name = names; *name != NULL; name++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (UkePersona) persona = uke_persona_find (*name, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (uke_persona_get_name (persona), ==, *name);
    /* What translators see is what the tray shows. */
    g_assert_cmpstr (uke_persona_get_title (persona), ==, uke_persona_get_listed_title (*name));
  }
}

static void
test_last_try_and_blocked (void)
{
  g_autoptr (UkePersona) last = uke_persona_find ("pin-last-try", NULL);
  g_autoptr (UkePersona) blocked = uke_persona_find ("pin-blocked", NULL);

  g_assert_cmpuint (uke_persona_get_tries_left (last), ==, 1);
  g_assert_cmpuint (uke_persona_get_tries_left (blocked), ==, 0);
}

static void
test_file_is_found (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "uketsuke-persona-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkePersona) persona = NULL;
  int fd = g_mkstemp (path);

  g_close (fd, NULL);
  g_file_set_contents (path, START "}", -1, &error);
  g_assert_no_error (error);

  persona = uke_persona_find (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (uke_persona_get_name (persona), ==, "a");
  g_clear_object (&persona);

  g_file_set_contents (path, START ", \"pin\": 1}", -1, NULL);
  persona = uke_persona_find (path, &error);
  g_assert_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "key “pin”"));
  g_assert_null (persona);

  g_unlink (path);
}

static void
test_neither_name_nor_file (void)
{
  static const char *const wrong[] = { "nobody", "", "../normal", "/", "/no/such/file.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (uke_persona_find (wrong[i], &error));
    g_assert_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_UNKNOWN);
  }
}

/* The published schema and the parser know the same keys: what the schema calls possible is taken.
 */
static void
check_schema_keys (JsonObject *properties, guint n_keys, const char *before, const char *after)
{
  g_autoptr (GList) keys = json_object_get_members (properties);

  g_assert_cmpuint (g_list_length (keys), ==, n_keys);
  for (GList *l = keys; l != NULL; l = l->next) {
    g_autofree char *json = g_strconcat (before, l->data, after, NULL);
    g_autofree char *known = g_strdup_printf ("%s”: expected", (const char *) l->data);
    g_autoptr (GError) error = NULL;

    /* A value that fits no key: the complaint tells a known key from an unknown one. */
    g_assert_null (uke_persona_new_from_json (json, -1, &error));
    if (strstr (error->message, known) == NULL)
      g_error ("The schema's key “%s” is not known: %s", (const char *) l->data, error->message);
  }
}

/* Each word that the schema allows is one that the parser takes. */
static void
check_schema_words (JsonObject *properties, const char *before, const char *after)
{
  g_autoptr (GList) keys = json_object_get_members (properties);

  for (GList *l = keys; l != NULL; l = l->next) {
    JsonObject *property = json_object_get_object_member (properties, l->data);
    JsonArray *words = json_object_has_member (property, "enum")
                           ? json_object_get_array_member (property, "enum")
                           : NULL;

    for (guint i = 0; words != NULL && i < json_array_get_length (words); i++) {
      const char *word = json_array_get_string_element (words, i);
      g_autofree char *json =
          g_strdup_printf ("%s\"%s\": \"%s\"%s", before, (const char *) l->data, word, after);
      g_autoptr (GError) error = NULL;
      g_autoptr (UkePersona) persona = uke_persona_new_from_json (json, -1, &error);

      g_assert_no_error (error);
    }
  }
}

static void
test_schema_agrees (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "personas", "persona.schema.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *properties, *quirks, *holder;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  properties = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                              "properties");
  quirks = json_object_get_object_member (json_object_get_object_member (properties, "quirks"),
                                          "properties");
  holder = json_object_get_object_member (json_object_get_object_member (properties, "holder"),
                                          "properties");
  check_schema_keys (holder, 4, START ", \"holder\": {\"", "\": [1]}}");
  check_schema_keys (properties, 14, "{\"", "\": [1]}");
  check_schema_words (properties, "{\"name\": \"a\", \"title\": \"A\", \"card\": \"other\", ", "}");
  check_schema_words (holder, START ", \"holder\": {", "}}");
  check_schema_words (quirks, START ", \"quirks\": {", "}}");
  check_schema_keys (quirks, 22, START ", \"quirks\": {\"", "\": [1]}}");
}

static void
test_nothing_leaks (void)
{
  UkePersona *persona = uke_persona_find ("normal", NULL);

  g_assert_finalize_object (persona);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (malformed); i++) {
    g_autofree char *path = g_strconcat ("/persona/malformed/", malformed[i].name, NULL);

    g_test_add_data_func (path, &malformed[i], test_malformed);
  }
  g_test_add_func ("/persona/neither-name-nor-file", test_neither_name_nor_file);
  g_test_add_func ("/persona/short-persona-has-defaults", test_short_persona_has_defaults);
  g_test_add_func ("/persona/full-persona-keeps-all", test_full_persona_keeps_all);
  g_test_add_func ("/persona/built-in-ones-are-sound", test_built_in_ones_are_sound);
  g_test_add_func ("/persona/last-try-and-blocked", test_last_try_and_blocked);
  g_test_add_func ("/persona/file-is-found", test_file_is_found);
  g_test_add_func ("/persona/schema-agrees", test_schema_agrees);
  g_test_add_func ("/persona/nothing-leaks", test_nothing_leaks);

  return g_test_run ();
}
