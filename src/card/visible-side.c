#include "card/visible-side.h"

#include "card/card-access.h"
#include "card/card-error.h"

#include <openssl/evp.h>
#include <string.h>

#define SFI_CV_CERTIFICATE 0x04
#define TAG_CV_CERTIFICATE 0x7f21
#define CV_CERTIFICATE_MAX 1024

/* Numbers of real issuers begin with 5, those of the ministry's own test cards with 6. */
#define TRAINING_ISSUER "9999"

static gboolean
fail (GError **error, UkeCardError code, int tries_left, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, tries_left, message));
  return FALSE;
}

static gsize
measure_certificate (const guint8 *data, gsize length)
{
  return uke_tlv_measure (data, length, TAG_CV_CERTIFICATE);
}

static gboolean
open_application (UkeMynumberCard *card,
                  const UkeVisiblePlan *plan,
                  UkeSecret *secret,
                  GError **error)
{
  int tries_left;

  if (!uke_card_access_select (card, plan->application, error)
      || !uke_card_access_query_tries (card, plan->sfi_secret, &tries_left, error))
    return FALSE;
  if (tries_left == 0)
    return fail (error, UKE_CARD_ERROR_PIN_BLOCKED, 0, "It is blocked, and was not sent");

  return uke_card_access_verify (card, plan->sfi_secret, secret, error);
}

static gboolean
read_files (UkeVisibleSide *self, UkeMynumberCard *card, const UkeVisiblePlan *plan, GError **error)
{
  static const UkeReadPlan certificate_plan = { SFI_CV_CERTIFICATE, measure_certificate,
                                                CV_CERTIFICATE_MAX };
  g_autoptr (GBytes) certificate = NULL;
  guint16 sw;

  for (gsize i = 0; i < plan->n_files; i++) {
    self->files[i] = uke_read_plan_carry_out (card, &plan->files[i], &sw, error);
    if (self->files[i] == NULL)
      return FALSE;
  }

  certificate = uke_read_plan_carry_out (card, &certificate_plan, &sw, error);
  if (certificate == NULL)
    return FALSE;
  if (!uke_cv_certificate_init (&self->certificate, certificate))
    return fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "The card's own certificate is none");
  return TRUE;
}

/**
 * uke_visible_side_read:
 * @self: (out caller-allocates): cleared by the caller, also after an error
 * @secret: complete; wiped as soon as it has been sent, on every path
 *
 * Opens an application once, reads its files, and logs out, whatever comes of it.
 *
 * Nothing is believed yet: whoever asked checks the signatures. Errors: as
 * uke_card_access_verify(); WRONG_CARD where there is no such application, as on
 * phones; UNREADABLE.
 *
 * Returns: TRUE when everything is there
 */
gboolean
uke_visible_side_read (UkeVisibleSide *self,
                       UkeMynumberCard *card,
                       const UkeVisiblePlan *plan,
                       UkeSecret *secret,
                       GError **error)
{
  gboolean done;

  *self = (UkeVisibleSide) { 0 };
  done = open_application (card, plan, secret, error);
  uke_secret_clear (secret);
  if (!done)
    return FALSE;

  done = read_files (self, card, plan, error);
  uke_card_access_log_out (card);
  return done;
}

void
uke_visible_side_clear (UkeVisibleSide *self)
{
  for (gsize i = 0; i < UKE_VISIBLE_FILES_MAX; i++)
    g_clear_pointer (&self->files[i], g_bytes_unref);
  uke_cv_certificate_clear (&self->certificate);
}

/* Whether the certificate says that it was issued in training. */
gboolean
uke_visible_side_is_training (const UkeVisibleSide *self)
{
  return memcmp (self->certificate.issuer, TRAINING_ISSUER, strlen (TRAINING_ISSUER)) == 0;
}

/**
 * uke_visible_open:
 * @file: exactly one object, with at most two stray bytes before it
 * @ret_data: (out): the objects inside
 *
 * Opens a file's outer object. Some cards were seen to put two bytes before it.
 *
 * Returns: FALSE when there is no such object
 */
gboolean
uke_visible_open (GBytes *file, guint32 tag, const guint8 **ret_data, gsize *ret_length)
{
  gsize left;
  const guint8 *at = g_bytes_get_data (file, &left);
  UkeTlv outer;

  if (uke_tlv_measure (at, left, tag) == 0 && left > 2) {
    at += 2;
    left -= 2;
  }
  if (!uke_tlv_next (&at, &left, &outer) || outer.tag != tag)
    return FALSE;

  *ret_data = outer.value;
  *ret_length = outer.length;
  return TRUE;
}

/* Eight ASCII digits, YYYYMMDD, of a day that there is. */
gboolean
uke_visible_find_date (const guint8 *data, gsize length, guint32 tag, GDate *ret_date)
{
  guint numbers[8];
  UkeTlv tlv;
  guint year, month, day;

  if (!uke_tlv_find (data, length, tag, &tlv) || tlv.length != G_N_ELEMENTS (numbers))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (!g_ascii_isdigit (tlv.value[i]))
      return FALSE;
    numbers[i] = tlv.value[i] - '0';
  }

  year = numbers[0] * 1000 + numbers[1] * 100 + numbers[2] * 10 + numbers[3];
  month = numbers[4] * 10 + numbers[5];
  day = numbers[6] * 10 + numbers[7];
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (ret_date, 1);
  g_date_set_dmy (ret_date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * uke_visible_hash:
 * @tags: (array zero-terminated=1): which objects, in this order
 *
 * Hashes objects as they are written, with tag and length: what signatures cover.
 *
 * Returns: FALSE when one of them is missing
 */
gboolean
uke_visible_hash (const guint8 *data,
                  gsize length,
                  const guint32 *tags,
                  guint8 digest[static UKE_DIGEST_LENGTH])
{
  g_autoptr (GChecksum) sha256 = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n_digest = UKE_DIGEST_LENGTH;
  UkeTlv tlv;

  for (; *tags != 0; tags++) {
    if (!uke_tlv_find (data, length, *tags, &tlv))
      return FALSE;
    g_checksum_update (sha256, tlv.object, (gssize) tlv.object_length);
  }
  g_checksum_get_digest (sha256, digest, &n_digest);
  return TRUE;
}
