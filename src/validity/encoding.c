#include "validity/encoding-private.h"

#include "validity/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>

/* A SEQUENCE whose length takes more than one byte. Every certificate starts so, no PEM does. */
static gboolean
looks_like_der (GBytes *data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  return size >= 2 && bytes[0] == 0x30 && (bytes[1] & 0x80) != 0;
}

/* The next block of any label; FALSE where there is none, with the reason in OpenSSL's queue. */
static gboolean
read_block (BIO *bio, char **ret_label, GBytes **ret_content)
{
  char *label = NULL;
  char *header = NULL;
  unsigned char *content = NULL;
  long size = 0;

  if (!PEM_read_bio (bio, &label, &header, &content, &size))
    return FALSE;

  *ret_label = g_strdup (label);
  *ret_content = g_bytes_new (content, size);

  OPENSSL_free (label);
  OPENSSL_free (header);
  OPENSSL_clear_free (content, size); /* someone may hand us a private key */
  return TRUE;
}

static gboolean
read_blocks (BIO *bio, GPtrArray *certificates, GError **error)
{
  for (;;) {
    g_autofree char *label = NULL;
    g_autoptr (GBytes) content = NULL;

    if (!read_block (bio, &label, &content))
      break;

    if (strcmp (label, PEM_STRING_X509) != 0) {
      g_autofree char *quoted = g_utf8_make_valid (label, strnlen (label, 40));

      g_set_error (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                   "A PEM block holds “%s”, not a certificate", quoted);
      return FALSE;
    }
    g_ptr_array_add (certificates, g_steal_pointer (&content));
  }

  /* The only honest end is that no further block begins. */
  if (ERR_GET_REASON (ERR_peek_last_error ()) != PEM_R_NO_START_LINE) {
    g_set_error_literal (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                         "A PEM block is broken or cut short");
    return FALSE;
  }
  return TRUE;
}

/**
 * uke_encoding_split:
 * @data: one certificate in DER, or text with one or more certificates in PEM (RFC 7468)
 *
 * Takes the wrapping off certificates, without looking into them. May leave errors in OpenSSL's
 * queue.
 *
 * Errors: UKE_CERTIFICATE_ERROR_MALFORMED.
 *
 * Returns: (transfer full) (element-type GBytes): at least one
 */
GPtrArray *
uke_encoding_split (GBytes *data, GError **error)
{
  g_autoptr (GPtrArray) certificates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize size;
  const void *bytes = g_bytes_get_data (data, &size);

  if (looks_like_der (data)) {
    g_ptr_array_add (certificates, g_bytes_ref (data));
    return g_steal_pointer (&certificates);
  }

  if (size > 0 && size <= G_MAXINT) {
    BIO *bio = BIO_new_mem_buf (bytes, size);
    gboolean whole = read_blocks (bio, certificates, error);

    BIO_free (bio);
    if (!whole)
      return NULL;
  }

  if (certificates->len == 0) {
    g_set_error_literal (error, UKE_CERTIFICATE_ERROR, UKE_CERTIFICATE_ERROR_MALFORMED,
                         "Neither DER nor PEM: no certificate found");
    return NULL;
  }
  return g_steal_pointer (&certificates);
}
