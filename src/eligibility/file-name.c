#include "eligibility/file-name.h"

#include <string.h>

#define FACE "oqssiquc01res_face_"
#define TIME_DIGITS 14

/**
 * uke_file_kind_get_nick:
 *
 * Returns: one word, static
 */
const char *
uke_file_kind_get_nick (UkeFileKind kind)
{
  switch (kind) {
  case UKE_FILE_OTHER:
    return "other";
  case UKE_FILE_FACE:
    return "face";
  case UKE_FILE_ANSWER:
    return "answer";
  case UKE_FILE_ARCHIVE:
    return "archive";
  case UKE_FILE_REQUEST:
    return "request";
  case UKE_FILE_REJECTION:
    return "rejection";
  }
  return NULL;
}

/**
 * uke_file_name_dup_key:
 * @name: without a folder
 *
 * Makes the key under which a file is one and the same: names on the terminal's shares differ in
 * case alone.
 *
 * Returns: (transfer full):
 */
char *
uke_file_name_dup_key (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_ascii_strdown (name, -1);
}

/* Does @key say OQS, two letters of how, three of what, a number, then @direction? */
static gboolean
is_exchange (const char *key, const char *direction)
{
  const char *end = strchr (key, '_');

  return g_str_has_prefix (key, "oqs") && end != NULL
         && (gsize) (end - key) >= strlen ("oqs") + strlen (direction)
         && strncmp (end - strlen (direction), direction, strlen (direction)) == 0;
}

/**
 * uke_file_name_get_kind:
 * @name: without a folder
 *
 * Tells what a file is. Drug histories, check-ups, prescriptions and whatever else the terminal
 * delivers beside eligibility are UKE_FILE_OTHER.
 */
UkeFileKind
uke_file_name_get_kind (const char *name)
{
  g_autofree char *key = uke_file_name_dup_key (name);
  gboolean is_xml = g_str_has_suffix (key, ".xml");

  if (is_xml && g_str_has_prefix (key, FACE))
    return UKE_FILE_FACE;
  if (is_xml && is_exchange (key, "res"))
    return UKE_FILE_ANSWER;
  if (is_xml && is_exchange (key, "req"))
    return UKE_FILE_REQUEST;
  if (g_str_has_suffix (key, ".zip") && is_exchange (key, "res"))
    return UKE_FILE_ARCHIVE;
  if (g_str_has_suffix (key, ".err") && is_exchange (key, "req"))
    return UKE_FILE_REJECTION;
  return UKE_FILE_OTHER;
}

/**
 * uke_file_name_dup_time:
 * @name: of a file from the card reader
 *
 * Reads when a file was made, from the last 14 digits before its extension. What stands before
 * them differs between readers.
 *
 * Returns: (transfer full) (nullable): yyyyMMddHHmmss; NULL where the name does not say
 */
char *
uke_file_name_dup_time (const char *name)
{
  const char *end = strrchr (name, '.');
  const char *start;

  if (end == NULL || end - name < TIME_DIGITS + 1)
    return NULL;
  start = end - TIME_DIGITS;
  for (const char *c = start; c < end; c++)
    if (!g_ascii_isdigit (*c))
      return NULL;
  return start[-1] == '_' ? g_strndup (start, TIME_DIGITS) : NULL;
}

static char *
dup_related (const char *request, const char *direction, const char *extension)
{
  const char *underscore = strchr (request, '_');
  const char *end = strrchr (request, '.');

  g_return_val_if_fail (uke_file_name_get_kind (request) == UKE_FILE_REQUEST, NULL);

  return g_strdup_printf ("%.*s%s%.*s%s", (int) (underscore - 3 - request), request, direction,
                          (int) (end - underscore), underscore, extension);
}

/**
 * uke_file_name_dup_answer:
 * @request: the name of a request, OQS…req_ID.xml
 *
 * Returns: (transfer full): the name of its answer, OQS…res_ID.xml
 */
char *
uke_file_name_dup_answer (const char *request)
{
  return dup_related (request, "res", ".xml");
}

/**
 * uke_file_name_dup_archive:
 * @request: the name of a request
 *
 * Returns: (transfer full): the name of its answer where that is an archive
 */
char *
uke_file_name_dup_archive (const char *request)
{
  return dup_related (request, "res", ".zip");
}

/**
 * uke_file_name_dup_rejection:
 * @request: the name of a request
 *
 * Returns: (transfer full): the name of what tells why it was not taken
 */
char *
uke_file_name_dup_rejection (const char *request)
{
  return dup_related (request, "req", ".err");
}
