#include "forge.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#define AUTHENTICATION_POLICY "1.2.392.200149.8.5.1.3.30"

static EVP_PKEY *
make_key (ForgeKey key)
{
  switch (key) {
  case FORGE_KEY_CA:
  case FORGE_KEY_OTHER_CA:
  case FORGE_KEY_HOLDER:
    return EVP_RSA_gen (2048);
  case FORGE_KEY_RSA1024:
    return EVP_RSA_gen (1024);
  case FORGE_KEY_P384_CA:
  case FORGE_KEY_P384_HOLDER:
    return EVP_EC_gen ("P-384");
  case FORGE_KEY_P256:
    return EVP_EC_gen ("P-256");
  }
  g_assert_not_reached ();
}

/* Made when first wanted, and kept for the life of the test program. */
EVP_PKEY *
forge_get_key (ForgeKey key)
{
  static EVP_PKEY *keys[FORGE_KEY_RSA1024 + 1];

  if (keys[key] == NULL)
    keys[key] = make_key (key);
  g_assert_nonnull (keys[key]);
  return keys[key];
}

static X509_NAME *
make_name (const char *organization, const char *common_name)
{
  X509_NAME *name = X509_NAME_new ();

  X509_NAME_add_entry_by_txt (name, "C", MBSTRING_UTF8, (const guint8 *) "JP", -1, -1, 0);
  if (organization != NULL)
    X509_NAME_add_entry_by_txt (name, "O", MBSTRING_UTF8, (const guint8 *) organization, -1, -1, 0);
  X509_NAME_add_entry_by_txt (name, organization != NULL ? "OU" : "CN", MBSTRING_UTF8,
                              (const guint8 *) common_name, -1, -1, 0);
  return name;
}

static X509_NAME *
make_authority_name (const ForgePlan *plan, const char *organization)
{
  X509_NAME *name = make_name (organization != NULL ? organization : "JPKI",
                               plan->unit != NULL ? plan->unit : "利用者証明用");

  if (plan->unit != NULL)
    X509_NAME_add_entry_by_txt (
        name, "OU", MBSTRING_UTF8,
        (const guint8 *) "Japan Agency for Local Authority Information Systems", -1, -1, 0);
  return name;
}

static ASN1_TIME *
make_time (const char *text, int type)
{
  ASN1_TIME *time = ASN1_STRING_type_new (type != 0 ? type : V_ASN1_UTCTIME);

  ASN1_STRING_set (time, text, -1);
  return time;
}

static void
set_validity (X509 *x509, const ForgePlan *plan)
{
  const char *not_before = plan->not_before != NULL ? plan->not_before : "250601030405Z";
  const char *not_after = plan->not_after != NULL ? plan->not_after : "300601145959Z";
  ASN1_TIME *time = make_time (not_before, plan->not_before_type);

  X509_set1_notBefore (x509, time);
  ASN1_STRING_free (time);

  time = make_time (not_after, plan->not_after_type);
  X509_set1_notAfter (x509, time);
  ASN1_STRING_free (time);
}

static void
add_extension (X509 *x509, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;
  CONF *empty; /* policies want one to look into */

  if (value[0] == '\0')
    return;

  empty = NCONF_new (NULL);
  X509V3_set_ctx (&context, x509, x509, NULL, NULL, 0);
  X509V3_set_nconf (&context, empty);
  extension = X509V3_EXT_nconf_nid (empty, &context, nid, value);
  g_assert_nonnull (extension);
  X509_add_ext (x509, extension, -1);
  X509_EXTENSION_free (extension);
  NCONF_free (empty);
}

static ASN1_OCTET_STRING *
make_key_id (ForgeKey key)
{
  X509 *carrier = X509_new ();
  ASN1_OCTET_STRING *id = ASN1_OCTET_STRING_new ();
  guint8 digest[EVP_MAX_MD_SIZE];
  guint size;

  X509_set_pubkey (carrier, forge_get_key (key));
  X509_pubkey_digest (carrier, EVP_sha1 (), digest, &size);
  ASN1_OCTET_STRING_set (id, digest, size);
  X509_free (carrier);
  return id;
}

static void
add_key_ids (X509 *x509, const ForgePlan *plan)
{
  if (!plan->without_subject_key) {
    ASN1_OCTET_STRING *id = make_key_id (plan->key);

    X509_add1_ext_i2d (x509, NID_subject_key_identifier, id, 0, X509V3_ADD_DEFAULT);
    ASN1_OCTET_STRING_free (id);
  }

  if (!plan->without_authority_key) {
    AUTHORITY_KEYID *authority = AUTHORITY_KEYID_new ();

    authority->keyid =
        make_key_id (plan->with_other_authority_key ? FORGE_KEY_P256 : plan->issuer_key);
    X509_add1_ext_i2d (x509, NID_authority_key_identifier, authority, 0, X509V3_ADD_DEFAULT);
    AUTHORITY_KEYID_free (authority);
  }
}

static void
add_unknown_extension (X509 *x509, const char *oid)
{
  ASN1_OBJECT *object = OBJ_txt2obj (oid, TRUE);
  ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new ();
  X509_EXTENSION *extension;

  ASN1_OCTET_STRING_set (value, (const guint8 *) "\x05\x00", 2);
  extension = X509_EXTENSION_create_by_OBJ (NULL, object, TRUE, value);
  X509_add_ext (x509, extension, -1);

  X509_EXTENSION_free (extension);
  ASN1_OCTET_STRING_free (value);
  ASN1_OBJECT_free (object);
}

static void
add_extensions (X509 *x509, const ForgePlan *plan)
{
  add_extension (x509, NID_key_usage,
                 plan->key_usage != NULL ? plan->key_usage : "critical,digitalSignature");
  add_extension (x509, NID_basic_constraints,
                 plan->basic_constraints != NULL ? plan->basic_constraints : "");
  add_extension (x509, NID_certificate_policies,
                 plan->policy != NULL ? plan->policy : AUTHENTICATION_POLICY);
  add_key_ids (x509, plan);
  if (plan->other_oid != NULL)
    add_unknown_extension (x509, plan->other_oid);
}

static void
set_names (X509 *x509, const ForgePlan *plan)
{
  X509_NAME *issuer = make_authority_name (plan, plan->issuer_organization);
  X509_NAME *subject =
      plan->organization != NULL
          ? make_authority_name (plan, plan->organization)
          : make_name (NULL, plan->subject != NULL ? plan->subject : "13101ABCDEFGHIJ01234567");

  X509_set_issuer_name (x509, issuer);
  X509_set_subject_name (x509, subject);
  X509_NAME_free (issuer);
  X509_NAME_free (subject);
}

static void
set_serial (X509 *x509, const char *hexadecimal)
{
  BIGNUM *number = NULL;

  BN_hex2bn (&number, hexadecimal != NULL ? hexadecimal : "0705D990");
  BN_to_ASN1_INTEGER (number, X509_get_serialNumber (x509));
  BN_free (number);
}

static GBytes *
take_der (X509 *x509)
{
  unsigned char *der = NULL;
  int size = i2d_X509 (x509, &der);
  GBytes *bytes = g_bytes_new (der, size);

  g_assert_cmpint (size, >, 0);
  OPENSSL_free (der);
  X509_free (x509);
  return bytes;
}

GBytes *
forge_certificate (const ForgePlan *plan)
{
  X509 *x509 = X509_new ();
  gboolean elliptic = EVP_PKEY_is_a (forge_get_key (plan->issuer_key), "EC");
  const EVP_MD *digest = elliptic ? EVP_sha384 () : EVP_sha256 ();

  X509_set_version (x509, plan->version == 1 ? X509_VERSION_1 : X509_VERSION_3);
  set_serial (x509, plan->serial);
  set_names (x509, plan);
  set_validity (x509, plan);
  X509_set_pubkey (x509, forge_get_key (plan->key));
  if (plan->version != 1)
    add_extensions (x509, plan);

  if (plan->digest != NULL)
    digest = plan->digest;
  g_assert_cmpint (X509_sign (x509, forge_get_key (plan->issuer_key), digest), >, 0);
  return take_der (x509);
}

GBytes *
forge_authority (const char *organization, ForgeKey key)
{
  return forge_certificate (&(ForgePlan) {
      .key = key,
      .issuer_key = key,
      .organization = organization,
      .issuer_organization = organization,
      .key_usage = "critical,keyCertSign,cRLSign",
      .basic_constraints = "critical,CA:TRUE",
      .policy = "",
      .without_authority_key = TRUE,
      .serial = "06D18006",
  });
}

GBytes *
forge_pretender (const char *unit, const char *serial)
{
  return forge_certificate (&(ForgePlan) {
      .organization = "JPKI",
      .unit = unit,
      .key_usage = "critical,keyCertSign,cRLSign",
      .basic_constraints = "critical,CA:TRUE",
      .policy = "",
      .without_authority_key = TRUE,
      .serial = serial,
  });
}

static void
write_pem (BIO *bio, GBytes *der)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);

  PEM_write_bio (bio, PEM_STRING_X509, "", data, size);
}

GBytes *
forge_pem (GBytes *first, ...)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  GBytes *pem;
  char *data;
  long size;
  va_list more;

  va_start (more, first);
  for (GBytes *der = first; der != NULL; der = va_arg (more, GBytes *))
    write_pem (bio, der);
  va_end (more);

  size = BIO_get_mem_data (bio, &data);
  pem = g_bytes_new (data, size);
  BIO_free (bio);
  return pem;
}

GBytes *
forge_signature (ForgeKey key, const EVP_MD *digest, GBytes *message)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 signature[1024];
  gsize signature_size = sizeof signature;
  gsize size;
  const void *data = g_bytes_get_data (message, &size);

  g_assert_cmpint (EVP_DigestSignInit (context, NULL, digest, NULL, forge_get_key (key)), ==, 1);
  g_assert_cmpint (EVP_DigestSign (context, signature, &signature_size, data, size), ==, 1);
  EVP_MD_CTX_free (context);
  return g_bytes_new (signature, signature_size);
}
