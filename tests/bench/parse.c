/* Takes in a certificate and judges it, and lets libcrypto alone parse the same bytes, in turns.
 * Prints the middle of each in microseconds a certificate: parse and judge, bare parse; then the
 * same with the issuer's signature: parse, judge and trust, bare parse and verify. */

#include "forge.h"
#include "validity/provision.h"
#include "validity/trust.h"

#include <openssl/x509.h>
#include <stdlib.h>

#define ROUNDS 301
#define PER_ROUND 20

typedef struct {
  GBytes *der;
  UkeAnchors *anchors;
  EVP_PKEY *issuer_key;
  GDate on;
} Bench;

static void
believe (Bench *bench, ForgeKey key)
{
  g_autoptr (GBytes) authority = forge_authority ("JPKI", key);
  gboolean added = uke_anchors_add (bench->anchors, authority, NULL);

  g_assert_true (added);
}

/* What the card is read for: the dates, the stage, and what may be provided. */
static UkeCertificate *
take_in (Bench *bench)
{
  UkeCertificate *certificate = uke_certificate_new_from_data (bench->der, NULL);
  gint64 seconds = g_date_time_to_unix (uke_certificate_get_not_after (certificate))
                   - g_date_time_to_unix (uke_certificate_get_not_before (certificate));
  UkeCalendar calendar;
  UkeStage stage;
  UkeProvision provision;

  g_assert_cmpint (seconds, >, 0);
  uke_calendar_init (&calendar, uke_certificate_get_expires (certificate));
  stage = uke_calendar_judge (&calendar, &bench->on);
  provision = uke_provision_decide (&stage, UKE_CREDENTIAL_CARD, UKE_TERMINAL_SILENT);
  g_assert_true (provision.eligibility && !provision.health_information); /* in grace */
  return certificate;
}

static X509 *
parse (Bench *bench)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (bench->der, &size);
  X509 *x509 = d2i_X509 (NULL, &bytes, (long) size);

  g_assert_nonnull (x509);
  return x509;
}

static void
judge (Bench *bench)
{
  g_object_unref (take_in (bench));
}

static void
judge_bare (Bench *bench)
{
  X509_free (parse (bench));
}

static void
trust (Bench *bench)
{
  g_autoptr (UkeCertificate) certificate = take_in (bench);

  g_assert_cmpint (uke_anchors_judge (bench->anchors, certificate), ==, UKE_TRUST_TRUSTED);
}

static void
trust_bare (Bench *bench)
{
  X509 *x509 = parse (bench);

  g_assert_cmpint (X509_verify (x509, bench->issuer_key), ==, 1);
  X509_free (x509);
}

static void (*const ways[]) (Bench *) = { judge, judge_bare, trust, trust_bare };

static int
compare (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gint64
measure (void (*way) (Bench *), Bench *bench)
{
  gint64 began = g_get_monotonic_time ();

  for (int i = 0; i < PER_ROUND; i++)
    way (bench);
  return g_get_monotonic_time () - began;
}

int
main (void)
{
  static gint64 took[G_N_ELEMENTS (ways)][ROUNDS];
  Bench bench = { .anchors = uke_anchors_new () };

  /* Three generations of one name, and the right one is not the first. */
  believe (&bench, FORGE_KEY_OTHER_CA);
  believe (&bench, FORGE_KEY_P384_CA);
  believe (&bench, FORGE_KEY_CA);
  bench.der = forge_certificate (&(ForgePlan){ .key = FORGE_KEY_HOLDER });
  bench.issuer_key = forge_get_key (FORGE_KEY_CA);
  g_date_clear (&bench.on, 1);
  g_date_set_dmy (&bench.on, 2, G_DATE_JUNE, 2030);

  for (gsize round = 0; round < ROUNDS; round++)
    for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
      took[way][round] = measure (ways[way], &bench);

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++) {
    qsort (took[way], ROUNDS, sizeof (gint64), compare);
    g_print ("%.2f ", (double) took[way][ROUNDS / 2] / PER_ROUND);
  }
  g_print ("\n");

  g_bytes_unref (bench.der);
  g_object_unref (bench.anchors);
  return 0;
}
