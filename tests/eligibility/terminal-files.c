#include "terminal-files.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>

static int
remove_one (const char *path, const struct stat *facts, int type, struct FTW *where)
{
  return g_remove (path);
}

char *
files_make_folder (void)
{
  char *folder = g_dir_make_tmp ("uketsuke-terminal-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

void
files_remove_folder (char *folder)
{
  nftw (folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
  g_free (folder);
}

GBytes *
files_make_result (const char *name, gboolean cp932)
{
  g_autofree char *text = g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"%s\" standalone=\"no\"?>\r\n"
      "<XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult>"
      "<MedicalInstitutionCode>9910000001</MedicalInstitutionCode></MessageHeader>"
      "<MessageBody><ProcessingResultStatus>1</ProcessingResultStatus>"
      "<QualificationValidity>1</QualificationValidity><ResultList>"
      "<ResultOfQualificationConfirmation><Name>%s</Name></ResultOfQualificationConfirmation>"
      "</ResultList></MessageBody></XmlMsg>\r\n",
      cp932 ? "Shift_JIS" : "UTF-8", name);
  char *encoded;
  gsize size;

  if (!cp932)
    return g_bytes_new (text, strlen (text));
  encoded = g_convert (text, -1, "CP932", "UTF-8", NULL, &size, NULL);
  g_assert_nonnull (encoded);
  return g_bytes_new_take (encoded, size);
}

char *
files_make_name (guint number)
{
  return g_strdup_printf ("OQSsiquc01res_face_9910000001a%019u_20251104%02u%02u%02u.xml", number,
                          9 + number / 3600 % 9, number / 60 % 60, number % 60);
}

void
files_write_part (const char *folder, const char *name, GBytes *bytes, gsize size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = g_fopen (path, "wb"); /* in place, as the terminal writes */

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (g_bytes_get_data (bytes, NULL), 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
files_write (const char *folder, const char *name, GBytes *bytes)
{
  files_write_part (folder, name, bytes, g_bytes_get_size (bytes));
}

void
files_write_text (const char *folder, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  files_write (folder, name, bytes);
}

void
files_remove (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

void
files_move (const char *folder, const char *name, const char *other_folder)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *target = g_build_filename (other_folder, name, NULL);

  g_assert_cmpint (g_rename (path, target), ==, 0);
}
