#include "reader/usb-devices.h"

#include <glib/gstdio.h>

/* A folder as the kernel keeps it: interfaces have a class, devices and hubs have none there. */
static char *
plug_in (const char *const *interfaces)
{
  char *folder = g_dir_make_tmp ("uke-usb-XXXXXX", NULL);

  g_assert_nonnull (folder);
  for (guint i = 0; interfaces[i] != NULL; i++) {
    g_autofree char *name = g_strdup_printf ("1-%u:1.0", i);
    g_autofree char *device = g_build_filename (folder, name, NULL);
    g_autofree char *path = g_build_filename (device, "bInterfaceClass", NULL);

    g_assert_cmpint (g_mkdir (device, 0700), ==, 0);
    if (*interfaces[i] != '\0')
      g_assert_true (g_file_set_contents (path, interfaces[i], -1, NULL));
  }
  return folder;
}

static void
pull_out (const char *folder)
{
  const char *argv[] = { "rm", "-r", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

typedef struct {
  const char *name;
  const char *interfaces[4];
  gboolean has_reader;
} BusCase;

static const BusCase buses[] = {
  { "nothing", { NULL }, FALSE },
  { "keyboard-and-hub", { "03\n", "", "09\n" }, FALSE },
  { "reader", { "0b\n" }, TRUE },
  { "reader-among-others", { "03\n", "", "0b\n" }, TRUE },
  { "another-class-that-ends-so", { "e0b\n", "b\n", "0b0\n" }, FALSE },
};

static void
test_bus (gconstpointer data)
{
  const BusCase *row = data;
  g_autofree char *folder = plug_in (row->interfaces);

  g_assert_cmpint (uke_usb_devices_have_reader (folder), ==, row->has_reader);
  pull_out (folder);
}

static void
test_no_such_folder (void)
{
  g_assert_false (uke_usb_devices_have_reader ("/nowhere/at/all"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (buses); i++) {
    g_autofree char *path = g_strconcat ("/usb-devices/", buses[i].name, NULL);

    g_test_add_data_func (path, &buses[i], test_bus);
  }
  g_test_add_func ("/usb-devices/no-such-folder", test_no_such_folder);

  return g_test_run ();
}
