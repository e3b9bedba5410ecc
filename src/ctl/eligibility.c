#include "command.h"
#include "eligibility-json.h"
#include "judgement.h"

#include "eligibility/file-name.h"
#include "eligibility/file-read.h"

/* What a file is, begun as an object. */
static void
begin (JsonBuilder *json, const char *path, UkeFileKind kind, const GError *error)
{
  g_autofree char *shown = g_filename_display_name (path);

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "file", shown);
  uke_ctl_add_text (json, "kind", uke_file_kind_get_nick (kind));
  json_builder_set_member_name (json, "readable");
  json_builder_add_boolean_value (json, error == NULL);
}

static void
finish (JsonBuilder *json)
{
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

static void
tell_error (JsonBuilder *json, const char *path, UkeFileKind kind, const GError *error)
{
  begin (json, path, kind, error);
  json_builder_set_member_name (json, "error");
  json_builder_begin_object (json);
  uke_ctl_add_text (json, "code",
                    error->domain == UKE_ELIGIBILITY_ERROR
                        ? uke_eligibility_error_get_nick (error->code)
                        : "unreadable");
  uke_ctl_add_text (json, "message", error->message);
  json_builder_end_object (json);
  finish (json);
}

static gboolean
tell_rejection (JsonBuilder *json, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *message = uke_encoding_decode_plain (bytes);

  if (message == NULL) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_ENCODING,
                         "the message is neither UTF-8 nor Shift_JIS");
    return FALSE;
  }
  begin (json, path, UKE_FILE_REJECTION, NULL);
  uke_ctl_add_text (json, "message", g_strstrip (message));
  finish (json);
  return TRUE;
}

static gboolean
tell_result (JsonBuilder *json, const char *path, UkeFileKind kind, GBytes *bytes, GError **error)
{
  g_autoptr (UkeEligibility) eligibility = uke_eligibility_new_from_data (bytes, error);

  if (eligibility == NULL)
    return FALSE;
  begin (json, path, kind, NULL);
  uke_ctl_add_eligibility (json, eligibility);
  finish (json);
  return TRUE;
}

static gboolean
tell (JsonBuilder *json, const char *path, UkeFileKind kind, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (kind == UKE_FILE_ARCHIVE) {
    g_set_error_literal (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_FOREIGN,
                         "it is an archive: of a bulk answer, or encrypted; have the encryption of "
                         "the terminal's files turned off");
    return FALSE;
  }

  bytes = uke_eligibility_read_file (path, error);
  if (bytes == NULL)
    return FALSE;
  return kind == UKE_FILE_REJECTION ? tell_rejection (json, path, bytes, error)
                                    : tell_result (json, path, kind, bytes, error);
}

int
uke_ctl_eligibility (int argc, char **argv)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_auto (GStrv) files = NULL;
  int status = UKE_EXIT_DONE;

  if (!uke_ctl_parse (argc, argv, options, "FILE…", &files))
    return UKE_EXIT_USAGE;
  if (files[0] == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: which FILE?", argv[0]);

  for (char **file = files; *file != NULL; file++) {
    g_autofree char *name = g_path_get_basename (*file);
    UkeFileKind kind = uke_file_name_get_kind (name);
    g_autoptr (GError) error = NULL;

    if (tell (json, *file, kind, &error))
      continue;
    tell_error (json, *file, kind, error);
    status = UKE_EXIT_REFUSED;
  }
  return status;
}
