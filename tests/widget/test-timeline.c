#include "widget/timeline.h"
#include "widget/timeline-scale.h"

/* Where the days lie on the line, and the one sentence that ears get for it. */

static GDate
day (GDateDay d, GDateMonth m, GDateYear y)
{
  GDate date;

  g_date_set_dmy (&date, d, m, y);
  return date;
}

static UkeStanding
stand (GDate issued, UkeCredential credential, GDate on)
{
  GDate expires = day (30, G_DATE_NOVEMBER, 2026);
  UkeStanding standing;

  uke_standing_init (&standing, &issued, &expires, credential, UKE_TERMINAL_SILENT, &on);
  return standing;
}

static void
check_scale (GDate issued, UkeCredential credential)
{
  UkeStanding standing = stand (issued, credential, day (1, G_DATE_MAY, 2026));
  UkeTimelineScale scale;
  double last = 0;
  GDate on = issued;

  uke_timeline_scale_init (&scale, &standing);
  for (g_date_subtract_days (&on, 40); g_date_get_year (&on) < 2029; g_date_add_days (&on, 1)) {
    double place = uke_timeline_scale_place (&scale, &on);
    UkeStage stage = uke_calendar_judge (&standing.calendar, &on);

    /* A phone's grace has no room: it is past the end already. */
    if (stage == UKE_STAGE_GRACE && credential == UKE_CREDENTIAL_PHONE)
      stage = UKE_STAGE_LAPSED;
    g_assert_cmpfloat (place, >=, last);
    g_assert_cmpfloat (place, >=, scale.start[stage]);
    g_assert_cmpfloat (place, <=, scale.start[stage + 1]);
    last = place;
  }
  g_assert_cmpfloat (last, ==, 1);
}

static void
test_each_day_lies_in_its_stage (void)
{
  check_scale (day (1, G_DATE_DECEMBER, 2021), UKE_CREDENTIAL_CARD);
  check_scale (day (1, G_DATE_DECEMBER, 2021), UKE_CREDENTIAL_PHONE);
  /* Issued a week before it ends, to somebody whose birthday is near and card is old. */
  check_scale (day (23, G_DATE_NOVEMBER, 2026), UKE_CREDENTIAL_CARD);
}

static GtkWidget *
show (UkeTimeline *timeline)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (timeline));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (GTK_WIDGET (timeline)) == 0)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static void
test_ears_get_one_sentence (void)
{
  UkeStanding standing =
      stand (day (1, G_DATE_DECEMBER, 2021), UKE_CREDENTIAL_CARD, day (22, G_DATE_NOVEMBER, 2026));
  GtkWidget *timeline = uke_timeline_new (TRUE);
  GtkWidget *window;

  uke_timeline_set_standing (UKE_TIMELINE (timeline), &standing);
  window = show (UKE_TIMELINE (timeline));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (timeline)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (
      timeline, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Issued on 1 December 2021, valid until 30 November 2026 (8 days left), accepted as "
      "insurance card until 28 February 2027; today is 22 November 2026.");
  for (GtkWidget *child = gtk_widget_get_first_child (timeline); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)), ==,
                     GTK_ACCESSIBLE_ROLE_NONE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* In no stage and on no day does it draw outside of itself or warn; without a certificate, nothing.
 */
static void
test_draws_on_any_day (void)
{
  GtkWidget *timeline = uke_timeline_new (TRUE);
  GtkWidget *window = show (UKE_TIMELINE (timeline));

  for (int month = -70; month < 24; month++) {
    UkeStanding standing = stand (day (1, G_DATE_DECEMBER, 2021),
                                  month % 2 == 0 ? UKE_CREDENTIAL_CARD : UKE_CREDENTIAL_PHONE,
                                  day (30, G_DATE_NOVEMBER, 2026));
    g_autoptr (GdkPaintable) picture = NULL;
    GtkSnapshot *snapshot = gtk_snapshot_new ();
    GskRenderNode *node;
    graphene_rect_t bounds;
    GDate on = standing.on;

    if (month < 0)
      g_date_subtract_months (&on, (guint) -month);
    else
      g_date_add_months (&on, (guint) month);
    uke_standing_move (&standing, &on);
    uke_timeline_set_standing (UKE_TIMELINE (timeline), &standing);
    gtk_test_widget_wait_for_draw (timeline);
    picture = gtk_widget_paintable_new (timeline);
    gdk_paintable_snapshot (picture, snapshot, gtk_widget_get_width (timeline),
                            gtk_widget_get_height (timeline));
    node = gtk_snapshot_free_to_node (snapshot);
    g_assert_nonnull (node);
    gsk_render_node_get_bounds (node, &bounds);
    g_assert_cmpfloat (bounds.origin.x, >=, -0.5);
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                       gtk_widget_get_width (timeline) + 0.5);
    gsk_render_node_unref (node);
  }
  uke_timeline_set_standing (UKE_TIMELINE (timeline), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_is_finalized (void)
{
  GtkWidget *timeline = g_object_ref_sink (uke_timeline_new (FALSE));

  g_assert_finalize_object (timeline);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/timeline/each-day-lies-in-its-stage", test_each_day_lies_in_its_stage);
  g_test_add_func ("/timeline/ears-get-one-sentence", test_ears_get_one_sentence);
  g_test_add_func ("/timeline/draws-on-any-day", test_draws_on_any_day);
  g_test_add_func ("/timeline/is-finalized", test_is_finalized);

  return g_test_run ();
}
