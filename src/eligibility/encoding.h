#pragma once

#include "eligibility/eligibility-error.h"

G_BEGIN_DECLS

/* What the terminal's files are written in. */
typedef enum {
  UKE_ENCODING_UTF_8,
  UKE_ENCODING_CP932, /* declared as Shift_JIS; never the narrower Shift_JIS of the standard */
} UkeEncoding;

const char *uke_encoding_get_name (UkeEncoding encoding);

/* The text behind the XML declaration, in UTF-8. (transfer full) */
char *uke_encoding_decode (GBytes *bytes, gsize *ret_length, UkeEncoding *ret_encoding, GError **error);
/* Text that declares nothing, as *.err is. (transfer full) (nullable) */
char *uke_encoding_decode_plain (GBytes *bytes);
/* (transfer full) */
GBytes *uke_encoding_encode (const char *text, UkeEncoding encoding, GError **error);

G_END_DECLS
