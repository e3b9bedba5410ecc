#include "validity/certificate.h"
#include "validity/certificate-warm-up.h"
#include "validity/date.h"
#include "validity/trust.h"

#include "forge.h"

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <string.h>

static UkeCertificate *
read_certificate (GBytes *data)
{
  g_autoptr (GError) error = NULL;
  UkeCertificate *certificate = uke_certificate_new_from_data (data, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  return certificate;
}

static void
assert_refused (GBytes *data, UkeCertificateError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uke_certificate_new_from_data (data, &error));
  g_assert_error (error, UKE_CERTIFICATE_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
assert_moment (GDateTime *moment, const char *iso)
{
  g_autofree char *text = g_date_time_format_iso8601 (moment);

  g_assert_cmpstr (text, ==, iso);
}

static GBytes *
forge_holder (void)
{
  return forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
}

static GBytes *
join (GBytes *first, GBytes *second)
{
  g_autoptr (GByteArray) both = g_byte_array_new ();

  g_byte_array_append (both, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  g_byte_array_append (both, g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  return g_byte_array_free_to_bytes (g_steal_pointer (&both));
}

static void
test_says_what_it_holds (void)
{
  g_autoptr (GBytes) der = forge_holder ();
  UkeCertificate *certificate = read_certificate (der);
  g_autofree char *expires = uke_date_to_iso (uke_certificate_get_expires (certificate));

  g_assert_cmpstr (uke_certificate_get_serial (certificate), ==, "0705D990");
  g_assert_cmpstr (uke_certificate_get_issuer (certificate), ==, "OU=利用者証明用,O=JPKI,C=JP");
  assert_moment (uke_certificate_get_not_before (certificate), "2025-06-01T03:04:05Z");
  assert_moment (uke_certificate_get_not_after (certificate), "2030-06-01T14:59:59Z");
  g_assert_cmpstr (expires, ==, "2030-06-01");
  g_assert_true (g_bytes_equal (uke_certificate_get_der (certificate), der));
  g_assert_finalize_object (certificate);
}

static void
test_names_and_serials_of_all_kinds (void)
{
  static const struct {
    const char *organization, *issuer;
  } names[] = {
    { "A, B + \"C\" \\ <D>; E", "OU=利用者証明用,O=A\\, B \\+ \\\"C\\\" \\\\ \\<D\\>\\; E,C=JP" },
    { "line\nbreak", "OU=利用者証明用,O=line\\0Abreak,C=JP" },
    { "公的個人認証サービス", "OU=利用者証明用,O=公的個人認証サービス,C=JP" },
  };
  static const struct {
    const char *given, *told;
  } serials[] = {
    { "0", "00" },
    { "1", "01" },
    { "-FF", "-FF" },
    { "FF", "FF" },
    { "100", "0100" },
    { "06D18006", "06D18006" },
    { "7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    ForgePlan plan = { .key = FORGE_KEY_HOLDER, .issuer_organization = names[i].organization };
    g_autoptr (GBytes) der = forge_certificate (&plan);
    g_autoptr (UkeCertificate) certificate = read_certificate (der);

    g_assert_cmpstr (uke_certificate_get_issuer (certificate), ==, names[i].issuer);
  }

  for (gsize i = 0; i < G_N_ELEMENTS (serials); i++) {
    ForgePlan plan = { .key = FORGE_KEY_HOLDER, .serial = serials[i].given };
    g_autoptr (GBytes) der = forge_certificate (&plan);
    g_autoptr (UkeCertificate) certificate = read_certificate (der);

    g_assert_cmpstr (uke_certificate_get_serial (certificate), ==, serials[i].told);
  }
}

static void
test_last_day_is_counted_in_japan (void)
{
  static const struct {
    const char *text;
    int type;
    const char *moment, *expires;
  } rows[] = {
    { "310510145959Z", V_ASN1_UTCTIME, "2031-05-10T14:59:59Z", "2031-05-10" },
    { "310510150000Z", V_ASN1_UTCTIME, "2031-05-10T15:00:00Z", "2031-05-11" },
    { "280228150000Z", V_ASN1_UTCTIME, "2028-02-28T15:00:00Z", "2028-02-29" },
    { "270228150000Z", V_ASN1_UTCTIME, "2027-02-28T15:00:00Z", "2027-03-01" },
    { "311231235959Z", V_ASN1_UTCTIME, "2031-12-31T23:59:59Z", "2032-01-01" },
    { "491231145959Z", V_ASN1_UTCTIME, "2049-12-31T14:59:59Z", "2049-12-31" },
    { "20310510145959Z", V_ASN1_GENERALIZEDTIME, "2031-05-10T14:59:59Z", "2031-05-10" },
    { "20500101145959Z", V_ASN1_GENERALIZEDTIME, "2050-01-01T14:59:59Z", "2050-01-01" },
    { "20500101150000Z", V_ASN1_GENERALIZEDTIME, "2050-01-01T15:00:00Z", "2050-01-02" },
    { "99991231235959Z", V_ASN1_GENERALIZEDTIME, "9999-12-31T23:59:59Z", "10000-01-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ForgePlan plan = { .key = FORGE_KEY_HOLDER,
                       .not_after = rows[i].text,
                       .not_after_type = rows[i].type };
    g_autoptr (GBytes) der = forge_certificate (&plan);
    g_autoptr (UkeCertificate) certificate = read_certificate (der);
    g_autofree char *expires = uke_date_to_iso (uke_certificate_get_expires (certificate));

    assert_moment (uke_certificate_get_not_after (certificate), rows[i].moment);
    g_assert_cmpstr (expires, ==, rows[i].expires);
  }
}

static void
test_refuses_times_of_other_forms (void)
{
  /* clang-format off */
  static const struct {
    const char *text;
    int type;
  } rows[] = {
    { "3105101459Z", V_ASN1_UTCTIME },        /* no seconds */
    { "310510145959", V_ASN1_UTCTIME },       /* no zone */
    { "310510235959+0900", V_ASN1_UTCTIME },  /* another zone */
    { "310510145959z", V_ASN1_UTCTIME },      { "310510 45959Z", V_ASN1_UTCTIME },
    { "310510145960Z", V_ASN1_UTCTIME }, /* no leap seconds */
    { "310510240000Z", V_ASN1_UTCTIME },      { "310510146059Z", V_ASN1_UTCTIME },
    { "310230145959Z", V_ASN1_UTCTIME },      { "311310145959Z", V_ASN1_UTCTIME },
    { "310010145959Z", V_ASN1_UTCTIME },      { "310500145959Z", V_ASN1_UTCTIME },
    { "-10510145959Z", V_ASN1_UTCTIME },      { "", V_ASN1_UTCTIME },
    { "20310510145959Z", V_ASN1_UTCTIME }, /* the other's form */
    { "310510145959Z", V_ASN1_GENERALIZEDTIME },
    { "20310510145959.5Z", V_ASN1_GENERALIZEDTIME },
    { "20310510145959.Z", V_ASN1_GENERALIZEDTIME },
    { "20310510145959+0900", V_ASN1_GENERALIZEDTIME },
    { "203105101459Z", V_ASN1_GENERALIZEDTIME },
    { "20310510145959", V_ASN1_GENERALIZEDTIME },
    { "21000229145959Z", V_ASN1_GENERALIZEDTIME }, /* no leap year */
    { "00000101000000Z", V_ASN1_GENERALIZEDTIME },
    { "18991231235959Z", V_ASN1_GENERALIZEDTIME },
    { "2031\xff" "510145959Z", V_ASN1_GENERALIZEDTIME },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ForgePlan late = { .key = FORGE_KEY_HOLDER,
                       .not_after = rows[i].text,
                       .not_after_type = rows[i].type };
    ForgePlan early = { .key = FORGE_KEY_HOLDER,
                        .not_before = rows[i].text,
                        .not_before_type = rows[i].type };
    g_autoptr (GBytes) late_der = forge_certificate (&late);
    g_autoptr (GBytes) early_der = forge_certificate (&early);

    assert_refused (late_der, UKE_CERTIFICATE_ERROR_BAD_TIME);
    assert_refused (early_der, UKE_CERTIFICATE_ERROR_BAD_TIME);
  }
}

static void
test_ends_before_it_begins (void)
{
  ForgePlan plan = { .key = FORGE_KEY_HOLDER,
                     .not_before = "250601000001Z",
                     .not_after = "250601000000Z" };
  g_autoptr (GBytes) backward = forge_certificate (&plan);
  g_autoptr (GBytes) one_second = NULL;
  g_autoptr (UkeCertificate) certificate = NULL;

  assert_refused (backward, UKE_CERTIFICATE_ERROR_MALFORMED);

  plan.not_after = plan.not_before;
  one_second = forge_certificate (&plan);
  certificate = read_certificate (one_second);
}

static void
test_reads_pem (void)
{
  g_autoptr (GBytes) der = forge_holder ();
  g_autoptr (GBytes) pem = forge_pem (der, NULL);
  g_autoptr (GBytes) note = g_bytes_new_static ("0 a note before it\r\n", 20);
  g_autoptr (GBytes) noted = join (note, pem);
  g_autoptr (UkeCertificate) plain = read_certificate (pem);
  g_autoptr (UkeCertificate) after_note = read_certificate (noted);

  g_assert_true (g_bytes_equal (uke_certificate_get_der (plain), der));
  g_assert_true (g_bytes_equal (uke_certificate_get_der (after_note), der));
}

static void
test_exactly_one (void)
{
  g_autoptr (GBytes) der = forge_holder ();
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) byte = g_bytes_new ("\0", 1);
  g_autoptr (GBytes) filler = g_bytes_new ("\xff\xff\xff\xff", 4);
  g_autoptr (GBytes) with_byte = join (der, byte);
  g_autoptr (GBytes) with_filler = join (der, filler);
  g_autoptr (GBytes) twice = join (der, der);
  g_autoptr (GBytes) pem_twice = forge_pem (der, der, NULL);
  g_autoptr (GBytes) text = g_bytes_new_static ("-----BEGIN", 10);
  g_autoptr (GBytes) key =
      g_bytes_new_static ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", 59);
  g_autoptr (GBytes) large =
      g_bytes_new_take (g_malloc0 (UKE_CERTIFICATE_MAX_SIZE + 1), UKE_CERTIFICATE_MAX_SIZE + 1);

  assert_refused (nothing, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (byte, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (with_byte, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (with_filler, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (twice, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (pem_twice, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (text, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (key, UKE_CERTIFICATE_ERROR_MALFORMED);
  assert_refused (large, UKE_CERTIFICATE_ERROR_MALFORMED);
}

static void
assert_refused_when_cut (GBytes *whole, gsize until)
{
  for (gsize length = 0; length < until; length++) {
    /* A copy of its own, so that the sanitizer sees a read past its end. */
    g_autoptr (GBytes) part = g_bytes_new (g_bytes_get_data (whole, NULL), length);

    assert_refused (part, UKE_CERTIFICATE_ERROR_MALFORMED);
  }
}

static void
test_cut_short_anywhere (void)
{
  g_autoptr (GBytes) der = forge_holder ();
  g_autoptr (GBytes) pem = forge_pem (der, NULL);

  assert_refused_when_cut (der, g_bytes_get_size (der));
  assert_refused_when_cut (pem, g_bytes_get_size (pem) - 1); /* the last line break may go */
}

static void
flip_bits (GRand *random, guint8 *bytes, gsize size)
{
  int n_flips = g_rand_int_range (random, 1, 5);

  for (int i = 0; i < n_flips; i++)
    bytes[g_rand_int_range (random, 0, size)] ^= 1 << g_rand_int_range (random, 0, 8);
}

/* Whatever comes out, it is an error or a certificate that answers every question. */
static gboolean
survives (GBytes *data, UkeAnchors *anchors)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCertificate) certificate = uke_certificate_new_from_data (data, &error);

  if (certificate == NULL) {
    g_assert_nonnull (error);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  } else {
    g_assert_true (g_utf8_validate (uke_certificate_get_issuer (certificate), -1, NULL));
    g_assert_true (g_date_valid (uke_certificate_get_expires (certificate)));
    g_assert_false (uke_certificate_verify (certificate, data, data, NULL));
    g_assert_cmpint (uke_anchors_judge (anchors, certificate), !=, UKE_TRUST_TRUSTED);
  }
  uke_anchors_add (anchors, data, NULL);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);

  return certificate != NULL;
}

static void
mutate (GBytes *original, guint n_mutations, guint *ret_n_read)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GBytes) authority = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (GRand) random = g_rand_new_with_seed (20260531);
  gsize size = g_bytes_get_size (original);

  g_assert_true (uke_anchors_add (anchors, authority, NULL));
  *ret_n_read = 0;
  for (guint i = 0; i < n_mutations; i++) {
    guint8 *bytes = g_memdup2 (g_bytes_get_data (original, NULL), size);
    g_autoptr (GBytes) mutated = NULL;

    flip_bits (random, bytes, size);
    mutated = g_bytes_new_take (bytes, size);
    /* Two flips may undo each other, and PEM does not mind every one. */
    if (!g_bytes_equal (mutated, original))
      *ret_n_read += survives (mutated, anchors);
  }
}

static void
test_flipped_bits (void)
{
  g_autoptr (GBytes) der = forge_holder ();
  g_autoptr (GBytes) authority = forge_authority ("JPKI", FORGE_KEY_OTHER_CA);
  guint n_read;

  mutate (der, 2000, &n_read);
  g_assert_cmpuint (n_read, >, 500); /* most flips only change a value */
  g_assert_cmpuint (n_read, <, 2000);
  mutate (authority, 500, &n_read);
}

static void
test_signature_of_todays_card (void)
{
  g_autoptr (GBytes) der = forge_holder ();
  g_autoptr (UkeCertificate) certificate = read_certificate (der);
  g_autoptr (GBytes) message = g_bytes_new ("challenge", 9);
  g_autoptr (GBytes) other = g_bytes_new ("challengf", 9);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) good = forge_signature (FORGE_KEY_HOLDER, EVP_sha256 (), message);
  g_autoptr (GBytes) sha384 = forge_signature (FORGE_KEY_HOLDER, EVP_sha384 (), message);
  g_autoptr (GBytes) sha1 = forge_signature (FORGE_KEY_HOLDER, EVP_sha1 (), message);
  g_autoptr (GBytes) of_another = forge_signature (FORGE_KEY_CA, EVP_sha256 (), message);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) - 1);
  GBytes *bad[] = { sha384, sha1, of_another, cut, nothing, message };
  g_autoptr (GError) error = NULL;

  g_assert_true (uke_certificate_verify (certificate, message, good, &error));
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (uke_certificate_verify (certificate, message, bad[i], &error));
    g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_BAD_SIGNATURE);
    g_clear_error (&error);
  }
  g_assert_false (uke_certificate_verify (certificate, other, good, NULL));
  g_assert_false (uke_certificate_verify (certificate, nothing, good, NULL));
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
test_signature_of_the_next_card (void)
{
  ForgePlan plan = { .key = FORGE_KEY_P384_HOLDER, .issuer_key = FORGE_KEY_P384_CA };
  g_autoptr (GBytes) der = forge_certificate (&plan);
  g_autoptr (UkeCertificate) certificate = read_certificate (der);
  g_autoptr (GBytes) message = g_bytes_new ("challenge", 9);
  g_autoptr (GBytes) good = forge_signature (FORGE_KEY_P384_HOLDER, EVP_sha384 (), message);
  g_autoptr (GBytes) sha256 = forge_signature (FORGE_KEY_P384_HOLDER, EVP_sha256 (), message);
  g_autoptr (GBytes) of_another = forge_signature (FORGE_KEY_P384_CA, EVP_sha384 (), message);

  g_assert_true (uke_certificate_verify (certificate, message, good, NULL));
  g_assert_false (uke_certificate_verify (certificate, message, sha256, NULL));
  g_assert_false (uke_certificate_verify (certificate, message, of_another, NULL));
  g_assert_false (uke_certificate_verify (certificate, message, message, NULL));
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
test_believes_no_other_key (void)
{
  static const ForgeKey keys[] = { FORGE_KEY_P256, FORGE_KEY_RSA1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    ForgePlan plan = { .key = keys[i] };
    g_autoptr (GBytes) der = forge_certificate (&plan);
    g_autoptr (UkeCertificate) certificate = read_certificate (der);
    g_autoptr (GBytes) message = g_bytes_new ("challenge", 9);
    g_autoptr (GBytes) sha256 = forge_signature (keys[i], EVP_sha256 (), message);
    g_autoptr (GBytes) sha384 = forge_signature (keys[i], EVP_sha384 (), message);
    g_autoptr (GError) error = NULL;

    g_assert_false (uke_certificate_verify (certificate, message, sha256, &error));
    g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_BAD_SIGNATURE);
    g_assert_false (uke_certificate_verify (certificate, message, sha384, NULL));
  }
}

static void
test_warmed_up_twice (void)
{
  g_assert_true (uke_certificate_warm_up ());
  g_assert_true (uke_certificate_warm_up ());
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/certificate/warmed-up-twice", test_warmed_up_twice);
  g_test_add_func ("/certificate/cut-short-anywhere", test_cut_short_anywhere);
  g_test_add_func ("/certificate/exactly-one", test_exactly_one);
  g_test_add_func ("/certificate/flipped-bits", test_flipped_bits);
  g_test_add_func ("/certificate/refuses-times-of-other-forms", test_refuses_times_of_other_forms);
  g_test_add_func ("/certificate/ends-before-it-begins", test_ends_before_it_begins);
  g_test_add_func ("/certificate/says-what-it-holds", test_says_what_it_holds);
  g_test_add_func ("/certificate/names-and-serials-of-all-kinds",
                   test_names_and_serials_of_all_kinds);
  g_test_add_func ("/certificate/last-day-is-counted-in-japan", test_last_day_is_counted_in_japan);
  g_test_add_func ("/certificate/reads-pem", test_reads_pem);
  g_test_add_func ("/certificate/signature-of-todays-card", test_signature_of_todays_card);
  g_test_add_func ("/certificate/signature-of-the-next-card", test_signature_of_the_next_card);
  g_test_add_func ("/certificate/believes-no-other-key", test_believes_no_other_key);

  return g_test_run ();
}
