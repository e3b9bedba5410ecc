#include "validity/certificate-warm-up.h"

#include <openssl/err.h>
#include <openssl/x509.h>

/* The smallest RSA key that parses: n is 15, e is 3. Nothing is ever verified with it. */
static const guint8 toy_key[] = {
  0x30, 0x1a, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01,
  0x01, 0x05, 0x00, 0x03, 0x09, 0x00, 0x30, 0x06, 0x02, 0x01, 0x0f, 0x02, 0x01, 0x03,
};

/**
 * uke_certificate_warm_up:
 *
 * Has libcrypto set itself up for RSA keys, which its first certificate would have to wait for: 5
 * ms, some hundred times what reading one takes. May be called from any thread, and to no effect
 * again.
 *
 * Returns: whether that was done; without it, everything works as well, and later
 */
gboolean
uke_certificate_warm_up (void)
{
  const unsigned char *bytes = toy_key;
  EVP_PKEY *key = d2i_PUBKEY (NULL, &bytes, sizeof toy_key);
  gboolean done = key != NULL;

  if (!done)
    ERR_clear_error ();
  EVP_PKEY_free (key);
  return done;
}
