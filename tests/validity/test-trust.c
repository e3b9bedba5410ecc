#include "validity/trust.h"

#include "forge.h"

#include <openssl/err.h>

#define SIGNATURE_POLICY "1.2.392.200149.8.5.1.1.20"

typedef struct {
  UkeAnchors *production; /* two generations of one name, and the next card's */
  UkeAnchors *training;
  UkeAnchors *nobody;
} Fixture;

static void
add (UkeAnchors *anchors, const char *organization, ForgeKey key)
{
  g_autoptr (GBytes) authority = forge_authority (organization, key);
  g_autoptr (GError) error = NULL;

  uke_anchors_add (anchors, authority, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, const void *user_data)
{
  fixture->production = uke_anchors_new ();
  add (fixture->production, "JPKI", FORGE_KEY_OTHER_CA);
  add (fixture->production, "JPKI", FORGE_KEY_CA);
  add (fixture->production, "JPKI", FORGE_KEY_P384_CA);

  fixture->training = uke_anchors_new ();
  add (fixture->training, UKE_TRAINING_ORGANIZATION, FORGE_KEY_CA);

  fixture->nobody = uke_anchors_new ();
}

static void
tear_down (Fixture *fixture, const void *user_data)
{
  g_assert_finalize_object (fixture->production);
  g_assert_finalize_object (fixture->training);
  g_assert_finalize_object (fixture->nobody);
}

static UkeTrust
judge_der (UkeAnchors *anchors, GBytes *der)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCertificate) certificate = uke_certificate_new_from_data (der, &error);
  UkeTrust trust;

  g_assert_no_error (error);
  trust = uke_anchors_judge (anchors, certificate);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  return trust;
}

static UkeTrust
judge (UkeAnchors *anchors, ForgePlan plan)
{
  g_autoptr (GBytes) der = NULL;

  if (plan.key == FORGE_KEY_CA)
    plan.key = FORGE_KEY_HOLDER;
  der = forge_certificate (&plan);
  return judge_der (anchors, der);
}

static GBytes *
spoil_signature (GBytes *der)
{
  gsize size = g_bytes_get_size (der);
  guint8 *bytes = g_memdup2 (g_bytes_get_data (der, NULL), size);

  bytes[size - 1] ^= 1;
  return g_bytes_new_take (bytes, size);
}

static void
test_trusted (Fixture *fixture, const void *user_data)
{
  g_assert_cmpint (judge (fixture->production, (ForgePlan) {}), ==, UKE_TRUST_TRUSTED);
  g_assert_cmpint (judge (fixture->production, (ForgePlan) { .issuer_key = FORGE_KEY_OTHER_CA }),
                   ==, UKE_TRUST_TRUSTED);
  g_assert_cmpint (judge (fixture->production, (ForgePlan) { .key = FORGE_KEY_P384_HOLDER,
                                                             .issuer_key = FORGE_KEY_P384_CA }),
                   ==, UKE_TRUST_TRUSTED);
  g_assert_cmpint (judge (fixture->production, (ForgePlan) { .basic_constraints = "CA:FALSE" }), ==,
                   UKE_TRUST_TRUSTED);
}

static void
test_trusted_by_name_without_key_identifier (Fixture *fixture, const void *user_data)
{
  ForgePlan plan = { .without_authority_key = TRUE };

  g_assert_cmpint (judge (fixture->production, plan), ==, UKE_TRUST_TRUSTED);
  plan.issuer_key = FORGE_KEY_OTHER_CA;
  g_assert_cmpint (judge (fixture->production, plan), ==, UKE_TRUST_TRUSTED);
  plan.issuer_key = FORGE_KEY_HOLDER;
  g_assert_cmpint (judge (fixture->production, plan), ==, UKE_TRUST_BAD_SIGNATURE);
  plan.issuer_organization = "SOMEONE ELSE";
  g_assert_cmpint (judge (fixture->production, plan), ==, UKE_TRUST_UNKNOWN_ISSUER);
}

static void
test_unknown_issuer (Fixture *fixture, const void *user_data)
{
  g_assert_cmpint (judge (fixture->nobody, (ForgePlan) {}), ==, UKE_TRUST_UNKNOWN_ISSUER);
  g_assert_cmpint (judge (fixture->training, (ForgePlan) { .issuer_key = FORGE_KEY_OTHER_CA }), ==,
                   UKE_TRUST_UNKNOWN_ISSUER);
  /* The right name, even the right signature, but the identifier of a generation not held. */
  g_assert_cmpint (judge (fixture->production, (ForgePlan) { .with_other_authority_key = TRUE }),
                   ==, UKE_TRUST_UNKNOWN_ISSUER);
}

static void
test_bad_signature (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) good = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (GBytes) spoiled = spoil_signature (good);

  g_assert_cmpint (judge_der (fixture->production, good), ==, UKE_TRUST_TRUSTED);
  g_assert_cmpint (judge_der (fixture->production, spoiled), ==, UKE_TRUST_BAD_SIGNATURE);
}

static void
test_wrong_profile (Fixture *fixture, const void *user_data)
{
  const ForgePlan plans[] = {
    { .version = 1, .without_authority_key = TRUE },
    { .basic_constraints = "critical,CA:TRUE" },
    { .key_usage = "" },
    { .key_usage = "digitalSignature" },
    { .key_usage = "critical,digitalSignature,nonRepudiation" },
    { .key_usage = "critical,keyAgreement" },
    { .key_usage = "critical,digitalSignature,keyCertSign" },
    { .policy = "" },
    { .policy = SIGNATURE_POLICY },
    { .policy = "1.2.392.200149.8.5.1.3" },
    { .policy = "1.2.392.200149.8.5.1.3.301" },
    { .policy = UKE_TRAINING_POLICY }, /* a real CA does not train */
    { .key = FORGE_KEY_P256 },
    { .key = FORGE_KEY_RSA1024 },
    { .digest = EVP_sha1 () },
    { .digest = EVP_sha512 () },
    { .key = FORGE_KEY_P384_HOLDER, .issuer_key = FORGE_KEY_P384_CA, .digest = EVP_sha256 () },
    { .other_oid = "1.2.392.200149.99" },
    { .issuer_organization = "SOMEONE ELSE" }, /* the key fits, the name does not */
    { .organization = "JPKI" },                /* its own issuer */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++) {
    g_test_message ("plan %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (judge (fixture->production, plans[i]), ==, UKE_TRUST_WRONG_PROFILE);
  }
}

/* The CA of the fixture is valid from June 2025 to June 2030. */
static void
test_days_of_the_ca_decide_nothing (Fixture *fixture, const void *user_data)
{
  g_assert_cmpint (judge (fixture->production, (ForgePlan) { .not_after = "350601145959Z" }), ==,
                   UKE_TRUST_TRUSTED);
  g_assert_cmpint (judge (fixture->production, (ForgePlan) { .not_before = "160101000000Z",
                                                             .not_after = "210601145959Z" }),
                   ==, UKE_TRUST_TRUSTED);
  g_assert_cmpint (judge (fixture->production, (ForgePlan) { .not_before = "310101000000Z",
                                                             .not_after = "350601145959Z" }),
                   ==, UKE_TRUST_TRUSTED);
}

static void
test_several_policies (Fixture *fixture, const void *user_data)
{
  g_assert_cmpint (judge (fixture->production,
                          (ForgePlan) { .policy = "1.2.3.4, 1.2.392.200149.8.5.1.3.30" }),
                   ==, UKE_TRUST_TRUSTED);
}

static void
test_training (Fixture *fixture, const void *user_data)
{
  ForgePlan plan = { .issuer_organization = UKE_TRAINING_ORGANIZATION,
                     .policy = UKE_TRAINING_POLICY };

  g_assert_cmpint (judge (fixture->training, plan), ==, UKE_TRUST_TRAINING);
  plan.policy = NULL; /* the card's own */
  g_assert_cmpint (judge (fixture->training, plan), ==, UKE_TRUST_TRAINING);
  plan.policy = SIGNATURE_POLICY;
  g_assert_cmpint (judge (fixture->training, plan), ==, UKE_TRUST_WRONG_PROFILE);
}

static void
test_training_with_a_bad_signature (Fixture *fixture, const void *user_data)
{
  ForgePlan plan = { .key = FORGE_KEY_HOLDER, .issuer_organization = UKE_TRAINING_ORGANIZATION };
  g_autoptr (GBytes) good = forge_certificate (&plan);
  g_autoptr (GBytes) spoiled = spoil_signature (good);

  g_assert_cmpint (judge_der (fixture->training, spoiled), ==, UKE_TRUST_BAD_SIGNATURE);
  g_assert_cmpint (judge_der (fixture->nobody, spoiled), ==,
                   UKE_TRUST_TRAINING); /* by name alone */
}

static void
test_training_never_becomes_trust (Fixture *fixture, const void *user_data)
{
  UkeAnchors *both = fixture->production;
  g_autoptr (UkeAnchors) trainers = uke_anchors_new ();
  ForgePlan plan = { .issuer_organization = UKE_TRAINING_ORGANIZATION };

  add (trainers, UKE_TRAINING_ORGANIZATION, FORGE_KEY_OTHER_CA);
  add (both, UKE_TRAINING_ORGANIZATION, FORGE_KEY_P384_CA);

  /* The training key under the real name, and under its own in other letters. */
  g_assert_cmpint (judge (trainers, (ForgePlan) { .issuer_key = FORGE_KEY_OTHER_CA }), ==,
                   UKE_TRUST_WRONG_PROFILE);
  g_assert_cmpint (judge (trainers, (ForgePlan) { .issuer_key = FORGE_KEY_OTHER_CA,
                                                  .issuer_organization = "uketsuke  training" }),
                   ==, UKE_TRUST_TRAINING);
  /* The training name on a certificate of the real key. */
  g_assert_cmpint (judge (both, plan), ==, UKE_TRUST_WRONG_PROFILE);
}

static gboolean
may_train (UkeAnchors *anchors, ForgePlan plan)
{
  g_autoptr (GBytes) der = NULL;
  g_autoptr (UkeCertificate) certificate = NULL;
  gboolean may;

  plan.key = FORGE_KEY_HOLDER;
  der = forge_certificate (&plan);
  certificate = uke_certificate_new_from_data (der, NULL);
  may = uke_anchors_may_train (anchors, certificate);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  return may;
}

/* All of these are called "training", or fail otherwise; one of them may train. */
static void
test_names_do_not_train (Fixture *fixture, const void *user_data)
{
  g_autoptr (UkeAnchors) testers = uke_anchors_new ();
  ForgePlan plan = { .issuer_organization = UKE_TRAINING_ORGANIZATION };
  ForgePlan test = { .issuer_organization = UKE_TEST_ORGANIZATION };

  add (testers, UKE_TEST_ORGANIZATION, FORGE_KEY_CA);

  g_assert_false (may_train (fixture->nobody, plan));
  g_assert_false (may_train (fixture->production, plan));
  g_assert_false (may_train (fixture->production, (ForgePlan) {})); /* a real card */
  g_assert_false (may_train (testers, test));
  g_assert_false (may_train (fixture->training, test));
  g_assert_true (may_train (fixture->training, plan));

  plan.policy = SIGNATURE_POLICY;
  g_assert_false (may_train (fixture->training, plan));
  plan.policy = NULL;
  plan.issuer_key = FORGE_KEY_OTHER_CA; /* the name alone */
  g_assert_cmpint (judge (fixture->training, plan), ==, UKE_TRUST_TRAINING);
  g_assert_false (may_train (fixture->training, plan));
  plan.without_authority_key = TRUE;
  g_assert_false (may_train (fixture->training, plan));
}

/* J-LIS's test hierarchy is real in everything but its name. */
static void
test_test_hierarchy_never_becomes_trust (Fixture *fixture, const void *user_data)
{
  UkeAnchors *both = fixture->production;
  g_autoptr (UkeAnchors) testers = uke_anchors_new ();
  ForgePlan plan = { .issuer_organization = UKE_TEST_ORGANIZATION };
  /* Somebody signed its CA, and an institution took the result for a real one. */
  g_autoptr (GBytes) below = forge_certificate (&(ForgePlan) {
      .key = FORGE_KEY_P384_CA,
      .organization = "JPKI",
      .issuer_organization = UKE_TEST_ORGANIZATION,
      .key_usage = "critical,keyCertSign,cRLSign",
      .basic_constraints = "critical,CA:TRUE",
  });

  g_assert_cmpint (judge (fixture->nobody, plan), ==, UKE_TRUST_TRAINING); /* by name alone */
  add (testers, UKE_TEST_ORGANIZATION, FORGE_KEY_CA);
  g_assert_cmpint (judge (testers, plan), ==, UKE_TRUST_TRAINING);
  /* Its key under the real name, its name on a certificate of the real key. */
  g_assert_cmpint (judge (testers, (ForgePlan) {}), ==, UKE_TRUST_WRONG_PROFILE);
  g_assert_cmpint (judge (both, plan), ==, UKE_TRUST_WRONG_PROFILE);

  g_clear_object (&testers);
  testers = uke_anchors_new ();
  g_assert_true (uke_anchors_add (testers, below, NULL));
  g_assert_cmpint (judge (testers, (ForgePlan) { .key = FORGE_KEY_P384_HOLDER,
                                                .issuer_key = FORGE_KEY_P384_CA }),
                   ==, UKE_TRUST_TRAINING);
}

static void
test_self_signed_is_never_trusted (Fixture *fixture, const void *user_data)
{
  g_autoptr (GBytes) authority = forge_authority ("JPKI", FORGE_KEY_CA);
  ForgePlan own_ca = { .key = FORGE_KEY_HOLDER,
                       .issuer_key = FORGE_KEY_HOLDER,
                       .organization = "SOMEONE",
                       .issuer_organization = "SOMEONE" };
  g_autoptr (GBytes) holder = forge_certificate (&own_ca);

  g_assert_cmpint (judge_der (fixture->production, authority), ==, UKE_TRUST_WRONG_PROFILE);
  g_assert_cmpint (judge_der (fixture->nobody, authority), ==, UKE_TRUST_UNKNOWN_ISSUER);
  g_assert_cmpint (judge_der (fixture->production, holder), ==, UKE_TRUST_UNKNOWN_ISSUER);
}

static void
assert_no_anchor (GBytes *data)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (uke_anchors_add (anchors, data, &error));
  g_assert_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED);
  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 0);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
test_anchors_are_authorities (void)
{
  g_autoptr (GBytes) authority = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (GBytes) holder = forge_certificate (&(ForgePlan) { .key = FORGE_KEY_HOLDER });
  g_autoptr (GBytes) good_and_bad = forge_pem (authority, holder, NULL);
  g_autoptr (GBytes) cannot_sign = forge_certificate (&(ForgePlan) {
      .basic_constraints = "critical,CA:TRUE", .key_usage = "critical,digitalSignature" });
  g_autoptr (GBytes) version_1 = forge_certificate (&(ForgePlan) { .version = 1 });
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);

  assert_no_anchor (holder);
  assert_no_anchor (good_and_bad); /* all or none */
  assert_no_anchor (cannot_sign);
  assert_no_anchor (version_1);
  assert_no_anchor (nothing);
  assert_no_anchor (text);
}

static void
test_anchors_in_pem_and_der (void)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GBytes) first = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (GBytes) second = forge_authority ("JPKI", FORGE_KEY_OTHER_CA);
  g_autoptr (GBytes) both = forge_pem (first, second, NULL);
  g_autoptr (GBytes) without_usage =
      forge_certificate (&(ForgePlan) { .basic_constraints = "critical,CA:TRUE", .key_usage = "" });

  g_assert_true (uke_anchors_add (anchors, first, NULL));
  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 1);
  g_assert_true (uke_anchors_add (anchors, both, NULL));
  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 2); /* none is held twice */
  g_assert_true (uke_anchors_add (anchors, without_usage, NULL));
  g_assert_cmpuint (uke_anchors_get_size (anchors), ==, 3);
}

static void
test_nicks (void)
{
  g_assert_cmpstr (uke_trust_get_nick (UKE_TRUST_TRUSTED), ==, "trusted");
  g_assert_cmpstr (uke_trust_get_nick (UKE_TRUST_TRAINING), ==, "training");
  g_assert_cmpstr (uke_trust_get_nick (UKE_TRUST_UNKNOWN_ISSUER), ==, "unknown-issuer");
  g_assert_cmpstr (uke_trust_get_nick (UKE_TRUST_BAD_SIGNATURE), ==, "bad-signature");
  g_assert_cmpstr (uke_trust_get_nick (UKE_TRUST_WRONG_PROFILE), ==, "wrong-profile");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/trust/bad-signature", test_bad_signature);
  ADD ("/trust/wrong-profile", test_wrong_profile);
  ADD ("/trust/unknown-issuer", test_unknown_issuer);
  ADD ("/trust/self-signed-is-never-trusted", test_self_signed_is_never_trusted);
  ADD ("/trust/trusted", test_trusted);
  ADD ("/trust/trusted-by-name-without-key-identifier",
       test_trusted_by_name_without_key_identifier);
  ADD ("/trust/days-of-the-ca-decide-nothing", test_days_of_the_ca_decide_nothing);
  ADD ("/trust/several-policies", test_several_policies);
  ADD ("/trust/training", test_training);
  ADD ("/trust/training-with-a-bad-signature", test_training_with_a_bad_signature);
  ADD ("/trust/training-never-becomes-trust", test_training_never_becomes_trust);
  ADD ("/trust/names-do-not-train", test_names_do_not_train);
  ADD ("/trust/test-hierarchy-never-becomes-trust", test_test_hierarchy_never_becomes_trust);
  g_test_add_func ("/trust/anchors-are-authorities", test_anchors_are_authorities);
  g_test_add_func ("/trust/anchors-in-pem-and-der", test_anchors_in_pem_and_der);
  g_test_add_func ("/trust/nicks", test_nicks);

  return g_test_run ();
}
