#include "staff/base32.h"
#include "staff/staff-secret.h"

#include "wipe-log.h"

#include <gio/gio.h>
#include <string.h>

/* "12345678901234567890", the key of RFC 6238, appendix B. */
#define RFC_KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

static UkeStaffSecret *
rfc_secret (void)
{
  g_autoptr (GError) error = NULL;
  UkeStaffSecret *secret = uke_staff_secret_new_from_base32 (RFC_KEY, &error);

  g_assert_no_error (error);
  return secret;
}

/* Appendix B has eight digits; six are their last ones. */
static const struct {
  gint64 seconds;
  const char *code;
} rfc_6238[] = {
  { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
  { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
};

static void
test_rfc_6238 (void)
{
  g_autoptr (UkeStaffSecret) secret = rfc_secret ();

  for (gsize i = 0; i < G_N_ELEMENTS (rfc_6238); i++) {
    g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (rfc_6238[i].seconds);
    g_autoptr (UkeWipedText) code = uke_staff_secret_get_code (secret, rfc_6238[i].seconds / 30);

    g_assert_cmpstr (code, ==, rfc_6238[i].code);
    g_assert_cmpint (uke_staff_secret_accept (secret, rfc_6238[i].code, now, -1), ==,
                     rfc_6238[i].seconds / 30);
  }
}

/* RFC 4226, appendix D: the same with a counter in place of the time. */
static void
test_rfc_4226 (void)
{
  static const char *const codes[] = { "755224", "287082", "359152", "969429", "338314",
                                       "254676", "287922", "162583", "399871", "520489" };
  g_autoptr (UkeStaffSecret) secret = rfc_secret ();

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autoptr (UkeWipedText) code = uke_staff_secret_get_code (secret, (gint64) i);

    g_assert_cmpstr (code, ==, codes[i]);
  }
}

/* The code of 59 s, which is of the second 30 to 59, at other moments. */
static void
test_tolerance (void)
{
  static const struct {
    gint64 now;
    gboolean good;
  } rows[] = { { 0, TRUE },  { 29, TRUE },  { 30, TRUE },   { 59, TRUE },   { 60, TRUE },
               { 89, TRUE }, { 90, FALSE }, { 119, FALSE }, { 3600, FALSE } };
  g_autoptr (UkeStaffSecret) secret = rfc_secret ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (rows[i].now);

    g_assert_cmpint (uke_staff_secret_accept (secret, "287082", now, -1), ==,
                     rows[i].good ? 1 : -1);
  }
}

static gint64
accept_step (UkeStaffSecret *secret, gint64 step, gint64 now, gint64 last)
{
  g_autoptr (UkeWipedText) code = uke_staff_secret_get_code (secret, step);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (now);

  return uke_staff_secret_accept (secret, code, moment, last);
}

/* Over somebody's shoulder, or a moment later. */
static void
test_no_code_twice (void)
{
  g_autoptr (UkeStaffSecret) secret = rfc_secret ();
  gint64 last = accept_step (secret, 100, 3000, -1);

  g_assert_cmpint (last, ==, 100);
  g_assert_cmpint (accept_step (secret, 100, 3000, last), ==, -1);
  g_assert_cmpint (accept_step (secret, 100, 3030, last), ==, -1);
  g_assert_cmpint (accept_step (secret, 99, 3000, last), ==, -1); /* older than one that was good */
  g_assert_cmpint (accept_step (secret, 101, 3000, last), ==, 101);
  g_assert_cmpint (accept_step (secret, 101, 3030, 101), ==, -1);
  /* the clock was put back: codes that were used are still used */
  g_assert_cmpint (accept_step (secret, 50, 1500, last), ==, -1);
}

static void
test_what_is_no_code (void)
{
  static const char *const codes[] = { "",       "28708",        "2870820", "287083",  " 287082",
                                       "28 082", "２８７０８２", "-87082",  "287082\n" };
  g_autoptr (UkeStaffSecret) secret = rfc_secret ();
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (59);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (uke_staff_secret_accept (secret, codes[i], now, -1), ==, -1);
}

static void
test_before_1970 (void)
{
  g_autoptr (UkeStaffSecret) secret = rfc_secret ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (1900, 1, 1, 0, 0, 0);

  g_assert_cmpint (uke_staff_secret_accept (secret, "755224", now, -1), ==, -1);
}

/* RFC 4648, section 10, without the padding. */
static void
test_rfc_4648 (void)
{
  static const struct {
    const char *text;
    const char *base32;
  } rows[] = { { "", "" },
               { "f", "MY" },
               { "fo", "MZXQ" },
               { "foo", "MZXW6" },
               { "foob", "MZXW6YQ" },
               { "fooba", "MZXW6YTB" },
               { "foobar", "MZXW6YTBOI" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    gsize size = strlen (rows[i].text);
    g_autoptr (UkeWipedText) base32 = uke_base32_encode ((const guint8 *) rows[i].text, size);
    guint8 bytes[8] = { 0 };

    g_assert_cmpstr (base32, ==, rows[i].base32);
    g_assert_true (uke_base32_decode (rows[i].base32, bytes, size));
    g_assert_cmpmem (bytes, size, rows[i].text, size);
    g_assert_false (uke_base32_decode (rows[i].base32, bytes, size + 1));
    if (size > 0)
      g_assert_false (uke_base32_decode (rows[i].base32, bytes, size - 1));
  }
}

static void
test_what_is_no_key (void)
{
  static const char *const keys[] = {
    "",
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ",   /* a character less */
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQA", /* and more */
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ=",
    "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", /* 0, 1, 8 and 9 are no digits here */
    "GEZDGNBVGY3TQOJQ GEZDGNBVGY3TQOJQ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (uke_staff_secret_new_from_base32 (keys[i], &error));
    g_assert_error (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_MALFORMED);
    g_assert_true (*keys[i] == '\0' || strstr (error->message, keys[i]) == NULL);
  }
}

static void
test_new_keys_differ (void)
{
  g_autoptr (UkeStaffSecret) one = uke_staff_secret_new (NULL);
  g_autoptr (UkeStaffSecret) other = uke_staff_secret_new (NULL);
  g_autoptr (UkeWipedText) one_key = uke_staff_secret_to_base32 (one);
  g_autoptr (UkeWipedText) other_key = uke_staff_secret_to_base32 (other);
  g_autoptr (UkeStaffSecret) again = uke_staff_secret_new_from_base32 (one_key, NULL);
  g_autoptr (UkeWipedText) again_key = uke_staff_secret_to_base32 (again);

  g_assert_cmpuint (strlen (one_key), ==, 32);
  g_assert_cmpstr (one_key, !=, other_key);
  g_assert_cmpstr (one_key, ==, again_key);
}

static void
test_uri (void)
{
  g_autoptr (UkeStaffSecret) secret = rfc_secret ();
  g_autoptr (UkeWipedText) plain = uke_staff_secret_to_uri (secret, "Clinic", "sato");
  g_autoptr (UkeWipedText) odd = uke_staff_secret_to_uri (secret, "森:医院 & co", "佐藤?");
  g_autoptr (GUri) uri = g_uri_parse (odd, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GHashTable) query =
      g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  g_autofree char *path = g_uri_unescape_string (g_uri_get_path (uri), NULL);

  g_assert_cmpstr (plain, ==,
                   "otpauth://totp/Clinic:sato?secret=" RFC_KEY
                   "&issuer=Clinic&algorithm=SHA1&digits=6&period=30");
  g_assert_true (g_str_is_ascii (odd));
  g_assert_cmpstr (path, ==, "/森:医院 & co:佐藤?");
  g_assert_cmpstr (g_hash_table_lookup (query, "issuer"), ==, "森:医院 & co");
  g_assert_cmpstr (g_hash_table_lookup (query, "secret"), ==, RFC_KEY);
}

static void
test_wiped (void)
{
  UkeStaffSecret *secret = rfc_secret ();
  UkeWipedText *key = uke_staff_secret_to_base32 (secret);
  UkeWipedText *code = uke_staff_secret_get_code (secret, 1);
  gconstpointer at = secret, key_at = key, code_at = code;

  wipe_log_forget ();
  uke_staff_secret_free (secret);
  uke_wiped_text_free (key);
  uke_wiped_text_free (code);
  g_assert_true (wipe_log_covers (at, UKE_STAFF_SECRET_SIZE));
  g_assert_true (wipe_log_covers (key_at, 32));
  g_assert_true (wipe_log_covers (code_at, UKE_STAFF_SECRET_DIGITS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/staff-secret/rfc-6238", test_rfc_6238);
  g_test_add_func ("/staff-secret/rfc-4226", test_rfc_4226);
  g_test_add_func ("/staff-secret/tolerance", test_tolerance);
  g_test_add_func ("/staff-secret/no-code-twice", test_no_code_twice);
  g_test_add_func ("/staff-secret/what-is-no-code", test_what_is_no_code);
  g_test_add_func ("/staff-secret/before-1970", test_before_1970);
  g_test_add_func ("/staff-secret/rfc-4648", test_rfc_4648);
  g_test_add_func ("/staff-secret/what-is-no-key", test_what_is_no_key);
  g_test_add_func ("/staff-secret/new-keys-differ", test_new_keys_differ);
  g_test_add_func ("/staff-secret/uri", test_uri);
  g_test_add_func ("/staff-secret/wiped", test_wiped);

  return g_test_run ();
}
