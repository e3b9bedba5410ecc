#include "widget/timeline.h"

#include "reception/certificate-words.h"
#include "reception/date-words.h"
#include "widget/timeline-scale.h"

#include <glib/gi18n-lib.h>

/* px */
#define BAR_HEIGHT 12
#define GAP 2  /* between two stages */
#define MARK 9 /* today's triangle, and the air around it */
#define LABEL_SPACE 9
#define NATURAL_WIDTH 480

typedef enum {
  MARK_ISSUED,
  MARK_NOTICE,
  MARK_EXPIRES,
  MARK_UNTIL,
  MARK_TODAY,
  N_MARKS,
} Mark;

struct _UkeTimeline {
  GtkWidget parent_instance;

  gboolean detailed;
  gboolean has_standing;
  UkeStanding standing;
  UkeTimelineScale scale;

  GtkWidget *labels[N_MARKS];
  GtkWidget
      *inks[UKE_TIMELINE_N_STAGES]; /* never drawn: the style sheet gives them their colours */
};

G_DEFINE_FINAL_TYPE (UkeTimeline, uke_timeline, GTK_TYPE_WIDGET)

typedef enum {
  PROP_DETAILED = 1,
} Property;

static double
place_mark (UkeTimeline *self, Mark mark)
{
  switch (mark) {
  case MARK_ISSUED:
    return 0;
  case MARK_NOTICE:
    return self->scale.start[UKE_STAGE_NOTICE];
  case MARK_EXPIRES:
    return self->scale.start[UKE_STAGE_GRACE];
  case MARK_UNTIL:
    return self->scale.start[UKE_STAGE_LAPSED];
  case MARK_TODAY:
    return uke_timeline_scale_place (&self->scale, &self->standing.on);
  case N_MARKS:
    break;
  }
  g_assert_not_reached ();
}

static gboolean
shows_mark (UkeTimeline *self, Mark mark)
{
  if (!self->has_standing)
    return FALSE;
  if (mark == MARK_ISSUED || mark == MARK_NOTICE)
    return self->detailed;
  /* A phone is accepted until its last valid day: one label says it. */
  return mark != MARK_UNTIL || self->standing.credential == UKE_CREDENTIAL_CARD;
}

/* (transfer full) */
static char *
describe_mark (UkeTimeline *self, Mark mark)
{
  const UkeCalendar *calendar = &self->standing.calendar;
  g_autofree char *day = NULL;

  switch (mark) {
  case MARK_ISSUED:
    day = uke_date_words_numeric (&self->standing.issued);
    /* Translators: Below the picture of a certificate's days; a line each, both short. %s is the
     * day on which it was issued. */
    return g_strdup_printf (C_ ("timeline", "Issued\n%s"), day);
  case MARK_NOTICE:
    day = uke_date_words_numeric (&calendar->notice_from);
    /* Translators: Below the picture; %s is the first day on which the reader warns. */
    return g_strdup_printf (C_ ("timeline", "Notice from\n%s"), day);
  case MARK_EXPIRES:
    day = uke_date_words_numeric (&calendar->expires);
    /* Translators: Below the picture; %s is the last valid day. */
    return g_strdup_printf (C_ ("timeline", "Valid until\n%s"), day);
  case MARK_UNTIL:
    day = uke_date_words_numeric (&calendar->grace_until);
    /* Translators: Below the picture; %s is the last day on which the card is accepted. */
    return g_strdup_printf (C_ ("timeline", "Accepted until\n%s"), day);
  case MARK_TODAY:
    /* Translators: Above the picture, at today's place. */
    return g_strdup (C_ ("timeline", "Today"));
  case N_MARKS:
    break;
  }
  g_assert_not_reached ();
}

static void
show_labels (UkeTimeline *self)
{
  for (int mark = 0; mark < N_MARKS; mark++) {
    gboolean shows = shows_mark (self, (Mark) mark);

    gtk_widget_set_child_visible (self->labels[mark], shows);
    if (shows) {
      g_autofree char *words = describe_mark (self, (Mark) mark);

      gtk_label_set_label (GTK_LABEL (self->labels[mark]), words);
    }
  }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static int
measure_row (UkeTimeline *self, Mark first, Mark last)
{
  int height = 0;

  for (int mark = (int) first; mark <= (int) last; mark++) {
    int natural;

    if (!gtk_widget_get_child_visible (self->labels[mark]))
      continue;
    gtk_widget_measure (self->labels[mark], GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL,
                        NULL);
    height = MAX (height, natural);
  }
  return height;
}

static int
get_bar_top (UkeTimeline *self)
{
  return measure_row (self, MARK_TODAY, MARK_TODAY) + MARK;
}

static int
get_label_width (UkeTimeline *self, Mark mark)
{
  int natural = 0;

  if (gtk_widget_get_child_visible (self->labels[mark]))
    gtk_widget_measure (self->labels[mark], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                        NULL);
  return natural;
}

static void
uke_timeline_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  UkeTimeline *self = UKE_TIMELINE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    int width = 0;

    for (int mark = MARK_ISSUED; mark <= MARK_UNTIL; mark++)
      width += get_label_width (self, (Mark) mark) + LABEL_SPACE;
    *minimum = width;
    *natural = MAX (width, NATURAL_WIDTH);
  } else {
    *minimum = *natural =
        get_bar_top (self) + BAR_HEIGHT + MARK + measure_row (self, MARK_ISSUED, MARK_UNTIL);
  }
}

static void
allocate_label (UkeTimeline *self, Mark mark, int x, int y, int width)
{
  int height;

  gtk_widget_measure (self->labels[mark], GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL,
                      NULL);
  gtk_widget_size_allocate (self->labels[mark], &(GtkAllocation) { x, y, width, height }, -1);
}

/* Each label below its place, or as near to it as its neighbours and the edges let it: from the
 * right end leftwards, so that the two dates that matter most come first. */
static void
allocate_row (UkeTimeline *self, int width, int y)
{
  int limit = width;

  for (int mark = MARK_UNTIL; mark >= MARK_ISSUED; mark--) {
    int own = get_label_width (self, (Mark) mark);
    int x = (int) (place_mark (self, (Mark) mark) * width) - own / 2;

    if (!gtk_widget_get_child_visible (self->labels[mark]))
      continue;
    x = MAX (0, MIN (x, limit - own));
    allocate_label (self, (Mark) mark, x, y, own);
    limit = x - LABEL_SPACE;
  }
}

static void
uke_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UkeTimeline *self = UKE_TIMELINE (widget);
  int own = get_label_width (self, MARK_TODAY);

  for (int i = 0; i < UKE_TIMELINE_N_STAGES; i++) {
    int size;

    gtk_widget_measure (self->inks[i], GTK_ORIENTATION_HORIZONTAL, -1, &size, NULL, NULL, NULL);
    gtk_widget_size_allocate (self->inks[i], &(GtkAllocation) { 0, 0, size, size }, -1);
  }
  if (!self->has_standing)
    return;

  allocate_label (self, MARK_TODAY,
                  CLAMP ((int) (place_mark (self, MARK_TODAY) * width) - own / 2, 0, width - own),
                  0, own);
  allocate_row (self, width, get_bar_top (self) + BAR_HEIGHT + MARK);
}

static void
draw_stages (UkeTimeline *self, GtkSnapshot *snapshot, float width, float top)
{
  GskRoundedRect bar;

  gsk_rounded_rect_init_from_rect (&bar, &GRAPHENE_RECT_INIT (0, top, width, BAR_HEIGHT),
                                   BAR_HEIGHT / 2.0F);
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  for (int i = 0; i < UKE_TIMELINE_N_STAGES; i++) {
    float left = (float) self->scale.start[i] * width;
    float right = (float) self->scale.start[i + 1] * width;
    GdkRGBA ink;

    if (right <= left)
      continue;
    gtk_widget_get_color (self->inks[i], &ink);
    gtk_snapshot_append_color (snapshot, &ink,
                               &GRAPHENE_RECT_INIT (left, top,
                                                    right - left - (right < width ? GAP : 0),
                                                    BAR_HEIGHT));
  }
  gtk_snapshot_pop (snapshot);
}

/* A triangle that points at the bar, and a line through it. */
static void
draw_today (UkeTimeline *self, GtkSnapshot *snapshot, float width, float top)
{
  float x = CLAMP ((float) place_mark (self, MARK_TODAY) * width, MARK, width - MARK);
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GdkRGBA ink;

  gsk_path_builder_move_to (builder, x - MARK, top - MARK);
  gsk_path_builder_line_to (builder, x + MARK, top - MARK);
  gsk_path_builder_line_to (builder, x, top);
  gsk_path_builder_close (builder);
  gsk_path_builder_add_rect (builder, &GRAPHENE_RECT_INIT (x - 1, top - 1, 2, BAR_HEIGHT + 4));
  path = gsk_path_builder_to_path (builder);

  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &ink);
}

static void
uke_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UkeTimeline *self = UKE_TIMELINE (widget);
  float width = (float) gtk_widget_get_width (widget);
  float top = (float) get_bar_top (self);

  if (!self->has_standing)
    return;

  draw_stages (self, snapshot, width, top);
  draw_today (self, snapshot, width, top);
  for (int mark = 0; mark < N_MARKS; mark++)
    if (gtk_widget_get_child_visible (self->labels[mark]))
      gtk_widget_snapshot_child (widget, self->labels[mark], snapshot);
}

static void
uke_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UkeTimeline *self = UKE_TIMELINE (object);

  switch ((Property) id) {
  case PROP_DETAILED:
    g_value_set_boolean (value, self->detailed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UkeTimeline *self = UKE_TIMELINE (object);

  switch ((Property) id) {
  case PROP_DETAILED:
    self->detailed = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_timeline_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (uke_timeline_parent_class)->dispose (object);
}

static void
uke_timeline_class_init (UkeTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = uke_timeline_get_property;
  object_class->set_property = uke_timeline_set_property;
  object_class->dispose = uke_timeline_dispose;
  widget_class->measure = uke_timeline_measure;
  widget_class->size_allocate = uke_timeline_size_allocate;
  widget_class->snapshot = uke_timeline_snapshot;

  g_object_class_install_property (object_class, PROP_DETAILED,
                                   g_param_spec_boolean ("detailed", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                             | G_PARAM_STATIC_STRINGS));

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "timeline");
}

/* One picture, one sentence: its parts are not read one by one. */
static GtkWidget *
add_label (UkeTimeline *self, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "justify", GTK_JUSTIFY_CENTER, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_NONE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
uke_timeline_init (UkeTimeline *self)
{
  for (int i = 0; i < UKE_TIMELINE_N_STAGES; i++) {
    g_autofree char *class = g_strconcat ("stage-", uke_stage_get_nick ((UkeStage) i), NULL);

    self->inks[i] = add_label (self, class);
  }
  for (int mark = 0; mark < N_MARKS; mark++) {
    self->labels[mark] = add_label (self, mark == MARK_TODAY ? "today" : NULL);
    gtk_widget_set_child_visible (self->labels[mark], FALSE);
  }
}

GtkWidget *
uke_timeline_new (gboolean detailed)
{
  return g_object_new (UKE_TYPE_TIMELINE, "detailed", detailed, NULL);
}

/**
 * uke_timeline_set_standing:
 * @self: a timeline
 * @standing: (nullable): how the certificate stands today; NULL: nothing is drawn
 *
 * Shows a certificate's days, in the language of the moment.
 */
void
uke_timeline_set_standing (UkeTimeline *self, const UkeStanding *standing)
{
  g_autofree char *words = NULL;

  self->has_standing = standing != NULL;
  if (standing != NULL) {
    self->standing = *standing;
    uke_timeline_scale_init (&self->scale, standing);
    words = uke_certificate_words_life (standing);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : "", -1);
  show_labels (self);
}
