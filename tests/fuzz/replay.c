#include "target.h"

/* Gives a target every input of its corpus once: replay FOLDER. */

static void
test_input (gconstpointer path)
{
  g_autofree char *data = NULL;
  g_autofree guint8 *exact = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  /* Without the NUL that g_file_get_contents() appends, so that reading beyond the end is seen. */
  exact = g_memdup2 (data, size); /* NULL of nothing */
  fuzz_try (exact != NULL ? exact : (const guint8 *) data, size);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_inputs (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  if (names->len == 0) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: there is nothing in it", folder);
    return NULL;
  }
  g_ptr_array_sort (names, compare);
  return g_steal_pointer (&names);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;

  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("Usage: replay FOLDER");

  names = list_inputs (argv[1], &error);
  if (names == NULL) {
    g_printerr ("%s\n", error->message);
    return 1;
  }

  fuzz_set_up ();
  target = g_path_get_basename (argv[1]);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *test = g_strdup_printf ("/%s/%s", target, (char *) names->pdata[i]);

    g_test_add_data_func_full (test, g_build_filename (argv[1], names->pdata[i], NULL), test_input,
                               g_free);
  }
  return g_test_run ();
}
