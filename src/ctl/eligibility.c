#include "command.h"
#include "eligibility-json.h"
#include "judgement.h"

#include "eligibility/file-name.h"
#include "eligibility/file-read.h"
#include "eligibility/result-folder.h"

#include <glib-unix.h>
#include <stdio.h>

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

static int
tell_files (char **files)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  int status = UKE_EXIT_DONE;

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

/* --- Watching ------------------------------------------------------------------------------ */

static void
tell_taken (UkeResultFile *file, gboolean is_conflict)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  begin (json, file->name, file->kind, NULL);
  json_builder_set_member_name (json, "conflict");
  json_builder_add_boolean_value (json, is_conflict);
  uke_ctl_add_text (json, "fingerprint", file->fingerprint);
  uke_ctl_add_eligibility (json, file->eligibility);
  finish (json);
  fflush (stdout);
}

static void
on_result (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  tell_taken (file, FALSE);
}

static void
on_conflict (UkeResultFolder *folder, UkeResultFile *file, gpointer user_data)
{
  tell_taken (file, TRUE);
}

static void
on_trouble (UkeResultFolder *folder, const char *name, const GError *error, gpointer user_data)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  tell_error (json, name, uke_file_name_get_kind (name), error);
  fflush (stdout);
}

static void
on_reachable (UkeResultFolder *folder, GParamSpec *pspec, gpointer user_data)
{
  const GError *error = uke_result_folder_get_error (folder);
  g_autofree char *path = g_filename_display_name (uke_result_folder_get_path (folder));

  if (error != NULL)
    uke_ctl_fail (UKE_EXIT_UNREACHABLE, "eligibility: %s: %s; waiting for it", path,
                  error->message);
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
watch (const char *path, const char *trash)
{
  g_autoptr (UkeResultFolder) folder = uke_result_folder_new (path, trash);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, loop);
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, loop);

  g_signal_connect (folder, "result", G_CALLBACK (on_result), NULL);
  g_signal_connect (folder, "conflict", G_CALLBACK (on_conflict), NULL);
  g_signal_connect (folder, "trouble", G_CALLBACK (on_trouble), NULL);
  g_signal_connect (folder, "notify::reachable", G_CALLBACK (on_reachable), NULL);
  uke_result_folder_start (folder);
  g_main_loop_run (loop);

  uke_result_folder_stop (folder);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  return UKE_EXIT_DONE;
}

int
uke_ctl_eligibility (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *trash = NULL;
  const GOptionEntry options[] = {
    { "watch", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      "Tell the results of the card reader in this folder, and those that come, until interrupted",
      "DIR" },
    { "trash", 0, 0, G_OPTION_ARG_FILENAME, &trash,
      "With --watch: where another program moves those that it has read", "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) files = NULL;

  if (!uke_ctl_parse (argc, argv, options, "FILE…", &files))
    return UKE_EXIT_USAGE;
  if (folder != NULL && files[0] != NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: either --watch DIR or FILE…", argv[0]);
  if (folder == NULL && trash != NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: --trash goes with --watch", argv[0]);
  if (folder == NULL && files[0] == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: which FILE?", argv[0]);

  return folder != NULL ? watch (folder, trash) : tell_files (files);
}
