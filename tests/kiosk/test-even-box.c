#include "kiosk/even-box.h"

/* Cells of one size, whatever stands in them. */

static GtkWidget *
new_box (int n, int width, int height)
{
  GtkWidget *box = g_object_new (UKE_TYPE_EVEN_BOX, "spacing", 10, NULL);

  for (int i = 0; i < n; i++) {
    GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

    /* The last one asks for most. */
    gtk_widget_set_size_request (child, i == n - 1 ? width : 10, i == n - 1 ? height : 10);
    uke_even_box_append (UKE_EVEN_BOX (box), child);
  }
  return g_object_ref_sink (box);
}

static int
measure (GtkWidget *box, GtkOrientation orientation, int for_size)
{
  int minimum, natural;

  gtk_widget_measure (box, orientation, for_size, &minimum, &natural, NULL, NULL);
  return natural;
}

static void
assert_place (GtkWidget *box, GtkWidget *child, int x, int y, int width, int height)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (child, box, &place));
  g_assert_cmpfloat (place.origin.x, ==, x);
  g_assert_cmpfloat (place.origin.y, ==, y);
  g_assert_cmpfloat (place.size.width, ==, width);
  g_assert_cmpfloat (place.size.height, ==, height);
}

static void
test_all_in_a_row_when_they_fit (void)
{
  GtkWidget *box = new_box (3, 100, 20);
  GtkWidget *first = gtk_widget_get_first_child (box);

  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1), ==, 320);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, 320), ==, 20);
  gtk_widget_allocate (box, 320, 20, -1, NULL);
  assert_place (box, first, 0, 0, 100, 20);
  assert_place (box, gtk_widget_get_last_child (box), 220, 0, 100, 20);
  g_assert_finalize_object (box);
}

static void
test_never_a_row_that_is_not_full (void)
{
  GtkWidget *three = new_box (3, 100, 20);
  GtkWidget *four = new_box (4, 100, 20);

  /* There would be room for two of three, and for three of four. */
  g_assert_cmpint (measure (three, GTK_ORIENTATION_VERTICAL, 319), ==, 80);
  g_assert_cmpint (measure (four, GTK_ORIENTATION_VERTICAL, 320), ==, 50);
  gtk_widget_allocate (three, 319, 80, -1, NULL);
  assert_place (three, gtk_widget_get_last_child (three), 0, 60, 319, 20);
  g_assert_finalize_object (three);
  g_assert_finalize_object (four);
}

static void
test_rows_may_differ (void)
{
  GtkWidget *box = new_box (2, 100, 50);

  g_object_set (box, "rows-differ", TRUE, NULL);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, 120), ==, 70);
  gtk_widget_allocate (box, 120, 70, -1, NULL);
  assert_place (box, gtk_widget_get_last_child (box), 0, 20, 120, 50);
  g_assert_finalize_object (box);
}

static void
test_what_is_hidden_takes_no_room (void)
{
  GtkWidget *box = new_box (3, 100, 20);

  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1), ==, 210);
  gtk_widget_set_visible (gtk_widget_get_last_child (box), FALSE);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1), ==, 10);
  g_assert_finalize_object (box);
}

static void
test_empty (void)
{
  GtkWidget *box = new_box (0, 0, 0);

  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1), ==, 0);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, 100), ==, 0);
  gtk_widget_allocate (box, 100, 0, -1, NULL);
  g_assert_finalize_object (box);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/even-box/all-in-a-row-when-they-fit", test_all_in_a_row_when_they_fit);
  g_test_add_func ("/even-box/never-a-row-that-is-not-full", test_never_a_row_that_is_not_full);
  g_test_add_func ("/even-box/rows-may-differ", test_rows_may_differ);
  g_test_add_func ("/even-box/what-is-hidden-takes-no-room", test_what_is_hidden_takes_no_room);
  g_test_add_func ("/even-box/empty", test_empty);

  return g_test_run ();
}
