#include "emulator/card-issuer.h"
#include "validity/trust.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
issue (const char *members, UkeCardCertificates *certificates)
{
  g_autoptr (UkePersona) persona = uke_fixture_make_persona (members);
  g_autoptr (GError) error = NULL;
  GDate today = uke_fixture_get_today ();
  UkeCardOrder order;

  uke_card_order_fill (&order, persona, uke_fixture_get_authority (), &today, &error);
  g_assert_no_error (error);
  uke_card_issue (&order, certificates, &error);
  g_assert_no_error (error);
}

/* Writes @der beside the authority's store and runs a command line in which @ is that file. */
static char *
ask_openssl (GBytes *der, const char *words, int expected_status)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "uketsuke-issued-XXXXXX", NULL);
  g_auto (GStrv) parts = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL, *complaint = NULL;
  int status;

  g_close (g_mkstemp (path), NULL);
  g_file_set_contents (path, g_bytes_get_data (der, NULL), g_bytes_get_size (der), &error);
  g_assert_no_error (error);
  parts = g_strsplit (words, "@", 2);
  command = g_strjoinv (path, parts);

  g_spawn_command_line_sync (command, &output, &complaint, &status, &error);
  g_assert_no_error (error);
  if (status != expected_status)
    g_error ("%s: %s%s", command, output, complaint);

  g_unlink (path);
  g_free (complaint);
  return output;
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("Nowhere “%s” in:\n%s", part, text);
}

static UkeTrust
judge (GBytes *der, GBytes *anchor)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCertificate) certificate = uke_certificate_new_from_data (der, &error);

  g_assert_no_error (error);
  if (anchor != NULL)
    uke_anchors_add (anchors, anchor, &error);
  g_assert_no_error (error);
  return uke_anchors_judge (anchors, certificate);
}

static GBytes *
get_anchor (void)
{
  return uke_training_authority_get_anchor (uke_fixture_get_authority ());
}

static void
test_beyond_the_years (void)
{
  g_autoptr (UkePersona) persona = uke_fixture_make_persona ("\"expires_in_days\": 3650");
  g_autoptr (GError) error = NULL;
  UkeCardOrder order;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 1, G_DATE_JANUARY, 2040);
  g_assert_false (
      uke_card_order_fill (&order, persona, uke_fixture_get_authority (), &today, &error));
  g_assert_error (error, UKE_PERSONA_ERROR, UKE_PERSONA_ERROR_MALFORMED);
  assert_says (error->message, "key “expires_in_days”");
}

static void
test_names_agree_with_validity (void)
{
  g_assert_cmpstr (UKE_ISSUER_ORGANIZATION, ==, UKE_TRAINING_ORGANIZATION);
  g_assert_cmpstr (UKE_ISSUER_POLICY, ==, UKE_TRAINING_POLICY);
}

static void
test_forged (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };

  issue ("\"issuer\": \"forged\"", &certificates);
  g_assert_cmpint (judge (certificates.auth, get_anchor ()), ==, UKE_TRUST_BAD_SIGNATURE);
  /* It still shows the true CA, as a forger would. */
  g_assert_true (g_bytes_equal (certificates.auth_authority, get_anchor ()));
}

static void
test_other_issuer (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };

  issue ("\"issuer\": \"other\"", &certificates);
  g_assert_cmpint (judge (certificates.auth, get_anchor ()), ==, UKE_TRUST_UNKNOWN_ISSUER);
  g_assert_cmpint (judge (certificates.auth, NULL), ==, UKE_TRUST_UNKNOWN_ISSUER);
  g_assert_false (g_bytes_equal (certificates.auth_authority, get_anchor ()));
}

static void
test_training (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };

  issue ("", &certificates);
  g_assert_cmpint (judge (certificates.auth, get_anchor ()), ==, UKE_TRUST_TRAINING);
  g_assert_cmpint (judge (certificates.sign, get_anchor ()), ==, UKE_TRUST_WRONG_PROFILE);
}

static void
test_openssl_reads_it (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };
  g_autofree char *text = NULL;

  issue ("\"expires_in_days\": 30", &certificates);
  text = ask_openssl (certificates.auth, "openssl x509 -inform DER -in @ -noout -text", 0);
  assert_says (text, "Version: 3 (0x2)");
  assert_says (text, "Signature Algorithm: sha256WithRSAEncryption");
  assert_says (text, "O=UKETSUKE TRAINING");
  assert_says (text, "Not Before: Dec 22 01:30:15 2021 GMT");
  assert_says (text, "Not After : Dec 22 14:59:59 2026 GMT");
  assert_says (text, "Public-Key: (2048 bit)");
  assert_says (text, "Exponent: 65537");
  assert_says (text, "X509v3 Key Usage: critical\n                Digital Signature\n");
  assert_says (text, "Policy: 2.25.113029845713201877453202651870924811233\n");
  assert_says (text, "X509v3 Authority Key Identifier");
  assert_says (text, "X509v3 Subject Key Identifier");
  assert_says (text, "This certificate was made for training");
}

static void
test_openssl_verifies_it (void)
{
  g_auto (UkeCardCertificates) good = { 0 }, forged = { 0 };
  g_autofree char *anchor = g_build_filename (g_get_tmp_dir (), "uketsuke-anchor-XXXXXX", NULL);
  g_autofree char *words = NULL, *accepted = NULL, *refused = NULL;

  issue ("", &good);
  issue ("\"issuer\": \"forged\"", &forged);
  g_close (g_mkstemp (anchor), NULL);
  g_file_set_contents (anchor, g_bytes_get_data (get_anchor (), NULL),
                       g_bytes_get_size (get_anchor ()), NULL);

  words =
      g_strconcat ("openssl verify -x509_strict -attime 1795330800 -CAfile ", anchor, " @", NULL);
  accepted = ask_openssl (good.auth, words, 0);
  assert_says (accepted, ": OK");
  refused = ask_openssl (forged.auth, words, 2 << 8);
  g_unlink (anchor);
}

static void
test_never_begins_after_today (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };
  g_autofree char *text = NULL;

  issue ("\"expires_in_days\": 3000", &certificates);
  text = ask_openssl (certificates.auth, "openssl x509 -inform DER -in @ -noout -dates", 0);
  assert_says (text, "notBefore=Nov 21 01:30:15 2026 GMT");
  assert_says (text, "notAfter=Feb  8 14:59:59 2035 GMT");
}

static void
test_not_yet_valid (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };
  g_autofree char *text = NULL;

  issue ("\"not_before_in_days\": 7", &certificates);
  text = ask_openssl (certificates.auth, "openssl x509 -inform DER -in @ -noout -dates", 0);
  assert_says (text, "notBefore=Nov 29 01:30:15 2026 GMT");
  assert_says (text, "notAfter=Dec 27 14:59:59 2027 GMT");
}

static void
test_valid_for_one_day (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };
  g_autofree char *text = NULL;

  issue ("\"not_before_in_days\": -3, \"expires_in_days\": -3", &certificates);
  text = ask_openssl (certificates.auth, "openssl x509 -inform DER -in @ -noout -dates", 0);
  assert_says (text, "notBefore=Nov 19 01:30:15 2026 GMT");
  assert_says (text, "notAfter=Nov 19 14:59:59 2026 GMT");
}

/* Wide of a chunk, at its edge and just beyond: where readers stumble. */
static void
test_exact_sizes (void)
{
  static const guint sizes[] = { 1500, 1536, 1580, 1792, 1793, 2000, 3000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_auto (UkeCardCertificates) certificates = { 0 };
    g_autofree char *members = g_strdup_printf ("\"quirks\": {\"certificate_size\": %u}", sizes[i]);

    issue (members, &certificates);
    g_assert_cmpuint (g_bytes_get_size (certificates.auth), ==, sizes[i]);
  }
}

static void
test_serial_of_four_bytes (void)
{
  g_auto (UkeCardCertificates) certificates = { 0 };
  g_autoptr (UkeCertificate) certificate = NULL;

  issue ("", &certificates);
  certificate = uke_certificate_new_from_data (certificates.auth, NULL);
  g_assert_cmpuint (strlen (uke_certificate_get_serial (certificate)), ==, 8);
  g_assert_true (g_str_has_prefix (uke_certificate_get_serial (certificate), "07"));
}

static void
test_same_day_same_card (void)
{
  g_auto (UkeCardCertificates) first = { 0 }, second = { 0 }, other_day = { 0 };

  issue ("", &first);
  issue ("", &second);
  issue ("\"expires_in_days\": 401", &other_day);
  g_assert_true (g_bytes_equal (first.auth, second.auth));
  g_assert_true (g_bytes_equal (first.sign, second.sign));
  g_assert_false (g_bytes_equal (first.auth, other_day.auth));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-issuer/beyond-the-years", test_beyond_the_years);
  g_test_add_func ("/card-issuer/names-agree-with-validity", test_names_agree_with_validity);
  g_test_add_func ("/card-issuer/forged", test_forged);
  g_test_add_func ("/card-issuer/other-issuer", test_other_issuer);
  g_test_add_func ("/card-issuer/training", test_training);
  g_test_add_func ("/card-issuer/openssl-reads-it", test_openssl_reads_it);
  g_test_add_func ("/card-issuer/openssl-verifies-it", test_openssl_verifies_it);
  g_test_add_func ("/card-issuer/never-begins-after-today", test_never_begins_after_today);
  g_test_add_func ("/card-issuer/not-yet-valid", test_not_yet_valid);
  g_test_add_func ("/card-issuer/valid-for-one-day", test_valid_for_one_day);
  g_test_add_func ("/card-issuer/exact-sizes", test_exact_sizes);
  g_test_add_func ("/card-issuer/serial-of-four-bytes", test_serial_of_four_bytes);
  g_test_add_func ("/card-issuer/same-day-same-card", test_same_day_same_card);

  status = g_test_run ();
  uke_fixture_remove_authority ();
  return status;
}
