#include "kiosk/even-box.h"

struct _UkeEvenBox {
  GtkWidget parent_instance;

  int spacing;
  gboolean rows_differ;
};

G_DEFINE_FINAL_TYPE (UkeEvenBox, uke_even_box, GTK_TYPE_WIDGET)

typedef enum {
  PROP_SPACING = 1,
  PROP_ROWS_DIFFER,
} Property;

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

#define FOR_EACH_SHOWN(child, self)                                                                \
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));             \
       child != NULL; child = next_shown (gtk_widget_get_next_sibling (child)))

static int
count (UkeEvenBox *self)
{
  int n = 0;

  FOR_EACH_SHOWN (child, self)
  n++;
  return n;
}

/* What the largest child asks for, @for_size across or -1. */
static void
measure_cell (
    UkeEvenBox *self, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  *minimum = 0;
  *natural = 0;
  FOR_EACH_SHOWN (child, self)
  {
    int child_minimum, child_natural;

    gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural = MAX (*natural, child_natural);
  }
}

static int
in_a_row (UkeEvenBox *self, int cell, int n)
{
  return n > 0 ? n * cell + (n - 1) * self->spacing : 0;
}

/* The most columns that fit without a last row that is not full. */
static int
choose_columns (UkeEvenBox *self, int width, int n)
{
  int minimum, natural;

  measure_cell (self, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  for (int columns = n; columns > 1; columns--)
    if (n % columns == 0 && in_a_row (self, natural, columns) <= width)
      return columns;
  return 1;
}

static int
width_of_cell (UkeEvenBox *self, int width, int columns)
{
  return MAX ((width - (columns - 1) * self->spacing) / columns, 0);
}

/* The height of all rows, and of each one in @heights where that is not NULL. */
static int
measure_rows (UkeEvenBox *self, int cell, int columns, int *heights)
{
  int total = 0;
  int row = 0;
  int i = 0;

  FOR_EACH_SHOWN (child, self)
  {
    int minimum;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, cell, &minimum, NULL, NULL, NULL);
    row = MAX (row, minimum);
    if (++i % columns != 0)
      continue;
    if (heights != NULL)
      heights[i / columns - 1] = row;
    total += row + (i > columns ? self->spacing : 0);
    row = 0;
  }
  return total;
}

static void
measure_height (UkeEvenBox *self, int width, int *minimum, int *natural)
{
  int n = count (self);
  int columns = n > 0 ? choose_columns (self, width < 0 ? G_MAXINT : width, n) : 1;

  if (self->rows_differ) {
    *minimum =
        measure_rows (self, width < 0 ? -1 : width_of_cell (self, width, columns), columns, NULL);
    *natural = *minimum;
    return;
  }
  measure_cell (self, GTK_ORIENTATION_VERTICAL,
                width < 0 ? -1 : width_of_cell (self, width, columns), minimum, natural);
  *minimum = in_a_row (self, *minimum, n / columns);
  *natural = in_a_row (self, *natural, n / columns);
}

static void
uke_even_box_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  UkeEvenBox *self = UKE_EVEN_BOX (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    measure_height (self, for_size, minimum, natural);
    return;
  }
  measure_cell (self, orientation, -1, minimum, natural);
  *natural = in_a_row (self, *natural, count (self));
}

static void
uke_even_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UkeEvenBox *self = UKE_EVEN_BOX (widget);
  int n = count (self);
  int columns = n > 0 ? choose_columns (self, width, n) : 1;
  int rows = n / columns;
  int cell = width_of_cell (self, width, columns);
  g_autofree int *heights = g_new0 (int, MAX (rows, 1));
  int y = 0;
  int i = 0;

  if (self->rows_differ)
    measure_rows (self, cell, columns, heights);
  else
    for (int row = 0; row < rows; row++)
      heights[row] = (height - (rows - 1) * self->spacing) / rows;

  FOR_EACH_SHOWN (child, self)
  {
    GtkAllocation place = { (i % columns) * (cell + self->spacing), y, cell, heights[i / columns] };

    if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
      place.x = width - place.x - cell;
    gtk_widget_size_allocate (child, &place, -1);
    if (++i % columns == 0)
      y += place.height + self->spacing;
  }
}

static GtkSizeRequestMode
uke_even_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
uke_even_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_SPACING:
    g_value_set_int (value, UKE_EVEN_BOX (object)->spacing);
    break;
  case PROP_ROWS_DIFFER:
    g_value_set_boolean (value, UKE_EVEN_BOX (object)->rows_differ);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_even_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((Property) id) {
  case PROP_SPACING:
    UKE_EVEN_BOX (object)->spacing = g_value_get_int (value);
    gtk_widget_queue_resize (GTK_WIDGET (object));
    break;
  case PROP_ROWS_DIFFER:
    UKE_EVEN_BOX (object)->rows_differ = g_value_get_boolean (value);
    gtk_widget_queue_resize (GTK_WIDGET (object));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
uke_even_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (uke_even_box_parent_class)->dispose (object);
}

static void
uke_even_box_class_init (UkeEvenBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = uke_even_box_get_property;
  object_class->set_property = uke_even_box_set_property;
  object_class->dispose = uke_even_box_dispose;
  widget_class->measure = uke_even_box_measure;
  widget_class->size_allocate = uke_even_box_size_allocate;
  widget_class->get_request_mode = uke_even_box_get_request_mode;

  g_object_class_install_property (object_class, PROP_SPACING,
                                   g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_ROWS_DIFFER,
                                   g_param_spec_boolean ("rows-differ", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE
                                                             | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_css_name (widget_class, "evenbox");
}

static void
uke_even_box_init (UkeEvenBox *self)
{
}

/**
 * uke_even_box_append:
 * @self: a box
 * @child: (transfer floating): a widget without a parent
 *
 * Adds a child after the others.
 */
void
uke_even_box_append (UkeEvenBox *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
