#include "store/holder.h"

#include "store/store-error.h"

#include <string.h>
#include <sys/random.h>

#define SECRET_SIZE 32

static gboolean
make_secret (UkeDatabase *database, GError **error)
{
  guint8 bytes[SECRET_SIZE];
  GString *value = g_string_new (NULL);
  gboolean made;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes) { /* never, for so few */
    g_string_free (value, TRUE);
    g_set_error_literal (error, UKE_STORE_ERROR, UKE_STORE_ERROR_FAILED, "No random bytes");
    return FALSE;
  }
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (value, "%02x", bytes[i]);
  explicit_bzero (bytes, sizeof bytes);
  made = uke_database_exclude (database, error)
         && UKE_DATABASE_RUN (database, error,
                              "INSERT INTO secret (purpose, value) VALUES ('holder', $1)"
                              " ON CONFLICT (purpose) DO NOTHING",
                              value->str);
  explicit_bzero (value->str, value->len);
  g_string_free (value, TRUE);
  return made;
}

/**
 * uke_holder_find:
 * @certificate: (nullable): the fingerprint of a card's certificate
 * @ret_holder: (out): what stands for it here; NULL where there is none
 *
 * Inside of a change: finds what ties the visits of one card together. Another institution's store,
 * or anybody who has the certificate but not the store, has another word for it.
 */
gboolean
uke_holder_find (UkeDatabase *database, const char *certificate, char **ret_holder, GError **error)
{
  static const char *const question = "SELECT value FROM secret WHERE purpose = 'holder'";
  g_autoptr (UkeRows) rows = NULL;
  const char *secret;

  *ret_holder = NULL;
  if (certificate == NULL)
    return TRUE;

  rows = uke_database_ask (database, question, NULL, 0, error);
  if (rows != NULL && uke_rows_get_n_rows (rows) == 0) {
    g_clear_pointer (&rows, uke_rows_free);
    if (make_secret (database, error))
      rows = uke_database_ask (database, question, NULL, 0, error);
  }
  if (rows == NULL)
    return FALSE;

  secret = uke_rows_get_text (rows, 0, 0);
  *ret_holder = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guint8 *) secret,
                                           strlen (secret), certificate, -1);
  return TRUE;
}
