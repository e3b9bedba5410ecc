#include "staff/staff-secret.h"

#include "staff/base32.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>

/* Clocks of phones and PCs, and people, are that many steps early or late (RFC 6238, 5.2). */
#define TOLERANCE 1

struct _UkeStaffSecret {
  guint8 bytes[UKE_STAFF_SECRET_SIZE];
};

static UkeStaffSecret *
new_empty (void)
{
  UkeStaffSecret *self = g_new0 (UkeStaffSecret, 1);

  mlock (self, sizeof *self); /* where it is allowed: not into swap */
  return self;
}

/**
 * uke_staff_secret_new:
 *
 * Draws a key.
 *
 * Errors: UKE_STAFF_ERROR_FAILED where there are no random bytes.
 *
 * Returns: (transfer full):
 */
UkeStaffSecret *
uke_staff_secret_new (GError **error)
{
  g_autoptr (UkeStaffSecret) self = new_empty ();

  if (getrandom (self->bytes, sizeof self->bytes, 0) == sizeof self->bytes)
    return g_steal_pointer (&self);
  g_set_error (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_FAILED, "No random bytes: %s",
               g_strerror (errno));
  return NULL;
}

/**
 * uke_staff_secret_new_from_base32:
 * @base32: as uke_staff_secret_to_base32() writes it; its owner wipes it
 *
 * Errors: UKE_STAFF_ERROR_MALFORMED, whose message quotes nothing.
 *
 * Returns: (transfer full):
 */
UkeStaffSecret *
uke_staff_secret_new_from_base32 (const char *base32, GError **error)
{
  g_autoptr (UkeStaffSecret) self = new_empty ();

  g_return_val_if_fail (base32 != NULL, NULL);

  if (uke_base32_decode (base32, self->bytes, sizeof self->bytes))
    return g_steal_pointer (&self);
  g_set_error_literal (error, UKE_STAFF_ERROR, UKE_STAFF_ERROR_MALFORMED,
                       "What was kept of the second factor is no key");
  return NULL;
}

void
uke_staff_secret_free (UkeStaffSecret *self)
{
  if (self == NULL)
    return;

  explicit_bzero (self->bytes, sizeof self->bytes);
  munlock (self, sizeof *self);
  g_free (self);
}

/**
 * uke_staff_secret_to_base32:
 *
 * Writes the key for whoever keeps it, or types it into an app.
 *
 * Returns: (transfer full): 32 characters
 */
UkeWipedText *
uke_staff_secret_to_base32 (const UkeStaffSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return uke_base32_encode (self->bytes, sizeof self->bytes);
}

/**
 * uke_staff_secret_to_uri:
 * @institution: whose account it is; shown in the app
 * @account: the name of its owner in that institution
 *
 * Writes what an app reads as a QR code (Google Authenticator's Key URI Format, which all follow).
 *
 * Returns: (transfer full): otpauth://totp/…, ASCII
 */
UkeWipedText *
uke_staff_secret_to_uri (const UkeStaffSecret *self, const char *institution, const char *account)
{
  g_autoptr (UkeWipedText) key = uke_staff_secret_to_base32 (self);
  g_autofree char *issuer = NULL;
  g_autofree char *owner = NULL;

  g_return_val_if_fail (institution != NULL, NULL);
  g_return_val_if_fail (account != NULL, NULL);

  /* A colon would end the institution's name, so it is escaped with the rest. */
  issuer = g_uri_escape_string (institution, NULL, FALSE);
  owner = g_uri_escape_string (account, NULL, FALSE);
  return g_strdup_printf ("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d"
                          "&period=%d",
                          issuer, owner, key, issuer, UKE_STAFF_SECRET_DIGITS,
                          UKE_STAFF_SECRET_STEP_SECONDS);
}

/* RFC 4226, section 5.3. */
static guint32
truncate_mac (const guint8 *mac, gsize size)
{
  const guint8 *at = mac + (mac[size - 1] & 0x0f);

  return (guint32) (at[0] & 0x7f) << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static void
write_code (const UkeStaffSecret *self, gint64 step, char *ret_code)
{
  guint64 counter = GUINT64_TO_BE ((guint64) step);
  guint8 mac[EVP_MAX_MD_SIZE];
  size_t size = 0;
  guint32 value;

  if (EVP_Q_mac (NULL, "HMAC", NULL, "SHA1", NULL, self->bytes, sizeof self->bytes,
                 (const unsigned char *) &counter, sizeof counter, mac, sizeof mac, &size)
      == NULL)
    g_error ("libcrypto has no HMAC-SHA-1"); /* then there is nobody who could sign in */

  value = truncate_mac (mac, size);
  for (int i = UKE_STAFF_SECRET_DIGITS - 1; i >= 0; i--, value /= 10)
    ret_code[i] = (char) ('0' + value % 10);
  ret_code[UKE_STAFF_SECRET_DIGITS] = '\0';
  explicit_bzero (mac, sizeof mac);
}

/**
 * uke_staff_secret_get_code:
 * @step: seconds since 1970 in UTC, by UKE_STAFF_SECRET_STEP_SECONDS
 *
 * Returns: (transfer full): the code of a step, as the app shows it
 */
UkeWipedText *
uke_staff_secret_get_code (const UkeStaffSecret *self, gint64 step)
{
  UkeWipedText *code = g_malloc (UKE_STAFF_SECRET_DIGITS + 1);

  g_return_val_if_fail (self != NULL, NULL);

  write_code (self, step, code);
  return code;
}

/**
 * uke_staff_secret_accept:
 * @code: what somebody typed; its owner wipes it
 * @now: the moment of the try
 * @last_step: the step that was accepted last for this account; -1 before the first one
 *
 * Judges a code: that of now, or of the step before or after. None is good twice, nor is one that
 * is older than another that was good (RFC 6238, section 5.2), so the caller keeps the step before
 * anybody is let in. All are compared, in the same time whichever is right.
 *
 * Returns: the step to keep, or -1 for a code that is wrong, of another time or used
 */
gint64
uke_staff_secret_accept (const UkeStaffSecret *self,
                         const char *code,
                         GDateTime *now,
                         gint64 last_step)
{
  char right[UKE_STAFF_SECRET_DIGITS + 1];
  gint64 accepted = -1;
  gint64 step;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (code != NULL, -1);
  g_return_val_if_fail (now != NULL, -1);

  if (strlen (code) != UKE_STAFF_SECRET_DIGITS)
    return -1;
  step = g_date_time_to_unix (now) / UKE_STAFF_SECRET_STEP_SECONDS;
  for (gint64 other = MAX (0, step - TOLERANCE); other <= step + TOLERANCE; other++) {
    write_code (self, other, right);
    if (CRYPTO_memcmp (code, right, UKE_STAFF_SECRET_DIGITS) == 0 && other > last_step)
      accepted = other;
  }
  explicit_bzero (right, sizeof right);
  return accepted;
}
