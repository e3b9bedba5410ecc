#include "kiosk/kiosk-window.h"
#include "reception/training-slot.h"

/* The window of the patient's screen: nobody leaves it, and nothing can be typed into it. */

typedef struct {
  UkeTrainingSlot *slot;
  UkeReception *reception;
  GtkWidget *window;
  guint asked;
} Fixture;

static GDateTime *
get_now (gpointer data)
{
  return g_date_time_new_from_iso8601 ("2026-11-22T10:42:00+09:00", NULL);
}

static void
count (guint *calls)
{
  ++*calls;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();

  f->slot = uke_training_slot_new ();
  f->reception = uke_reception_new (&(UkeReceptionSetup) {
      .slot = UKE_SLOT (f->slot),
      .anchors = anchors,
      .training = TRUE,
      .now = get_now,
      .card_left_behind_seconds = 20,
  });
  f->window = uke_kiosk_window_new (NULL, f->reception, "en");
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  g_signal_connect_swapped (f->window, "leave-asked", G_CALLBACK (count), &f->asked);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_null (f->window);
  g_assert_finalize_object (f->reception);
  g_assert_finalize_object (f->slot);
}

static void
test_a_locked_one_is_not_closed (Fixture *f, gconstpointer data)
{
  g_object_set (f->window, "locked", TRUE, NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  while (f->asked == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (f->window);
  g_assert_true (gtk_widget_get_visible (f->window));
}

static void
test_in_a_rehearsal_it_closes (Fixture *f, gconstpointer data)
{
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  while (f->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->asked, ==, 0);
}

static void
assert_nothing_to_type_into (GtkWidget *widget)
{
  g_assert_false (GTK_IS_EDITABLE (widget));
  g_assert_false (GTK_IS_TEXT (widget));
  g_assert_false (GTK_IS_TEXT_VIEW (widget));
  g_assert_false (GTK_IS_POPOVER (widget));
  /* A label that can be selected has a menu. */
  g_assert_false (GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_nothing_to_type_into (child);
}

static void
test_nothing_can_be_typed_into (Fixture *f, gconstpointer data)
{
  assert_nothing_to_type_into (f->window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/kiosk-window/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-locked-one-is-not-closed", test_a_locked_one_is_not_closed);
  ADD ("in-a-rehearsal-it-closes", test_in_a_rehearsal_it_closes);
  ADD ("nothing-can-be-typed-into", test_nothing_can_be_typed_into);
#undef ADD

  return g_test_run ();
}
