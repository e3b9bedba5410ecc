#include "staff/password.h"

#include <argon2.h>
#include <gio/gio.h>
#include <string.h>

#define GOOD "Kaede-7 mori"

/* RFC 9106, section 5.3: is the library that we are linked to Argon2id, version 1.3? */
static void
test_rfc_9106 (void)
{
  static const guint8 expected[32] = {
    0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9,
    0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59,
  };
  guint8 tag[32], password[32], salt[16], secret[8], data[12];
  argon2_context context = {
    .out = tag,
    .outlen = sizeof tag,
    .pwd = password,
    .pwdlen = sizeof password,
    .salt = salt,
    .saltlen = sizeof salt,
    .secret = secret,
    .secretlen = sizeof secret,
    .ad = data,
    .adlen = sizeof data,
    .t_cost = 3,
    .m_cost = 32,
    .lanes = 4,
    .threads = 4,
    .version = ARGON2_VERSION_13,
  };

  memset (password, 0x01, sizeof password);
  memset (salt, 0x02, sizeof salt);
  memset (secret, 0x03, sizeof secret);
  memset (data, 0x04, sizeof data);
  g_assert_cmpint (argon2id_ctx (&context), ==, ARGON2_OK);
  g_assert_cmpmem (tag, sizeof tag, expected, sizeof expected);
}

static gboolean
fits (const char *hash, const char *password)
{
  g_autoptr (GError) error = NULL;
  gboolean does_fit = FALSE;
  gboolean compared = uke_password_verify (hash, password, &does_fit, &error);

  g_assert_no_error (error);
  g_assert_true (compared);
  return does_fit;
}

static void
test_hash_and_verify (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = uke_password_hash (GOOD, &error);
  g_autofree char *again = uke_password_hash (GOOD, NULL);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=65536,t=3,p=4$"));
  g_assert_cmpstr (hash, !=, again); /* each has a salt of its own */
  g_assert_true (fits (hash, GOOD));
  g_assert_true (fits (again, GOOD));
  g_assert_false (fits (hash, "Kaede-7 mor"));
  g_assert_false (fits (hash, "Kaede-7 mori "));
  g_assert_false (fits (hash, "kaede-7 mori"));
  g_assert_false (fits (hash, ""));
  g_assert_false (uke_password_needs_rehash (hash));
}

/* Known answers of the reference implementation's own tests, of other parameters than ours. */
static void
test_known_hashes (void)
{
  static const char *const hashes[] = {
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++) {
    g_assert_true (fits (hashes[i], "password"));
    g_assert_false (fits (hashes[i], "Password"));
    g_assert_true (uke_password_needs_rehash (hashes[i]));
  }
}

/* The command of the reference implementation, with the parameters that it was given by hand. */
static void
test_witness (void)
{
  g_autofree char *command = g_find_program_in_path ("argon2");
  const char *arguments[] = {
    command, "a salt of ours", "-id", "-t", "3", "-k", "65536", "-p", "4", "-l", "32", "-e", NULL
  };
  g_autoptr (GSubprocess) argon2 = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (command);
  argon2 =
      g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                         &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (argon2, GOOD, NULL, &hash, NULL, &error);
  g_assert_no_error (error);
  g_strchomp (hash);
  g_assert_true (fits (hash, GOOD));
  g_assert_false (fits (hash, "Kaede-7 mora"));
}

/* Made with less, or with another salt or tag: hashed anew at the next sign-in. */
static void
test_needs_rehash (void)
{
  static const struct {
    const char *hash;
    gboolean needs;
  } rows[] = {
    { "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      FALSE },
    { "$argon2id$v=19$m=65535,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      TRUE },
    { "$argon2id$v=19$m=65536,t=2,p=4$AAAAAAAAAAAAAAAAAAAAAA$"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      TRUE },
    { "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      TRUE },
    { "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      TRUE },
    { "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA", TRUE },
    { "nothing", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (uke_password_needs_rehash (rows[i].hash), ==, rows[i].needs);
}

static void
test_refuses_hostile_hashes (void)
{
  static const char tail[] = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  static const char *const heads[] = {
    "",
    "$argon2i$v=19$m=256,t=2,p=1",
    "$argon2d$v=19$m=256,t=2,p=1",
    "$argon2id$v=16$m=256,t=2,p=1",
    "$argon2id$m=256,t=2,p=1",
    "$argon2id$v=19$m=1048577,t=2,p=1", /* more than a gibibyte */
    "$argon2id$v=19$m=99999999,t=2,p=1",
    "$argon2id$v=19$m=4294967296,t=2,p=1",
    "$argon2id$v=19$m=256,t=17,p=1",
    "$argon2id$v=19$m=256,t=0,p=1",
    "$argon2id$v=19$m=256,t=2,p=17",
    "$argon2id$v=19$m=8,t=2,p=16", /* too little for so many lanes */
    "$argon2id$v=19$m=-1,t=2,p=1",
    "$argon2id$v=19$m=0256,t=2,p=1",
    "$argon2id$v=19$m=256,t=2",
    "$argon2id$v=19$m=256,t=2,p=1,data=AA",
    "\xff\xfe",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++) {
    g_autofree char *hash = g_strconcat (heads[i], tail, NULL);
    g_autoptr (GError) error = NULL;
    gboolean does_fit = TRUE;

    g_assert_false (uke_password_verify (hash, "password", &does_fit, &error));
    g_assert_error (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_MALFORMED);
    g_assert_false (does_fit);
  }
}

static void
test_refuses_what_follows_the_hash (void)
{
  static const char *const ends[] = { "\n", "=", "$", " ",
                                      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *hash = g_strconcat (
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        ends[i], NULL);
    gboolean does_fit = TRUE;

    g_assert_false (uke_password_verify (hash, "password", &does_fit, NULL));
    g_assert_false (does_fit);
  }
}

static void
test_judges_new_passwords (void)
{
  g_autofree char *longest = g_strnfill (UKE_PASSWORD_MAX_SIZE - 3, 'a');
  g_autofree char *fitting = g_strconcat (longest, "1-b", NULL);
  g_autofree char *too_long = g_strconcat (longest, "1-bc", NULL);
  const struct {
    const char *password;
    UkePasswordVerdict verdict;
  } rows[] = {
    { "abcde-1", UKE_PASSWORD_TOO_SHORT },
    { "abcdef-1", UKE_PASSWORD_GOOD },
    { "abcdefg1", UKE_PASSWORD_TOO_SIMPLE },
    { "abcdefg-", UKE_PASSWORD_TOO_SIMPLE },
    { "1234567-", UKE_PASSWORD_TOO_SIMPLE },
    { "", UKE_PASSWORD_TOO_SHORT },
    { "かえで-7の森", UKE_PASSWORD_TOO_SHORT }, /* seven characters in 19 bytes */
    { "かえで-7の森へ", UKE_PASSWORD_GOOD },
    { "abcdef-1\xff", UKE_PASSWORD_NO_TEXT },
    { fitting, UKE_PASSWORD_GOOD },
    { too_long, UKE_PASSWORD_TOO_LONG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (uke_password_judge (rows[i].password), ==, rows[i].verdict);
}

static void
test_hashes_none_that_is_no_good (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (uke_password_hash ("password", &error));
  g_assert_error (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_UNACCEPTABLE);
  g_assert_null (strstr (error->message, "password1"));
}

/* Nobody keeps us busy with a book. */
static void
test_too_long_to_be_tried (void)
{
  g_autofree char *book = g_strnfill (UKE_PASSWORD_MAX_SIZE + 1, 'a');

  g_assert_false (
      fits ("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            book));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/password/rfc-9106", test_rfc_9106);
  g_test_add_func ("/password/hash-and-verify", test_hash_and_verify);
  g_test_add_func ("/password/known-hashes", test_known_hashes);
  g_test_add_func ("/password/witness", test_witness);
  g_test_add_func ("/password/needs-rehash", test_needs_rehash);
  g_test_add_func ("/password/refuses-hostile-hashes", test_refuses_hostile_hashes);
  g_test_add_func ("/password/refuses-what-follows-the-hash", test_refuses_what_follows_the_hash);
  g_test_add_func ("/password/judges-new-passwords", test_judges_new_passwords);
  g_test_add_func ("/password/hashes-none-that-is-no-good", test_hashes_none_that_is_no_good);
  g_test_add_func ("/password/too-long-to-be-tried", test_too_long_to_be_tried);

  return g_test_run ();
}
