#include "validity/name-private.h"

/**
 * uke_name_read:
 * @name: a subject or an issuer
 *
 * Writes a name as RFC 2253 does, last part first, in valid UTF-8. OpenSSL would write 公的 as
 * \E5\85\AC…; people read this, so the characters are kept. May leave errors in OpenSSL's queue.
 *
 * Returns: (transfer full) (nullable): NULL for a name that cannot be read
 */
char *
uke_name_read (const X509_NAME *name)
{
  g_autofree char *text = NULL;
  BIO *bio = BIO_new (BIO_s_mem ());

  if (X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0) {
    char *bytes;
    long length = BIO_get_mem_data (bio, &bytes);

    text = length > 0 ? g_utf8_make_valid (bytes, length) : g_strdup ("");
  }

  BIO_free (bio);
  return g_steal_pointer (&text);
}
