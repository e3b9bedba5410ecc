#include "store/holder.h"

#include <string.h>

static gboolean
make_secret (UkeDatabase *database, GError **error)
{
  GString *value = g_string_new (NULL);
  gboolean made;

  /* A random UUID has 122 random bits, from the kernel. */
  for (guint i = 0; i < 3; i++) {
    g_autofree char *uuid = g_uuid_string_random ();

    g_string_append (value, uuid);
  }
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
