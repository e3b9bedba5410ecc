#include "command.h"
#include "judgement.h"

#include "reception/anchor-folder.h"
#include "reception/anchor-import.h"
#include "validity/certificate-identity.h"
#include "validity/date.h"
#include "validity/published-authority.h"

#include <stdio.h>
#include <string.h>

/* One run of the command. */
typedef struct {
  const char *command;
  const char *folder;
  gboolean chosen; /* the folder, so that it has to be there */
  GDate on;
} Run;

#define SOURCE "www.jpki.go.jp/ca"

/* What to do about a folder that cannot be used. */
static const char *
get_remedy (const GError *error)
{
  if (error->domain != G_FILE_ERROR)
    return "take that file out of the folder, or put it right";
  switch (error->code) {
  case G_FILE_ERROR_NOSPC:
    return "free some space on the disk";
  case G_FILE_ERROR_ROFS:
  case G_FILE_ERROR_ACCES:
  case G_FILE_ERROR_PERM:
    return "let this user read and write there";
  case G_FILE_ERROR_NOENT:
    return "make the folder, or name another with --anchors DIR";
  default:
    return "check the folder and its permissions";
  }
}

static int
fail (const Run *run, const GError *error)
{
  return uke_ctl_fail (error->domain == G_FILE_ERROR ? UKE_EXIT_UNREACHABLE : UKE_EXIT_REFUSED,
                       "%s: %s; %s", run->command, error->message, get_remedy (error));
}

static void
begin_authority (JsonBuilder *json, const Run *run, UkeCertificate *authority)
{
  g_autofree char *fingerprint = uke_certificate_dup_fingerprint (authority);
  g_autofree char *subject = uke_certificate_dup_subject (authority);
  g_autofree char *key = uke_certificate_dup_key_identifier (authority);

  json_builder_begin_object (json);
  uke_ctl_add_text (json, "fingerprint", fingerprint);
  uke_ctl_add_text (json, "published", uke_published_get_nick (uke_published_judge (authority)));
  uke_ctl_add_text (json, "subject", subject);
  uke_ctl_add_text (json, "serial", uke_certificate_get_serial (authority));
  uke_ctl_add_text (json, "key_identifier", key);
  uke_ctl_add_moment (json, "not_before", uke_certificate_get_not_before (authority));
  uke_ctl_add_moment (json, "not_after", uke_certificate_get_not_after (authority));
  uke_ctl_add_boolean (json, "expired",
                       g_date_compare (&run->on, uke_certificate_get_expires (authority)) > 0);
}

/* NULL, or why an institution must not believe it and what to do instead. */
static const char *
find_objection (UkeCertificate *authority)
{
  if (uke_certificate_is_for_practice (authority))
    return "is a CA for training or tests, whose cards never count in a real reception; leave it "
           "out, training mode believes its own";

  switch (uke_published_judge (authority)) {
  case UKE_PUBLISHED_SIGNATURE:
    return "issues signature certificates; get the CA for user authentication from " SOURCE;
  case UKE_PUBLISHED_DIFFERS:
    return "has name and serial of a published CA, but not its fingerprint: it is not what it "
           "says; get it anew from " SOURCE;
  case UKE_PUBLISHED_MATCHES:
  case UKE_PUBLISHED_NO_VALUE:
  case UKE_PUBLISHED_UNKNOWN:
    break;
  }
  return NULL;
}

/* All CAs of all files, none of which is objected to; NULL with a status otherwise. */
static UkeAnchors *
read_files (const Run *run, char **files, int *ret_status)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();

  for (guint i = 0; files[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;

    if (!uke_anchors_load_file (anchors, files[i], &error)) {
      *ret_status =
          uke_ctl_fail (UKE_EXIT_REFUSED,
                        "%s: %s; give CA certificates in DER or PEM, as " SOURCE " has them",
                        run->command, error->message);
      return NULL;
    }
  }
  for (guint i = 0; i < uke_anchors_get_size (anchors); i++) {
    UkeCertificate *authority = uke_anchors_get_nth (anchors, i);
    const char *objection = find_objection (authority);

    if (objection != NULL) {
      g_autofree char *subject = uke_certificate_dup_subject (authority);

      *ret_status =
          uke_ctl_fail (UKE_EXIT_REFUSED, "%s: “%s” %s", run->command, subject, objection);
      return NULL;
    }
  }
  return g_steal_pointer (&anchors);
}

/* What is believed already; NULL with a status where that cannot be told. An institution that has
 * added none yet has no folder, and that is no fault. */
static UkeAnchors *
read_folder (const Run *run, gboolean may_be_absent, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  UkeAnchors *anchors;

  if (may_be_absent && !g_file_test (run->folder, G_FILE_TEST_EXISTS))
    return uke_anchors_new ();

  anchors = uke_anchors_load_folder (run->folder, &error);
  if (anchors == NULL)
    *ret_status = fail (run, error);
  return anchors;
}

/* (transfer none) (nullable) */
static UkeCertificate *
find_authority (UkeAnchors *anchors, const char *fingerprint)
{
  for (guint i = 0; i < uke_anchors_get_size (anchors); i++) {
    UkeCertificate *authority = uke_anchors_get_nth (anchors, i);
    g_autofree char *own = uke_certificate_dup_fingerprint (authority);

    if (strcmp (own, fingerprint) == 0)
      return authority;
  }
  return NULL;
}

static gboolean
add_one (const Run *run, UkeAnchors *held, UkeCertificate *authority, GError **error)
{
  g_autofree char *fingerprint = uke_certificate_dup_fingerprint (authority);
  gboolean is_new = find_authority (held, fingerprint) == NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (is_new && !uke_anchor_import (run->folder, authority, error))
    return FALSE;

  begin_authority (json, run, authority);
  uke_ctl_add_boolean (json, "added", is_new);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
  if (!is_new)
    fprintf (stderr, "uketsukectl: %s: %s is already there\n", run->command, fingerprint);
  return TRUE;
}

static int
add (const Run *run, char **files)
{
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autoptr (UkeAnchors) held = NULL;
  gboolean compare = FALSE;
  int status = UKE_EXIT_DONE;

  if (files[0] == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: add: give one file or more", run->command);
  anchors = read_files (run, files, &status);
  held = anchors != NULL ? read_folder (run, TRUE, &status) : NULL;
  if (held == NULL)
    return status;

  for (guint i = 0; i < uke_anchors_get_size (anchors); i++) {
    UkeCertificate *authority = uke_anchors_get_nth (anchors, i);
    g_autoptr (GError) error = NULL;

    if (!add_one (run, held, authority, &error))
      return fail (run, error);
    compare |= uke_published_judge (authority) != UKE_PUBLISHED_MATCHES;
  }
  if (compare)
    fprintf (stderr, "uketsukectl: compare each fingerprint that does not say “matches” with the "
                     "one published at " SOURCE " before the first reception\n");
  return UKE_EXIT_DONE;
}

static int
list (const Run *run, char **rest)
{
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  int status = UKE_EXIT_DONE;

  if (rest[0] != NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: list takes no files", run->command);
  anchors = read_folder (run, !run->chosen, &status);
  if (anchors == NULL)
    return status;

  for (guint i = 0; i < uke_anchors_get_size (anchors); i++) {
    begin_authority (json, run, uke_anchors_get_nth (anchors, i));
    json_builder_end_object (json);
    uke_ctl_print_json (json);
  }
  return UKE_EXIT_DONE;
}

/* As people copy them: in any case, with colons or spaces between. NULL where it is none. */
static char *
normalize_fingerprint (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++) {
    if (*c == ':' || *c == ' ')
      continue;
    if (!g_ascii_isxdigit (*c))
      return NULL;
    g_string_append_c (digits, g_ascii_toupper (*c));
  }
  return digits->len == 64 ? g_string_free_and_steal (g_steal_pointer (&digits)) : NULL;
}

static int
remove_found (const Run *run, UkeCertificate *authority, const char *fingerprint)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  guint n_removed = 0;

  if (!uke_anchor_remove (run->folder, fingerprint, &n_removed, &error))
    return fail (run, error);

  begin_authority (json, run, authority);
  uke_ctl_add_number (json, "files_removed", n_removed);
  json_builder_end_object (json);
  uke_ctl_print_json (json);
  return UKE_EXIT_DONE;
}

static int
remove_one (const Run *run, char **rest)
{
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autofree char *fingerprint = NULL;
  UkeCertificate *authority;
  int status = UKE_EXIT_DONE;

  if (rest[0] == NULL || rest[1] != NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: remove: give one fingerprint, as list prints it",
                         run->command);
  fingerprint = normalize_fingerprint (rest[0]);
  if (fingerprint == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE,
                         "%s: remove: “%s” is no fingerprint of 64 hexadecimal digits, as list "
                         "prints it",
                         run->command, rest[0]);

  anchors = read_folder (run, !run->chosen, &status);
  if (anchors == NULL)
    return status;
  authority = find_authority (anchors, fingerprint);
  if (authority == NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED,
                         "%s: no CA certificate has this fingerprint; “uketsukectl anchors list” "
                         "prints those that are believed",
                         run->command);
  return remove_found (run, authority, fingerprint);
}

int
uke_ctl_anchors (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *on = NULL;
  const GOptionEntry options[] = {
    { "anchors", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      "Use this folder instead of the institution's", "DIR" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, "Tell which are expired on this day instead of today",
      "YYYY-MM-DD" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  Run run = { .command = argv[0] };
  int status;

  if (!uke_ctl_parse (argc, argv, options, "add FILE…|list|remove FINGERPRINT", &words))
    return UKE_EXIT_USAGE;
  if (!uke_ctl_choose_day (argv[0], "--on", on, &run.on, &status))
    return status;
  run.chosen = folder != NULL;
  if (folder == NULL)
    folder = uke_anchor_folder_dup_default (&run.chosen);
  run.folder = folder;

  if (g_strcmp0 (words[0], "add") == 0)
    return add (&run, words + 1);
  if (g_strcmp0 (words[0], "list") == 0)
    return list (&run, words + 1);
  if (g_strcmp0 (words[0], "remove") == 0)
    return remove_one (&run, words + 1);
  return uke_ctl_fail (UKE_EXIT_USAGE, "%s: say add, list or remove", argv[0]);
}
