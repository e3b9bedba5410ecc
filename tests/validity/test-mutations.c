/* Ten thousand damaged certificates: none crashes what reads and judges them, and none is believed
 * unless what was signed is untouched. What is done to them is drawn from one seed and the same
 * each time; their keys are made anew. */

#include "forge.h"
#include "mutate.h"

#include "validity/date.h"
#include "validity/provision.h"
#include "validity/trust.h"

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <string.h>

#define N_MUTATED 10000
#define N_ORIGINALS 7

typedef struct {
  GBytes *originals[N_ORIGINALS];
  UkeAnchors *anchors;
  guint n_trusted;
} Fixture;

static void
believe (UkeAnchors *anchors, const char *organization, ForgeKey key)
{
  g_autoptr (GBytes) authority = forge_authority (organization, key);
  g_autoptr (GError) error = NULL;

  uke_anchors_add (anchors, authority, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, const void *user_data)
{
  ForgePlan plans[N_ORIGINALS - 1] = {
    { .key = FORGE_KEY_HOLDER },
    { .key = FORGE_KEY_HOLDER, .serial = "0705D991", .not_after = "350601145959Z" }, /* a twin */
    { .key = FORGE_KEY_P384_HOLDER, .issuer_key = FORGE_KEY_P384_CA },
    { .key = FORGE_KEY_HOLDER,
      .not_after = "20310510145959Z",
      .not_after_type = V_ASN1_GENERALIZEDTIME,
      .without_authority_key = TRUE },
    { .key = FORGE_KEY_HOLDER, .policy = "1.2.3.4, 1.2.392.200149.8.5.1.3.30" },
    { .key = FORGE_KEY_HOLDER,
      .issuer_key = FORGE_KEY_OTHER_CA,
      .issuer_organization = UKE_TRAINING_ORGANIZATION,
      .policy = UKE_TRAINING_POLICY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    fixture->originals[i] = forge_certificate (&plans[i]);
  fixture->originals[N_ORIGINALS - 1] = forge_authority ("JPKI", FORGE_KEY_CA);

  fixture->anchors = uke_anchors_new ();
  believe (fixture->anchors, "JPKI", FORGE_KEY_CA);
  believe (fixture->anchors, "JPKI", FORGE_KEY_P384_CA);
  believe (fixture->anchors, UKE_TRAINING_ORGANIZATION, FORGE_KEY_OTHER_CA);
}

static void
tear_down (Fixture *fixture, const void *user_data)
{
  for (gsize i = 0; i < N_ORIGINALS; i++)
    g_bytes_unref (fixture->originals[i]);
  g_assert_finalize_object (fixture->anchors);
}

/* Do the signed bytes and the signature of a certificate both stand in another? Nobody's parser is
 * asked: headers of our own take four bytes, and a signature is the end. */
static gboolean
is_kept (GBytes *original, GBytes *der)
{
  gsize size, original_size;
  const guint8 *bytes = g_bytes_get_data (der, &size);
  const guint8 *original_bytes = g_bytes_get_data (original, &original_size);
  gsize signed_size = (gsize) original_bytes[6] * 256 + original_bytes[7] + 4;
  const guint8 *rest = original_bytes + 4 + signed_size;
  const guint8 *signature = rest + 2 + rest[1]; /* after its algorithm */
  gsize signature_size = original_bytes + original_size - signature;

  g_assert_cmpint (original_bytes[5], ==, 0x82);
  g_assert_cmpint (signature[0], ==, V_ASN1_BIT_STRING);
  return memmem (bytes, size, original_bytes + 4, signed_size) != NULL
         && memmem (bytes, size, signature, signature_size) != NULL;
}

static void
check_trust (Fixture *fixture, UkeCertificate *certificate)
{
  gboolean kept = FALSE;

  if (uke_anchors_judge (fixture->anchors, certificate) != UKE_TRUST_TRUSTED)
    return;

  fixture->n_trusted++;
  for (gsize i = 0; i < N_ORIGINALS; i++)
    kept |= is_kept (fixture->originals[i], uke_certificate_get_der (certificate));
  g_assert_true (kept);
}

/* The stage on the day and on the day before. */
static void
check_change (const UkeCalendar *calendar, const GDate *from, UkeStage before, UkeStage stage)
{
  GDate eve = *from;

  g_date_subtract_days (&eve, 1);
  g_assert_cmpint (uke_calendar_judge (calendar, &eve), ==, before);
  g_assert_cmpint (uke_calendar_judge (calendar, from), ==, stage);
}

static void
check_provision (const UkeCalendar *calendar, const GDate *on)
{
  UkeStage stage = uke_calendar_judge (calendar, on);
  int days_left = uke_calendar_get_days_left (calendar, on);
  UkeProvision provision = uke_provision_decide (&stage, UKE_CREDENTIAL_CARD, UKE_TERMINAL_SILENT);

  g_assert_cmpint (provision.health_information, ==, days_left >= 0);
  g_assert_cmpint (provision.eligibility, ==, g_date_compare (on, &calendar->lapsed_from) < 0);
}

static void
check_dates (UkeCertificate *certificate)
{
  const GDate *expires = uke_certificate_get_expires (certificate);
  GDateTime *not_after = uke_certificate_get_not_after (certificate);
  g_autofree char *iso = uke_date_to_iso (expires);
  UkeCalendar calendar;
  GDate again, today;

  g_assert_cmpint (g_date_time_compare (uke_certificate_get_not_before (certificate), not_after),
                   <=, 0);
  uke_date_from_instant (not_after, &again);
  g_assert_cmpint (g_date_compare (&again, expires), ==, 0);
  if (g_date_get_year (expires) <= 9999) {
    g_assert_true (uke_date_parse (iso, &again, NULL));
    g_assert_cmpint (g_date_compare (&again, expires), ==, 0);
  }

  uke_calendar_init (&calendar, expires);
  check_change (&calendar, &calendar.notice_from, UKE_STAGE_NORMAL, UKE_STAGE_NOTICE);
  check_change (&calendar, &calendar.grace_from, UKE_STAGE_NOTICE, UKE_STAGE_GRACE);
  check_change (&calendar, &calendar.lapsed_from, UKE_STAGE_GRACE, UKE_STAGE_LAPSED);
  g_assert_cmpint (uke_calendar_get_days_left (&calendar, &calendar.last_full_day), ==, 0);

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  check_provision (&calendar, &today);
  check_provision (&calendar, &calendar.last_full_day);
  check_provision (&calendar, &calendar.grace_until);
}

/* Tells whether it could be read. */
static gboolean
take_in (Fixture *fixture, GBytes *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCertificate) certificate = uke_certificate_new_from_data (data, &error);

  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  if (certificate == NULL) {
    g_assert_nonnull (error);
    g_assert_true (error->domain == UKE_CERTIFICATE_ERROR);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return FALSE;
  }

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (uke_certificate_get_issuer (certificate), -1, NULL));
  g_assert_cmpstr (uke_certificate_get_serial (certificate), !=, "");
  check_dates (certificate);
  check_trust (fixture, certificate);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  return TRUE;
}

static void
test_originals (Fixture *fixture, const void *user_data)
{
  for (gsize i = 0; i < N_ORIGINALS; i++)
    g_assert_true (take_in (fixture, fixture->originals[i]));
  g_assert_cmpuint (fixture->n_trusted, ==, 5); /* neither the one for training nor the CA */
}

/* The one way that libcrypto leaves open: the outer length, which nobody signs, in more bytes than
 * DER allows. What was signed is untouched, so the word of the CA stands. */
static void
test_longer_length (Fixture *fixture, const void *user_data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) rewritten = NULL;
  gsize size;
  const guint8 *der = g_bytes_get_data (fixture->originals[0], &size);

  g_byte_array_append (bytes, (const guint8 *) "\x30\x84\x00\x00", 4);
  g_byte_array_append (bytes, der + 2, (guint) size - 2);
  rewritten = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  g_assert_true (take_in (fixture, rewritten));
  g_assert_cmpuint (fixture->n_trusted, ==, 1);
}

static gboolean
is_original (Fixture *fixture, GBytes *data)
{
  for (gsize i = 0; i < N_ORIGINALS; i++)
    if (g_bytes_equal (fixture->originals[i], data))
      return TRUE;
  return FALSE;
}

/* Really mutated: a byte may be changed to what it was, and a half spliced to its own other half.
 */
static GBytes *
mutate_one (Fixture *fixture, GRand *random, Mutation mutation)
{
  GBytes *original = fixture->originals[g_rand_int_range (random, 0, N_ORIGINALS)];
  GBytes *other = fixture->originals[g_rand_int_range (random, 0, N_ORIGINALS)];
  GBytes *mutated = mutate (mutation, random, original, other);

  while (is_original (fixture, mutated)) {
    g_bytes_unref (mutated);
    mutated = mutate (mutation, random, original, other);
  }
  return mutated;
}

static void
test_mutations (Fixture *fixture, const void *user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint n_read[N_MUTATIONS] = { 0 }, n_tried[N_MUTATIONS] = { 0 };
  guint n_read_in_all = 0;

  for (guint i = 0; i < N_MUTATED; i++) {
    Mutation mutation = i % N_MUTATIONS;
    g_autoptr (GBytes) mutated = mutate_one (fixture, random, mutation);

    n_tried[mutation]++;
    n_read[mutation] += take_in (fixture, mutated);
  }

  for (Mutation mutation = 0; mutation < N_MUTATIONS; mutation++) {
    g_test_message ("%s: %u read, %u refused", mutate_get_name (mutation), n_read[mutation],
                    n_tried[mutation] - n_read[mutation]);
    n_read_in_all += n_read[mutation];
  }
  g_test_message ("of %d mutations %u read, %u refused; %u trusted", N_MUTATED, n_read_in_all,
                  N_MUTATED - n_read_in_all, fixture->n_trusted);

  /* Neither all thrown out at the door nor all let in. */
  g_assert_cmpuint (n_read_in_all, >, N_MUTATED / 10);
  g_assert_cmpuint (n_read_in_all, <, N_MUTATED * 9 / 10);
  g_assert_cmpuint (n_read[MUTATE_CUT_SHORT], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mutations/originals", Fixture, NULL, set_up, test_originals, tear_down);
  g_test_add ("/mutations/longer-length", Fixture, NULL, set_up, test_longer_length, tear_down);
  g_test_add ("/mutations/ten-thousand", Fixture, NULL, set_up, test_mutations, tear_down);

  return g_test_run ();
}
