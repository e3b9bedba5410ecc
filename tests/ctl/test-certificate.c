#include "answer.h"
#include "forge.h"

#include "command.h"
#include "validity/trust.h"

#include <glib/gstdio.h>
#include <string.h>

/* A folder with one anchor, and one certificate on standard input or in a file. */
typedef struct {
  char *folder;
  char *anchor_path;
} Fixture;

static void
write_file (const char *path, GBytes *data)
{
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (data, NULL), g_bytes_get_size (data), NULL));
}

static void
set_up (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) anchor = forge_authority ("JPKI", FORGE_KEY_CA);

  fixture->folder = g_dir_make_tmp ("uketsuke-ctl-XXXXXX", NULL);
  fixture->anchor_path = g_build_filename (fixture->folder, "ca.pem", NULL);
  write_file (fixture->anchor_path, anchor);
}

static void
tear_down (Fixture *fixture, const void *user_data)
{
  g_unlink (fixture->anchor_path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->anchor_path);
  g_free (fixture->folder);
}

static Answer *
ask (Fixture *fixture, GBytes *certificate, const char *on)
{
  return ASK_WITH (certificate, "certificate", "-", "--on", on, "--anchors", fixture->folder);
}

static void
test_says_everything (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) der = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (Answer) answer = ask (fixture, der, "2030-05-31");
  g_autoptr (JsonObject) object = answer_get_object (answer);

  g_assert_cmpint (answer->status, ==, UKE_EXIT_DONE);
  g_assert_cmpuint (json_object_get_size (object), ==, 20);
  answer_assert_string (object, "expires", "2030-06-01");
  answer_assert_string (object, "stage", "notice");
  answer_assert_string (object, "notice_from", "2030-03-01");
  answer_assert_string (object, "last_full_day", "2030-06-01");
  answer_assert_string (object, "grace_from", "2030-06-02");
  answer_assert_string (object, "grace_until", "2030-09-30");
  answer_assert_string (object, "lapsed_from", "2030-10-01");
  g_assert_cmpint (json_object_get_int_member (object, "days_left"), ==, 1);
  g_assert_true (json_object_get_boolean_member (object, "eligibility"));
  g_assert_true (json_object_get_boolean_member (object, "health_information"));
  answer_assert_string (object, "reason", "notice");
  answer_assert_string (object, "code", "U10");
  answer_assert_string (object, "next_step", "renew");
  answer_assert_string (object, "serial", "0705D990");
  answer_assert_string (object, "not_before", "2025-06-01T03:04:05Z");
  answer_assert_string (object, "not_after", "2030-06-01T14:59:59Z");
  answer_assert_string (object, "issuer", "OU=利用者証明用,O=JPKI,C=JP");
  answer_assert_string (object, "trust", "trusted");
  g_assert_false (json_object_get_boolean_member (object, "self_signed"));
  answer_assert_string (object, "revocation", "not-checked");
}

/* Told beside the five words: somebody's own make is more than an issuer that nobody knows. */
static void
test_self_signed (Fixture *fixture, const void *user_data)
{
  const struct {
    ForgePlan plan;
    const char *trust;
    gboolean self_signed;
  } rows[] = {
    { { .key = FORGE_KEY_HOLDER, .issuer_key = FORGE_KEY_HOLDER }, "unknown-issuer", TRUE },
    { { .key = FORGE_KEY_HOLDER, .issuer_key = FORGE_KEY_HOLDER, .without_authority_key = TRUE },
      "bad-signature",
      TRUE },
    { { .organization = "JPKI" }, "wrong-profile", TRUE }, /* the CA for a card */
    { { .key = FORGE_KEY_HOLDER, .issuer_key = FORGE_KEY_OTHER_CA }, "unknown-issuer", FALSE },
    /* It names itself as its issuer, and is not. */
    { { .key = FORGE_KEY_HOLDER, .issuer_key = FORGE_KEY_OTHER_CA, .organization = "JPKI" },
      "unknown-issuer",
      FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) der = forge_certificate (&rows[i].plan);
    g_autoptr (Answer) answer = ask (fixture, der, "2026-01-01");
    g_autoptr (JsonObject) object = answer_get_object (answer);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    answer_assert_string (object, "trust", rows[i].trust);
    g_assert_cmpint (json_object_get_boolean_member (object, "self_signed"), ==,
                     rows[i].self_signed);
  }
}

/* In grace, eligibility and nothing else; lapsed, nothing, and that is a refusal. */
static void
test_what_may_be_provided (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) der = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (Answer) in_grace = ask (fixture, der, "2030-09-30");
  g_autoptr (JsonObject) grace = answer_get_object (in_grace);
  g_autoptr (Answer) afterwards = ask (fixture, der, "2030-10-01");
  g_autoptr (JsonObject) lapsed = answer_get_object (afterwards);

  g_assert_cmpint (in_grace->status, ==, UKE_EXIT_DONE);
  g_assert_true (json_object_get_boolean_member (grace, "eligibility"));
  g_assert_false (json_object_get_boolean_member (grace, "health_information"));
  answer_assert_string (grace, "reason", "grace");

  g_assert_cmpint (afterwards->status, ==, UKE_EXIT_REFUSED);
  g_assert_false (json_object_get_boolean_member (lapsed, "eligibility"));
  g_assert_false (json_object_get_boolean_member (lapsed, "health_information"));
  answer_assert_string (lapsed, "reason", "lapsed");
  answer_assert_string (lapsed, "next_step", "go-to-desk");
}

static void
assert_verdict (Fixture *fixture, GBytes *der, const char *on, const char *trust, int status)
{
  g_autoptr (Answer) answer = ask (fixture, der, on);
  g_autoptr (JsonObject) object = answer_get_object (answer);

  answer_assert_string (object, "trust", trust);
  answer_assert_string (object, "revocation", "not-checked");
  g_assert_cmpint (answer->status, ==, status);
}

static void
test_verdicts (Fixture *fixture, const void *user_data)
{
  const struct {
    ForgePlan plan;
    const char *trust;
    int status;
  } rows[] = {
    { { .key = FORGE_KEY_HOLDER }, "trusted", UKE_EXIT_DONE },
    { { .key = FORGE_KEY_HOLDER,
        .issuer_key = FORGE_KEY_OTHER_CA,
        .issuer_organization = UKE_TRAINING_ORGANIZATION },
      "training",
      UKE_EXIT_DONE },
    { { .key = FORGE_KEY_HOLDER, .issuer_key = FORGE_KEY_OTHER_CA },
      "unknown-issuer",
      UKE_EXIT_DONE },
    { { .key = FORGE_KEY_HOLDER, .issuer_key = FORGE_KEY_OTHER_CA, .without_authority_key = TRUE },
      "bad-signature",
      UKE_EXIT_REFUSED },
    { { .key = FORGE_KEY_HOLDER, .policy = "1.2.3" }, "wrong-profile", UKE_EXIT_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) der = forge_certificate (&rows[i].plan);

    assert_verdict (fixture, der, "2026-01-01", rows[i].trust, rows[i].status);
    /* Lapsed on 1 October 2030, whoever signed. */
    assert_verdict (fixture, der, "2030-09-30", rows[i].trust, rows[i].status);
    assert_verdict (fixture, der, "2030-10-01", rows[i].trust, UKE_EXIT_REFUSED);
  }
}

static void
test_reads_files_of_both_kinds (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) der = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (GBytes) pem = forge_pem (der, NULL);
  GBytes *encodings[] = { der, pem };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, "holder", NULL);
    g_autoptr (Answer) answer = NULL;
    g_autoptr (JsonObject) object = NULL;

    write_file (path, encodings[i]);
    answer = ASK ("certificate", "--on", "2026-01-01", path);
    g_unlink (path);
    object = answer_get_object (answer);
    answer_assert_string (object, "trust", "unknown-issuer"); /* no folder, nobody is believed */
    g_assert_cmpint (answer->status, ==, UKE_EXIT_DONE);
  }
}

static void
test_unreadable_input (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) der = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (der, 0, 700);
  g_autoptr (GBytes) bad_time =
      forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER, .not_after = "310510235959+0900" });
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (Answer) for_cut = ask (fixture, cut, "2026-01-01");
  g_autoptr (Answer) for_bad_time = ask (fixture, bad_time, "2026-01-01");
  g_autoptr (Answer) for_large = ASK ("certificate", "/dev/zero");
  g_autoptr (Answer) for_nothing = ask (fixture, nothing, "2026-01-01");
  g_autoptr (Answer) missing = ASK ("certificate", "/nonexistent/card.cer");
  g_autoptr (Answer) folder = ASK ("certificate", "/");

  answer_assert_refused (for_cut, UKE_EXIT_REFUSED, "Not a whole X.509 certificate");
  answer_assert_refused (for_bad_time, UKE_EXIT_REFUSED, "notAfter is “310510235959+0900”");
  answer_assert_refused (for_large, UKE_EXIT_REFUSED, "65536");
  answer_assert_refused (for_nothing, UKE_EXIT_REFUSED, "no certificate found");
  answer_assert_refused (missing, UKE_EXIT_REFUSED, "/nonexistent/card.cer");
  answer_assert_refused (folder, UKE_EXIT_REFUSED, "directory");
}

static void
test_anchors_that_are_none (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) der = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (Answer) missing =
      ASK_WITH (der, "certificate", "-", "--anchors", "/nonexistent/anchors");
  g_autoptr (Answer) bad = NULL;

  answer_assert_refused (missing, UKE_EXIT_UNREACHABLE, "/nonexistent/anchors");

  write_file (fixture->anchor_path, der);
  bad = ask (fixture, der, "2026-01-01");
  answer_assert_refused (bad, UKE_EXIT_REFUSED, "ca.pem: Certificate 0705D990 may not issue");
}

static Answer *
ask_with_data_folder (GBytes *certificate, const char *folder)
{
  g_autofree char *variable = g_strconcat ("XDG_DATA_HOME=", folder, NULL);

  return answer_ask (certificate, variable,
                     (const char *const[]) { "certificate", "-", "--on", "2026-01-01", NULL });
}

static void
assert_trust (Answer *answer, const char *trust)
{
  g_autoptr (JsonObject) object = answer_get_object (answer);

  answer_assert_string (object, "trust", trust);
}

/* Without --anchors, the folder is that of the application, settings or none. */
static void
test_default_anchors (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) der = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autofree char *application = g_build_filename (fixture->folder, "uketsuke", NULL);
  g_autofree char *anchors = g_build_filename (application, "anchors", NULL);
  g_autofree char *path = g_build_filename (anchors, "ca.pem", NULL);
  g_autofree char *schemas = g_strdup (g_getenv ("GSETTINGS_SCHEMA_DIR"));
  g_autoptr (GBytes) anchor = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (Answer) with = NULL, without_schema = NULL, bad = NULL, no_folder = NULL;

  g_assert_cmpint (g_mkdir_with_parents (anchors, 0700), ==, 0);
  write_file (path, anchor);
  with = ask_with_data_folder (der, fixture->folder);
  assert_trust (with, "trusted");

  g_setenv ("GSETTINGS_SCHEMA_DIR", "/nonexistent", TRUE);
  g_setenv ("XDG_DATA_DIRS", "/nonexistent", TRUE);
  without_schema = ask_with_data_folder (der, fixture->folder);
  g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, TRUE);
  g_unsetenv ("XDG_DATA_DIRS");
  assert_trust (without_schema, "trusted");

  write_file (path, der);
  bad = ask_with_data_folder (der, fixture->folder);
  answer_assert_refused (bad, UKE_EXIT_REFUSED, "ca.pem: Certificate 0705D990 may not issue");

  g_unlink (path);
  g_rmdir (anchors);
  write_file (anchors, anchor);
  no_folder = ask_with_data_folder (der, fixture->folder);
  answer_assert_refused (no_folder, UKE_EXIT_UNREACHABLE, "anchors");

  g_unlink (anchors);
  g_rmdir (application);
}

static void
test_wrong_usage (Fixture *fixture, const void *user_data)
{
  g_autoptr (Answer) nothing = ASK ("certificate");
  g_autoptr (Answer) two = ASK ("certificate", "a", "b");
  g_autoptr (Answer) no_day = ASK ("certificate", "-", "--on", "2026-02-29");
  g_autoptr (Answer) unknown = ASK ("certificate", "-", "--expires", "2026-05-31");

  answer_assert_refused (nothing, UKE_EXIT_USAGE, "one file");
  answer_assert_refused (two, UKE_EXIT_USAGE, "one file");
  answer_assert_refused (no_day, UKE_EXIT_USAGE, "2026-02-29");
  answer_assert_refused (unknown, UKE_EXIT_USAGE, "--expires");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  answer_init (argc, argv);

  ADD ("/ctl/certificate/unreadable-input", test_unreadable_input);
  ADD ("/ctl/certificate/anchors-that-are-none", test_anchors_that_are_none);
  ADD ("/ctl/certificate/default-anchors", test_default_anchors);
  ADD ("/ctl/certificate/wrong-usage", test_wrong_usage);
  ADD ("/ctl/certificate/verdicts", test_verdicts);
  ADD ("/ctl/certificate/self-signed", test_self_signed);
  ADD ("/ctl/certificate/says-everything", test_says_everything);
  ADD ("/ctl/certificate/what-may-be-provided", test_what_may_be_provided);
  ADD ("/ctl/certificate/reads-files-of-both-kinds", test_reads_files_of_both_kinds);

  return g_test_run ();
}
