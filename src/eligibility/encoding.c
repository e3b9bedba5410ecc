#include "eligibility/encoding.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"
/* Longer than any declaration that is meant seriously. */
#define LONGEST_DECLARATION 200

/* What the bytes are said to be, and where the document begins behind what says so. */
typedef struct {
  UkeEncoding encoding;
  gsize offset;
} Declaration;

/**
 * uke_encoding_get_name:
 *
 * Returns: the name for an XML declaration, static
 */
const char *
uke_encoding_get_name (UkeEncoding encoding)
{
  switch (encoding) {
  case UKE_ENCODING_UTF_8:
    return "UTF-8";
  case UKE_ENCODING_CP932:
    return "Shift_JIS";
  }
  return NULL;
}

static gboolean
find_encoding (const char *name, UkeEncoding *ret_encoding)
{
  static const char *const names[] = { "Shift_JIS", "Windows-31J", "CP932",
                                       "MS932",     "SJIS",        "x-sjis" };

  *ret_encoding = UKE_ENCODING_UTF_8;
  if (g_ascii_strcasecmp (name, "UTF-8") == 0 || g_ascii_strcasecmp (name, "UTF8") == 0)
    return TRUE;

  *ret_encoding = UKE_ENCODING_CP932;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The value of encoding="…" or encoding='…'; NULL where there is none. */
static char *
dup_declared_name (const char *declaration)
{
  const char *word = strstr (declaration, "encoding");
  const char *end;

  if (word == NULL)
    return NULL;
  word += strlen ("encoding");
  word += strspn (word, " \t\r\n");
  if (*word++ != '=')
    return NULL;
  word += strspn (word, " \t\r\n");
  if (*word != '"' && *word != '\'')
    return NULL;
  end = strchr (word + 1, *word);
  return end != NULL ? g_strndup (word + 1, end - word - 1) : NULL;
}

/* Errors: INCOMPLETE while the declaration has no end, ENCODING where it declares another one. */
static gboolean
read_declaration (const char *data, gsize size, Declaration *self, GError **error)
{
  gboolean has_bom = size >= 3 && memcmp (data, BOM, 3) == 0;
  g_autofree char *head = NULL;
  g_autofree char *name = NULL;
  const char *end;

  self->encoding = UKE_ENCODING_UTF_8;
  self->offset = has_bom ? 3 : 0;
  head = g_strndup (data + self->offset, MIN (size - self->offset, LONGEST_DECLARATION));
  if (!g_str_has_prefix (head, "<?xml") || strchr (" \t\r\n", head[5]) == NULL)
    return TRUE; /* it declares nothing, and is UTF-8 */

  end = strstr (head, "?>");
  if (end == NULL) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR,
                         size < LONGEST_DECLARATION ? UKE_ELIGIBILITY_ERROR_INCOMPLETE
                                                    : UKE_ELIGIBILITY_ERROR_MALFORMED,
                         "the XML declaration has no end");
    return FALSE;
  }

  self->offset += end + 2 - head;
  head[end - head] = '\0';
  name = dup_declared_name (head);
  if (name != NULL && !find_encoding (name, &self->encoding)) {
    g_autofree char *shown = g_utf8_make_valid (name, -1);

    g_set_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_ENCODING,
                 "the file declares the encoding “%s”; UTF-8 and Shift_JIS are known", shown);
    return FALSE;
  }
  if (has_bom && self->encoding != UKE_ENCODING_UTF_8) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_ENCODING,
                         "the file begins as UTF-8 and declares Shift_JIS");
    return FALSE;
  }
  return TRUE;
}

/* Is it valid UTF-8 with a character of three bytes or more in it? Japanese text in CP932 is not:
 * most of its kanji begin with a byte that begins nothing in UTF-8. Half-width kana alone may be.
 */
static gboolean
looks_like_utf8 (const char *text, gsize size)
{
  if (!g_utf8_validate_len (text, size, NULL))
    return FALSE;
  for (gsize i = 0; i < size; i++)
    if ((guchar) text[i] >= 0xe0)
      return TRUE;
  return FALSE;
}

static char *
decode_utf8 (const char *text, gsize size, gsize *ret_length, GError **error)
{
  const char *end;

  if (!g_utf8_validate_len (text, size, &end)) {
    gsize left = text + size - end;
    /* -2: a character whose first bytes are there, and nothing else. */
    gboolean cut = left < 4 && g_utf8_get_char_validated (end, left) == (gunichar) -2;

    g_set_error (error, UKE_ELIGIBILITY_ERROR,
                 cut ? UKE_ELIGIBILITY_ERROR_INCOMPLETE : UKE_ELIGIBILITY_ERROR_ENCODING,
                 cut ? "the file ends within a character"
                     : "the file is declared as UTF-8, and has bytes that are none");
    return NULL;
  }
  *ret_length = size;
  return g_strndup (text, size);
}

static char *
decode_cp932 (const char *text, gsize size, gsize *ret_length, GError **error)
{
  g_autoptr (GError) convert_error = NULL;
  gsize read;
  char *decoded;

  if (looks_like_utf8 (text, size)) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_ENCODING,
                         "the file is declared as Shift_JIS, and is written in UTF-8");
    return NULL;
  }

  decoded = g_convert (text, size, "UTF-8", "CP932", &read, ret_length, &convert_error);
  if (decoded != NULL && read == size)
    return decoded;

  g_free (decoded);
  if (convert_error == NULL
      || g_error_matches (convert_error, G_CONVERT_ERROR, G_CONVERT_ERROR_PARTIAL_INPUT))
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_INCOMPLETE,
                         "the file ends within a character");
  else if (g_error_matches (convert_error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_ENCODING,
                         "this machine cannot read Shift_JIS; install the C library's converters");
  else
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_ENCODING,
                         "the file is declared as Shift_JIS, and has bytes that are none");
  return NULL;
}

/**
 * uke_encoding_decode:
 * @bytes: an XML file
 * @ret_length: (out): of what is returned, in bytes, without the NUL behind it
 * @ret_encoding: (out): what it was written in
 *
 * Decodes a file into UTF-8 and drops its byte order mark and its XML declaration, which no longer
 * says the truth. A byte order mark is believed first, then the declaration, then UTF-8 is meant;
 * nothing is guessed from the bytes.
 *
 * Errors: UKE_ELIGIBILITY_ERROR_INCOMPLETE where it ends within a character or is empty, ENCODING
 * where the bytes are not what they are declared to be, MALFORMED with a NUL.
 *
 * Returns: (transfer full): valid UTF-8 without NUL
 */
char *
uke_encoding_decode (GBytes *bytes, gsize *ret_length, UkeEncoding *ret_encoding, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  Declaration declaration;

  g_return_val_if_fail (ret_length != NULL, NULL);
  g_return_val_if_fail (ret_encoding != NULL, NULL);

  if (size == 0) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_INCOMPLETE,
                         "the file is empty");
    return NULL;
  }
  if (memchr (data, '\0', size) != NULL) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_MALFORMED,
                         "the file has a NUL byte, so it is no text in UTF-8 or Shift_JIS");
    return NULL;
  }
  if (!read_declaration (data, size, &declaration, error))
    return NULL;

  *ret_encoding = declaration.encoding;
  data += declaration.offset;
  size -= declaration.offset;
  return declaration.encoding == UKE_ENCODING_UTF_8 ? decode_utf8 (data, size, ret_length, error)
                                                    : decode_cp932 (data, size, ret_length, error);
}

/**
 * uke_encoding_decode_plain:
 * @bytes: a text that says nothing of its encoding
 *
 * Decodes a text for people, such as the terminal's *.err, whose encoding is not published: strict
 * UTF-8, else CP932.
 *
 * Returns: (transfer full) (nullable): valid UTF-8; NULL where it is neither
 */
char *
uke_encoding_decode_plain (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= 3 && memcmp (data, BOM, 3) == 0) {
    data += 3;
    size -= 3;
  }
  if (size == 0)
    return g_strdup ("");
  if (memchr (data, '\0', size) != NULL)
    return NULL;
  if (g_utf8_validate_len (data, size, NULL))
    return g_strndup (data, size);
  return g_convert (data, size, "UTF-8", "CP932", NULL, NULL, NULL);
}

/**
 * uke_encoding_encode:
 * @text: valid UTF-8
 *
 * Encodes a whole text. Nothing is replaced by something similar.
 *
 * Errors: UKE_ELIGIBILITY_ERROR_UNSENDABLE where CP932 lacks a character.
 *
 * Returns: (transfer full): bytes without a mark
 */
GBytes *
uke_encoding_encode (const char *text, UkeEncoding encoding, GError **error)
{
  gsize size;
  char *encoded;

  if (encoding == UKE_ENCODING_UTF_8)
    return g_bytes_new (text, strlen (text));

  encoded = g_convert (text, -1, "CP932", "UTF-8", NULL, &size, NULL);
  if (encoded == NULL) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_UNSENDABLE,
                         "there is a character that Shift_JIS cannot write");
    return NULL;
  }
  return g_bytes_new_take (encoded, size);
}
