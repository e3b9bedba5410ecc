#include "kiosk/target-size.h"

/* Millimetres on real displays, and on those that tell nonsense. */

static const struct {
  const char *name;
  int pixels;
  int millimetres;
  int target;
} cases[] = {
  { "10-inch-1280x800", 1280, 217, 89 },  { "15-inch-1920x1080", 1920, 344, 84 },
  { "24-inch-1920x1080", 1920, 531, 55 }, { "fine-in-application-pixels", 1280, 147, 131 },
  { "tells-nothing", 1280, 0, 57 },       { "tells-an-aspect-ratio", 1280, 16, 57 },
  { "a-projector", 1920, 3000, 57 },      { "less-than-nothing", 1280, -1, 57 },
};

static void
test_case (gconstpointer data)
{
  int i = GPOINTER_TO_INT (data);

  g_assert_cmpint (uke_target_size (cases[i].pixels, cases[i].millimetres, UKE_TARGET_MM), ==,
                   cases[i].target);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (int i = 0; i < (int) G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/target-size/%s", cases[i].name);

    g_test_add_data_func (path, GINT_TO_POINTER (i), test_case);
  }
  return g_test_run ();
}
