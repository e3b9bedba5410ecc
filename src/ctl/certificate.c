#include "command.h"
#include "judgement.h"

#include "validity/date.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* One byte more than a certificate may take, so that too large is seen; never a whole disk. */
static GBytes *
read_stream (FILE *stream)
{
  g_autofree char *buffer = g_malloc (UKE_CERTIFICATE_MAX_SIZE + 1);
  gsize size = fread (buffer, 1, UKE_CERTIFICATE_MAX_SIZE + 1, stream);

  return ferror (stream) ? NULL : g_bytes_new (buffer, size);
}

/* "-" is standard input. NULL with errno set. */
static GBytes *
read_file (const char *path)
{
  GBytes *data;
  FILE *stream;
  int saved_errno;

  if (strcmp (path, "-") == 0)
    return read_stream (stdin);

  stream = fopen (path, "rbe");
  if (stream == NULL)
    return NULL;

  data = read_stream (stream);
  saved_errno = errno;
  fclose (stream);
  errno = saved_errno;
  return data;
}

static int
print_certificate (UkeCertificate *certificate, UkeTrust trust, const GDate *on)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  uke_ctl_add_certificate (json, certificate, trust, UKE_CREDENTIAL_CARD, on);
  json_builder_end_object (json);
  uke_ctl_print_json (json);

  return uke_ctl_get_certificate_status (certificate, trust, UKE_CREDENTIAL_CARD, on);
}

int
uke_ctl_certificate (int argc, char **argv)
{
  g_autofree char *on = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, "Judge on this day instead of today", "YYYY-MM-DD" },
    { "anchors", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      "Believe the CA certificates in this folder, not the institution's", "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (UkeAnchors) anchors = NULL;
  g_autoptr (UkeCertificate) certificate = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) error = NULL;
  GDate day;
  int status;

  if (!uke_ctl_parse (argc, argv, options, "FILE", &files))
    return UKE_EXIT_USAGE;
  if (g_strv_length (files) != 1)
    return uke_ctl_fail (UKE_EXIT_USAGE, "%s: give one file, or “-” for standard input", argv[0]);

  if (!uke_ctl_choose_day (argv[0], "--on", on, &day, &status))
    return status;
  anchors = uke_ctl_load_anchors (argv[0], folder, &status);
  if (anchors == NULL)
    return status;

  data = read_file (files[0]);
  if (data == NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s: %s", argv[0], files[0], g_strerror (errno));
  certificate = uke_certificate_new_from_data (data, &error);
  if (certificate == NULL)
    return uke_ctl_fail (UKE_EXIT_REFUSED, "%s: %s: %s", argv[0], files[0], error->message);

  return print_certificate (certificate, uke_anchors_judge (anchors, certificate), &day);
}
