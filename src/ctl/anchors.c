#include "command.h"
#include "judgement.h"

#include "reception/anchor-folder.h"
#include "reception/anchor-import.h"
#include "validity/certificate-identity.h"
#include "validity/date.h"
#include "validity/published-authority.h"

#include <stdio.h>

/* One run of the command. */
typedef struct {
  const char *command;
  const char *folder;
  gboolean chosen; /* the folder, with --anchors */
  GDate on;
} Run;

static void
print_authority (const Run *run, UkeCertificate *authority)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
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
  json_builder_end_object (json);
  uke_ctl_print_json (json);
}

/* NULL, or why an institution must not believe it. */
static const char *
find_objection (UkeCertificate *authority)
{
  g_autoptr (UkeAnchors) nobody = uke_anchors_new ();

  if (uke_anchors_judge (nobody, authority) == UKE_TRUST_TRAINING)
    return "is a CA for training or tests, whose cards never count in a real reception";

  switch (uke_published_judge (authority)) {
  case UKE_PUBLISHED_SIGNATURE:
    return "issues signature certificates; reception needs the CA for user authentication";
  case UKE_PUBLISHED_DIFFERS:
    return "has name and serial of a published CA, but not its fingerprint: it is not what it "
           "says; get it anew from www.jpki.go.jp/ca";
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
      *ret_status = uke_ctl_fail_to_read (run->command, error);
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

static int
add (const Run *run, char **files)
{
  g_autoptr (UkeAnchors) anchors = NULL;
  gboolean compare = FALSE;
  int status;

  if (files[0] == NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: add: give one file or more", run->command);
  anchors = read_files (run, files, &status);
  if (anchors == NULL)
    return status;

  for (guint i = 0; i < uke_anchors_get_size (anchors); i++) {
    UkeCertificate *authority = uke_anchors_get_nth (anchors, i);
    g_autoptr (GError) error = NULL;

    if (!uke_anchor_import (run->folder, authority, &error))
      return uke_ctl_fail_to_load (run->command, error);
    print_authority (run, authority);
    compare |= uke_published_judge (authority) != UKE_PUBLISHED_MATCHES;
  }
  if (compare)
    fprintf (stderr, "uketsukectl: compare each fingerprint that does not say “matches” with the "
                     "one published at www.jpki.go.jp/ca before the first reception\n");
  return UKE_EXIT_DONE;
}

static int
list (const Run *run, char **rest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeAnchors) anchors = NULL;

  if (rest[0] != NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: list takes no files", run->command);
  /* An institution that has added none yet has no folder, and that is no fault. */
  anchors = run->chosen ? uke_anchors_load_folder (run->folder, &error)
                        : uke_anchors_load_default (&error);
  if (anchors == NULL)
    return uke_ctl_fail_to_load (run->command, error);

  for (guint i = 0; i < uke_anchors_get_size (anchors); i++)
    print_authority (run, uke_anchors_get_nth (anchors, i));
  return UKE_EXIT_DONE;
}

static int
remove_one (const Run *run, char **rest)
{
  g_autoptr (GError) error = NULL;
  guint n_removed = 0;

  if (rest[0] == NULL || rest[1] != NULL)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: remove: give one fingerprint, as list prints it",
                         run->command);
  if (!uke_anchor_remove (run->folder, rest[0], &n_removed, &error))
    return uke_ctl_fail_to_load (run->command, error);
  if (n_removed > 0)
    return UKE_EXIT_DONE;
  return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: no CA certificate has this fingerprint",
                       run->command);
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
    folder = uke_anchor_folder_dup_default (NULL);
  run.folder = folder;

  if (g_strcmp0 (words[0], "add") == 0)
    return add (&run, words + 1);
  if (g_strcmp0 (words[0], "list") == 0)
    return list (&run, words + 1);
  if (g_strcmp0 (words[0], "remove") == 0)
    return remove_one (&run, words + 1);
  return uke_ctl_fail (UKE_EXIT_USAGE, "%s: say add, list or remove", argv[0]);
}
