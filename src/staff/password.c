#include "staff/password.h"

#include <argon2.h>
#include <errno.h>
#include <string.h>
#include <sys/random.h>

/* What a hash may ask of this machine: the record may have been written by somebody else. */
#define MAX_MEMORY_KIB (1024 * 1024)
#define MAX_PASSES 16
#define MAX_LANES 16

typedef struct {
  guint memory_kib;
  guint passes;
  guint lanes;
  gsize salt_length; /* in characters of base64 */
  gsize tag_length;
} Parameters;

/**
 * uke_password_judge:
 *
 * Tells whether a new password may be one. Old ones are not judged again.
 */
UkePasswordVerdict
uke_password_judge (const char *password)
{
  gboolean has_letter = FALSE, has_digit = FALSE, has_symbol = FALSE;

  g_return_val_if_fail (password != NULL, UKE_PASSWORD_TOO_SHORT);

  if (strlen (password) > UKE_PASSWORD_MAX_SIZE)
    return UKE_PASSWORD_TOO_LONG;
  if (!g_utf8_validate (password, -1, NULL))
    return UKE_PASSWORD_NO_TEXT;
  if (g_utf8_strlen (password, -1) < UKE_PASSWORD_MIN_LENGTH)
    return UKE_PASSWORD_TOO_SHORT;

  for (const char *c = password; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    has_letter |= g_unichar_isalpha (character);
    has_digit |= g_unichar_isdigit (character);
    has_symbol |= !g_unichar_isalnum (character);
  }
  return has_letter && has_digit && has_symbol ? UKE_PASSWORD_GOOD : UKE_PASSWORD_TOO_SIMPLE;
}

/* PHC's string of Argon2id, version 1.3, within the bounds of this machine. Nothing is skipped, so
 * that what libargon2 reads is what was checked. */
static gboolean
read_parameters (const char *hash, Parameters *ret_parameters)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = g_regex_new (
      "^\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,7}),t=([1-9][0-9]{0,3}),p=([1-9][0-9]{0,3})"
      "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})\\z",
      G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  guint values[3];
  int start, end;

  if (!g_utf8_validate (hash, -1, NULL)
      || !g_regex_match (regex, hash, G_REGEX_MATCH_DEFAULT, &match))
    return FALSE;

  for (int i = 0; i < 3; i++) {
    g_autofree char *digits = g_match_info_fetch (match, i + 1);

    values[i] = (guint) g_ascii_strtoull (digits, NULL, 10);
  }
  *ret_parameters = (Parameters) {
    .memory_kib = values[0],
    .passes = values[1],
    .lanes = values[2],
  };
  g_match_info_fetch_pos (match, 4, &start, &end);
  ret_parameters->salt_length = (gsize) (end - start);
  g_match_info_fetch_pos (match, 5, &start, &end);
  ret_parameters->tag_length = (gsize) (end - start);
  return values[0] <= MAX_MEMORY_KIB && values[1] <= MAX_PASSES && values[2] <= MAX_LANES;
}

/* Of base64 without padding. */
static gsize
get_encoded_length (gsize size)
{
  return (size * 8 + 5) / 6;
}

/**
 * uke_password_hash:
 * @password: that uke_password_judge() finds good; its owner wipes it
 *
 * Makes of a password what may be kept: $argon2id$v=19$m=…,t=…,p=…$salt$tag.
 *
 * Errors: UKE_STAFF_ERROR_UNACCEPTABLE, UKE_STAFF_ERROR_FAILED.
 *
 * Returns: (transfer full): ASCII, some 100 characters
 */
char *
uke_password_hash (const char *password, GError **error)
{
  guint8 salt[UKE_PASSWORD_SALT_SIZE];
  char hash[256];
  int result;

  g_return_val_if_fail (password != NULL, NULL);

  if (uke_password_judge (password) != UKE_PASSWORD_GOOD) {
    g_set_error_literal (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_UNACCEPTABLE,
                         "The password is too short, too long or too simple");
    return NULL;
  }
  if (getrandom (salt, sizeof salt, 0) != sizeof salt) {
    g_set_error (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_FAILED, "No random bytes: %s",
                 g_strerror (errno));
    return NULL;
  }

  result = argon2id_hash_encoded (UKE_PASSWORD_PASSES, UKE_PASSWORD_MEMORY_KIB, UKE_PASSWORD_LANES,
                                  password, strlen (password), salt, sizeof salt,
                                  UKE_PASSWORD_TAG_SIZE, hash, sizeof hash);
  if (result == ARGON2_OK)
    return g_strdup (hash);
  g_set_error (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_FAILED, "The password cannot be hashed: %s",
               argon2_error_message (result));
  return NULL;
}

/**
 * uke_password_verify:
 * @hash: as it was kept
 * @password: what somebody typed; its owner wipes it
 * @ret_fits: (out): whether it is the password; FALSE on failure
 *
 * Compares a password with what was kept of it, in as much time whether it fits or not.
 *
 * Errors: UKE_STAFF_ERROR_MALFORMED for a hash that is not Argon2id's or that asks too much of this
 * machine, UKE_STAFF_ERROR_FAILED.
 *
 * Returns: whether it could be compared
 */
gboolean
uke_password_verify (const char *hash, const char *password, gboolean *ret_fits, GError **error)
{
  Parameters parameters;
  int result;

  g_return_val_if_fail (hash != NULL, FALSE);
  g_return_val_if_fail (password != NULL, FALSE);
  g_return_val_if_fail (ret_fits != NULL, FALSE);

  *ret_fits = FALSE;
  if (!read_parameters (hash, &parameters)) {
    g_set_error_literal (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_MALFORMED,
                         "What was kept of the password is no Argon2id hash that we would write");
    return FALSE;
  }
  if (strlen (password) > UKE_PASSWORD_MAX_SIZE)
    return TRUE; /* it cannot have become one */

  result = argon2id_verify (hash, password, strlen (password));
  *ret_fits = result == ARGON2_OK;
  if (result == ARGON2_OK || result == ARGON2_VERIFY_MISMATCH)
    return TRUE;
  g_set_error (error, UKE_STAFF_ERROR,
               result == ARGON2_MEMORY_ALLOCATION_ERROR ? UKE_STAFF_ERROR_FAILED
                                                        : UKE_STAFF_ERROR_MALFORMED,
               "The password cannot be compared: %s", argon2_error_message (result));
  return FALSE;
}

/**
 * uke_password_needs_rehash:
 * @hash: as it was kept
 *
 * Tells whether a password that was just typed rightly should be hashed anew: the hash was made
 * with other parameters than today's.
 */
gboolean
uke_password_needs_rehash (const char *hash)
{
  Parameters parameters;

  g_return_val_if_fail (hash != NULL, TRUE);

  return !read_parameters (hash, &parameters) || parameters.memory_kib != UKE_PASSWORD_MEMORY_KIB
         || parameters.passes != UKE_PASSWORD_PASSES || parameters.lanes != UKE_PASSWORD_LANES
         || parameters.salt_length != get_encoded_length (UKE_PASSWORD_SALT_SIZE)
         || parameters.tag_length != get_encoded_length (UKE_PASSWORD_TAG_SIZE);
}
